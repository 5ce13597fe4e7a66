import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, jest } from "@jest/globals";
import type { Diagnostic } from "../../../src/diagnostic.js";
import type { Document, Json } from "../../../src/document/document.js";
import { readFindings } from "../../../src/lint/findings.js";
import { defaultLimits } from "../../../src/document/limits.js";
import { lintInput } from "../../../src/lint/input.js";
import { prepareLint, startLint } from "../../../src/lint/lint.js";
import type { LintRules } from "../../../src/lint/lint.js";
import { redoclyConfig } from "../../../src/lint/rules.js";
import { folderWith, loadFirst, loadText, position } from "../document/support.js";

const text = `openapi: 3.1.0
info: { title: Test, version: "1", license: { name: MIT, url: https://example.com } }
servers: [{ url: https://api.test }]
security: []
paths:
  /a~b/{id}%41:
    get:
      summary: Get
      operationId: get
      resp: {}
      responses:
        '200': { description: ok }
        '404': { description: no }
`;

// A separate folder for this file, because tests that run at the same time also lint.
const temporary = mkdtempSync(path.join(os.tmpdir(), "callwright-test-"));
jest.spyOn(os, "tmpdir").mockReturnValue(temporary);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const folders = (): string[] => readdirSync(os.tmpdir()).filter((name) => name.startsWith("callwright-lint-"));

/** Runs a stand-in for Redocly's command line, to test its input and the handling of its output. */
async function withStandIn(document: Document, script: string, rules: LintRules = {}): Promise<readonly Diagnostic[]> {
  const cli = path.join(folderWith({ "cli.mjs": script }), "cli.mjs");
  return startLint(document, rules, { cli }).result;
}

async function anyDocument(): Promise<Document> {
  return (await loadText(text)).document;
}

function shown(document: Document, found: readonly Diagnostic[]): unknown[] {
  return found.map(({ code, severity, place }) => [
    code,
    severity,
    place && "pointer" in place ? position(document.locate(place.pointer, place.onKey)) : place,
  ]);
}

