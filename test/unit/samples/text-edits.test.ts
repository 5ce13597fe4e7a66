import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { type Edit, editText, type Item } from "../../../src/samples/text-edits.js";

const items: readonly Item[] = [{ lang: "curl", source: "curl \"x\" \\\n  -d '{\n\n  }'\n" }];
const source = "one\n  two\n\nthree\n";

function edited(text: string, edit: Edit): { readonly text: string; readonly made: boolean } {
  const result = editText(text, [edit]);
  return { text: result.text, made: result.made.has(edit) };
}

/** The content of a text, according to another parser for YAML and JSON. */
const said = (text: string): unknown => load(text.replace(/^\uFEFF/, ""));

describe("replacing a text", () => {
  const replace = (path: readonly string[]): Edit => ({ kind: "replace", path, source });

  it.each<[string, string, string]>([
    [
      "a block",
      "a:\n  - x: |\n      old\n    y: 1\n",
      "a:\n  - x: |\n      one\n        two\n\n      three\n    y: 1\n",
    ],
    [
      "a block with blank lines behind it",
      "a:\n  - x: |-\n      old\n\n\n    y: 1\n",
      "a:\n  - x: |\n      one\n        two\n\n      three\n\n\n    y: 1\n",
    ],
    [
      "a block with a comment",
      "a:\n  - x: |+ # note\n      old\n    y: 1\n",
      "a:\n  - x: | # note\n      one\n        two\n\n      three\n    y: 1\n",
    ],
    [
      "a folded block, indented by four",
      "a:\n  - x: >\n        old\n    y: 1\n",
      "a:\n  - x: |\n        one\n          two\n\n        three\n    y: 1\n",
    ],
    ["quotes", 'a:\n  - x: "old"\n    y: 1\n', "a:\n  - x: |\n      one\n        two\n\n      three\n    y: 1\n"],
    [
      "quotes with a comment",
      'a:\n  - x: "old" # note\n    y: 1\n',
      "a:\n  - x: | # note\n      one\n        two\n\n      three\n    y: 1\n",
    ],
    [
      "plain text over two lines",
      "a:\n  - x: old\n      er\n    y: 1\n",
      "a:\n  - x: |\n      one\n        two\n\n      three\n    y: 1\n",
    ],
    [
      "the last line, without a line feed",
      "a:\n  - y: 1\n    x: old",
      "a:\n  - y: 1\n    x: |\n      one\n        two\n\n      three",
    ],
    ["flow", "a: [{ x: old, y: 1 }]\n", 'a: [{ x: "one\\n  two\\n\\nthree\\n", y: 1 }]\n'],
    ["JSON", '{"a":[{"x":"old","y":1}]}', '{"a":[{"x":"one\\n  two\\n\\nthree\\n","y":1}]}'],
  ])("in %s", (_, text, expected) => {
    const result = edited(text, replace(["a", "0", "x"]));
    expect(result).toEqual({ text: expected, made: true });
    const { a } = said(result.text) as { a: [{ x: string; y: number }] };
    expect({ x: a[0].x.trimEnd(), y: a[0].y }).toEqual({ x: source.trimEnd(), y: 1 });
  });

  it("keeps the line ends and the mark of Windows", () => {
    const { text } = edited("\uFEFFa:\r\n  x: |\r\n    old\r\n  y: 1\r\n", replace(["a", "x"]));
    expect(text).toBe("\uFEFFa:\r\n  x: |\r\n    one\r\n      two\r\n\r\n    three\r\n  y: 1\r\n");
  });

  it.each<[string, string]>([
    ["what has an anchor", "a:\n  x: &old old\nb: *old\n"],
    ["what an alias brings in", "b: &b\n  x: old\na: *b\n"],
    ["what a merge key brings in", "b: &b\n  x: old\na:\n  <<: *b\n"],
    ["what is not there", "a: 1\n"],
  ])("leaves %s", (_, text) => {
    expect(edited(text, replace(["a", "x"]))).toEqual({ text, made: false });
  });

  it("is done once where two ask for it", () => {
    const twice = [replace(["a"]), replace(["a"])];
    expect(editText("a: old\n", twice).made.size).toBe(1);
  });
});

