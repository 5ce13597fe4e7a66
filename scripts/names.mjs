// @ts-check
// `npm run names [-- --misses knock]`: counts the calls whose names match their owners' names, and explains the others.
// `npm run names -- --stability`: counts the calls that are renamed if another operation is added, and explains why.
import { parseArgs } from "node:util";
import { build } from "../src/api/build.js";
import { load } from "../src/document/load.js";
import { methodsOf } from "../src/naming/changes.js";
import { name } from "../src/naming/name.js";
import { folder, owners, score } from "./lib/names/owners.mjs";
import { leaveOneOut } from "./lib/names/stability.mjs";

const { values } = parseArgs({
  options: { misses: { type: "string" }, stability: { type: "boolean", default: false } },
});
const all = owners();
if (all.length === 0) console.log(`There is no data in ${folder}.`);
/** @type {Map<string, number>} */
const causes = new Map();
const sums = { found: 0, of: 0 };
for (const owner of all) {
  const { document } = await load(owner.document);
  const { api } = build(document);
  if (values.stability) sayStability(owner.name, api);
  else sayScore(owner, api);
}
sayCount("all", sums.found, sums.of);
console.log();
for (const [cause, count] of [...causes].sort(([, one], [, other]) => other - one))
  console.log(`${String(count).padStart(5)}  ${cause}`);

/**
 * @param {import("./lib/names/owners.mjs").Owner} owner
 * @param {import("../src/api/api.js").Api} api
 */
function sayScore(owner, api) {
  const { right, misses } = score(owner, methodsOf(name(api, {}).surface));
  add(right, owner.operations.length, misses);
  sayCount(owner.name, right, owner.operations.length);
  if (values.misses !== owner.name && values.misses !== "all") return;
  for (const { address, call, wanted, cause } of misses)
    console.log(`  ${address}\n    ${call}, and not ${wanted} (${cause})`);
}

/**
 * @param {string} owner
 * @param {import("../src/api/api.js").Api} api
 */
function sayStability(owner, api) {
  const { trials, renaming, renamings } = leaveOneOut(api);
  add(renaming, trials, renamings);
  sayCount(owner, renaming, trials);
  for (const { words } of renamings) console.log(`  ${words}`);
}

/**
 * @param {number} found
 * @param {number} of
 * @param {readonly { cause: string }[]} because
 */
function add(found, of, because) {
  sums.found += found;
  sums.of += of;
  for (const { cause } of because) causes.set(cause, (causes.get(cause) ?? 0) + 1);
}

/**
 * @param {string} what
 * @param {number} found
 * @param {number} of
 */
function sayCount(what, found, of) {
  console.log(`${what.padEnd(12)} ${String(found).padStart(5)} of ${String(of)}`);
}
