import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../../../src/document/document.js";
import { load } from "../../../../src/document/load.js";
import type { Loaded, LoadOptions } from "../../../../src/document/load.js";
import { complaintOf, folderWith, openapi, placeText, position } from "../support.js";

interface Action {
  readonly target?: unknown;
  readonly update?: Json;
  readonly remove?: unknown;
  readonly [key: string]: unknown;
}

function overlayOf(...actions: readonly Action[]): object {
  return { overlay: "1.0.0", info: { title: "Overlay", version: "1" }, actions };
}

/** Loads `openapi.json` with the overlays `o0.json`, `o1.json` …, or YAML files for overlays given as text. */
async function overlaid(document: unknown, overlays: readonly unknown[], options: LoadOptions = {}): Promise<Loaded> {
  const named = overlays.map((content, index): [string, unknown] => [
    `o${String(index)}.${typeof content === "string" ? "yaml" : "json"}`,
    content,
  ]);
  const name = typeof document === "string" ? "openapi.yaml" : "openapi.json";
  const folder = folderWith({ [name]: document, ...Object.fromEntries(named) });
  const files = named.map(([file]) => path.join(folder, file));
  return load(path.join(folder, name), { ...options, overlays: files });
}

const paths = {
  "/a": {
    get: {
      summary: "A",
      deprecated: true,
      parameters: [
        { name: "one", in: "query" },
        { name: "two", in: "query" },
        { name: "three", in: "query" },
      ],
      responses: {},
    },
  },
  "/b": { get: { summary: "B", responses: {} } },
};
const document = openapi({ paths, "x-list": [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }], "x-text": "text" });

async function rootAfter(...actions: readonly Action[]): Promise<Json> {
  return (await overlaid(document, [overlayOf(...actions)])).document.root;
}

const names = (list: unknown) => (list as readonly { name?: string; n?: number }[]).map(({ name, n }) => name ?? n);

