// @ts-check
// Runs commands as a person would, and builds generated packages of this repository.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built command line. */
export const bin = path.join(root, "dist", "bin.js");

const tsc = [
  `--import=${new URL("optimise-late.mjs", import.meta.url).href}`,
  createRequire(import.meta.url).resolve("typescript/bin/tsc"),
];

/**
 * Runs a Node.js program with this process's own streams.
 *
 * @param {readonly string[]} words the program and its arguments
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<number>} its exit code
 */
export function node(words, { cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { cwd, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * Builds a generated package with this repository's TypeScript, as its own `npm run build` does.
 *
 * @param {string} folder the package
 */
export async function buildPackage(folder) {
  const { rm, writeFile } = await import("node:fs/promises");
  await rm(path.join(folder, "dist"), { recursive: true, force: true });
  const codes = await Promise.all(
    ["tsconfig.json", "tsconfig.cjs.json"].map((project) => node([...tsc, "-p", path.join(folder, project)])),
  );
  if (codes.some((code) => code !== 0)) throw new Error(`${folder} does not build`);
  await writeFile(path.join(folder, "dist", "cjs", "package.json"), JSON.stringify({ type: "commonjs" }));
}
