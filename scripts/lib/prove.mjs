// @ts-check
// One pair of revisions of a public document, compared as `diff --prove` compares it, and the page of what was found.
import { cpuUsage } from "node:process";
import { compareSurfaces, callPairs } from "../../src/changes/compare.js";
import { misfits } from "../../src/changes/fits.js";
import { adviseVersion } from "../../src/changes/version.js";
import { compile } from "../../src/compile.js";
import { findTargets } from "../../src/targets.js";
import { githubSpec } from "./github.mjs";
import { root } from "./run.mjs";

/**
 * @typedef {object} Proof
 * @property {string} pair
 * @property {number} calls that both revisions have
 * @property {number} renamed those that have another name in the later one
 * @property {number} breaks changes that break the wire or code
 * @property {number} risks
 * @property {string} next version
 * @property {number} misfits calls that no longer compile
 * @property {number} unexplained those that no change names
 * @property {number} share of the time of reading both that comparing them takes
 */

/**
 * @param {string} before
 * @param {string} after
 * @returns {Promise<Proof>}
 */
export async function provePair(before, after) {
  const reading = stopwatch();
  const sides = [await read(before), await read(after)];
  const taken = reading();
  const [old, now] = sides;
  if (old === undefined || now === undefined) throw new Error("A revision has no document.");
  const comparing = stopwatch();
  const { changes, next } = compareSurfaces(old, now);
  const share = comparing() / taken;
  const told = new Set(changes.flatMap(({ source, calls }) => (source === "safe" ? [] : calls)));
  const pairs = callPairs(old, now);
  const found = misfits(await typed(old), await typed(now), pairs);
  /** @param {import("../../src/changes/judge.js").Level} level */
  const count = (level) =>
    changes.filter(
      ({ wire, source }) =>
        level ===
        (wire === "breaks" || source === "breaks" ? "breaks" : wire === "risk" || source === "risk" ? "risk" : "safe"),
    ).length;
  return {
    pair: `${before} → ${after}`,
    calls: pairs.length,
    renamed: pairs.filter((one) => one.before !== one.after).length,
    breaks: count("breaks"),
    risks: count("risk"),
    next: adviseVersion(old.api.version, now.api.version, next).step,
    misfits: found.length,
    unexplained: found.filter((one) => !told.has(one.before) && !told.has(one.after)).length,
    share,
  };
}

/** Processor time, which a busy machine changes less than the clock. */
function stopwatch() {
  const begun = cpuUsage();
  return () => {
    const { user, system } = cpuUsage(begun);
    return user + system;
  };
}

/** @param {string} version */
async function read(version) {
  const [target] = findTargets({ spec: githubSpec(version), cwd: root });
  if (target === undefined) throw new Error(`There is no document of ${version}.`);
  return compile(target);
}

/** @param {import("../../src/compile.js").Named} named */
async function typed(named) {
  return { files: await named.emit("package"), className: named.surface.client.className };
}

/** @param {readonly Proof[]} proofs */
export function provePage(proofs) {
  const rows = proofs.map(
    ({ pair, calls, renamed, breaks, risks, next, misfits: misfit, unexplained, share }) =>
      `| ${pair} | ${String(calls)} | ${String(renamed)} | ${String(breaks)} | ${String(risks)} | ${next} | ${String(misfit)} | ${String(unexplained)} | ${String(Math.round(share * 100))} % |`,
  );
  return `# What diff finds in published revisions

\`npm run prove\` compares revisions of GitHub's REST API as \`@octokit/openapi\` publishes them, and writes this page. TypeScript
compares both generated packages too, method by method: a call that no longer compiles and that no change names is unexplained.

| Revisions | Calls in both | Renamed | Breaks | Risks | Next version | Calls that no longer compile | Unexplained | Comparing, of reading both |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
