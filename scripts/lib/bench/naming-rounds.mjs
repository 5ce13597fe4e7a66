// @ts-check
// Times naming alone. Bundles the room from its sources, because the command line does not export it.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "../run.mjs";
import { bundleCode } from "./bundle.mjs";

/** Reads and builds the specification first; then times the first naming in a fresh process, and one when warm. */
const TIMED = `
  import { build } from "./src/api/build.ts";
  import { load } from "./src/document/load.ts";
  import { name } from "./src/naming/name.ts";
  const { document } = await load(process.argv[2]);
  const { api } = build(document);
  const rounds = [1, 2, 3].map(() => {
    const start = process.hrtime.bigint();
    name(api, {});
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  console.log(rounds[0], rounds[2]);
`;

/**
 * @param {string} spec
 * @param {number} runs
 * @returns {Promise<{ first: number[], warm: number[] }>} seconds, one process per run
 */
export async function timeNaming(spec, runs) {
  // Below the repository, so that the bundle finds the libraries outside it.
  mkdirSync(path.join(root, ".work"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".work", "bench-"));
  const bundle = path.join(folder, "naming.mjs");
  try {
    await bundleCode(TIMED, bundle, { packages: "external" });
    const timings = Array.from({ length: runs }, () => timeOnce(bundle, spec));
    return { first: timings.map(({ first }) => first), warm: timings.map(({ warm }) => warm) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} bundle
 * @param {string} spec
 * @returns {{ first: number, warm: number }}
 */
function timeOnce(bundle, spec) {
  const printed = execFileSync(process.execPath, [bundle, spec], { encoding: "utf8" });
  const [first = Number.NaN, warm = Number.NaN] = printed.split(" ").map(Number);
  return { first, warm };
}
