// @ts-check
// `npm run bench`: figures of this machine, in one run, and `docs/bench` made of them. Nothing in the tests is timed.
import { parseArgs } from "node:util";
import { benchConsumer } from "./lib/bench/consumer.mjs";
import { benchGenerate } from "./lib/bench/generate.mjs";
import { benchNaming } from "./lib/bench/naming.mjs";
import { benchRepeat } from "./lib/bench/repeat.mjs";
import { remember, report } from "./lib/bench/report.mjs";
import { benchSize } from "./lib/bench/size.mjs";
import { benchThroughput } from "./lib/bench/throughput.mjs";

/** @type {Readonly<Record<string, (rounds: number) => Promise<unknown>>>} */
const parts = {
  generate: benchGenerate,
  repeat: benchRepeat,
  consumer: benchConsumer,
  size: benchSize,
  throughput: benchThroughput,
  naming: benchNaming,
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { rounds: { type: "string" } } });
const unknown = positionals.find((name) => !(name in parts) && name !== "report");
if (unknown !== undefined) throw new Error(`${unknown} is no part: ${Object.keys(parts).join(", ")}`);
const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
for (const name of chosen) {
  const part = parts[name];
  if (part === undefined) continue;
  console.error(`measuring: ${name}`);
  remember(name, await part(Number(values.rounds ?? 0)));
}
console.log(await report());