describe("Redocly's lint", () => {
  it("finds what is wrong, at its place in the user's file", async () => {
    const before = folders();
    const document = await anyDocument();
    const found = await startLint(document, {}).result;
    expect(shown(document, found)).toEqual(
      expect.arrayContaining([
        ["lint/struct", "error", "openapi.yaml:10:7"],
        ["lint/path-parameters-defined", "error", "openapi.yaml:7:5"],
      ]),
    );
    const misspelt = found.find(({ code }) => code === "lint/struct");
    expect(misspelt?.message).toContain("resp");
    expect(misspelt?.place).toEqual({ pointer: "#/paths/~1a~0b~1{id}%2541/get/resp", onKey: true });
    expect(found.find(({ code }) => code === "lint/path-parameters-defined")?.hint).toContain(
      "https://redocly.com/docs/",
    );
    expect(folders()).toEqual(before);
  });

  it("follows the rules of the configuration", async () => {
    const document = await anyDocument();
    const found = await startLint(document, {
      extends: ["minimal"],
      rules: { struct: "warn", "path-parameters-defined": "off" },
    }).result;
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([["lint/struct", "warning"]]);
  });

  it("finds nothing where the configuration asks for no rule", async () => {
    expect(await startLint(await anyDocument(), { extends: [] }).result).toEqual([]);
  });

  it("reads a document of several files as one", async () => {
    const { document } = await loadFirst({
      "a.yaml": text.replace("resp: {}", "parameters: [{ $ref: b.yaml#/id }]"),
      "b.yaml": "id:\n  name: id\n  in: path\n  required: true\n  colour: red\n  schema: { type: string }\n",
    });
    const found = await startLint(document, { extends: ["minimal"] }).result;
    expect(shown(document, found)).toEqual(expect.arrayContaining([["lint/struct", "error", "b.yaml:5:3"]]));
  });

  it("is given nothing to fetch or to read", async () => {
    let calls = 0;
    const server = createServer((_, response) => {
      calls += 1;
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${String(typeof address === "object" && address !== null ? address.port : 0)}/secret`;
    const secret = path.join(folderWith({ "secret.json": { type: "string" } }), "secret.json");
    for (const target of [url, secret]) {
      const ref = { $ref: target };
      const data = {
        example: ref,
        default: { a: [ref] },
        enum: [ref],
        "x-a": { b: ref },
        unknown: { externalValue: target },
      };
      const media = { schema: data, examples: { a: { externalValue: target }, b: { value: ref } } };
      const { document } = await loadFirst({
        "a.json": {
          openapi: "3.1.0",
          info: { title: "Test", version: "1", "x-logo": ref },
          "x-hooks": ref,
          paths: {
            "/a": {
              get: {
                responses: { "200": { description: "", content: { "a/b": media }, "x-b": ref } },
                "x-codeSamples": ref,
              },
            },
          },
        },
      });
      expect(JSON.stringify(document.root)).not.toContain(target);
      const found = await startLint(document, {}).result;
      expect(found.filter(({ code }) => code === "lint/failed" || code === "lint/no-unresolved-refs")).toEqual([]);
    }
    server.close();
    expect(calls).toBe(0);
  });

  it("says what is wrong with rules that Redocly does not know", async () => {
    const found = await startLint(await anyDocument(), { rules: { "no-such-rule": "error", struct: "off" } }).result;
    expect(found[0]).toMatchObject({
      code: "lint/rules",
      severity: "warning",
      message: expect.stringContaining("no-such-rule"),
    });
  });
});

describe("the lint's process", () => {
  const report = '{"totals":{},"problems":[]}';

  it("sees our document and rules alone, in a private folder, and is told to call nobody", async () => {
    process.env["REDOCLY_AUTHORIZATION"] = "secret";
    const document = await anyDocument();
    const seen = path.join(folderWith({}), "seen.json");
    await withStandIn(
      document,
      `import fs from "node:fs";
       const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("REDOCLY_")));
       const files = Object.fromEntries(fs.readdirSync(".").map((name) => [name, fs.readFileSync(name, "utf8")]));
       const mode = (fs.statSync(".").mode & 0o777).toString(8);
       fs.writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ env, files, mode, argv: process.argv.slice(2) }));
       console.log('${report}');`,
      { rules: { "info-license": "off" } },
    );
    delete process.env["REDOCLY_AUTHORIZATION"];
    const { env, files, mode, argv } = JSON.parse(readFileSync(seen, "utf8")) as {
      env: object;
      files: Record<string, string>;
      mode: string;
      argv: string[];
    };
    expect(env).toEqual({ REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" });
    expect(Object.keys(files)).toEqual(["findings.json", "openapi.json", "redocly.yaml"]);
    expect(JSON.parse(files["openapi.json"] ?? "")).toEqual(document.root);
    expect(JSON.parse(files["redocly.yaml"] ?? "")).toEqual({
      extends: ["recommended"],
      rules: { "info-license": "off" },
    });
    expect(mode).toBe("700");
    expect(argv[0]).toBe("lint");
  });

  it("may say other things first, say much, and end with an error code", async () => {
    const many = `const problems = Array.from({ length: 50000 }, (_, i) => ({ ruleId: "r" + i, severity: "warn", message: "m".repeat(40), location: [{ pointer: "#/" }] }));
      console.log("{ a banner }\\n{\\nanother\\n}"); console.log(JSON.stringify({ problems }, null, 2)); process.exit(1);`;
    const found = await withStandIn(await anyDocument(), many);
    expect(found).toHaveLength(50_000);
    expect(found.at(-1)).toEqual({
      code: "lint/r49999",
      severity: "warning",
      message: "m".repeat(40),
      place: { pointer: "#" },
    });
  });

  it.each([
    ["crashes", 'throw new Error("out of luck");', "out of luck"],
    ["says nothing", "", "could not lint"],
    ["is cut short", `process.stdout.write('{"problems": [{'); process.exit(1);`, "could not lint"],
  ])("becomes a finding where it %s", async (_, script, message) => {
    const before = folders();
    const document = await anyDocument();
    const found = await withStandIn(document, script);
    expect(found).toEqual([
      expect.objectContaining({
        code: "lint/failed",
        severity: "error",
        place: { file: document.file },
        message: expect.stringContaining(message),
      }),
    ]);
    expect(folders()).toEqual(before);
  });

  it("says why Redocly could not read a document that is too deep for it", async () => {
    const { document } = await loadText(`${text}x-deep: ${"[".repeat(120)}${"]".repeat(120)}\n`, {
      limits: { depth: 200 },
    });
    const found = await startLint(document, {}).result;
    expect(found).toEqual([
      expect.objectContaining({ code: "lint/failed", message: expect.stringContaining("nesting exceeded") }),
    ]);
    expect(found[0]?.message).not.toContain(os.tmpdir());
  });

  it("becomes a finding where it cannot be started at all", async () => {
    const found = await startLint(await anyDocument(), {}, { cli: "/nowhere/cli.js" }).result;
    expect(found.map(({ code }) => code)).toEqual(["lint/failed"]);
  });

  it.each(["stop", "abort", "abort before"])("ends at once on %s, and leaves nothing behind", async (way) => {
    const before = folders();
    const pid = path.join(folderWith({}), "pid");
    const cli = path.join(
      folderWith({
        "cli.mjs": `import fs from "node:fs"; fs.writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setInterval(() => {}, 1000);`,
      }),
      "cli.mjs",
    );
    const controller = new AbortController();
    if (way === "abort before") controller.abort();
    const run = startLint(await anyDocument(), {}, { cli, signal: controller.signal });
    while (way !== "abort before" && !(existsSync(pid) && readFileSync(pid, "utf8") !== ""))
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (way === "stop") run.stop();
    else controller.abort();
    expect(await run.result).toEqual([]);
    expect(folders()).toEqual(before);
    if (existsSync(pid)) expect(() => process.kill(Number(readFileSync(pid, "utf8")), 0)).toThrow("ESRCH");
    run.stop();
  });

  it("can be started before there is a document, and reads none before", async () => {
    const before = folders();
    const prepared = prepareLint({ extends: ["minimal"], rules: { "info-license": "error" } });
    // Long enough for Redocly to read the document, if it did not wait.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { document } = await loadText(text.replace(/, license: .*? }/, ""));
    const found = await prepared.start(document).result;
    expect(found.map(({ code }) => code)).toEqual(["lint/info-license", "lint/struct", "lint/path-parameters-defined"]);
    expect(folders()).toEqual(before);
  });

  it("ends where the document never comes", async () => {
    const before = folders();
    const pid = path.join(folderWith({}), "pid");
    const script = `import fs from "node:fs"; fs.writeFileSync(${JSON.stringify(pid)}, String(process.pid)); await fs.promises.readFile("openapi.json");`;
    const prepared = prepareLint({}, { cli: path.join(folderWith({ "cli.mjs": script }), "cli.mjs") });
    const isHere = (): boolean => existsSync(pid) && readFileSync(pid, "utf8") !== "";
    while (!isHere()) await new Promise((resolve) => setTimeout(resolve, 10));
    prepared.stop();
    while (folders().length > before.length) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(() => process.kill(Number(readFileSync(pid, "utf8")), 0)).toThrow("ESRCH");
  });

  it("leaves no listeners on this process", async () => {
    const count = (): number => process.listenerCount("exit") + process.listenerCount("SIGINT");
    const before = count();
    await withStandIn(await anyDocument(), `console.log('${report}')`);
    expect(count()).toBe(before);
  });
});

describe("a lint of what would take hours", () => {
  it("leaves out patterns that take long to match, and says where they stand", async () => {
    const slow = "^(a+)+$";
    const a = { type: "string", pattern: slow, example: `${"a".repeat(60)}!` };
    const b = { type: "object", patternProperties: { "^(b|b?)+$": {} }, example: { [`${"b".repeat(60)}!`]: 1 } };
    const c = { type: "string", pattern: "^[a-z]{1,20}$", example: "a text that does not match" };
    const { document } = await loadText(`${text}components: ${JSON.stringify({ schemas: { a, b, c } })}\n`);
    const rules = { rules: { "no-invalid-schema-examples": "error" } };
    const found = await startLint(document, rules).result;
    expect(found.filter(({ code }) => code === "lint/slow-pattern").map(({ place }) => place)).toEqual([
      { pointer: "#/components/schemas/a/pattern", onKey: false },
      { pointer: "#/components/schemas/b/patternProperties/^(b|b?)+$", onKey: true },
    ]);
    const examples = found.filter(({ code }) => code === "lint/no-invalid-schema-examples");
    expect(examples.map(({ place }) => place)).toEqual([
      expect.objectContaining({ pointer: "#/components/schemas/c/example" }),
    ]);
  });

  it("is ended, with a finding that says how to give it longer", async () => {
    const { document } = await loadText(text, { limits: { lintSeconds: 0.1 } });
    const [found, ...others] = await withStandIn(document, "for (;;);");
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: "lint/too-long",
      severity: "error",
      message: expect.stringContaining("0.1 seconds of the limit `lintSeconds`"),
      hint: expect.stringContaining("raise `limits.lintSeconds`"),
      place: { file: document.file },
    });
  });
});

describe("what is linted", () => {
  const input = (root: Record<string, Json>, limits = {}) => lintInput(root, { ...defaultLimits, ...limits });
  const schemas = (count: number): Json[] => Array.from({ length: count }, () => ({ type: "object" }));

  it("is the document itself, but for what is far too long", () => {
    const root = {
      a: { oneOf: schemas(300) },
      servers: [{ url: "{".repeat(100) }],
      example: { oneOf: schemas(5_000) },
    };
    expect(input(root)).toEqual({ root, diagnostics: [] });
    expect(input(root).root).toBe(root);
  });

  it("has no more alternatives than can be compared with each other", () => {
    const { root, diagnostics } = input(
      { a: { oneOf: schemas(300) }, b: { anyOf: schemas(300) } },
      { comparisons: 90_000 },
    );
    expect(root).toEqual({ a: { oneOf: schemas(300) }, b: { anyOf: schemas(50) } });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "lint/cut",
        message: expect.stringContaining("the first 50 of 300 parts here, because of the limit `comparisons` of 90000"),
        hint: expect.stringContaining("raise `limits.comparisons`"),
        place: { pointer: "#/b/anyOf", onKey: true },
      }),
    ]);
  });

  it("has no endless lists of members and no endless addresses", () => {
    const properties = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`p${String(index)}`, {}]));
    const { root, diagnostics } = input({
      a: { properties, required: Object.keys(properties) },
      servers: [{ url: "{a}".repeat(101) }],
    });
    expect(root).toMatchObject({ servers: [{ url: "{a}".repeat(100) }] });
    expect(diagnostics.map(({ place }) => place)).toEqual([
      { pointer: "#/a/properties", onKey: true },
      { pointer: "#/a/required", onKey: true },
      { pointer: "#/servers/0/url", onKey: true },
    ]);
  });
});

describe("lint rules", () => {
  it("are Redocly's recommended ones by default", () => {
    expect(redoclyConfig({})).toEqual({ content: { extends: ["recommended"], rules: {} }, diagnostics: [] });
  });

  it("leave out whatever would load code or files, and say so", () => {
    const { content, diagnostics } = redoclyConfig({
      extends: ["recommended", "./mine.yaml", "https://example.com/rules.yaml", "plugin/all"],
      rules: {
        "plugin/rule": "error",
        "rule/mine": { severity: "warn" },
        "info-license": { $ref: "/etc/passwd" },
        struct: "warn",
      },
    });
    expect(content).toEqual({ extends: ["recommended"], rules: { "rule/mine": { severity: "warn" }, struct: "warn" } });
    expect(diagnostics).toHaveLength(5);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["lint/skipped-rule"]));
  });
});

describe("reading findings", () => {
  it("takes nothing for granted", () => {
    const odd = [
      null,
      1,
      {},
      { location: [] },
      { location: [{ pointer: 5 }] },
      { location: [{ pointer: "#/a~1b/c%d", reportOnKey: true }], suggest: ["x", "y"] },
    ];
    const found = readFindings(JSON.stringify({ problems: odd })) ?? [];
    expect(found.map(({ place }) => place)).toEqual([
      { pointer: "#" },
      { pointer: "#" },
      { pointer: "#" },
      { pointer: "#/a~1b/c%25d", onKey: true },
    ]);
    expect(found.at(-1)?.hint).toBe("Did you mean `x` or `y`?");
    expect(readFindings("no report")).toBeUndefined();
    expect(readFindings('{"problems": 5}')).toBeUndefined();
  });
});

it("removes the folder of a run that was killed together with its lint, and no other's", async () => {
  const { pid: ended } = spawnSync(process.execPath, ["--version"]);
  const left = [`callwright-lint-${String(ended)}-abc`, `callwright-lint-${String(process.ppid)}-abc`];
  for (const name of left) mkdirSync(path.join(temporary, name));
  const document = await anyDocument();
  await withStandIn(document, "");
  expect(folders().filter((name) => left.includes(name))).toEqual([left[1]]);
  rmSync(path.join(temporary, left[1] ?? ""), { recursive: true });
});
