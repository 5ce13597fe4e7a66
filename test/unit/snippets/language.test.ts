import { describe, expect, it } from "@jest/globals";
import { languageOf, looksLikePython } from "../../../src/snippets/language.js";

describe("the language of a sample", () => {
  it.each<[language: string, expected: string | undefined]>([
    ["JavaScript", "javascript"],
    ["Java Script", "javascript"],
    ["Node.js", "javascript"],
    ["tsx", "javascript"],
    ["Python3", "python"],
    ["Shell", "curl"],
    ["cURL", "curl"],
    ["java", undefined],
    ["json", undefined],
    ["go", undefined],
  ])("`%s` is %s", (language, expected) => {
    expect(languageOf({ language, source: "curl https://acme.test" })).toBe(expected);
  });

  it("is told by the label where `lang` says nothing known", () => {
    expect(languageOf({ language: "", label: "Node SDK", source: "" })).toBe("javascript");
    expect(languageOf({ language: "python", label: "Node SDK", source: "" })).toBe("python");
  });

  it("is none for a shell script without curl", () => {
    expect(languageOf({ language: "bash", source: "npm install acme" })).toBeUndefined();
  });

  it("may be Python under another label", () => {
    expect(looksLikePython("from acme import Acme\nx = Acme()")).toBe(true);
    expect(looksLikePython('import { Acme } from "acme";')).toBe(false);
    expect(looksLikePython('import Acme from "acme";')).toBe(false);
  });
});
