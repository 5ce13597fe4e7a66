/**
 * What is found in real documents, beside what was committed: every line is for somebody who owns such a document, so a
 * change in one is read before it is taken. A document that is absent, or not the one that the lines are about, is
 * skipped, with a word.
 *
 * `UPDATE_GOLDEN=1 npm run jest -- real/diagnostics` writes `expected/` anew.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Finding } from "../../src/report.js";
import { root } from "../support/paths.js";
import { callwright } from "../support/warm.js";
import { realApis } from "./apis.js";

/** Of Redocly's rules, which are thousands of lines of one kind, so many findings are kept; of our own, all. */
const KEPT_OF_RULE = 12;

const updating = process.env["UPDATE_GOLDEN"] === "1";

async function findingsOf(spec: string): Promise<readonly Finding[]> {
  const all: Finding[] = [];
  for (const command of ["lint", "samples"]) {
    const { code, stdout } = await callwright([command, path.basename(spec), "--format", "json"], {
      cwd: path.dirname(spec),
    });
    expect([0, 3]).toContain(code);
    all.push(...(JSON.parse(stdout) as Finding[]));
  }
  return all;
}

function countsOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function lineOf({ code, severity, line, column, message, hint }: Finding): string {
  // Redocly's hints name the page of the rule, which its code tells as well.
  const next = hint === undefined || code.startsWith("lint/") ? "" : ` -> ${hint}`;
  return `${String(line)}:${String(column)} ${severity} ${message}${next}`;
}

function digestOf(spec: string): string {
  return createHash("sha256").update(readFileSync(spec)).digest("hex");
}

/** Every code with its count, in the order in which it first occurs, and below it the findings that are kept. */
function report(spec: string, findings: readonly Finding[]): string {
  const sections = [...countsOf(findings)].map(([code, count]) => {
    const kept = code.startsWith("lint/") ? KEPT_OF_RULE : Infinity;
    const lines = findings.filter((finding) => finding.code === code).map(lineOf);
    return [`${code}: ${String(count)}`, ...lines.slice(0, kept).map((line) => `  ${line}`), ""].join("\n");
  });
  const head = [
    `# ${path.basename(spec)}, sha256 ${digestOf(spec)}`,
    `# What \`callwright lint\` and \`callwright samples\` find: all of each code of Callwright's own, and of each rule of`,
    `# Redocly's the count and the first ${String(KEPT_OF_RULE)}, since whole they would be thousands of lines.`,
  ];
  return `${head.join("\n")}\n\n${sections.join("\n")}`;
}

const apis = realApis();
if (apis.length === 0) it("skips: no real document is here", () => undefined);

describe.each(apis)("$name", ({ name, spec }) => {
  const file = path.join(root, "test", "real", "expected", `${name.toLowerCase()}.txt`);
  const committed = existsSync(file) ? readFileSync(file, "utf8") : "";
  const isKnown = committed.includes(digestOf(spec));
  if (!isKnown && !updating) console.warn(`skipped: ${name}'s document is not the one whose findings are committed`);

  (isKnown || updating ? it : it.skip)("has the findings that are committed", async () => {
    const actual = report(spec, await findingsOf(spec));
    if (updating) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, actual);
    }
    expect(actual.split("\n")).toEqual(readFileSync(file, "utf8").split("\n"));
  });
});
