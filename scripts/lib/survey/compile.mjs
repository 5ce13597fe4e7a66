// @ts-check
// A process of its own for `survey.mjs`: type-checks the files it is given, as a demanding caller would, and prints what is wrong.
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
