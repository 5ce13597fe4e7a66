/** Findings as annotations of GitHub Actions, few enough to be read; the step's summary has the rest. */
import { appendFileSync } from "node:fs";
import { annotationOf, countOf, markdownText, plural, type Finding } from "../../report.js";
import type { Context } from "../running/context.js";

export const mostOfAKind = {
  /** GitHub shows ten annotations of a level and a step. */
  annotations: 10,
  /** A summary may have one megabyte. */
  markdown: 500,
};

/** Prints at most ten findings of each code, and gives the others. */
export function annotate(findings: readonly Finding[], { out }: Context): readonly Finding[] {
  const counts = new Map<string, number>();
  return findings.filter((finding) => {
    const count = (counts.get(finding.code) ?? 0) + 1;
    counts.set(finding.code, count);
    if (count > mostOfAKind.annotations) return true;
    out(annotationOf(finding), "command");
    return false;
  });
}

/**
 * Adds Markdown to the summary of the step (`GITHUB_STEP_SUMMARY`).
 * @returns whether one is being written
 */
export function summarize(markdown: string): boolean {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === "") return false;
  appendFileSync(file, `${markdown}\n\n`);
  return true;
}

/**
 * Annotates findings, and lists them all in the step's summary below a heading.
 * @param heading names what was examined: `openapi.yaml: samples`
 */
export function reportToCi(heading: string, findings: readonly Finding[], context: Context): void {
  const left = annotate(findings, context);
  if (findings.length === 0) return;
  const name = markdownText(heading);
  const isListed = summarize(`## ${name}: ${countOf(findings)}\n\n${findingsList(findings)}`);
  const where = isListed ? "in the step summary" : "than are annotated; `--format json` gives them";
  if (left.length > 0) context.err(`${plural(left.length, "finding")} more ${where}`);
}

/** Findings as a list; the texts of documents link and embed nothing. */
export function findingsList(findings: readonly Finding[]): string {
  const shown = findings.slice(0, mostOfAKind.markdown);
  const lines = shown.map(({ severity, message, hint, file, line, code }) => {
    const place = [file, line].filter((part) => part !== undefined).join(":");
    const text = [message, hint].filter(Boolean).join(" ");
    return `- ${severity}: ${markdownText(text)} (${markdownText(place)}, ${markdownText(code)})`;
  });
  const left = findings.length - shown.length;
  return [...lines, ...(left > 0 ? [`- and ${String(left)} more`] : [])].join("\n");
}
