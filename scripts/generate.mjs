// @ts-check
// `npm run generate`: the step "generate" of the pipeline, on this repository's own document.
import { runCommand } from "./lib/command.mjs";

await runCommand("generate");