describe("an overlay", () => {
  it("merges objects, joins lists and replaces everything else", async () => {
    const { document: loaded } = await overlaid(document, [
      overlayOf({
        target: "$.paths['/a'].get",
        update: { summary: "new", description: "added", parameters: [{ name: "four", in: "query" }], deprecated: {} },
      }),
    ]);
    const get = loaded.at("#/paths/~1a/get") as Record<string, Json>;
    expect(get).toMatchObject({ summary: "new", description: "added", responses: {}, deprecated: {} });
    expect(names(get["parameters"])).toEqual(["one", "two", "three", "four"]);
  });

  it("adds one item to a list, whatever it is", async () => {
    const root = (await rootAfter(
      { target: "$['x-list']", update: { n: 5 } },
      { target: "$['x-list']", update: "text" },
      { target: "$['x-list']", update: [6] },
    )) as Record<string, unknown>;
    expect((root["x-list"] as unknown[]).slice(4)).toEqual([{ n: 5 }, "text", [6]]);
  });

  it("updates everything its target meets", async () => {
    const root = await rootAfter({ target: "$.paths.*.get", update: { tags: ["T"] } });
    expect(root).toMatchObject({ paths: { "/a": { get: { tags: ["T"] } }, "/b": { get: { tags: ["T"] } } } });
  });

  it("removes items of lists, several at once and in any order", async () => {
    const root = (await rootAfter({ target: "$['x-list'][2,0,0]", remove: true })) as Record<string, unknown>;
    expect(names(root["x-list"])).toEqual([2, 4]);
    const none = (await rootAfter({ target: "$['x-list'][*]", remove: true })) as Record<string, unknown>;
    expect(none["x-list"]).toEqual([]);
  });

  it("removes what is inside of what is removed, and nothing in its place", async () => {
    const root = (await rootAfter({ target: "$['x-list']..[?@ == 2 || @.n == 2]", remove: true })) as Record<
      string,
      unknown
    >;
    expect(root["x-list"]).toEqual([{ n: 1 }, { n: 3 }, { n: 4 }]);
  });

  it("removes single values, too", async () => {
    expect(await rootAfter({ target: "$['x-text']", remove: true })).not.toHaveProperty("x-text");
  });

  it("lets remove win over update", async () => {
    const root = await rootAfter({ target: "$.paths['/a']", remove: true, update: { summary: "x" } });
    expect(root).toMatchObject({ paths: { "/b": {} } });
    expect(root).not.toHaveProperty(["paths", "/a"]);
  });

  it("takes its actions, and is itself taken, in order", async () => {
    const { document: loaded } = await overlaid(document, [
      overlayOf(
        { target: "$", update: { "x-new": { list: [1] } } },
        { target: "$['x-new']", update: { list: [2], deep: { a: 1 } } },
      ),
      overlayOf({ target: "$['x-new'].deep", update: { b: 2 } }, { target: "$['x-new'].list[0]", remove: true }),
    ]);
    expect(loaded.at("#/x-new")).toEqual({ list: [2], deep: { a: 1, b: 2 } });
  });

  it("changes one place of what aliases or updates put in several", async () => {
    const text =
      "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n  /a: &a { get: { responses: {} } }\n  /b: *a\n";
    const { document: loaded } = await overlaid(text, [
      overlayOf(
        { target: "$.paths['/a'].get", update: { summary: "only here" } },
        { target: "$.paths.*.get", update: { "x-shared": { on: true } } },
        { target: "$.paths['/b'].get['x-shared']", update: { on: false } },
      ),
    ]);
    expect(loaded.at("#/paths/~1a/get")).toEqual({ responses: {}, summary: "only here", "x-shared": { on: true } });
    expect(loaded.at("#/paths/~1b/get")).toEqual({ responses: {}, "x-shared": { on: false } });
  });

  it("comes before references are followed, relative to the document", async () => {
    const folder = folderWith({
      "spec/openapi.json": document,
      "spec/schemas.json": { Key: { type: "string" } },
      "config/fix.yaml":
        "overlay: 1.0.0\nactions:\n  - target: $\n    update: { components: { schemas: { Key: { $ref: 'schemas.json#/Key' } } } }\n",
    });
    const fix = path.join(folder, "config/fix.yaml");
    const { document: loaded } = await load(path.join(folder, "spec/openapi.json"), { overlays: [fix] });
    expect(loaded.at("#/components/schemas/Key")).toEqual({ type: "string" });
    expect(loaded.files.map((file) => path.relative(folder, file).replaceAll(path.sep, "/"))).toEqual([
      "spec/openapi.json",
      "spec/schemas.json",
      "config/fix.yaml",
    ]);
  });

  it("may make a document of what is none yet", async () => {
    const { document: loaded } = await overlaid({ info: { title: "T", version: "1" } }, [
      overlayOf({ target: "$", update: { openapi: "3.1.0", paths: {} } }),
    ]);
    expect(loaded.version).toBe("3.1");
  });

  it("reaches no prototype", async () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as Json;
    const { document: loaded } = await overlaid(document, [overlayOf({ target: "$.info", update: hostile })]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(loaded.at("#/info/__proto__/polluted")).toBe(1);
    expect(Object.keys(loaded.at("#/info") as object)).toEqual(["title", "version", "__proto__", "constructor"]);
  });
});

