// @ts-check
// `npm run explain`: the step "explain" of the pipeline, on this repository's own document.
import { runCommand } from "./lib/command.mjs";

await runCommand("explain");
