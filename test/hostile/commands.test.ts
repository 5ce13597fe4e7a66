/** Hostile documents through the command line: what a user of an untrusted document runs. */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { workFolder } from "../support/paths.js";
import { callwright } from "../support/warm.js";
import { baseDocument, setAt, type Tree } from "./base.js";
import { positions } from "./positions.js";

/** Code that leaves a file where it runs, wherever that is. */
const code = 'process.getBuiltinModule("node:fs").writeFileSync("ran", "")';

let folder = "";
beforeAll(async () => {
  folder = await workFolder("hostile-commands");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `generate` on a document that lies in a folder of its own, from another one. */
async function generate(name: string, document: Tree, beside: Readonly<Record<string, string>> = {}) {
  const place = path.join(folder, name);
  const cwd = path.join(place, "project");
  await mkdir(path.join(place, "vendor"), { recursive: true });
  await mkdir(cwd);
  const files = { "spec.json": JSON.stringify(document), ...beside };
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(place, "vendor", file), text);
  const ended = await callwright(["generate", "../vendor/spec.json", "--out", "client"], { cwd });
  return { ...ended, place, made: existsSync(path.join(cwd, "client", "package.json")) };
}

/** Every file below a folder but those of the package itself. */
function others(place: string): readonly string[] {
  const all = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const files = all.map((entry) =>
    path.relative(place, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"),
  );
  return files.filter((file) => !file.startsWith("project/client/")).sort();
}

function spoiledEverywhere(text: string): Tree {
  const document = baseDocument();
  for (const { way, structural, put } of positions) if (way !== undefined && !structural) put(document, text);
  return document;
}

it.each([
  ["comments", `*/ ${code}; /*`],
  ["strings", `"; ${code}; "`],
  ["templates", "`${" + code + "}`"],
  ["code", code],
])("leaves %s where they are, in every place at once", async (name, text) => {
  const { code: exit, stderr, made, place } = await generate(name, spoiledEverywhere(text));
  expect({ exit, made, stack: /^\s+at .+:\d+/m.test(stderr) }).toEqual({ exit: 0, made: true, stack: false });
  expect(others(place)).toEqual(["vendor/spec.json"]);
});

it("writes nothing outside its folder, whatever operations and resources are called", async () => {
  const document = baseDocument();
  for (const name of ["../../up", "/etc/absolute", "..\\back", "C:/drive", ".", "..", "con", "a\u0000b", "a/../../b"]) {
    setAt(document, `paths /${name}`, { get: { operationId: `${name}/get`, tags: [name], responses: {} } });
    setAt(document, `components schemas ${name}`, { type: "object" });
  }
  const { code: exit, made, place } = await generate("names", document);
  expect({ exit, made }).toEqual({ exit: 0, made: true });
  expect(others(place)).toEqual(["vendor/spec.json"]);
});

it("refuses in one line with its place, and writes nothing", async () => {
  const document = baseDocument();
  setAt(document, "components schemas Thing properties owner $ref", "../secret.json");
  const { code: exit, stdout, stderr, made, place } = await generate("outside", document);
  expect({ exit, stdout, made }).toEqual({ exit: 2, stdout: "", made: false });
  expect(stderr).toMatch(/vendor\/spec\.json:\d+:\d+: error .*\[document\/outside-ref\]/);
  expect(stderr).not.toMatch(/^\s+at .+:\d+/m);
  expect(others(place)).toEqual(["vendor/spec.json"]);
});

it("loads no configuration and no plugin from the folder of the document", async () => {
  const { code: exit, place } = await generate("plugins", baseDocument(), {
    "redocly.yaml": "plugins: [./plugin.cjs]\nextends: [evil/all]\napis: { spec: { root: spec.json } }\n",
    "plugin.cjs": `${code.replace('"ran"', JSON.stringify(path.join(folder, "plugins", "ran")))};\nmodule.exports = { id: "evil" };`,
  });
  expect(exit).toBe(0);
  expect(others(place)).toEqual(["vendor/plugin.cjs", "vendor/redocly.yaml", "vendor/spec.json"]);
});