describe("places after an overlay", () => {
  const yaml = [
    "overlay: 1.0.0",
    "actions:",
    "  - target: $.paths['/a'].get.parameters[?@.name == 'one']",
    "    remove: true",
    "  - target: $.paths['/a'].get",
    "    update:",
    "      summary: new",
    "      parameters: [{ name: four }]",
    "      externalDocs: { url: 'https://x.example' }",
  ].join("\n");

  it("are those of the overlay for what it brought in, and of the document for the rest", async () => {
    const { document: loaded } = await overlaid(document, [yaml]);
    const at = (pointer: string, onKey = false) => position(loaded.locate(pointer, onKey));
    expect(at("#/paths/~1a/get/summary")).toBe("o0.yaml:7:16");
    expect(at("#/paths/~1a/get/externalDocs/url")).toBe("o0.yaml:9:28");
    expect(at("#/paths/~1a/get/externalDocs", true)).toBe("o0.yaml:9:7");
    expect(at("#/paths/~1a/get/parameters/2/name")).toBe("o0.yaml:8:28");
    // `two` and `three` have moved up by an index, but keep their positions in the file.
    const lines = JSON.stringify(document, null, 2).split("\n");
    const line = (text: string) => String(lines.findIndex((one) => one.includes(text)) + 1);
    expect(at("#/paths/~1a/get/parameters/0/name")).toContain(`openapi.json:${line('"two"')}:`);
    expect(at("#/paths/~1a/get/parameters/1/name")).toContain(`openapi.json:${line('"three"')}:`);
    expect(at("#/paths/~1b/get/summary")).toContain(`openapi.json:${line('"B"')}:`);
  });

  it("survive a second removal", async () => {
    const { document: loaded } = await overlaid(document, [
      overlayOf(
        { target: "$['x-list'][0]", remove: true },
        { target: "$['x-list']", update: { n: 5 } },
        { target: "$['x-list'][1]", remove: true },
      ),
    ]);
    expect(names(loaded.at("#/x-list"))).toEqual([2, 4, 5]);
    const lines = JSON.stringify(document, null, 2).split("\n");
    const line = lines.findIndex((one) => one.includes('"n": 4')) + 1;
    expect(position(loaded.locate("#/x-list/1/n"))).toMatch(new RegExp(`^openapi.json:${String(line)}:`));
    expect(position(loaded.locate("#/x-list/2/n"))).toMatch(/^o0.json:/);
  });

  it("are given for references that an overlay breaks", async () => {
    const action = { target: "$.paths['/b'].get", update: { parameters: [{ $ref: "#/components/parameters/Gone" }] } };
    const complaint = await complaintOf(overlaid(document, [overlayOf(action)]));
    expect(complaint).toMatchObject({ code: "document/unresolved-ref", at: expect.stringMatching(/^o0.json:\d+:/) });
  });
});

describe("what an overlay is warned about", () => {
  it.each([
    [{ target: "$.paths['/c']", remove: true }, "document/overlay-no-match", "o0.json:9:17"],
    [{ target: "$.info.title", update: { a: 1 } }, "document/overlay-single-value", "o0.json:9:17"],
    [{ target: "$.info" }, "document/overlay-idle", "o0.json:8:5"],
    [{ target: "$.info", update: {}, copy: "$.x" }, "document/overlay-unknown-key", "o0.json:11:7"],
  ])("%j", async (action, code, at) => {
    const { diagnostics } = await overlaid(document, [overlayOf(action)]);
    expect(diagnostics.map((one) => ({ code: one.code, severity: one.severity, at: placeText(one) }))).toEqual([
      { code, severity: "warning", at },
    ]);
  });

  it("is nothing where it is in order, extensions included", async () => {
    const action = { target: "$.info", update: { "x-a": 1 }, description: "d", "x-note": 1 };
    expect((await overlaid(document, [overlayOf(action)])).diagnostics).toEqual([]);
  });
});

