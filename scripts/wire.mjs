// @ts-check
// `npm run wire [-- portkey-ai]`: makes the same calls with a published SDK and with a client generated from the same
// document, against a recording server, and compares the requests field by field. SDKs come from the npm registry, on
// demand. docs/wire lists and explains the allowed differences; any other difference fails.
import { SDKS } from "./lib/wire/sdks.mjs";
import { wire } from "./lib/wire/wire.mjs";

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(SDKS);
let unexplained = 0;
for (const name of names) unexplained += await wire(name);
process.exitCode = unexplained > 0 ? 1 : 0;
