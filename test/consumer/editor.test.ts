/**
 * What an editor shows to callers of a package. `editor/*.ts` are modules of such callers, with marks below their lines:
 * `//  ^ hover` asks about what stands above the caret. The answers are committed beside them; `UPDATE_GOLDEN=1` writes them.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import ts from "typescript";
import { root } from "../support/paths.js";

const here = path.join(root, "test", "consumer", "editor");
const modules = readdirSync(here).filter((name) => name.endsWith(".ts"));

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
  strict: true,
};

function serviceFor(file: string): ts.LanguageService {
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) =>
      ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, "utf8")) : undefined,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
    directoryExists: (name) => ts.sys.directoryExists(name),
  });
}

interface Mark {
  readonly what: string;
  /** Of the character above the caret. */
  readonly position: number;
  /** The line that is asked about, up to its end from there. */
  readonly text: string;
}

function marksIn(source: string): readonly Mark[] {
  const marks: Mark[] = [];
  let offset = 0;
  let line = { start: 0, text: "" };
  for (const text of source.split("\n")) {
    const [, before, what] = /^(\/\/ *)\^ (\w+)$/.exec(text) ?? [];
    if (before === undefined || what === undefined) line = { start: offset, text };
    else marks.push({ what, position: line.start + before.length, text: line.text.slice(before.length) });
    offset += text.length + 1;
  }
  return marks;
}

const textOf = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  (parts ?? []).map(({ text }) => text).join("");

const QUESTIONS: Readonly<Record<string, (service: ts.LanguageService, file: string, position: number) => string>> = {
  hover: (service, file, position) => {
    const info = service.getQuickInfoAtPosition(file, position);
    return [textOf(info?.displayParts), textOf(info?.documentation)].filter((text) => text !== "").join("\n");
  },
  signature: (service, file, position) => {
    const { items = [] } = service.getSignatureHelpItems(file, position, {}) ?? {};
    return items
      .map(({ prefixDisplayParts, parameters, separatorDisplayParts, suffixDisplayParts }) => {
        const inside = parameters.map(({ displayParts }) => textOf(displayParts)).join(textOf(separatorDisplayParts));
        return textOf(prefixDisplayParts) + inside + textOf(suffixDisplayParts);
      })
      .join("\n");
  },
  completions: (service, file, position) => {
    const { entries = [] } = service.getCompletionsAtPosition(file, position, {}) ?? {};
    return entries.map(({ name }) => name).join(" ");
  },
  definition: (service, file, position) => {
    const [first] = service.getDefinitionAtPosition(file, position) ?? [];
    return first === undefined ? "" : `${path.relative(root, first.fileName)}: ${first.containerName}.${first.name}`;
  },
};

it.each(modules)("an editor shows callers what is committed: %s", (name) => {
  const file = path.join(here, name);
  const service = serviceFor(file);
  expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
  const answers = marksIn(readFileSync(file, "utf8")).map(({ what, position, text }) => {
    const answer = QUESTIONS[what]?.(service, file, position) ?? "no such question";
    return `${what} at ${text}\n${answer.replace(/^/gm, "    ")}\n`;
  });
  const shown = answers.join("\n");
  const committed = file.replace(/\.ts$/, ".txt");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(committed, shown);
  expect(shown).toBe(readFileSync(committed, "utf8"));
  expect(shown).not.toMatch(/\b_(client|call)\b/);
});
