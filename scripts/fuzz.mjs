// @ts-check
// `npm run fuzz [-- --minutes 5] [--only samples] [--seed 1]`: changes documents, configurations and responses at random
// until the time is up, and prints each input that breaks a guarantee, in the form of test/hostile/fuzz/kept.json.
import { parseArgs } from "node:util";
import { search, targets } from "../test/hostile/fuzz/targets.js";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, only: { type: "string" }, seed: { type: "string" } },
});
const chosen = targets.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) throw new Error(`Targets: ${targets.map(({ name }) => name).join(", ")}.`);
const end = performance.now() + Number(values.minutes) * 60_000;
let seed = Number(values.seed ?? Date.now() % 1_000_000_000);
console.error(`fuzz: seed ${String(seed)}, ${values.minutes} minutes, ${chosen.map(({ name }) => name).join(", ")}`);
/** Inputs per batch: hundreds if each takes milliseconds, tens if each is a document. */
const RUNS = 20;
let runs = 0;
/** @type {Set<string>} */
const known = new Set();
while (performance.now() < end) {
  for (const one of chosen) {
    const found = await search(one, seed, RUNS);
    runs += RUNS;
    if (found === undefined) continue;
    const { fault, input } = found;
    // The same fault is found repeatedly; its first lines identify it.
    const kind = `${one.name} ${fault.split("\n").slice(0, 3).join(" ").replaceAll(/\d+/g, "0").slice(0, 240)}`;
    if (known.has(kind)) continue;
    known.add(kind);
    console.log(JSON.stringify({ target: one.name, was: fault, input, seed }));
  }
  seed += 1;
}
console.error(`fuzz: about ${String(runs)} inputs, ${String(known.size)} faults, up to seed ${String(seed)}`);
process.exitCode = known.size === 0 ? 0 : 3;
