// @ts-check
// `npm run watch`: the step "watch" of the pipeline, on this repository's own document.
import { runCommand } from "./lib/command.mjs";

await runCommand("watch");