describe("an overlay that cannot be used", () => {
  it.each([
    [
      overlayOf({ target: "$.paths[", remove: true }),
      "`$.paths[` is not a JSONPath query: unclosed bracketed selection.",
    ],
    [overlayOf({ target: "paths", remove: true }), "`paths` is not a JSONPath query: expected '$', found 'p'."],
    [overlayOf({ target: "$[?length(@)]", remove: true }), expect.stringContaining("is not a JSONPath query")],
    [overlayOf({ target: "$", remove: true }), "The action removes the whole document."],
    [overlayOf({ remove: true }), "The action has no `target`."],
    [overlayOf({ target: "$.info", remove: "yes" }), "`remove` is neither true nor false."],
    [overlayOf({ target: "$.info", update: "text" }), "`update` must be an object, as `$.info` is."],
    [{ overlay: "2.0.0", actions: [] }, 'The overlay is of version "2.0.0".'],
    [{ overlay: "1.1.0", actions: [] }, 'The overlay is of version "1.1.0".'],
    [{ actions: [] }, "The overlay has no `overlay`."],
    [{ overlay: "1.0.0" }, "The overlay has no list of `actions`."],
    ["3", "The overlay has no `overlay`."],
  ])("%j", async (overlay, message) => {
    const complaint = await complaintOf(overlaid(document, [overlay]));
    expect(complaint).toMatchObject({
      code: "document/overlay-malformed",
      message,
      at: expect.stringMatching(/^o0\./),
    });
  });

  it("is one that is not there, or is not YAML", async () => {
    const folder = folderWith({ "openapi.json": document, "fix.yaml": "a: [" });
    const loading = (name: string) => load(path.join(folder, "openapi.json"), { overlays: [path.join(folder, name)] });
    expect(await complaintOf(loading("gone.yaml"))).toMatchObject({ code: "document/overlay-unreadable" });
    expect(await complaintOf(loading("."))).toMatchObject({ code: "document/overlay-unreadable" });
    expect(await complaintOf(loading("fix.yaml"))).toMatchObject({ code: "document/not-yaml" });
  });

  it("is one that makes the document larger than the limits allow", async () => {
    const update = { "x-many": Array.from({ length: 40 }, () => ({ a: 1 })) };
    const many = Array.from({ length: 5 }, () => ({ target: "$.paths..*", update }));
    const objects = { target: "$.paths..[?@.responses]", update };
    expect(await complaintOf(overlaid(document, [overlayOf(objects)], { limits: { values: 120 } }))).toMatchObject({
      code: "document/too-many-values",
    });
    const results = complaintOf(overlaid(document, [overlayOf(...many)], { limits: { values: 100 } }));
    expect((await results).code).toMatch(/^document\/(?:too-many-values|overlay-malformed)$/);
  });

  it("is one whose update is nested deeper than the limits allow", async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(60)}1${"}".repeat(60)}`) as Json;
    const complaint = complaintOf(
      overlaid(document, [overlayOf({ target: "$.info", update: deep })], { limits: { depth: 50 } }),
    );
    expect(await complaint).toMatchObject({ code: "document/too-deep" });
  });

  it.each([
    ["a pattern that backtracks", "$..[?search(@.description, '(a|aa)+b')]"],
    ["one that must match the whole", "$..[?match(@.description, '(a|aa)+b')]"],
    ["queries within queries", "$..[?count($..[?count($..[?count($..*) > 0]) > 0]) > 0]"],
  ])("is one whose query takes longer than the limit: %s", async (_, target) => {
    const long = openapi({ info: { title: "A", version: "1", description: "a".repeat(60) }, paths });
    const begun = performance.now();
    const limits = { querySeconds: 0.3 };
    const complaint = await complaintOf(overlaid(long, [overlayOf({ target, update: {} })], { limits }));
    expect(complaint).toMatchObject({
      code: "document/overlay-malformed",
      message: "The query takes longer than the limit `querySeconds` of 0.3.",
    });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it("has one limit of time for all actions together", async () => {
    const actions = Array.from({ length: 20_000 }, () => ({ target: "$..*", update: {} }));
    const complaint = await complaintOf(
      overlaid(openapi({ info: { title: "A", version: "1" }, paths }), [overlayOf(...actions)], {
        limits: { querySeconds: 0.1 },
      }),
    );
    expect(complaint).toMatchObject({
      code: "document/overlay-malformed",
      message: "All overlays take longer than 0.4 seconds, 4 times the limit `querySeconds` of 0.1.",
    });
  });

  it("says once that a query leads to single values", async () => {
    const { diagnostics } = await overlaid(document, [overlayOf({ target: "$..*", update: {} })]);
    expect(diagnostics.filter(({ code }) => code === "document/overlay-single-value")).toHaveLength(1);
  });
});
