/** Findings for people: errors first, those of one rule together, and of each rule the first places alone. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { codeFrameColumns } from "@babel/code-frame";
import { pc } from "../../colours.js";
import { legible, plural, textOf, type Finding } from "../../report.js";

export interface Grouping {
  /** How many places of each rule are shown. */
  readonly max: number;
  /** The command that shows the others, without the rule. */
  readonly more: string;
  /** The folder that files are relative to, where the lines around a finding are shown. */
  readonly framesFrom?: string;
}

const order = { error: 0, warning: 1, info: 2 } as const;

/** Errors before warnings before notes; then by file and line. */
export function inReadingOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (one, other) =>
      order[one.severity] - order[other.severity] ||
      byCodeUnits(one.file ?? "", other.file ?? "") ||
      (one.line ?? 0) - (other.line ?? 0) ||
      (one.column ?? 0) - (other.column ?? 0),
  );
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** A heading with the count for each rule, and below it the first places. */
export function groupedLines(findings: readonly Finding[], { max, more, framesFrom }: Grouping): readonly string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of inReadingOrder(findings)) {
    const key = `${finding.severity} ${finding.code}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const noun = first.severity === "info" ? "note" : first.severity;
    const heading = pc.bold(`${first.code}: ${plural(group.length, noun)}`);
    const shown = group
      .slice(0, max)
      .flatMap((finding) => [...textOf(finding).split("\n"), ...frameOf(finding, framesFrom)]);
    const left = group.length - max;
    const rest = left > 0 ? [pc.dim(`    … ${String(left)} more: \`${more} --rule ${first.code}\``)] : [];
    return [heading, ...shown, ...rest];
  });
}

/** Beyond this many bytes, splitting a file into lines again for each finding is felt. */
const LARGEST_FRAMED = 1_000_000;

/** The line of a finding with its neighbours, made safe to print; none where the file cannot be read. */
export function frameOf({ file, line, column }: Finding, framesFrom: string | undefined): readonly string[] {
  if (framesFrom === undefined || file === undefined || line === undefined) return [];
  const absolute = path.resolve(framesFrom, file);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size > LARGEST_FRAMED) return [];
  const start = { line, ...(column === undefined ? {} : { column }) };
  const frame = codeFrameColumns(readFileSync(absolute, "utf8"), { start }, { linesAbove: 1, linesBelow: 1 });
  return frame.split("\n").map((one) => `    ${pc.dim(legible(one))}`);
}
