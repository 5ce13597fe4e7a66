import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../../src/diagnostic.js";
import { load } from "../../../src/document/load.js";
import { complaintOf, folderWith, loadFirst, loadText, openapi, placeText } from "./support.js";

/** The code, severity and position of findings that are about a file. */
function placedCodes(diagnostics: readonly Diagnostic[]): readonly (readonly string[])[] {
  return diagnostics.map((one) => [one.code, one.severity, placeText(one)]);
}

describe("a file that cannot be used", () => {
  it("is not there", async () => {
    const folder = folderWith({});
    expect(await complaintOf(load(path.join(folder, "none.yaml")))).toMatchObject({
      code: "document/no-file",
      at: "none.yaml",
    });
  });

  it("is a folder", async () => {
    const folder = folderWith({ "specs/a.yaml": "a" });
    expect(await complaintOf(load(path.join(folder, "specs")))).toMatchObject({ code: "document/folder", at: "specs" });
  });

  it("is a pipe, which would never end", async () => {
    const file = path.join(folderWith({}), "pipe.yaml");
    execFileSync("mkfifo", [file]);
    expect(await complaintOf(load(file))).toMatchObject({ code: "document/not-a-file" });
  });

  it("is not UTF-8", async () => {
    const loading = loadFirst({ "a.yaml": Buffer.from([0x6f, 0xff, 0xfe, 0x00]) });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/not-text", at: "a.yaml" });
  });

  it.each([
    ["UTF-16", "\uFEFFopenapi: 3.1.0\n"],
    ["UTF-16", "openapi: 3.1.0\n"],
  ])("is %s: the finding names the encoding and how to convert the file", async (encoding, text) => {
    const complaint = await complaintOf(loadFirst({ "a.yaml": Buffer.from(text, "utf16le") }));
    expect(complaint).toMatchObject({ code: "document/not-text", at: "a.yaml" });
    expect(complaint.message).toContain(encoding);
    expect(complaint.hint).toContain("iconv -f UTF-16 -t UTF-8");
  });

  it.each([
    ["a wrong indent", "openapi: 3.1.0\ninfo:\n  title: a\n version: b\n", "document/not-yaml", 4],
    ["an unknown alias", "openapi: 3.1.0\npaths: *none\n", "document/not-yaml", 2],
    ["a tag that runs code elsewhere", "openapi: 3.1.0\ninfo: !!js/function 'x'\n", "document/yaml-tag", 2],
    ["a custom tag", "openapi: 3.1.0\n\ninfo: !include a.yaml\n", "document/yaml-tag", 3],
  ])("is YAML with %s", async (_, text, code, line) => {
    const complaint = await complaintOf(loadText(text));
    expect(complaint.code).toBe(code);
    expect(complaint.at).toMatch(new RegExp(`^openapi.yaml:${line}:[0-9]+$`));
  });

  it.each([
    ['{\n  "openapi": "3.1.0",\n  "info": }', "3:11"],
    ['{"a": 1', "1:8"],
    ['{"a": 1,}', "1:9"],
    ['{"a" 1}', "1:6"],
    ["{'a': 1}", "1:2"],
    ['{"a": 01}', "1:8"],
    ['{"a": "\\x"}', "1:7"],
    ['["a"] ["b"]', "1:7"],
    ["", "1:1"],
    ['{"a": [1 2]}', "1:10"],
  ])("is JSON with a mistake: %s", async (text, at) => {
    const complaint = await complaintOf(loadFirst({ "a.json": text }));
    expect(complaint).toMatchObject({ code: "document/not-json", at: `a.json:${at}` });
  });

  it("ends its JSON within ten thousand brackets", async () => {
    const complaint = await complaintOf(loadFirst({ "a.json": "[".repeat(10_000) }));
    expect(complaint).toMatchObject({ code: "document/not-json", at: "a.json:1:10001" });
  });

  it.each([
    ["- a\n- b\n", "document/not-an-object", "1:1"],
    ["just text\n", "document/not-an-object", "1:1"],
    ["", "document/not-an-object", "1:1"],
    ["title: a\n", "document/not-openapi", "1:1"],
    ["# old\nswagger: '1.2'\n", "document/unknown-version", "2:1"],
    ["openapi: 4.0.0\n", "document/unknown-version", "1:1"],
    ["openapi: 2.0\npaths: {}\n", "document/unknown-version", "1:1"],
    ["openapi: latest\npaths: {}\n", "document/unknown-version", "1:1"],
    ["openapi: 3.0.3\ninfo: {}\n", "document/no-paths", "1:1"],
    ["openapi: 3.0.3\ncomponents: {}\n", "document/no-paths", "1:1"],
    ["openapi: 3.1.0\ninfo: {}\n", "document/no-paths", "1:1"],
    ["openapi: 3.1.0\npaths: []\n", "document/not-an-object", "2:1"],
  ])("is not an OpenAPI document: %j", async (text, code, at) => {
    expect(await complaintOf(loadText(text))).toMatchObject({ code, at: `openapi.yaml:${at}` });
  });

  it("is a Postman collection, with the way to convert it", async () => {
    const complaint = await complaintOf(loadText("info: { _postman_id: a }\nitem: []\n"));
    expect(complaint).toMatchObject({ code: "document/postman", at: "openapi.yaml:1:1" });
    expect(complaint.hint).toContain("p2o openapi.yaml -f");
  });
});

