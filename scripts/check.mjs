// @ts-check
// `npm run check`: the step "check" of the pipeline, on this repository's own document.
import { runCommand } from "./lib/command.mjs";

await runCommand("check");
