/** Prints what callers of a published SDK would notice: for people, as a table, and as annotations of CI. */
import { grouped, isAcceptedBy, sectionOf, type Difference, type DifferenceGroup } from "../../adopt/difference.js";
import { fixText, chooseFixes, type Fix } from "../../adopt/fixes.js";
import type { Verdict } from "../../adopt/verdict.js";
import { pc } from "../../colours.js";
import type { CompareSettings } from "../../config/decisions.js";
import { legible, markdownText, plural, type Finding } from "../../report.js";
import { annotate, mostOfAKind, summarize } from "../printing/annotations.js";
import { fixesText } from "./configuration.js";
import { entryProblems, settle, type DeadEntries } from "../running/accepted.js";
import { printLines, type Context } from "../running/context.js";

/** The output of `compare --format json` for each API. */
export interface ToldVerdict extends Verdict, DeadEntries {
  readonly api: string;
  /** The SDK and its version. */
  readonly sdk: string;
}

/** Marks the differences that the owner has accepted. @param sdk its name and version */
export function tell(api: string, sdk: string, verdict: Verdict, { accept = [] }: CompareSettings): ToldVerdict {
  const { accepted, ...dead } = settle(
    verdict.differences,
    accept,
    (entry) => `\`${entry.difference}\``,
    (entry, difference) => isAcceptedBy(entry.difference, difference),
  );
  const differences = verdict.differences.map((one): Difference =>
    accepted.has(one) ? { ...one, accepted: true } : one,
  );
  return { api, sdk, ...verdict, differences, ...dead };
}

/** Sentences about entries of `accept` that their owner has to mend. */
export function problemsOf(told: ToldVerdict): readonly string[] {
  return entryProblems(told, "compare", "difference");
}

/** `portkey-ai 3.1.0: of 304 calls 38 fit except for shared differences, 153 differ, 113 are gone; 5 of 7 exports are gone`. */
export function judgedLine({ sdk, calls, exports, missing, differences }: ToldVerdict): string {
  const counts = `of ${plural(calls.all, "call")} ${String(calls.fit)} fit except for shared differences, ${String(calls.differ)} differ, ${String(calls.gone)} are gone`;
  const unread =
    missing.length === 0 ? "" : `; types of ${missing.join(", ")} are not installed, so they count as matching`;
  const accepted = differences.filter((one) => one.accepted === true).length;
  const agreed =
    accepted === 0 ? "" : `; ${String(accepted)} of ${plural(differences.length, "difference")} are accepted`;
  return `${legible(sdk)}: ${counts}; ${String(exports.gone)} of ${plural(exports.all, "export")} are gone${agreed}${unread}`;
}

export function printVerdict(told: ToldVerdict, format: "text" | "markdown" | "github", context: Context): void {
  const groups = grouped(told.differences);
  if (format === "markdown") printLines(markdownOf(told, groups), context.out);
  else if (format === "github") {
    const entries = problemsOf(told).map((message) => ({
      code: "adopt/accept",
      severity: "error" as const,
      message,
    }));
    annotate([...groups.map(findingOf), ...entries], context);
    summarize([markdownOf(told, groups), ...problemsOf(told).map((text) => `\n${text}`)].join("\n"));
  } else {
    for (const group of groups) context.out(lineOf(group));
    for (const line of fixLines(chooseFixes(fixesOf(told)))) context.out(line);
  }
}

/** The lines that fix what the owner has not accepted. */
export function fixesOf({ differences }: Verdict): readonly Fix[] {
  return differences.flatMap(({ mend: fix, accepted }) => (accepted === true ? [] : (fix ?? [])));
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
  const colour = group.accepted || section === "helper" ? pc.dim : section === "call" ? pc.red : pc.yellow;
  return `${colour(section.padEnd(8))} ${sentence(group)}${endOf(group)}`;
}

/** What is left to do about a line that no other line of configuration fixes: to accept it. */
function endOf({ mend: fix, accept, accepted }: DifferenceGroup): string {
  if (accepted) return " — accepted";
  return fix ? "" : legible(` — accept with ${inYaml(accept)}`);
}

/** As an entry of `accept` has it: in quotes, if YAML reads it as something else without them. */
function inYaml(accept: string): string {
  return /^[A-Za-z][\w.*()/ -]*$/.test(accept) ? accept : JSON.stringify(accept);
}

/** The configuration that fixes what can be fixed, as written under `x-callwright`. */
function fixLines(fixes: readonly Fix[]): readonly string[] {
  if (fixes.length === 0) return [];
  return [
    "",
    `These lines under x-callwright fix some of this; \`callwright adopt\` writes them:`,
    ...fixesText(fixes)
      .split("\n")
      .map((line) => legible(`  ${line}`)),
  ];
}

function findingOf(group: DifferenceGroup): Finding {
  const severity = group.accepted ? "info" : sectionOf(group.kind) === "call" ? "error" : "warning";
  return { code: `adopt/${group.kind}`, severity, message: sentence(group) };
}

/** A table below a heading; names and types of the SDK link and embed nothing. */
function markdownOf(told: ToldVerdict, groups: readonly DifferenceGroup[]): string {
  const cell = (text: string): string => markdownText(legible(text));
  const head = `## ${cell(told.api)}\n\n${cell(judgedLine(told))}.`;
  if (groups.length === 0) return `${head}\n\nCallers notice nothing.`;
  const rows = groups.slice(0, mostOfAKind.markdown).map(({ kind, subjects, text, mend: fix, accept, accepted }) => {
    const named = subjects.slice(0, mostNamed).map(cell).join(", ");
    const more = subjects.length > mostNamed ? ` and ${String(subjects.length - mostNamed)} more` : "";
    const ends = [fix ? cell(fixText(fix)) : "", accepted ? "accepted" : cell(inYaml(accept))];
    return `| ${sectionOf(kind)} | ${named}${more} | ${cell(text)} | ${ends.join(" | ")} |`;
  });
  const left = groups.length - rows.length;
  return [
    head,
    "",
    "| | callers of | difference | fixed by | accept with |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    ...(left > 0 ? ["", `And ${String(left)} more: \`callwright compare\` prints them all.`] : []),
  ].join("\n");
}
