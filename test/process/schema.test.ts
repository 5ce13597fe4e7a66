/** The JSON schema of the configuration as it is shipped, and what the command line says of the same files. */
import { mkdtempSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Ajv, type ValidateFunction } from "ajv";
import { load } from "js-yaml";
import { schemaFile } from "../../src/config/json-schema.js";
import { KEYS } from "../../src/config/keys.js";
import { root } from "../support/paths.js";
import { callwright } from "../support/warm.js";

let cwd = "";
let accepts: ValidateFunction;
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-schema-"));
  await writeFile(path.join(cwd, "a.yaml"), "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n");
  const schema = JSON.parse(readFileSync(path.join(root, schemaFile), "utf8")) as object;
  accepts = new Ajv({ allowUnionTypes: true }).compile(schema);
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const configured = (block: string) => `apis:\n  a:\n    root: a.yaml\n    x-callwright: ${block}\n`;

/** Whether both take it: the schema, and the command line. */
async function verdicts(text: string): Promise<readonly [schema: boolean, commandLine: boolean]> {
  await writeFile(path.join(cwd, "redocly.yaml"), text);
  const { stderr } = await callwright(["explain"], { cwd });
  return [accepts(load(text)), !stderr.includes("[config/")];
}

describe("the schema of x-callwright", () => {
  it("describes every key of the table", () => {
    const file = JSON.parse(readFileSync(path.join(root, schemaFile), "utf8")) as {
      properties: { apis: { additionalProperties: { properties: { "x-callwright": { properties: object } } } } };
    };
    const { properties } = file.properties.apis.additionalProperties.properties["x-callwright"];
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(KEYS)));
    for (const value of Object.values(properties)) expect(value).toHaveProperty("description");
  });

  it.each([
    "{ output: sdk, package: { name: a, author: me }, names: locked }",
    "{ credentials: { one: token, two: { option: key, env: KEY } }, calls: }",
    "{ pages: { a: false, b: { kind: cursor, cursor: after, next: a.b } }, limits: { depth: 3 } }",
    '{ streams: { a: { event: "#/components/schemas/A" } }, diff: { failOn: risk, accept: [{ change: x }] } }',
    "{ compare: { failOn: calls, accept: [{ difference: export-gone A, reason: x, until: '2999-01-01' }] } }",
  ])("and the command line take %s", async (block) => {
    expect(await verdicts(configured(block))).toEqual([true, true]);
  });

  it.each([
    "{ outptu: sdk }",
    "{ names: free }",
    "{ skip: one }",
    "{ limits: { depth: 0 } }",
    "{ pages: { a: { kind: cursor } } }",
    "{ streams: { a: { event: A } } }",
    "{ diff: { accept: [{ reason: x }] } }",
    "{ compare: { accept: [{ change: x }] } }",
    "[]",
  ])("and the command line refuse %s", async (block) => {
    expect(await verdicts(configured(block))).toEqual([false, false]);
  });

  it("accepts the configuration of this repository", () => {
    expect(accepts(load(readFileSync(path.join(root, "spec", "redocly.yaml"), "utf8")))).toBe(true);
  });
});

describe("a key that was meant to be x-callwright", () => {
  it.each([
    ["apis:\n  a:\n    root: a.yaml\n    x-calwright: { output: sdk }\n", "redocly.yaml:4:5"],
    ["apis:\n  a:\n    root: a.yaml\n    callwright: { output: sdk }\n", "redocly.yaml:4:5"],
    ["x-callwright: {}\napis:\n  a:\n    root: a.yaml\n", "redocly.yaml:1:1"],
  ])("is a finding: %j", async (text, place) => {
    await writeFile(path.join(cwd, "redocly.yaml"), text);
    const { stderr } = await callwright(["generate", "--out", "sdk"], { cwd });
    expect(stderr).toContain(`${place}: warning`);
    expect(stderr).toContain("[config/misspelled]");
  });
});
