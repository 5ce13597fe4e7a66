/** Files that never end, in the place of each file that a command reads: a link to a device can be committed. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { workFolder } from "../support/paths.js";
import { callwright } from "../support/warm.js";
import { baseDocument } from "./base.js";

let folder = "";
beforeAll(async () => {
  folder = await workFolder("hostile-devices");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const own = JSON.stringify({ callwright: {} });

it.each([
  ["spec.json", "lint spec.json", 2],
  ["redocly.yaml", "check", 2],
  [".redocly.lint-ignore.yaml", "lint spec.json", 3],
  ["traffic.har", "drift traffic.har spec.json", 2],
  ["guide.md", "samples spec.json guide.md", 2],
  ["old.json", "diff spec.json --against old.json", 2],
  ["LICENSE", "generate spec.json --out client", 0],
  ["client/package.json", "check spec.json --out client", 3],
  ["client/callwright.json", "check spec.json --out client", 3],
  ["client/README.md", "generate spec.json --out client", 0],
  ["client/src/client.ts", "check spec.json --out client", 3],
  ["client/src/custom/index.ts", "generate spec.json --out client", 0],
  ["sdk/api.md", "compare ./sdk spec.json", 2],
])("%s is no device for `%s`", async (name, words, expected) => {
  const cwd = path.join(folder, name.replace(/\W/g, "-"));
  const files = { "spec.json": JSON.stringify(baseDocument()), "client/package.json": own, "sdk/package.json": "{}" };
  for (const [file, text] of Object.entries({ ...files, [name]: "" })) {
    const at = path.join(cwd, file);
    mkdirSync(path.dirname(at), { recursive: true });
    if (file === name) symlinkSync("/dev/zero", at);
    else writeFileSync(at, text);
  }
  const { code, stderr } = await callwright(words.split(" "), { cwd, timeout: 60_000 });
  expect({ code, stack: /^\s+at .+:\d+/m.test(stderr) }).toEqual({ code: expected, stack: false });
});
