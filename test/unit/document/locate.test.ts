import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { dump } from "js-yaml";
import { isNode, parseDocument } from "yaml";
import type { Json } from "../../../src/document/document.js";
import { jsonErrorOffset } from "../../../src/document/text/json-syntax.js";
import { jsonLocator } from "../../../src/document/text/json-positions.js";
import { load } from "../../../src/document/load.js";
import { pointerOf } from "../../../src/document/pointer.js";
import { lineIndex } from "../../../src/document/text/lines.js";
import { defaultLimits } from "../../../src/document/limits.js";
import { readYaml } from "../../../src/document/text/yaml.js";
import { yamlLocator } from "../../../src/document/text/yaml-positions.js";
import { loadFirst, loadText, openapi, position } from "./support.js";

/** Every path to a value inside `value`. */
function waysInto(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, part]) => waysInto(part, [...way, key]))];
}

function at(value: unknown, way: readonly string[]): unknown {
  return way.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value);
}

describe("positions in JSON", () => {
  it("lead to the text of every value, and of every key", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4), (drawn, indent) => {
        const text = JSON.stringify(drawn, null, indent);
        const value = JSON.parse(text) as unknown;
        const locate = jsonLocator(text);
        for (const way of waysInto(value)) {
          const { offset, exact } = locate(way, false);
          const part = at(value, way);
          expect(exact).toBe(true);
          expect(text.slice(offset)).toMatch(typeof part === "object" && part !== null ? /^[[{]/ : /^["\w-]/);
          if (typeof part !== "object") expect(text.startsWith(JSON.stringify(part), offset)).toBe(true);
          const parent = at(value, way.slice(0, -1));
          if (way.length === 0 || Array.isArray(parent)) continue;
          expect(text.startsWith(JSON.stringify(way.at(-1)), locate(way, true).offset)).toBe(true);
        }
      }),
    );
  });

  it("take the last of equal keys, as JSON.parse does", () => {
    const text = '{"a": 1, "\\u0061": 2}';
    expect(text.slice(jsonLocator(text)(["a"], false).offset)).toBe("2}");
  });

  it("fall back to the nearest ancestor", () => {
    const text = '{"a": {"b": [1]}}';
    expect(jsonLocator(text)(["a", "b", "7", "c"], false)).toEqual({ offset: 12, exact: false });
    expect(jsonLocator(text)(["a", "x"], true)).toEqual({ offset: 1, exact: false });
    expect(jsonLocator(text)(["a", "b", "0", "c"], false)).toEqual({ offset: 13, exact: false });
  });

  it("name the first wrong character of what is not JSON, and nothing in what is", () => {
    fc.assert(fc.property(fc.json({ noUnicodeString: false }), (text) => jsonErrorOffset(text) === undefined));
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("", "}", "]", ",", ":", '"', "x", "1"), (text, where, put) => {
        const cut = text.length === 0 ? 0 : where % text.length;
        const broken = text.slice(0, cut) + put + text.slice(cut + 1);
        let parses = true;
        try {
          JSON.parse(broken);
        } catch {
          parses = false;
        }
        expect(jsonErrorOffset(broken) === undefined).toBe(parses);
      }),
      { numRuns: 500 },
    );
  });
});

