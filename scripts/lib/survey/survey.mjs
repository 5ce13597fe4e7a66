// @ts-check
// Runs the command line on each document, two at a time, and compiles the output.
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../run.mjs";

/**
 * @typedef {"done" | "refused" | "does not compile" | "broke down"} Verdict `refused` means a finding, exit code 2
 * @typedef {{ name: string, verdict: Verdict, methods: number, why: string }} Result `why` is empty for `done`
 * @typedef {{ code: number | string, stdout: string, stderr: string }} Ended `code` is the signal that ended it, if any
 */

const bin = path.join(root, "dist", "bin.js");
const work = path.join(root, ".work", "survey");
const compiler = fileURLToPath(new URL("compile.mjs", import.meta.url));
const TIMEOUT = 120_000;

/**
 * @param {readonly import("./documents.mjs").PublicDocument[]} documents
 * @returns {Promise<Result[]>} in the order of the documents
 */
export async function survey(documents) {
  rmSync(work, { recursive: true, force: true });
  /** @type {Result[]} */
  const results = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < documents.length; index = next++) {
      const document = documents[index];
      if (document === undefined) return;
      const result = await tryOut(document, path.join(work, String(index)));
      results[index] = result;
      if (result.verdict !== "done") console.log(`${result.name}: ${result.verdict}: ${result.why}`);
      if (index % 100 === 99) console.log(`${String(index + 1)} of ${String(documents.length)}`);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, lane));
  return results;
}

/**
 * @param {import("./documents.mjs").PublicDocument} document
 * @param {string} folder
 * @returns {Promise<Result>}
 */
async function tryOut({ name, file }, folder) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, path.join(folder, "spec.json"));
  const { code, stderr } = await run([bin, "generate", "spec.json", "--out", "client"], folder);
  const methods = Number(/ with (\d+) methods? /.exec(stderr)?.[1] ?? 0);
  const result = { name, methods };
  if (code === 2 && !/^\s+at /m.test(stderr)) return { ...result, verdict: "refused", why: firstError(stderr) };
  if (code !== 0) return { ...result, verdict: "broke down", why: `${String(code)} ${firstError(stderr)}` };
  const compiled = await run([compiler, ...sources(path.join(folder, "client", "src"))], root);
  if (compiled.code !== 0) return { ...result, verdict: "does not compile", why: firstError(compiled.stdout) };
  rmSync(folder, { recursive: true });
  return { ...result, verdict: "done", why: "" };
}

/** @param {string} folder */
function sources(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name));
}

/**
 * @param {readonly string[]} words a Node.js program and its arguments
 * @param {string} cwd
 * @returns {Promise<Ended>} never rejects
 */
function run(words, cwd) {
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd, timeout: TIMEOUT, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? error.signal ?? 1) : 0, stdout, stderr });
    });
  });
}

/** @param {string} text */
function firstError(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").slice(0, 300);
}
