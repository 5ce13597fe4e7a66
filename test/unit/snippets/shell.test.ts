import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readScript } from "../../../src/snippets/shell.js";

const words = (source: string): readonly (readonly string[])[] =>
  readScript(source).commands.map((command) => command.map(({ text }) => text));

describe("shell scripts", () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    ["words", "curl  -X\tPOST url", [["curl", "-X", "POST", "url"]]],
    ["continuations", "curl \\\n  url \\\r\n  -G", [["curl", "url", "-G"]]],
    ["continuations of Windows", "curl ^\n url", [["curl", "url"]]],
    ["a continuation at the very end", "curl url \\", [["curl", "url"]]],
    ["single quotes", `curl 'a "b" $c \\'`, [["curl", `a "b" $c \\`]]],
    ["double quotes", `curl "a 'b' \\"c\\" $d \\n"`, [["curl", `a 'b' "c" $d \\n`]]],
    ["quotes within words", `curl a'b'"c"d`, [["curl", "abcd"]]],
    ["an escaped quote between quotes", `curl 'it'\\''s'`, [["curl", "it's"]]],
    ["ANSI quotes", `curl $'a\\'b'`, [["curl", "a\\'b"]]],
    ["several lines in quotes", `curl -d '{\n  "a": 1\n}'`, [["curl", "-d", `{\n  "a": 1\n}`]]],
    ["comments", "# first\ncurl url # then", [["curl", "url"]]],
    ["a fragment, which is no comment", "curl url#top", [["curl", "url#top"]]],
    ["commands", "a; b && c || d | e & f\ng", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]]],
    ["substitution", `curl "$(cat "x y")" $(id) \`id\` \${A}`, [["curl", `$(cat "x y")`, "$(id)", "`id`", "${A}"]]],
    ["redirections", "curl url > out.json 2>/dev/null", [["curl", "url"]]],
    ["here-documents", "curl -d @- url <<EOF\n{ curl -X }\nEOF\nnext", [["curl", "-d", "@-", "url"], ["next"]]],
    ["nothing", " \n # only this", []],
  ])("have %s", (_, source, expected) => {
    expect(words(source)).toEqual(expected);
  });

  it("may have a quote that is never closed", () => {
    expect(readScript(`curl 'a`).unclosed).toEqual({ quote: "'", offset: 5 });
    expect(readScript(`curl -H "a" -H "b`).unclosed).toEqual({ quote: '"', offset: 15 });
  });

  it("end, whatever they hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("a '\"\\$`()<>&|;#^\n\r{}-")) }), (source) => {
        for (const command of readScript(source).commands) {
          for (const { offset } of command) expect(offset).toBeLessThan(source.length);
        }
      }),
    );
  });
});
