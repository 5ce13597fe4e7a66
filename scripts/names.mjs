// @ts-check
// `npm run names [-- --misses knock]`: how many calls are named as their owners name them, and why the others are not.
// `npm run names -- --stability`: how many calls are renamed where another operation appears, and why.
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
let [right, total] = [0, 0];
if (values.stability) {
  await printStability();
  process.exit();
}
for (const owner of all) {
  const { document } = await load(owner.document);
  const found = score(owner, methodsOf(name(build(document).api, {}).surface));
  right += found.right;
  total += owner.operations.length;
  console.log(`${owner.name.padEnd(12)} ${String(found.right).padStart(5)} of ${String(owner.operations.length)}`);
  for (const { cause } of found.misses) causes.set(cause, (causes.get(cause) ?? 0) + 1);
  if (values.misses !== owner.name && values.misses !== "all") continue;
  for (const { address, call, wanted, cause } of found.misses)
    console.log(`  ${address}\n    ${call}, and not ${wanted} (${cause})`);
}
console.log(`${"all".padEnd(12)} ${String(right).padStart(5)} of ${String(total)}\n`);
printCauses();

function printCauses() {
  for (const [cause, count] of [...causes].sort(([, one], [, other]) => other - one))
    console.log(`${String(count).padStart(5)}  ${cause}`);
}

async function printStability() {
  let [renaming, trials] = [0, 0];
  for (const owner of all) {
    const { document } = await load(owner.document);
    const found = leaveOneOut(build(document).api);
    renaming += found.renaming;
    trials += found.trials;
    console.log(`${owner.name.padEnd(12)} ${String(found.renaming).padStart(5)} of ${String(found.trials)} trials`);
    for (const { cause, words } of found.renamings) {
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
      console.log(`  ${words}`);
    }
  }
  console.log(`${"all".padEnd(12)} ${String(renaming).padStart(5)} of ${String(trials)} trials\n`);
  printCauses();
}
