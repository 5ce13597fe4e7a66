// Imports every package of a folder in this process of its own, and says what they did to it.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2] ?? "";
const faults = [];
let imported = 0;

function state() {
  const owners = [Object.prototype, Array.prototype, Function.prototype, globalThis];
  return JSON.stringify(owners.map((owner) => Object.getOwnPropertyNames(owner)));
}

/** Constructs the client too: what stands in its settings is read then. */
async function use(file) {
  const { default: Client } = await import(pathToFileURL(file).href);
  if (typeof Client !== "function") throw new Error("the package has no client");
  new Client({ baseUrl: "https://example.com" });
}

const before = state();
for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
  const file = path.join(folder, name, "index.js");
  if (name === "runtime" || !(await readdir(path.join(folder, name))).includes("index.js")) continue;
  try {
    await use(file);
  } catch (error) {
    faults.push(`${name}: ${error}`);
  }
  if (state() !== before) faults.push(`${name}: changed the process`);
  imported += 1;
}
process.stdout.write(JSON.stringify({ imported, faults }));
