/** `callwright generate`: writes the client package of a specification. */
import { pc } from "../colours.js";
import type { Target } from "../config/target.js";
import type { Diagnostic } from "../diagnostic.js";
import { rememberRun, unchangedRun } from "../output/last-run.js";
import { countOf, legible, relative } from "../report.js";
import { commandText, ExitCode, title, type CommonOptions, type Context } from "./context.js";
import { forEachTarget, outOf } from "./each.js";
import type { Made, MakeOptions } from "./make.js";

export interface GenerateOptions extends CommonOptions, MakeOptions {
  /** Runs even if nothing has changed. */
  readonly force?: boolean;
}

/** The result for one specification. */
export interface Generated {
  readonly code: ExitCode;
  /** Every file that was read for it or looked for. */
  readonly inputs: readonly string[];
}

/** The parts of a result that are printed, and remembered to be printed again when nothing has changed. */
interface Said {
  readonly client: string;
  /** Environment variables that it reads. */
  readonly environment: readonly string[];
  readonly findings: readonly Pick<Diagnostic, "severity">[];
}

export function generate(spec: string | undefined, options: GenerateOptions, context: Context): Promise<ExitCode> {
  const begun = Date.now();
  return forEachTarget(
    spec,
    options,
    context,
    async (target) => (await generateTarget(target, options, context, begun)).code,
  );
}

/**
 * Generates one package, from reading to writing, and reports on `err`.
 *
 * @param begun when the run began, before it read the configuration
 */
export async function generateTarget(
  target: Target,
  options: GenerateOptions,
  context: Context,
  begun: number,
): Promise<Generated> {
  const out = outOf(target);
  const settings = settingsOf(target);
  const strict = options.strict === true;
  const last = options.force === true || mayChangeUnseen(target) ? undefined : unchangedRun(out, settings);
  const known = last && (JSON.parse(last.said) as Said);
  // --strict prints errors with their positions, which are not remembered.
  if (last && known && !(strict && known.findings.some(isError))) {
    say(target, known, `${String(last.size)} unchanged: nothing to do since the last run`, context);
    return { code: ExitCode.done, inputs: last.inputs };
  }
  // make.js loads compilers, so it is imported only when needed.
  const { make } = await import("./make.js");
  const made = await make(target, options, context);
  if (made.report === undefined) return { code: ExitCode.findings, inputs: made.inputs };
  say(target, made, described(made.report), context);
  for (const line of made.changes) context.err(line);
  sayKept(made, context);
  remember(out, settings, made, begun);
  return { code: ExitCode.done, inputs: made.inputs };
}

/** Whether the result depends on other hosts, whose content no local file shows. */
function mayChangeUnseen({ decisions }: Target): boolean {
  return (decisions.allowRemote ?? []).length > 0;
}

function isError({ severity }: Pick<Diagnostic, "severity">): boolean {
  return severity === "error";
}

/** Everything that decides about a package beside the content of files. */
function settingsOf(target: Target): string {
  return JSON.stringify(target, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

/**
 * Remembers a run, unless its lint failed or took too long, which may succeed the next time with nothing changed, or the
 * document has faults, which every run prints.
 */
function remember(
  out: string,
  settings: string,
  { client, environment, findings, files, inputs }: Made,
  begun: number,
): void {
  if (findings.some(({ code }) => code === "lint/failed" || code === "lint/too-long")) return;
  if (findings.some((finding) => isError(finding) && !finding.code.startsWith("lint/"))) return;
  const said: Said = { client, environment, findings: findings.map(({ severity }) => ({ severity })) };
  rememberRun(out, settings, { files, inputs, said: JSON.stringify(said), begun });
}

function described({ written, unchanged, removed }: NonNullable<Made["report"]>): string {
  const done = [
    [written.length, "written"],
    [unchanged.length, "unchanged"],
    [removed.length, "removed"],
  ] as const;
  return done.flatMap(([count, word]) => (count === 0 ? [] : [`${String(count)} ${word}`])).join(", ");
}

/** Names what a person wrote and this run left alone. */
function sayKept({ merged, report }: Made, context: Context): void {
  const told = (label: string, files: readonly string[] = []): void => {
    if (files.length > 0) context.err(pc.dim(`  ${label}: ${legible(listed(files))}`));
  };
  told("edited by hand, and kept so", merged);
  told("not generated, and left alone", report?.kept);
}

/** At most so many names of files are printed. */
const mostNamed = 8;

function listed(files: readonly string[]): string {
  const left = files.length - mostNamed;
  return `${files.slice(0, mostNamed).join(", ")}${left > 0 ? ` and ${String(left)} more` : ""}`;
}

function say(target: Target, { client, environment, findings }: Said, done: string, context: Context): void {
  context.err(`${title(target.name)}: ${client} → ${relative(outOf(target), context.cwd)} (${done})`);
  context.err(pc.dim(`  reads ${environment.join(", ")} where its options do not say`));
  if (findings.length === 0) return;
  const name = target.config === undefined ? relative(target.spec, context.cwd) : target.name;
  const command = commandText("callwright", "lint", name);
  context.err(pc.dim(`  ${countOf(findings)}; see \`${command}\``));
}
