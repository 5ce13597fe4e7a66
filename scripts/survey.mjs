// @ts-check
// `npm run survey [-- --every 3]`: generates and compiles the clients of hundreds of public documents, and writes the
// results to docs/survey.md. The documents come from the npm registry, on demand, and are not part of the repository.
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
