// @ts-check
// Writes the results of a survey to docs/survey.md.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../run.mjs";
import { LARGEST } from "./documents.mjs";

/**
 * @param {readonly import("./survey.mjs").Result[]} results
 * @param {{ source: string, every: number }} about
 */
export function writePage(results, { source, every }) {
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"))
  );
  const count = (/** @type {string} */ verdict) => results.filter((result) => result.verdict === verdict).length;
  const methods = results.reduce((sum, result) => sum + result.methods, 0);
  const others = results.filter(({ verdict }) => verdict !== "done");
  const text = [
    "# Public documents",
    "",
    `Made by \`npm run survey\`: every document of OpenAPI 3 in the APIs.guru directory (\`${source}\`) that is no larger than ${String(LARGEST / 1e6)} MB${every === 1 ? "" : `, one of ${String(every)}`}. Each goes through \`callwright generate\` ${version} as it is, without configuration, and what is made is compiled under \`strict\`, \`exactOptionalPropertyTypes\` and \`noUncheckedIndexedAccess\`.`,
    "",
    "| outcome | documents |",
    "| --- | --- |",
    `| generates and compiles | ${String(count("done"))} |`,
    `| refused, with a finding at its line | ${String(count("refused"))} |`,
    `| generates, does not compile | ${String(count("does not compile"))} |`,
    `| breaks down, or takes two minutes | ${String(count("broke down"))} |`,
    `| all | ${String(results.length)} |`,
    "",
    `They declare ${String(methods)} methods.`,
    ...(others.length === 0 ? [] : ["", "## All but the first", ""]),
    ...others.map(({ name, verdict, why }) => `- \`${name}\`: ${verdict}. ${quoted(why)}`),
    "",
  ];
  writeFileSync(path.join(root, "docs", "survey.md"), text.join("\n"));
}

/** @param {string} why */
function quoted(why) {
  return why === "" ? "" : `\`\`${why.replaceAll(root, "").replaceAll("`", "'")}\`\``;
}
