// @ts-check
// `npm start`: runs the whole pipeline on the shipped specification, from lint to a call over HTTP.
import path from "node:path";
import { startPrism } from "./lib/prism.mjs";
import { ensureBuilt } from "./lib/command.mjs";
import { bin, buildPackage, node, root } from "./lib/run.mjs";

const spec = path.join(root, "spec", "portkey.yaml");
const client = path.join(root, "generated");
const id = "f47ac10b-58cc-4372-a567-0e02b2c3d479";

await ensureBuilt();
step("lint", "what Redocly and Callwright find in spec/portkey.yaml");
await command("lint");
step("generate", "write a client package");
await command("generate");
step("check", "is generated/ what the specification makes of it?");
await command("check");

step("build", "generated/ as its publisher would");
const [server] = await Promise.all([startPrism(spec), buildPackage(client)]);
try {
  step("call", `portkey.apiKeys.retrieve({ id: "${id}" }) against ${server.url}`);
  const { Portkey } = await import(path.join(client, "dist", "esm", "index.js"));
  const portkey = new Portkey({ apiKey: "pk-example", baseUrl: server.url });
  console.log(await portkey.apiKeys.retrieve({ id }));
  step("done", "lint, client, drift check and a call, all from one document");
  console.log("Next: `npx callwright init` beside your own document, or `npm run explain` for the names of this one.");
} finally {
  await server.stop();
}

/** @param {string} name @param {string} what */
function step(name, what) {
  console.log(`\n── ${name}: ${what}`);
}

/** @param {string} name */
async function command(name) {
  const code = await node([bin, name]);
  if (code !== 0) process.exit(code);
}
