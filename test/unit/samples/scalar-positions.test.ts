import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { linesOf, positionIn } from "../../../src/samples/scalar-positions.js";
import { yamlLocator } from "../../../src/document/text/yaml-positions.js";
import { lineIndex } from "../../../src/document/text/lines.js";

/** Line and column of the word `HERE` in a source: as found through the scalar, and in the text itself. */
function placesIn(text: string): { readonly found: string; readonly real: string } {
  const { source } = load(text) as { readonly source: string };
  const position = lineIndex(text);
  const scalar = { file: "f", ...position(yamlLocator(text)(["source"], false).offset) };
  const { line, column } = positionIn(linesOf(text), scalar, source, source.indexOf("HERE"));
  const real = position(text.indexOf("HERE"));
  return { found: `${line}:${column}`, real: `${real.line}:${real.column}` };
}

describe("the place of a piece of a sample", () => {
  it.each<[string, string]>([
    ["a literal block", "source: |\n  one\n  two HERE\n"],
    ["a block without a line feed at its end", "source: |-\n  one\n  HERE"],
    ["a block that begins with an empty line", "source: |\n\n  one\n    HERE\n"],
    ["a block with a declared indentation", "source: |2\n    one\n  HERE\n"],
    ["a block with a comment", "source: | # note\n  one HERE\n"],
    ["a block with Windows' line ends", "source: |\r\n  one\r\n  two HERE\r\n"],
    ["a block deep within", "a: b\nsource: |+\n      x\n\n      y HERE\n\n"],
    ["double quotes", 'source: "one HERE"\n'],
    ["escapes", 'source: "one\\n\\"two\\" \\u00e9 HERE"\n'],
    ["single quotes", "source: 'it''s HERE'\n"],
    ["JSON", '{ "source": "a\\n\\tHERE" }'],
    ["plain text", "source: one HERE\n"],
  ])("is exact in %s", (_, text) => {
    const { found, real } = placesIn(text);
    expect(found).toBe(real);
  });

  it.each<[string, string, string]>([
    ["a folded block", "source: >\n  one\n  HERE\n", "1:9"],
    ["quotes over several lines", 'source: "one\n\n  HERE"\n', "1:9"],
    ["plain text over several lines", "source: one\n\n  HERE\n", "1:9"],
  ])("is that of the whole text in %s", (_, text, expected) => {
    expect(placesIn(text).found).toBe(expected);
  });
});
