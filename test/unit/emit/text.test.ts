/** The gate: no text of a document can end the literal, comment or block that contains it. */
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import ts from "typescript";
import {
  commentText,
  doc,
  identifier,
  jsonLiteral,
  markdownBlock,
  markdownCode,
  markdownLine,
  propertyKey,
  stringLiteral,
} from "../../../src/emit/text.js";
import { processorTime } from "../../support/processor-time.js";

/** Text as a malicious document would contain it. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "*/",
        "/*",
        "*",
        "/",
        "\\",
        '"',
        "'",
        "`",
        "${",
        "}",
        "\n",
        "\r",
        "\u2028",
        "\u202e",
        "\0",
        "@",
        "</script>",
        "\ud800",
        "a",
        " ",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

function parse(source: string): { readonly file: ts.SourceFile; readonly broken: boolean } {
  const file = ts.createSourceFile("x.ts", source, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = file as ts.SourceFile & { parseDiagnostics: readonly unknown[] };
  return { file, broken: parseDiagnostics.length > 0 };
}

describe("a string literal", () => {
  it("is one string with the same text, whatever the text", () => {
    fc.assert(
      fc.property(text, (value) => {
        const { file, broken } = parse(`const x = ${stringLiteral(value)};`);
        const [statement] = file.statements;
        const initializer =
          statement && ts.isVariableStatement(statement)
            ? statement.declarationList.declarations[0]?.initializer
            : undefined;
        expect(broken).toBe(false);
        expect(file.statements).toHaveLength(1);
        expect(initializer && ts.isStringLiteral(initializer) && initializer.text).toBe(value);
      }),
    );
  });

  it("shows no character that hides or reorders what is read", () => {
    expect(stringLiteral("a\u202eb\u2028c\u0000</script>")).toBe('"a\\u202eb\\u2028c\\u0000<\\/script>"');
  });
});

describe("a comment", () => {
  it("never ends before its end, whatever the text", () => {
    fc.assert(
      fc.property(text, (value) => {
        const lines = commentText(value).split("\n");
        const { file, broken } = parse(`/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */\nconst x = 1;`);
        expect(broken).toBe(false);
        expect(file.statements).toHaveLength(1);
        expect(file.statements[0]?.getText()).toBe("const x = 1;");
      }),
    );
  });

  it("breaks the comment ender with a character, so that nesting cannot rebuild it", () => {
    expect(commentText("**//")).toBe("**\\//");
    expect(commentText("*/ */")).toBe("*\\/ *\\/");
  });

  it("holds no tag that the document did not mean as one of ours", () => {
    expect(commentText("@deprecated\n  @internal\nmail a@b")).toBe("\\@deprecated\n  \\@internal\nmail a@b");
  });

  it("breaks long prose at words and leaves code and tables alone", () => {
    const long = "word ".repeat(40).trim();
    expect(
      Math.max(
        ...commentText(long)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(110);
    expect(commentText(`- ${long}`).split("\n")[1]).toMatch(/^ {2}word/);
    expect(commentText(`\`\`\`\n${long}\n\`\`\``)).toBe(`\`\`\`\n${long}\n\`\`\``);
  });
});

it("gives words of our own, which name things of a document, no way out of their comment", () => {
  expect(doc([], ["The variable `*/ a(); /*`.", "@deprecated \u2028"], ["@see */"]).description).toBe(
    "\nThe variable `*\\/ a(); /*`.\n\n\\@deprecated \\u2028\n\n@see *\\/",
  );
});

describe("a JSON literal", () => {
  it("evaluates to the same value, own keys of every name included", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const made: unknown = runInNewContext(`(${jsonLiteral(value)})`);
        expect(JSON.stringify(made)).toBe(JSON.stringify(value));
      }),
    );
    const own = JSON.parse('{"__proto__": 1, "constructor": 2}') as never;
    expect(JSON.stringify(runInNewContext(`(${jsonLiteral(own)})`))).toBe('{"__proto__":1,"constructor":2}');
  });
});

describe("names", () => {
  it.each(["a-b", "1a", "", "a b", "a;b", "a\nb"])("refuses %j as an identifier", (name) => {
    expect(() => identifier(name)).toThrow("not an identifier");
  });

  it.each([
    ["id", "id"],
    ["x-key", '"x-key"'],
    ["1", '"1"'],
    ["__proto__", '["__proto__"]'],
    ["é", '"é"'],
  ])("writes the key %s as %s", (name, written) => {
    expect(propertyKey(name)).toBe(written);
  });
});

describe("Markdown", () => {
  it("stays on its line and in its cell", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(markdownLine(value)).not.toMatch(/[\n\r]|(?<!\\)(\\\\)*[|<]/);
        expect(markdownCode(value)).not.toMatch(/[\n\r]|(?<!\\)\|/);
      }),
    );
  });

  it("fences code that holds fences", () => {
    expect(markdownCode("a`b")).toBe("``a`b``");
    expect(markdownCode("`a`")).toBe("`` `a` ``");
  });
});

describe("a description in a README", () => {
  it.each([
    ["## Install\nnpm i evil", "\\## Install\nnpm i evil"],
    ["- # Install\n> ## Usage\n1. ### X", "- \\# Install\n> \\## Usage\n1. \\### X"],
    ["Install\n=======\nUsage\n---", "Install\n\\=======\nUsage\n\\---"],
    ["![x](https://evil.example/pixel.png)", "\\![x](https://evil.example/pixel.png)"],
    ["[x](javascript:alert(1))", "[x\\](javascript:alert(1))"],
    ["[x](&#106;avascript:a) [y](data:text/html,a)", "[x\\](&#106;avascript:a) [y\\](data:text/html,a)"],
    ["[x\\](javascript:a) \\![x](y) \\\\![x](y)", "[x\\](javascript:a) \\![x\\](y) \\\\\\![x\\](y)"],
    ["[x](<javascript:a>)", "[x\\](&lt;javascript:a>)"],
    ["[x]\n\n[x]: javascript:a", "[x]\n\n\\[x]: javascript:a"],
    ["<h2>Install</h2><javascript:a>", "&lt;h2>Install&lt;/h2>&lt;javascript:a>"],
    [
      "[a](https://a.example) [b](mailto:b@c.example) *c* `d`",
      "[a](https://a.example) [b](mailto:b@c.example) *c* `d`",
    ],
    ["```sh\n# a comment\n![x](y)\n```\n# b", "```sh\n# a comment\n![x](y)\n```\n\\# b"],
    ["a | b\n--- | ---\n\n---", "a | b\n--- | ---\n\n---"],
  ])("cannot pass for the package's own: %j", (text, written) => {
    expect(markdownBlock(text)).toBe(written);
  });

  it("takes as long as it is long, whatever it is made of", () => {
    for (const text of [
      " \t".repeat(200_000),
      "` ".repeat(200_000),
      "[".repeat(200_000),
      "\\".repeat(200_000),
      "> ".repeat(100_000),
      "`".repeat(200_000),
    ]) {
      const elapsed = processorTime();
      expect([commentText(text), markdownBlock(text), markdownCode(text), markdownLine(text)]).toHaveLength(4);
      expect(elapsed()).toBeLessThan(3_000);
    }
  });
});
