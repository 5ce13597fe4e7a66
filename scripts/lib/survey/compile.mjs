// @ts-check
// A process for `survey.mjs`: type-checks the given files with strict settings, and prints the errors.
import ts from "typescript";

const program = ts.createProgram(process.argv.slice(2), {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
});
const found = ts.getPreEmitDiagnostics(program);
const host = {
  getCurrentDirectory: () => process.cwd(),
  getCanonicalFileName: (/** @type {string} */ name) => name,
  getNewLine: () => "\n",
};
console.log(ts.formatDiagnostics(found.slice(0, 5), host));
process.exitCode = found.length > 0 ? 1 : 0;
