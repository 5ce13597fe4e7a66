// @ts-check
// `npm run bench [-- generate size … --rounds 3]`: figures of this machine, in one run. Nothing in the tests is timed.
import { runBench } from "./lib/bench/run.mjs";

process.exitCode = await runBench(process.argv.slice(2));