describe("a document that can be used", () => {
  it.each([
    ["3.0.0", "3.0"],
    ["3.0.4", "3.0"],
    ["3.1.1", "3.1"],
    ["3.1.0-rc1", "3.1"],
    ["3.2.0", "3.2"],
  ])("has version %s", async (declared, version) => {
    const { document } = await loadFirst({ "a.json": openapi({}, declared) });
    expect(document.version).toBe(version);
  });

  it("warns that 3.2 is not understood whole", async () => {
    const { diagnostics } = await loadFirst({ "a.json": openapi({}, "3.2.0") });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["document/openapi-3.2", "warning"]]);
  });

  it("may have forgotten the quotes around its version", async () => {
    const { document, diagnostics } = await loadText("openapi: 3.0\npaths: {}\n");
    expect(document.version).toBe("3.0");
    expect(document.root["openapi"]).toBe("3.0.0");
    expect(diagnostics.map(({ code }) => code)).toEqual(["document/unquoted-version"]);
  });

  it.each([
    ["openapi: v3.0.1\npaths: {}\n", "3.0", "1:1"],
    ["openapi: '3'\npaths: {}\n", "3.0", "1:1"],
    ["openapi: 3.1.x\npaths: {}\n", "3.1", "1:1"],
    ["openapi: 3.3.0\npaths: {}\n", "3.2", "1:1"],
    ["openapi: [3]\npaths: {}\n", "3.1", "1:1"],
    ["info: {}\npaths: {}\n", "3.1", "1:1"],
  ])("has the version that its text most likely means: %j", async (text, version, at) => {
    const { document, diagnostics } = await loadText(text);
    expect(document.version).toBe(version);
    expect(document.root["openapi"]).toBe(`${version}.0`);
    expect(placedCodes(diagnostics)).toContainEqual(["document/unknown-version", "error", `openapi.yaml:${at}`]);
  });

  it.each([
    ["openapi: 3.1.0\npaths:\n", "paths", "document/empty-value", "warning", "2:1"],
    ["openapi: 3.1.0\npaths: {}\ncomponents:\n", "components", "document/empty-value", "warning", "3:1"],
    ["openapi: 3.1.0\npaths: {}\ncomponents: []\n", "components", "document/not-an-object", "error", "3:1"],
    ["openapi: 3.1.0\npaths: {}\nwebhooks: none\n", "webhooks", "document/not-an-object", "error", "3:1"],
    ["openapi: 3.1.0\ninfo: Pets\npaths: {}\n", "info", "document/not-an-object", "error", "2:1"],
  ])("has nothing in a section without members: %j", async (text, key, code, severity, at) => {
    const { document, diagnostics } = await loadText(text);
    expect(document.root[key]).toEqual({});
    expect(placedCodes(diagnostics)).toEqual([[code, severity, `openapi.yaml:${at}`]]);
  });

  it("has the last of two equal keys", async () => {
    const { document, diagnostics } = await loadText("openapi: 3.1.0\npaths: { /a: {} }\npaths: { /b: {} }\n");
    expect(document.root["paths"]).toEqual({ "/b": {} });
    expect(placedCodes(diagnostics)).toEqual([["document/repeated-key", "error", "openapi.yaml:3:1"]]);
  });

  it.each(["webhooks", "components"])("needs no paths in 3.1 where it has %s", async (key) => {
    const { document } = await loadText(`openapi: 3.1.0\n${key}: {}\n`);
    expect(document.version).toBe("3.1");
  });

  it("may be JSON in a file of any name, with a byte order mark", async () => {
    const { document } = await loadFirst({ "spec.txt": `\uFEFF${JSON.stringify(openapi())}` });
    expect(document.at("#/info/title")).toBe("Test");
    expect(document.locate("#/openapi", true)).toMatchObject({ line: 1, column: 2 });
  });

  it("may be YAML in braces", async () => {
    const { document } = await loadText("{openapi: 3.1.0, paths: {}}\n");
    expect(document.version).toBe("3.1");
  });

  it("may be reached by a symbolic link to its folder or to itself", async () => {
    const folder = folderWith({
      "real/a.json": openapi({ paths: { "/a": { $ref: "b.json" } } }),
      "real/b.json": { summary: "b" },
    });
    symlinkSync(path.join(folder, "real"), path.join(folder, "link"));
    const { document } = await load(path.join(folder, "link/a.json"));
    expect(document.at("#/paths/~1a/summary")).toBe("b");
    expect(document.files).toEqual([path.join(folder, "link/a.json"), path.join(folder, "link/b.json")]);
  });

  it("is not copied where it refers to itself alone", async () => {
    const { document, diagnostics } = await loadFirst({
      "a.json": openapi({
        paths: { "/a": { get: { responses: { "200": { $ref: "#/components/responses/Ok" } } } } },
        components: { responses: { Ok: { description: "fine" } } },
      }),
    });
    expect(document.at("#/paths/~1a/get/responses/200/$ref")).toBe("#/components/responses/Ok");
    expect(document.files).toHaveLength(1);
    expect(diagnostics).toEqual([]);
  });
});

