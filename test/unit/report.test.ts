import { describe, expect, it } from "@jest/globals";
import { annotationOf, countOf, legible, textOf, toFinding } from "../../src/report.js";

describe("a sentence that quotes a document", () => {
  it.each([
    ["as it is", "The path `/ä/🚀` is fine.", "The path `/ä/🚀` is fine."],
    ["on one line", "a\nb\r\nc\td", "a\\nb\\r\\nc\\td"],
    ["without control of the terminal", "\u001b[2Jgone\u0007", "\\u001b[2Jgone\\u0007"],
    ["in the order it is read in", "\u202eevil\u2066", "\\u202eevil\\u2066"],
    ["with what nobody sees", "a\u200bb\ufeffc\u2028d\u{e0041}", "a\\u200bb\\ufeffc\\u2028d\\udb40\\udc41"],
    ["with half a character", "\ud83d!", "\\ud83d!"],
  ])("is shown %s", (_, text, shown) => {
    expect(legible(text)).toBe(shown);
  });

  it("lacks the middle of what is too long to be read", () => {
    const word = legible(`start ${"x".repeat(5_000)} end`);
    expect(word).toMatch(/^start x{100} … x{50} end$/);
    expect(legible("of many words ".repeat(1_000)).length).toBeLessThan(1_500);
  });
});

describe("a finding", () => {
  const place = { file: "/home/x\ny/spec.yaml", line: 3, column: 7 };
  const finding = toFinding(
    { code: "a/b", severity: "warning", message: "It says `\n`.", hint: "Mend\u0000it.", place },
    "/home",
  );

  it("is a line, and one for its hint", () => {
    expect(textOf(finding)).toBe("x\\ny/spec.yaml:3:7: warning It says `\\n`. [a/b]\n    Mend\\u0000it.");
  });

  it("is one workflow command, whatever it quotes", () => {
    const command = annotationOf({ ...finding, message: "50%: a, b", file: "a,b:c.yaml" });
    expect(command).toBe("::warning file=a%2Cb%3Ac.yaml,line=3,col=7,title=a/b::50%25: a, b Mend\\u0000it.");
  });

  it("is counted by how bad it is", () => {
    expect(countOf([finding, { severity: "error" }, { severity: "error" }, { severity: "info" }])).toBe(
      "2 errors, 1 warning, 1 note",
    );
    expect(countOf([])).toBe("no findings");
  });
});
