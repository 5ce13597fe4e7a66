// @ts-check
// `npm run samples`: the step "samples" of the pipeline, on this repository's own document.
import { runCommand } from "./lib/command.mjs";

await runCommand("samples");
