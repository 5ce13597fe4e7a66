/** The last run of `generate` for a package: what it said, and whether everything it depends on is as it was. */
import type { Target } from "../../config/target.js";
import { type Diagnostic } from "../../diagnostic.js";
import { rememberRun, unchangedRun, type LastRun } from "../../output/last-run.js";
import { type Finding } from "../../report.js";
import type { CommonOptions, Context } from "./context.js";
import type { Made } from "./make.js";

/** The parts of a result that are printed, and remembered to be printed again when nothing has changed. */
export interface Said {
  readonly client: string;
  /** Environment variables that it reads. */
  readonly environment: readonly string[];
  readonly findings: readonly Pick<Diagnostic, "severity">[];
  /** Callwright's own warnings, which decide about the client. */
  readonly own: readonly Finding[];
  /** Whether the lint judged examples too. */
  readonly judgedExamples: boolean;
}

/** The last run for a target, where nothing has changed since then. */
export function lastRun(
  target: Target,
  options: CommonOptions & { readonly force?: boolean; readonly strict?: boolean },
  context: Context,
): (LastRun & { readonly known: Said }) | undefined {
  if (options.force === true || target.out === undefined || mayChangeUnseen(target)) return undefined;
  const last = unchangedRun(target.out, settingsOf(target, context));
  const known = last && (JSON.parse(last.note) as Said);
  if (last === undefined || known === undefined) return undefined;
  return options.strict === true && !isKnownToPass(known) ? undefined : { ...last, known };
}

/** Whether the result depends on other hosts, whose content no local file shows. */
function mayChangeUnseen({ decisions, text }: Target): boolean {
  return text !== undefined || (decisions.allowRemote ?? []).length > 0;
}

/** `--strict` judges examples, and prints errors with their positions, which are not remembered. */
function isKnownToPass({ findings, judgedExamples }: Said): boolean {
  return judgedExamples && !findings.some(isError);
}

function isError({ severity }: Pick<Diagnostic, "severity">): boolean {
  return severity === "error";
}

/** Everything that decides about a package beside the content of files. */
export function settingsOf(target: Target, { cwd }: Context): string {
  // Findings that are remembered name files as they are typed in this folder.
  return JSON.stringify({ ...target, cwd }, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

/** What a lint says that did not end by itself. */
const INCOMPLETE: ReadonlySet<string> = new Set(["lint/failed", "lint/too-long", "lint/interrupted"]);

/**
 * Remembers a run, unless its lint failed, took too long or was interrupted, which may succeed the next time with nothing changed, or the
 * document has faults, which every run prints.
 */
export function remember(out: string, settings: string, { files, inputs, ...made }: Made, begun: number): void {
  const { client, environment, findings, own, judgedExamples } = made;
  if (findings.some(({ code }) => INCOMPLETE.has(code))) return;
  if (findings.some((finding) => isError(finding) && !finding.code.startsWith("lint/"))) return;
  const severities = findings.map(({ severity }) => ({ severity }));
  const said: Said = { client, environment, own, judgedExamples, findings: severities };
  rememberRun(out, settings, { files, inputs, note: JSON.stringify(said), begun });
}
