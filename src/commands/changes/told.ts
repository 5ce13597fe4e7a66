/** The effects of a document's change, ready to print: each change with its position, and the next version. */
import { compareSurfaces, type Change, type Changes } from "../../changes/compare.js";
import type { Misfit } from "../../changes/fits.js";
import { LEVELS, worse, type Level } from "../../changes/judge.js";
import { adviseVersion, type VersionAdvice } from "../../changes/version.js";
import { pc } from "../../colours.js";
import type { Named } from "../../compile.js";
import type { DiffSettings } from "../../config/decisions.js";
import { legible, markdownText, toFinding, type Finding } from "../../report.js";
import { mostOfAKind } from "../printing/annotations.js";
import { settle, type DeadEntries } from "../running/accepted.js";

/** Which changes to print, and the lens to judge them by. */
export interface Lens {
  readonly lens?: "wire" | "source";
  /** Tells what is safe too. */
  readonly all?: boolean;
}

/** The output of `diff --format json` for each API. */
export interface Told extends DeadEntries {
  readonly api: string;
  readonly wire: Level;
  readonly source: Level;
  readonly version: VersionAdvice;
  readonly findings: readonly ToldChange[];
  /** With `--prove`: calls whose types no longer fit, and that no change names. */
  readonly unexplained?: readonly Misfit[];
}

export type ToldChange = Omit<Change, "pointer"> &
  Pick<Finding, "file" | "line" | "column"> & { readonly accepted: boolean };

/** Both sides of one API, and what changed between them. */
export interface Compared {
  readonly before: Named;
  readonly after: Named;
  readonly changes: Changes;
}

export function compared(before: Named, after: Named, { openEnums = false }: DiffSettings): Compared {
  return { before, after, changes: compareSurfaces(before, after, { openEnums }) };
}

/** @param cwd the folder that printed file names are relative to */
export function tell(
  api: string,
  { before, after, changes: { wire, source, next, changes } }: Compared,
  { accept = [] }: DiffSettings,
  options: Lens,
  cwd: string,
): Told {
  const shown = changes.filter((change) => options.all === true || levelOf(change, options) !== "safe");
  const { accepted, ...dead } = settle(
    changes,
    accept,
    ({ change }) => change,
    (entry, { fingerprint }) => entry.change === fingerprint,
  );
  return {
    api,
    wire,
    source,
    version: adviseVersion(before.api.version, after.api.version, next),
    findings: shown.map((change) => ({ ...placed(change, after, cwd), accepted: accepted.has(change) })),
    ...dead,
  };
}

function placed({ pointer, ...change }: Change, { document }: Named, cwd: string): Omit<ToldChange, "accepted"> {
  const finding = { code: change.kind, severity: "info", message: "", place: { pointer } } as const;
  const { code: _, severity: __, message: ___, ...place } = toFinding(finding, cwd, document);
  return { ...change, ...place };
}

export function levelOf({ wire, source }: Pick<Changes, "wire" | "source">, { lens }: Lens): Level {
  if (lens === "wire") return wire;
  return lens === "source" ? source : worse(LEVELS, wire, source);
}

export function nextText({ next, step }: VersionAdvice): string {
  return next === undefined ? step : `${next} (${step})`;
}

/** At most this many calls are named in a sentence; JSON has all. */
const mostCalls = 6;

function sentence({ calls, subject, text, wire, source }: ToldChange): string {
  const left = calls.length - mostCalls;
  const named = `${calls.slice(0, mostCalls).join(", ")}${left > 0 ? ` and ${String(left)} more` : ""}`;
  const head = calls.length === 0 || calls.includes(subject) ? "" : `${named} — `;
  return legible(`${head}${subject} ${text} — wire ${wire}, source ${source}`);
}

/** One line of text. */
export function changeLine(change: ToldChange, options: Lens = {}): string {
  const level = levelOf(change, options);
  const colour = level === "breaks" ? pc.red : level === "risk" ? pc.yellow : pc.dim;
  const place = [change.file, change.line, change.column].filter((part) => part !== undefined).join(":");
  const end = change.accepted ? " — accepted" : level === "safe" ? "" : ` — accept with ${change.fingerprint}`;
  return `${colour(level.toUpperCase().padEnd(6))} ${sentence(change)} — ${pc.bold(place)}${end}`;
}

const SEVERITIES: Readonly<Record<Level, Finding["severity"]>> = { safe: "info", risk: "warning", breaks: "error" };

/** A change as a finding at its place. */
export function changeFinding(change: ToldChange, options: Lens = {}): Finding {
  const severity = change.accepted ? "info" : SEVERITIES[levelOf(change, options)];
  const { file, line, column } = change;
  return {
    code: `changes/${change.kind}`,
    severity,
    message: sentence(change),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** Levels as a table shows them: what breaks stands out. */
const MARKED: Readonly<Record<Level, string>> = { safe: "safe", risk: "risk", breaks: "**breaks**" };

/** Keywords that a text names are code again; nothing but letters is. */
function withKeywords(markdown: string): string {
  return markdown.replace(/&#96;([A-Za-z]+)&#96;/g, "`$1`");
}

/** A table below a heading; calls and texts of the document link and embed nothing. */
export function markdownOf(told: Told, options: Lens = {}): string {
  const cell = (text: string) => withKeywords(markdownText(legible(text)));
  const shown = told.findings.slice(0, mostOfAKind.markdown);
  const rows = shown.map((change) => {
    const calls = change.calls.slice(0, mostCalls).map(cell).join(", ") || "–";
    const more = change.calls.length > mostCalls ? ` and ${String(change.calls.length - mostCalls)} more` : "";
    const text = `${cell(change.subject)} ${cell(change.text)}`;
    const accept = change.accepted ? "accepted" : `\`${change.fingerprint}\``;
    return `| ${MARKED[levelOf(change, options)]} | ${calls}${more} | ${text} | ${change.wire} | ${change.source} | ${accept} |`;
  });
  const left = told.findings.length - shown.length;
  const head = `## ${cell(told.api)}: wire ${told.wire}, source ${told.source}\n\nNext version: ${nextText(told.version)}.`;
  const warning = told.version.warning === undefined ? [] : ["", told.version.warning];
  if (rows.length === 0) return [head, ...warning, "", "Nothing changes for callers."].join("\n");
  return [
    head,
    ...warning,
    "",
    "| | calls | change | wire | source | accept with |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    ...(left > 0 ? ["", `And ${String(left)} more: \`callwright diff\` prints them all.`] : []),
  ].join("\n");
}
