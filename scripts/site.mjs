// @ts-check
// `npm run site`: builds the site of `docs` in `.work/site`. VitePress takes a hundred megabytes, so it is fetched on
// demand.
import { ensureBuilt } from "./lib/command.mjs";
import { engineProgram, fetchTool } from "./lib/engines.mjs";
import { node } from "./lib/run.mjs";

await ensureBuilt();
fetchTool("VitePress");
const program = engineProgram("VitePress");
if (program === undefined) throw new Error("VitePress could not be fetched");
process.exitCode = await node([program, "build", "docs"]);
