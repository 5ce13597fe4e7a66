// @ts-check
// Writes the results of `npm run moves` to docs/moving/calls.md.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../run.mjs";
import { CAUSES, causeOf } from "./causes.mjs";

/** @typedef {{ sdk: import("./sdks.mjs").Moving, moved: import("./move.mjs").Moved }} Result */

const INTRODUCTION = [
  "# Calls of published SDKs",
  "",
  "`npm run moves` writes this page. It type-checks calls of published SDKs, unchanged, against the clients that Callwright generates from the",
  "documents of their APIs. The npm packages have no tests, so the calls are the examples in the SDKs' doc comments, and, as in their test suites,",
  "each method with what it requires, with everything that it takes, and with options. Their values come from the SDKs' own types, and those of",
  "parameters that may be any text, from the document. Only calls that are right for the SDK itself count.",
  "",
  "The configuration is the `stainless.yml` that the owner published, or else the lines that `callwright adopt` proposes. Documents and packages",
  "are not of the same day: an argument that the document does not have is a difference between these two.",
  "",
];

/** @param {readonly Result[]} results */
export function writePage(results) {
  const text = [
    ...INTRODUCTION,
    "| SDK | configuration | calls | in the document | fit | share |",
    "| --- | --- | ---: | ---: | ---: | ---: |",
    ...results.map(({ sdk, moved }) =>
      row([`\`${sdk.package}\` ${sdk.version}`, configurationOf(sdk), ...counts([moved])]),
    ),
    row(["all with a `stainless.yml`", "", ...counts(movedOf(results, "stainless.yml"))]),
    row(["all with `adopt`", "", ...counts(movedOf(results, "`adopt`"))]),
    "",
    "## Why calls do not fit",
    "",
    `| SDK | ${CAUSES.map(([cause]) => cause).join(" | ")} |`,
    `| --- |${CAUSES.map(() => " ---: |").join("")}`,
    ...results.map(({ sdk, moved }) => {
      const causes = moved.failures.map(({ error }) => causeOf(error));
      return row([
        `\`${sdk.package}\``,
        ...CAUSES.map(([cause]) => String(causes.filter((one) => one === cause).length)),
      ]);
    }),
    "",
  ];
  writeFileSync(path.join(root, "docs", "moving", "calls.md"), text.join("\n"));
}

/** @param {import("./sdks.mjs").Moving} sdk */
function configurationOf({ stainless }) {
  return stainless === undefined ? "`adopt`" : "stainless.yml";
}

/** @param {readonly Result[]} results @param {string} configuration */
function movedOf(results, configuration) {
  return results.filter(({ sdk }) => configurationOf(sdk) === configuration).map(({ moved }) => moved);
}

/** @param {readonly import("./move.mjs").Moved[]} moved */
function counts(moved) {
  const sum = (/** @type {(one: import("./move.mjs").Moved) => number} */ of) =>
    moved.reduce((all, one) => all + of(one), 0);
  const [calls, documented] = [sum((one) => one.calls), sum((one) => one.documented)];
  const fit = documented - sum(({ failures }) => failures.length);
  const share = documented === 0 ? "" : `${((fit / documented) * 100).toFixed(1)} %`;
  return [String(calls), String(documented), String(fit), share];
}

/** @param {readonly string[]} cells */
function row(cells) {
  return `| ${cells.join(" | ")} |`;
}
