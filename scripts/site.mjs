// @ts-check
// `npm run site`: the site of `docs`, in `.work/site`. VitePress weighs a hundred megabytes, and is fetched on demand.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { configurationPage } from "./lib/configuration-page.mjs";
import { ensureBuilt } from "./lib/command.mjs";
import { engineProgram, fetchTool } from "./lib/engines.mjs";
import { node, root } from "./lib/run.mjs";

await ensureBuilt();
/** @type {import("./lib/configuration-page.mjs").Schema} */
const schema = JSON.parse(readFileSync(path.join(root, "dist", "redocly.schema.json"), "utf8"));
writeFileSync(path.join(root, "docs", "guide", "configuration.md"), configurationPage(schema));

fetchTool("VitePress");
const program = engineProgram("VitePress");
if (program === undefined) throw new Error("VitePress could not be fetched");
process.exitCode = await node([program, "build", "docs"]);
