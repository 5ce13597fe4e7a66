// @ts-check
// The benchmark's working files: the specifications, and the contenders' output.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { githubSpec } from "../github.mjs";
import { root } from "../run.mjs";
import { runStages } from "./process.mjs";

/**
 * @typedef {import("./contenders.mjs").Contender} Contender
 * @typedef {import("./process.mjs").Run} Run
 * @typedef {{ key: "shipped" | "portkey" | "github", title: string, operations: number, file: string | undefined }} Spec
 *   `file` is undefined if it is not available here
 * @typedef {Spec["key"] | "fuller" | "changed" | "declared" | "growth" | "flows"} Folder
 */

// Not below node_modules, where compilers treat sources as third-party code.
export const work = path.join(root, ".work", "bench");
export const TIMEOUT = 180;

/** @returns {readonly Spec[]} copies in separate folders, outside the reach of this repository's configuration */
export function specs() {
  const portkey = path.join(root, "..", "shared", "specs", "portkey.yaml");
  return [
    {
      key: "shipped",
      title: "shipped",
      operations: 1,
      file: copied("shipped", path.join(root, "spec", "portkey.yaml")),
    },
    { key: "portkey", title: "Portkey", operations: 231, file: copied("portkey", portkey) },
    { key: "github", title: "GitHub", operations: 1223, file: copied("github", github()) },
  ];
}

/**
 * @param {Spec["key"]} key
 * @returns {string}
 * @throws Error if it is not available here
 */
export function specFile(key) {
  const file = specs().find((spec) => spec.key === key)?.file;
  if (file === undefined) throw new Error(`the ${key} specification is not here`);
  return file;
}

/** @returns {string | undefined} */
function github() {
  try {
    return githubSpec();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} key
 * @param {string | undefined} file
 * @returns {string | undefined}
 */
function copied(key, file) {
  if (file === undefined || !existsSync(file)) return undefined;
  const copy = path.join(work, "specs", key, `${key}${path.extname(file)}`);
  mkdirSync(path.dirname(copy), { recursive: true });
  cpSync(file, copy);
  return copy;
}

/**
 * @param {Contender} contender
 * @param {Folder} key
 * @returns {string} the folder of its output, from this run or an earlier one, or empty
 */
export function outputFolder(contender, key) {
  return path.join(work, "out", contender.name.replaceAll(/\W+/gu, "-"), key);
}

/**
 * Runs a contender into an empty folder.
 *
 * @param {Contender} contender
 * @param {Folder} key
 * @param {string} file
 * @param {number} [timeout] seconds
 * @returns {Promise<Run>} never rejects; an unavailable peer is a failure
 */
export async function generateFresh(contender, key, file, timeout = TIMEOUT) {
  const out = outputFolder(contender, key);
  const beside = path.join(path.dirname(out), "node_modules");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  try {
    const { stages, modules } = contender.job(file, out);
    rmSync(beside, { force: true });
    if (modules !== undefined) symlinkSync(modules, beside, "junction");
    return await runStages(stages, { timeout });
  } catch {
    return { seconds: Number.NaN, bytes: undefined, failure: "could not be fetched" };
  }
}

/**
 * @param {string} folder
 * @returns {string[]} the absolute paths of its files
 */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** @param {readonly string[]} files */
export function sizeOf(files) {
  return files.reduce((bytes, file) => bytes + statSync(file).size, 0);
}