describe("values", () => {
  it("keep dates, times and YAML 1.1 words as text", async () => {
    const { document } = await loadText(
      "openapi: 3.1.0\npaths: {}\nx-v: [2026-01-01, 2026-01-01T00:00:00Z, yes, on, .inf, .nan, 12:30:45, 1_000]\n",
    );
    expect(document.at("#/x-v")).toEqual([
      "2026-01-01",
      "2026-01-01T00:00:00Z",
      "yes",
      "on",
      ".inf",
      ".nan",
      "12:30:45",
      "1_000",
    ]);
  });

  it("read numbers as YAML 1.2 writes them", async () => {
    const { document } = await loadText(
      "openapi: 3.1.0\npaths: {}\nx-v: [1, -2, +3, 1.50, 1e3, .5, 0x1F, 0o17, 007, null, ~, true, False]\n",
    );
    expect(document.at("#/x-v")).toEqual([1, -2, 3, 1.5, 1000, 0.5, 31, 15, 7, null, null, true, false]);
  });

  it("keep the text of keys that look like numbers", async () => {
    const text = "openapi: 3.1.0\npaths: {}\nx-v: {1.10: a, 007: b, 0x1F: c, 12345678901234567890: d, 200: e}\n";
    const { document } = await loadText(text);
    expect(Object.keys(document.at("#/x-v") ?? {})).toEqual(["200", "1.10", "007", "0x1F", "12345678901234567890"]);
    expect(document.locate("#/x-v/007", true)).toMatchObject({ line: 3, column: 16 });
  });

  it("merge keys", async () => {
    const { document } = await loadText("openapi: 3.1.0\npaths: {}\nx-a: &a {k: 1, l: 2}\nx-b:\n  <<: *a\n  l: 3\n");
    expect(document.at("#/x-b")).toEqual({ k: 1, l: 3 });
  });

  it("are told of where a whole number loses digits in data, and not in a limit", async () => {
    const schema = "{type: integer, maximum: 9223372036854775807, default: 9223372036854775807, enum: [1]}";
    const { diagnostics } = await loadText(`openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {A: ${schema}}}\n`);
    expect(diagnostics.map((one) => [one.code, one.severity, placeText(one)])).toEqual([
      ["document/rounded-number", "info", "#/components/schemas/A/default"],
    ]);
  });

  it("may not be numbers that JSON cannot hold", async () => {
    expect(await complaintOf(loadText("openapi: 3.1.0\npaths: {}\nx-v: 1e999\n"))).toMatchObject({
      code: "document/number-too-large",
      at: "openapi.yaml:3:6",
    });
    expect(await complaintOf(loadText('{"openapi": "3.1.0",\n"paths": {}, "x": [-1e999]}'))).toMatchObject({
      code: "document/number-too-large",
      at: "openapi.yaml:2:20",
    });
  });

  const hostile = ["__proto__", "constructor", "toString", "hasOwnProperty"];

  it.each(["a.json", "a.yaml"])("keep keys that objects inherit as their own (%s)", async (name) => {
    const properties = hostile.map((key) => `"${key}": {"type": "string", "polluted": true}`).join(", ");
    const text = `{"openapi": "3.1.0", "paths": {}, "components": {"schemas": {"A": {"properties": {${properties}}}}}}`;
    const { document } = await loadFirst({
      [name]: name === "a.yaml" ? text.replace('{"openapi"', "{ openapi ") : text,
    });
    expect(Object.keys(document.at("#/components/schemas/A/properties") ?? {})).toEqual(hostile);
    expect(document.at("#/components/schemas/A/properties/__proto__/type")).toBe("string");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("keep such keys when the object around them has to be copied", async () => {
    const schema = '{"properties": {"__proto__": {"$ref": "b.json"}, "constructor": {"$ref": "b.json"}}}';
    const { document } = await loadFirst({
      "a.json": `{"openapi": "3.1.0", "paths": {}, "components": {"schemas": {"__proto__": ${schema}, "B": {"$ref": "#/components/schemas/__proto__"}}}}`,
      "b.json": { type: "string" },
    });
    const copied = document.at("#/components/schemas/__proto__/properties");
    expect(JSON.stringify(copied)).toBe(
      '{"__proto__":{"$ref":"#/components/schemas/b"},"constructor":{"$ref":"#/components/schemas/b"}}',
    );
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["properties"]).toBeUndefined();
  });
});