describe("positions in YAML", () => {
  /** The position of a value in the `yaml` package's own document; undefined if it has no node there. */
  function expected(document: ReturnType<typeof parseDocument>, way: readonly string[]): number | undefined {
    const node: unknown = way.length === 0 ? document.contents : document.getIn(way.map(number), true);
    return isNode(node) ? node.range?.[0] : undefined;
  }

  /** Converts an index to a number: the document uses numbers for keys of lists, and compares text keys as text. */
  function number(key: string): string | number {
    return /^[0-9]+$/.test(key) ? Number(key) : key;
  }

  const key = fc
    .oneof(fc.string({ minLength: 1 }), fc.constantFrom("a: b", "- c", "#", "'", '"', "<<x", "null", "true", "~", "é"))
    .filter((name) => !/^[0-9.+-]/.test(name));

  it("are where the yaml package has them, however the text is written", () => {
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("node"), { maxLength: 4 }),
        fc.dictionary(key, tie("node"), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, fc.constantFrom(-1, 0, 1, 2), fc.boolean(), (value, flowLevel, noArrayIndent) => {
        const text = dump(value, { flowLevel, noArrayIndent, noRefs: true });
        const document = parseDocument(text);
        const locate = yamlLocator(text);
        const reading = readYaml(text, defaultLimits);
        const locateInParts = yamlLocator(text, "fault" in reading ? undefined : reading);
        for (const way of waysInto(value)) {
          for (const onKey of [true, false]) expect(locateInParts(way, onKey)).toEqual(locate(way, onKey));
          const offset = expected(document, way);
          if (offset === undefined) continue;
          expect(locate(way, false)).toEqual({ offset, exact: true });
        }
      }),
    );
  });

  const text = `openapi: 3.1.0 # a comment
paths: {}
x-base: &base
  one: 1
  two: &two { deep: [a, b] }
x-more: &more { three: 3, one: 4 }
x-merged:
  <<: [*more, *base]
  four: 4
x-alias: *two
x-empty:
x-list:
- k: v
  j:
-
- |
  text
? x-explicit
: value
"x-quo\\u0074ed": here
`;

  it.each([
    ["#/x-base/two/deep/1", false, "5:25"],
    ["#/x-base/two", true, "5:3"],
    ["#/x-base/two", false, "5:13"],
    ["#/x-merged/four", true, "9:3"],
    ["#/x-merged/three", true, "6:17"],
    ["#/x-merged/one", false, "6:32"],
    ["#/x-merged/two/deep", true, "5:15"],
    ["#/x-alias/deep/0", false, "5:22"],
    ["#/x-alias", true, "10:1"],
    ["#/x-alias", false, "10:10"],
    ["#/x-empty", false, "11:1"],
    ["#/x-empty/a/b", true, "11:1"],
    ["#/x-list/0/j", true, "14:3"],
    ["#/x-list/1", false, "15:1"],
    ["#/x-list/2", false, "16:3"],
    ["#/x-explicit", false, "19:3"],
    ["#/x-quoted", true, "20:1"],
    ["#/none", false, "1:1"],
    ["#", false, "1:1"],
  ])("are found through aliases, merge keys and empty values: %s (key: %s)", async (pointer, onKey, where) => {
    const { document } = await loadText(text);
    expect(position(document.locate(pointer, onKey))).toBe(`openapi.yaml:${where}`);
  });

  const repeated = `
paths:
  /a: &a
    get: &op { tags: &tags [x, y], id: one }
    put: *op
  /b:
    get:
      tags: *tags
      inner: &op { tags: [z] }
      again: *op
    post: { <<: *op, id: two }
    put: { <<: [*tags, *op] }
  /c: *a
  /d:
    get: &op { id: three }
    put: *op
`;

  it("are the same in parts of the text as in the whole", () => {
    const reading = readYaml(repeated, defaultLimits);
    if ("fault" in reading) throw new Error(reading.fault.message);
    const [whole, inParts] = [yamlLocator(repeated), yamlLocator(repeated, reading)];
    for (const way of waysInto(reading.value)) {
      for (const onKey of [true, false]) expect([way, inParts(way, onKey)]).toEqual([way, whole(way, onKey)]);
    }
  });

  it("name absolute files", async () => {
    const { document } = await loadText(text);
    expect(document.locate("#/paths").file).toBe(document.file);
    expect(path.isAbsolute(document.file)).toBe(true);
  });
});

describe("lines", () => {
  it("count from one, carriage returns or not", () => {
    const position = lineIndex("a\r\nbc\n\nd");
    expect([0, 3, 4, 6, 7, 8].map((offset) => position(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 2 },
    ]);
  });
});

describe("a whole real document", () => {
  const file = path.resolve("../shared/specs/portkey.yaml");
  const when = existsSync(file) ? it : it.skip;
  if (!existsSync(file)) process.stderr.write(`skipped: ${path.basename(file)} is not beside the repository\n`);

  when("has every position where the yaml package has it", async () => {
    const { document } = await load(file);
    const parsed = parseDocument(readFileSync(file, "utf8"), { uniqueKeys: false });
    const line = lineIndex(readFileSync(file, "utf8"));
    let compared = 0;
    for (const way of waysInto(document.root)) {
      const node: unknown =
        way.length === 0
          ? parsed.contents
          : parsed.getIn(
              way.map((key) => (/^[0-9]+$/.test(key) ? Number(key) : key)),
              true,
            );
      const offset = isNode(node) ? node.range?.[0] : undefined;
      if (offset === undefined) continue;
      compared += 1;
      const found = document.locate(pointerOf(...way));
      if (found.line !== line(offset).line || found.column !== line(offset).column)
        expect([way, found]).toEqual([way, line(offset)]);
    }
    expect(compared).toBeGreaterThan(20_000);
  });
});

describe("carried-in pieces", () => {
  it("are found in their own files, and what was left out in the file it was left out of", async () => {
    const { document, diagnostics } = await loadFirst({
      "a.json": openapi({ paths: { "/a": { $ref: "b.yaml" } } }),
      "b.yaml": "get:\n  responses:\n    '200':\n      $ref: 'c.yaml#/Ok'\n  x-note: { $ref: http://example.com }\n",
      "c.yaml": "Ok:\n  description: ok\n  content:\n    text/plain:\n      example: { $ref: d.yaml }\n",
    });
    const places = diagnostics.map(
      ({ place }) => place !== undefined && "pointer" in place && position(document.locate(place.pointer, place.onKey)),
    );
    expect(places).toEqual(["b.yaml:5:3", "c.yaml:5:7"]);
    expect(position(document.locate("#/components/responses/Ok/content/text~1plain", true))).toBe("c.yaml:4:5");
    const nowhere: Json | undefined = document.at("#/components/responses/None");
    expect(nowhere).toBeUndefined();
    expect(position(document.locate("#/components/responses/None"))).toMatch(/^a\.json:/);
  });
});
