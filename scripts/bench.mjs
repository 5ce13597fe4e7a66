// @ts-check
// `npm run bench [-- generate size … --rounds 3]`: measures on this machine, in one run. Tests are never timed.
import { runBench } from "./lib/bench/run.mjs";

process.exitCode = await runBench(process.argv.slice(2));
