// @ts-check
// Type-checks generated code, or code that uses it, with this repository's compiler and one set of options.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { secondsSince } from "./process.mjs";
import { TIMEOUT } from "./work.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/**
 * @typedef {{ seconds: number, instantiations: number, checkSeconds: number, failure: string | undefined }} Check
 *   `failure` is the first error
 */

const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  types: [],
};

/**
 * Type-checks files.
 *
 * @param {string} folder where a project file may be written
 * @param {readonly string[]} files absolute paths
 * @returns {Promise<Check>} never rejects
 */
export function typeCheck(folder, files) {
  return compile(folder, files, OPTIONS);
}

/**
 * Writes the declarations of sources, as a package of them would contain.
 *
 * @param {string} folder of the sources
 * @param {readonly string[]} files absolute paths in the folder
 * @param {string} outDir
 * @returns {Promise<Check>} never rejects
 */
export function declare(folder, files, outDir) {
  const more = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: folder, outDir };
  return compile(folder, files, { ...OPTIONS, ...more });
}

/**
 * Removes the comments with which a generator stops the compiler from checking its output.
 *
 * @param {readonly string[]} files
 * @returns {boolean} whether there were any
 */
export function unmute(files) {
  let isMuted = false;
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const heard = text.replaceAll(/^\/\/ @ts-nocheck\b.*$/gmu, "");
    if (heard === text) continue;
    writeFileSync(file, heard);
    isMuted = true;
  }
  return isMuted;
}

/**
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {object} compilerOptions
 * @returns {Promise<Check>}
 */
function compile(folder, files, compilerOptions) {
  const project = path.join(folder, "tsconfig.bench.json");
  writeFileSync(project, JSON.stringify({ compilerOptions, files }));
  const start = process.hrtime.bigint();
  return new Promise((resolve) => {
    const words = [
      "--max-old-space-size=8192",
      tsc,
      "--project",
      project,
      "--extendedDiagnostics",
      "--pretty",
      "false",
    ];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"], timeout: TIMEOUT * 1000 });
    let said = "";
    child.stdout.on("data", (chunk) => (said += String(chunk)));
    child.once("close", (code) => {
      resolve({
        seconds: secondsSince(start),
        instantiations: figure(said, "Instantiations"),
        checkSeconds: figure(said, "Check time"),
        failure: code === 0 ? undefined : (complaint(said) ?? `exit code ${code ?? "none"}`),
      });
    });
  });
}

/**
 * @param {string} said
 * @returns {string | undefined}
 */
function complaint(said) {
  const all = said.match(/error TS\d+: .*/gu) ?? [];
  const [first] = all;
  if (first === undefined) return undefined;
  return `${first.replace("error ", "").slice(0, 110)}${all.length > 1 ? ` (${all.length} errors)` : ""}`;
}

/**
 * @param {string} said
 * @param {string} name
 */
function figure(said, name) {
  return Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "mu").exec(said)?.[1] ?? Number.NaN);
}
