/**
 * Loads a compiler out of the built command line, where `scripts/build.mjs` puts each into a file of its own. Compiling
 * such a file takes longer than generating a small client, so what V8 made of it is kept and given to it again.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { readCached, writeCached } from "./cache.js";

/** What a file of a CommonJS module is compiled as. */
type Module = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  file: string,
  dir: string,
) => void;

const loaded: { readonly entry: string; readonly script: vm.Script }[] = [];

/** @param name a file of `compilers`, beside the folder of the calling file; it is part of this package, so it is ours */
export function loadCompiler(name: string): object {
  const file = fileURLToPath(new URL(`../compilers/${name}.cjs`, import.meta.url));
  const source = readFileSync(file, "utf8");
  // V8 looks at the length of the source alone, and at its own version and settings; another build is another entry.
  const entry = path.join("code", `${name}-${process.version}-${process.arch}-${buildId}`);
  const cachedData = readCached(entry);
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;
  const script = new vm.Script(wrapped, { filename: file, ...(cachedData && { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected === true) loaded.push({ entry, script });
  const module = { exports: {} };
  const run = script.runInThisContext() as Module;
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

/** Keeps what V8 has made of compilers that it had to compile: best called late, since what has run is in it, too. */
export function keepCompiled(): void {
  for (const { entry, script } of loaded.splice(0)) writeCached(entry, script.createCachedData(), mostKept);
}

/** Enough for two versions of Node.js and of this package. */
const mostKept = 8;

/** Set by the build: a digest of the compilers' files. Run from its sources, the command line has no such files. */
declare const __COMPILERS__: string | undefined;
const buildId = typeof __COMPILERS__ === "undefined" ? "source" : __COMPILERS__;
