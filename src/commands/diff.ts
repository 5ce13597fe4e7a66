/** `callwright diff`: what a change of the document does to calls, on the wire and in callers' code. Writes nothing. */
import { compareSurfaces, type Change, type Changes } from "../changes/compare.js";
import { LEVELS, worse, type Level } from "../changes/judge.js";
import { adviseVersion, type VersionAdvice } from "../changes/version.js";
import { pc } from "../colours.js";
import { compile, type Named } from "../compile.js";
import type { AcceptedChange } from "../config/decisions.js";
import type { Target } from "../config/target.js";
import { annotationOf, legible, markdownText, plural, toFinding, type Finding } from "../report.js";
import { openBaseline, type Baseline } from "./baseline.js";
import { ExitCode, printJson, printLines, title, type CommonOptions, type Context } from "./context.js";
import { forEachTarget } from "./each.js";

export interface DiffOptions extends Omit<CommonOptions, "format"> {
  readonly against?: string;
  readonly failOn?: "breaks" | "risk" | "none";
  readonly lens?: "wire" | "source";
  /** Prints what is safe too. */
  readonly all?: boolean;
  readonly format?: "text" | "json" | "markdown" | "github";
}

/** The output of `--format json` for each API. */
interface Told {
  readonly api: string;
  readonly wire: Level;
  readonly source: Level;
  readonly version: VersionAdvice;
  readonly findings: readonly ToldChange[];
  /** Accepted fingerprints that no change has. */
  readonly unmatched: readonly string[];
}

type ToldChange = Omit<Change, "pointer"> & Pick<Finding, "file" | "line" | "column"> & { readonly accepted: boolean };

export async function diff(spec: string | undefined, options: DiffOptions, context: Context): Promise<ExitCode> {
  const told: Told[] = [];
  const common = commonOf(options);
  const baseline = openBaseline(options.against ?? "HEAD", common, context);
  try {
    const code = await forEachTarget(spec, common, context, async (target) => {
      const one = await compareTarget(target, baseline, options, context);
      told.push(one);
      print(one, options, context);
      return exitCodeOf(one, options.failOn ?? target.decisions.diff?.failOn ?? "breaks", options);
    });
    if (options.format === "json" && told.length > 0) printJson(told, context);
    return code;
  } finally {
    baseline.dispose();
  }
}

/** Unusable input is told as data where data was asked for. */
function commonOf({ config, allowRemote, format }: DiffOptions): CommonOptions {
  return {
    ...(config === undefined ? {} : { config }),
    ...(allowRemote === undefined ? {} : { allowRemote }),
    ...(format === undefined || format === "markdown" ? {} : { format }),
  };
}

async function compareTarget(
  target: Target,
  baseline: Baseline,
  options: DiffOptions,
  context: Context,
): Promise<Told> {
  const before = await compile(baseline.targetFor(target));
  const after = await compile(target);
  const { wire, source, next, changes } = compareSurfaces(before, after);
  const shown = changes.filter((change) => options.all === true || levelOf(change, options) !== "safe");
  const accept = target.decisions.diff?.accept ?? [];
  const accepted = new Set(accept.filter(isCurrent).map((entry) => entry.change));
  const known = new Set(changes.map(({ fingerprint }) => fingerprint));
  return {
    api: target.name,
    wire,
    source,
    version: adviseVersion(before.api.version, after.api.version, next),
    findings: shown.map((change) => ({
      ...placed(change, after, context),
      accepted: accepted.has(change.fingerprint),
    })),
    unmatched: accept.flatMap(({ change }) => (known.has(change) ? [] : [change])),
  };
}

/** Days are compared as text (RFC 3339, full-date). */
function isCurrent({ until }: AcceptedChange): boolean {
  return until === undefined || until >= new Date().toISOString().slice(0, 10);
}

function placed({ pointer, ...change }: Change, { document }: Named, { cwd }: Context): Omit<ToldChange, "accepted"> {
  const finding = { code: change.kind, severity: "info", message: "", place: { pointer } } as const;
  const { code: _, severity: __, message: ___, ...place } = toFinding(finding, cwd, document);
  return { ...change, ...place };
}

function levelOf({ wire, source }: Pick<Changes, "wire" | "source">, { lens }: DiffOptions): Level {
  if (lens === "wire") return wire;
  return lens === "source" ? source : worse(LEVELS, wire, source);
}

/** Accepted changes are still printed and still decide the version, but fail nothing. An entry without a change does. */
function exitCodeOf(told: Told, failOn: "breaks" | "risk" | "none", options: DiffOptions): ExitCode {
  if (failOn === "none") return ExitCode.done;
  const reaches = (level: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(failOn);
  const fails = told.findings.some((change) => !change.accepted && reaches(levelOf(change, options)));
  return fails || told.unmatched.length > 0 ? ExitCode.findings : ExitCode.done;
}

function print(told: Told, options: DiffOptions, context: Context): void {
  if (options.format === "json") return;
  if (options.format === "markdown") printLines(markdown(told, options), context.out);
  else
    for (const change of told.findings)
      if (options.format === "github") context.out(annotation(change, options), "command");
      else context.out(line(change, options));
  const { findings, version, api } = told;
  for (const change of told.unmatched)
    context.err(`${pc.red("error")} \`x-callwright.diff.accept\` has ${change}, which no change is; remove the entry.`);
  if (version.warning !== undefined) context.err(`${pc.yellow("warning")} ${version.warning}`);
  context.err(
    `${title(api)}: ${plural(findings.length, "change")}, wire ${told.wire}, source ${told.source}; next version: ${nextText(version)}`,
  );
}

function nextText({ next, step }: VersionAdvice): string {
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

function line(change: ToldChange, options: DiffOptions): string {
  const level = levelOf(change, options);
  const colour = level === "breaks" ? pc.red : level === "risk" ? pc.yellow : pc.dim;
  const place = [change.file, change.line, change.column].filter((part) => part !== undefined).join(":");
  return `${colour(level.toUpperCase().padEnd(6))} ${sentence(change)} — ${pc.bold(place)} — ${change.accepted ? "accepted" : `accept with ${change.fingerprint}`}`;
}

const SEVERITIES: Readonly<Record<Level, Finding["severity"]>> = { safe: "info", risk: "warning", breaks: "error" };

function annotation(change: ToldChange, options: DiffOptions): string {
  const level = levelOf(change, options);
  const severity = change.accepted ? "info" : SEVERITIES[level];
  return annotationOf({ ...change, code: `changes/${change.kind}`, severity, message: sentence(change) });
}

function markdown(told: Told, options: DiffOptions): string {
  const cell = (text: string) => markdownText(legible(text));
  const rows = told.findings.map((change) => {
    const calls = change.calls.slice(0, mostCalls).map(cell).join(", ") || "–";
    const more = change.calls.length > mostCalls ? ` and ${String(change.calls.length - mostCalls)} more` : "";
    const told_ = `${cell(change.subject)} ${cell(change.text)}`;
    return `| ${levelOf(change, options)} | ${calls}${more} | ${told_} | ${change.wire} | ${change.source} | ${change.fingerprint} |`;
  });
  const head = `## ${cell(told.api)}: wire ${told.wire}, source ${told.source}\n\nNext version: ${nextText(told.version)}.`;
  if (rows.length === 0) return `${head}\n\nNothing changes for callers.`;
  return [
    head,
    "",
    "| | calls | change | wire | source | accept with |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}