describe("adding entries", () => {
  const entry = (pad: string): string =>
    [`- lang: curl`, `  source: |`, `    curl "x" \\`, `      -d '{`, "", `      }'`]
      .map((line) => (line === "" ? "" : pad + line))
      .join("\n");

  it.each<[string, string, Edit, string]>([
    [
      "to a list",
      "a:\n  - lang: go\n    source: x # note\nb: 1\n",
      { kind: "append", path: ["a"], items },
      `a:\n  - lang: go\n    source: x # note\n${entry("  ")}\nb: 1\n`,
    ],
    [
      "to a list that is not indented",
      "a:\n- lang: go\n  source: |\n    x\nb: 1\n",
      { kind: "append", path: ["a"], items },
      `a:\n- lang: go\n  source: |\n    x\n${entry("")}\nb: 1\n`,
    ],
    [
      "to an object",
      "a:\n  b: 1\n  c: # none\nd: 2\n",
      { kind: "insert", path: ["a"], key: "k", items },
      `a:\n  b: 1\n  c: # none\n  k:\n${entry("    ")}\nd: 2\n`,
    ],
    [
      "behind a block",
      "a:\n  b: |\n    x\n\n# end\nd: 2\n",
      { kind: "insert", path: ["a"], key: "k", items },
      `a:\n  b: |\n    x\n  k:\n${entry("    ")}\n\n# end\nd: 2\n`,
    ],
    [
      "behind a block that keeps its empty lines",
      "a:\n  b: |+\n    x\n\nd: 2\n",
      { kind: "insert", path: ["a"], key: "k", items },
      `a:\n  b: |+\n    x\n\n  k:\n${entry("    ")}\nd: 2\n`,
    ],
    [
      "at the end of the file",
      "a:\n  b:\n    c: 1",
      { kind: "insert", path: ["a"], key: "k", items },
      `a:\n  b:\n    c: 1\n  k:\n${entry("    ")}`,
    ],
  ])("%s", (_, text, edit, expected) => {
    const result = edited(text, edit);
    expect(result).toEqual({ text: expected, made: true });
    expect(JSON.stringify(said(result.text))).toContain(JSON.stringify(items[0]?.source.trimEnd()).slice(1, -1));
  });

  it.each<[string, string, Edit]>([
    ["to an object in flow", "a: { b: 1 }\nc: 2\n", { kind: "insert", path: ["a"], key: "k", items }],
    ["to an empty object", "a: {}\nc: 2\n", { kind: "insert", path: ["a"], key: "k", items }],
    ["to an empty list", "a: { k: [] }\nc: 2\n", { kind: "append", path: ["a", "k"], items }],
    ["behind a comma", "a: { b: 1, }\nc: 2\n", { kind: "insert", path: ["a"], key: "k", items }],
    ["to JSON", '{"a":{"b":1},"c":2}', { kind: "insert", path: ["a"], key: "k", items }],
    [
      "to JSON on lines",
      '{\n  "a": {\n    "b": 1\n  },\n  "c": 2\n}\n',
      { kind: "insert", path: ["a"], key: "k", items },
    ],
    [
      "to a list of JSON",
      '{\n\t"a": {\n\t\t"k": [\n\t\t\t{ "lang": "go" }\n\t\t]\n\t},\n\t"c": 2\n}\n',
      { kind: "append", path: ["a", "k"], items },
    ],
  ])("%s", (_, text, edit) => {
    const result = edited(text, edit);
    expect(result.made).toBe(true);
    const { a, c } = said(result.text) as { a: { k: readonly Item[] }; c: number };
    expect({ last: a.k.at(-1), c }).toEqual({ last: items[0], c: 2 });
  });

  it("lays JSON out as it is", () => {
    const text = '{\n    "a": {\n        "b": 1\n    }\n}\n';
    expect(edited(text, { kind: "insert", path: ["a"], key: "k", items: [{ lang: "l", source: "s" }] }).text).toBe(
      '{\n    "a": {\n        "b": 1,\n        "k": [\n            {\n                "lang": "l",\n                "source": "s"\n            }\n        ]\n    }\n}\n',
    );
  });
});
