/** Prints what callers of a published SDK would notice: for people, as a table, and as annotations of CI. */
import { grouped, sectionOf, type DifferenceGroup } from "../../adopt/difference.js";
import { fixText, chooseFixes, type Fix } from "../../adopt/fixes.js";
import type { Verdict } from "../../adopt/verdict.js";
import { pc } from "../../colours.js";
import { legible, markdownText, plural, type Finding } from "../../report.js";
import { annotate, mostOfAKind, summarize } from "../printing/annotations.js";
import { printLines, type Context } from "../running/context.js";

/** The output of `compare --format json` for each API. */
export interface ToldVerdict extends Verdict {
  readonly api: string;
  /** The SDK and its version. */
  readonly sdk: string;
}

/** `portkey-ai 3.1.0: of 304 calls 38 fit except for shared differences, 153 differ, 113 are gone; 5 of 7 exports are gone`. */
export function judgedLine({ sdk, calls, exports, missing }: ToldVerdict): string {
  const counts = `of ${plural(calls.all, "call")} ${String(calls.fit)} fit except for shared differences, ${String(calls.differ)} differ, ${String(calls.gone)} are gone`;
  const unread =
    missing.length === 0 ? "" : `; types of ${missing.join(", ")} are not installed, so they count as matching`;
  return `${legible(sdk)}: ${counts}; ${String(exports.gone)} of ${plural(exports.all, "export")} are gone${unread}`;
}

export function printVerdict(told: ToldVerdict, format: "text" | "markdown" | "github", context: Context): void {
  const groups = grouped(told.differences);
  if (format === "markdown") printLines(markdownOf(told, groups), context.out);
  else if (format === "github") {
    annotate(groups.map(findingOf), context);
    summarize(markdownOf(told, groups));
  } else {
    for (const group of groups) context.out(lineOf(group));
    for (const line of fixLines(chooseFixes(fixesOf(told)))) context.out(line);
  }
}

export function fixesOf({ differences }: Verdict): readonly Fix[] {
  return differences.flatMap(({ mend: fix }) => fix ?? []);
}

/** At most this many calls are named in a sentence; JSON has all. */
const mostNamed = 6;

function sentence({ subjects, text, mend: fix }: DifferenceGroup): string {
  const left = subjects.length - mostNamed;
  const named = `${subjects.slice(0, mostNamed).join(", ")}${left > 0 ? ` and ${String(left)} more` : ""}`;
  const many = subjects.length > mostNamed ? `${String(subjects.length)} times: ` : "";
  return legible(`${many}${named} — ${text}${fix ? ` — ${fixText(fix)}` : ""}`);
}

/** Missing calls come first, in red. */
function lineOf(group: DifferenceGroup): string {
  const section = sectionOf(group.kind);
  const colour = section === "call" ? pc.red : section === "helper" ? pc.dim : pc.yellow;
  return `${colour(section.padEnd(8))} ${sentence(group)}`;
}

/** The configuration that fixes what can be fixed, as written under `x-callwright`. */
function fixLines(fixes: readonly Fix[]): readonly string[] {
  if (fixes.length === 0) return [];
  return [
    "",
    `${plural(fixes.length, "line")} under x-callwright ${fixes.length === 1 ? "fixes" : "fix"} some of this; \`callwright adopt\` writes them:`,
    ...fixes.map((fix) => legible(`  ${fixText(fix)}`)),
  ];
}

function findingOf(group: DifferenceGroup): Finding {
  const severity = sectionOf(group.kind) === "call" ? "error" : "warning";
  return { code: `adopt/${group.kind}`, severity, message: sentence(group) };
}

/** A table below a heading; names and types of the SDK link and embed nothing. */
function markdownOf(told: ToldVerdict, groups: readonly DifferenceGroup[]): string {
  const cell = (text: string): string => markdownText(legible(text));
  const head = `## ${cell(told.api)}\n\n${cell(judgedLine(told))}.`;
  if (groups.length === 0) return `${head}\n\nCallers notice nothing.`;
  const rows = groups.slice(0, mostOfAKind.markdown).map(({ kind, subjects, text, mend: fix }) => {
    const named = subjects.slice(0, mostNamed).map(cell).join(", ");
    const more = subjects.length > mostNamed ? ` and ${String(subjects.length - mostNamed)} more` : "";
    return `| ${sectionOf(kind)} | ${named}${more} | ${cell(text)} | ${fix ? cell(fixText(fix)) : ""} |`;
  });
  const left = groups.length - rows.length;
  return [
    head,
    "",
    "| | callers of | difference | fixed by |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...(left > 0 ? ["", `And ${String(left)} more: \`callwright compare\` prints them all.`] : []),
  ].join("\n");
}
