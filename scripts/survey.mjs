// @ts-check
// `npm run survey [-- --every 3]`: makes the client of hundreds of public documents and compiles it. What was found is
// written to docs/survey.md. The documents come from the npm registry, on demand; nothing of them is kept.
import { parseArgs } from "node:util";
import { publicDocuments, PACKAGE } from "./lib/survey/documents.mjs";
import { survey } from "./lib/survey/survey.mjs";
import { writePage } from "./lib/survey/page.mjs";

const { values } = parseArgs({ options: { every: { type: "string", default: "1" } } });
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) throw new Error("--every takes a whole number from 1");
const documents = publicDocuments().filter((_, index) => index % every === 0);
const results = await survey(documents);
writePage(results, { source: PACKAGE, every });
process.exitCode = results.some(({ verdict }) => verdict === "broke down") ? 1 : 0;
