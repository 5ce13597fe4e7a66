// @ts-check
// `npm run lint`: the step "lint" of the pipeline, on this repository's own document.
import { runCommand } from "./lib/command.mjs";

await runCommand("lint");
