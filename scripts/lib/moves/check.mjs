// @ts-check
// Type-checks calls against one package, each on its own.
import { writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "../run.mjs";

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["es2024", "dom", "dom.iterable", "dom.asynciterable"].map((name) => `lib.${name}.d.ts`),
  types: ["node"],
  typeRoots: [path.join(root, "node_modules", "@types")],
};

/**
 * @param {readonly import("./written.mjs").Written[]} calls
 * @param {{ entry: string, className: string, folder: string }} about the file with the types of the package, its client, and
 *   the folder for the file of calls
 * @returns {(string | undefined)[]} the first error of each call
 */
export function checkCalls(calls, { entry, className, folder }) {
  const file = path.join(folder, "calls.ts");
  let text = `import { ${className}, toFile } from "sdk";\nimport fs from "fs";\ndeclare const client: ${className};\n`;
  const starts = calls.map(({ code }, index) => {
    const start = text.length;
    text += `export async function call${String(index)}() {\n${code}\n}\n`;
    return start;
  });
  writeFileSync(file, text);
  const program = ts.createProgram([file], { ...options, paths: { sdk: [entry] } });
  const source = program.getSourceFile(file);
  /** @type {(string | undefined)[]} */
  const errors = calls.map(() => undefined);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  for (const { start = 0, messageText, code } of found) {
    const index = starts.findLastIndex((at) => at <= start);
    errors[index] ??= `${String(code)} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  }
  return errors;
}
