/** Documents, configurations and file names that hold line breaks, escape sequences and commands for a CI system. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { workFolder } from "../support/paths.js";
import { callwright } from "../support/warm.js";

const HOSTILE = "x\n::stop-commands::y\r::error::z\u001b[31m\u009b2J\u202e ##[add-mask]w";
const file = "a\n::error::b\u001b[31m.ts";
const document = {
  openapi: "3.0.3",
  info: { title: HOSTILE, version: "1.0.0" },
  paths: {
    [`/${HOSTILE}`]: { get: { operationId: HOSTILE, tags: [HOSTILE], responses: {} } },
    [`/a/${HOSTILE}/{${HOSTILE}}`]: { get: { operationId: HOSTILE, summary: HOSTILE, responses: {} } },
  },
};
const api = `::add-mask::${HOSTILE}`;

let folder = "";
beforeAll(async () => {
  folder = await workFolder("hostile-printed");
  await mkdir(path.join(folder, "client", "src"), { recursive: true });
  await writeFile(path.join(folder, "client", "src", file), "");
  await writeFile(path.join(folder, "::warning::\n::error::.json"), JSON.stringify(document));
  const root = "::warning::\n::error::.json";
  const config = { apis: { [api]: { root, "x-callwright": { output: "client" } } } };
  await writeFile(path.join(folder, "redocly.yaml"), JSON.stringify(config));
  // Calls of an earlier run, which `generate` reports as vanished.
  const about = { file: "a", title: "a", version: "1", digest: "a" };
  const calls = [{ call: HOSTILE, method: "GET", path: `/gone${HOSTILE}` }];
  await writeFile(path.join(folder, "client", "package.json"), '{ "callwright": {} }');
  await writeFile(
    path.join(folder, "client", "callwright.json"),
    JSON.stringify({ callwright: "1", document: about, environment: [HOSTILE], calls }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  ["check"],
  ["check --format github"],
  ["check --format json"],
  ["lint"],
  ["lint --format github"],
  ["explain"],
  ["explain --format markdown"],
  ["explain --only", `GET /${HOSTILE}`],
  ["explain --only", `::error::${HOSTILE}`],
  ["generate"],
])("are printed by `%s` on one line, and command nothing", async (words, ...more) => {
  const { stdout, stderr, code } = await callwright([...words.split(" "), ...more], { cwd: folder });
  const printed = stdout + stderr;
  expect(code).not.toBe(1);
  expect(printed).toMatch(/\\n:|%0A/);
  expect(printed.match(/[^\n\t\P{Cc}]|\p{Bidi_Control}/gu)).toBeNull();
  const commands = printed.split("\n").filter((line) => /^\s*::/.test(line));
  expect(commands.filter((line) => !/^::(?:error|warning|notice) (?:file|title)=[^:]+::/.test(line))).toEqual([]);
  if (!words.includes("github")) expect(commands).toEqual([]);
  expect(printed).not.toMatch(/##\w*\[/);
});
