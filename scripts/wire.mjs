// @ts-check
// `npm run wire [-- portkey-ai]`: makes the same calls with a published SDK and with the client made of the same document,
// against a server that records them, and compares field by field. SDKs come from the npm registry, on demand. What may
// differ, and why, is written in docs/wire; a difference that is not fails.
import { SDKS } from "./lib/wire/sdks.mjs";
import { wire } from "./lib/wire/wire.mjs";

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(SDKS);
let unexplained = 0;
for (const name of names) unexplained += await wire(name);
process.exitCode = unexplained > 0 ? 1 : 0;
