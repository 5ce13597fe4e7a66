/** `callwright generate`: writes the client package of a specification. */
import { pc } from "../colours.js";
import type { Target } from "../config/target.js";
import { UnusableInput, type Diagnostic } from "../diagnostic.js";
import { rememberRun, unchangedRun, type LastRun } from "../output/last-run.js";
import { countOf, legible, plural, relative, seconds, type Finding } from "../report.js";
import { commandText, ExitCode, title, worst, type CommonOptions, type Context } from "./running/context.js";
import { forEachOf, outOf, targetsOf } from "./running/each.js";
import { groupedLines } from "./printing/grouped.js";
import type { Made, MakeOptions } from "./running/make.js";
import { buildCommand, buildPackage, firstCallOf, installCommand, isBuilt } from "./printing/next.js";

export interface GenerateOptions extends CommonOptions, MakeOptions {
  /** Runs even if nothing has changed. */
  readonly force?: boolean;
  /** Installs what the package needs, and builds it. */
  readonly build?: boolean;
  /** One of several packages, of which none is told how to call it. */
  readonly isOneOfMany?: boolean;
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
  /** Callwright's own, which decide about the client. */
  readonly own: readonly Finding[];
  /** Whether the lint judged examples too. */
  readonly judgedExamples: boolean;
}

export async function generate(
  spec: string | undefined,
  options: GenerateOptions,
  context: Context,
): Promise<ExitCode> {
  const begun = Date.now();
  const targets = targetsOf(spec, options, context);
  if (targets.length > 1) return generateSeveral(targets, options, context, begun);
  return forEachOf(
    targets,
    options,
    context,
    async (target) => (await generateTarget(target, options, context, begun)).code,
  );
}

/** Packages for which nothing has changed are counted and not named: there may be hundreds. */
async function generateSeveral(
  targets: readonly Target[],
  options: GenerateOptions,
  context: Context,
  begun: number,
): Promise<ExitCode> {
  const isSilent = (target: Target): boolean => {
    const last = lastRun(target, options, context);
    return last?.known.own.length === 0 && (options.build !== true || isBuilt(outOf(target)));
  };
  const pending = targets.filter((target) => !isSilent(target)).map(({ name }) => name);
  const { sideBySide } = await import("./running/several.js");
  const each = { ...options, isOneOfMany: true };
  const codes = await sideBySide("generate", pending, each, context);
  const failed = codes.filter((code) => code !== ExitCode.done).length;
  const counts = [
    [codes.length - failed, "done"],
    [targets.length - codes.length, "up to date"],
    [failed, "not written"],
  ] as const;
  const told = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${String(count)} ${word}`])).join(", ");
  const line = `${plural(targets.length, "API")}: ${told} in ${seconds(Date.now() - begun)}`;
  context.err(failed === 0 ? pc.green(`✔ ${line}`) : pc.red(`✖ ${line}`));
  return worst(codes);
}

/** The last run for a target, where nothing has changed since then. */
function lastRun(
  target: Target,
  options: GenerateOptions,
  context: Context,
): (LastRun & { readonly known: Said }) | undefined {
  if (options.force === true || target.out === undefined || mayChangeUnseen(target)) return undefined;
  const last = unchangedRun(target.out, settingsOf(target, context));
  const known = last && (JSON.parse(last.said) as Said);
  if (last === undefined || known === undefined) return undefined;
  return options.strict === true && !isKnownToPass(known) ? undefined : { ...last, known };
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
  if (options.build === true && isSources(target)) throw nothingToBuild(target);
  const last = lastRun(target, options, context);
  if (last) {
    say(target, last.known, `${String(last.size)} unchanged: nothing to do since the last run`, context);
    if (options.build === true && !isBuilt(out)) await buildPackage(out);
    const done = `${relative(out, context.cwd)} is up to date`;
    context.err(lastLine(target, { done, isReady: isBuilt(out), begun }, context));
    return { code: ExitCode.done, inputs: last.inputs };
  }
  // make.js loads compilers, so it is imported only when needed.
  const { make } = await import("./running/make.js");
  const made = await make(target, options, context);
  if (made.report === undefined) return { code: ExitCode.findings, inputs: made.inputs };
  remember(out, settingsOf(target, context), made, begun);
  await finish(target, { ...made, report: made.report }, { ...options, begun }, context);
  return { code: ExitCode.done, inputs: made.inputs };
}

/** Says what was written, builds it where that is asked for, and says what comes next. */
async function finish(
  target: Target,
  made: Made & { readonly report: NonNullable<Made["report"]> },
  { build = false, isOneOfMany = false, begun }: GenerateOptions & { readonly begun: number },
  context: Context,
): Promise<void> {
  const out = outOf(target);
  const { report } = made;
  say(target, made, described(report), context);
  for (const line of made.changes) context.err(line);
  sayKept(made, context);
  const isReady = build || (report.written.length === 0 && isBuilt(out));
  if (build) await buildPackage(out);
  if (made.isNew && !isOneOfMany) sayFirstCall(made, context);
  const done = `${doneWith(report, relative(out, context.cwd))}${build ? " and built" : ""}`;
  context.err(lastLine(target, { done, isReady, begun }, context));
}

/** The call that a newcomer tries first, as the package's README has it. */
function sayFirstCall({ files }: Made, context: Context): void {
  const call = firstCallOf(files);
  if (call === undefined) return;
  context.err(pc.dim("  the first call, once it is built and installed where you use it:"));
  for (const line of call.split("\n")) context.err(line === "" ? "" : `    ${line}`);
}

function doneWith({ written, removed }: NonNullable<Made["report"]>, where: string): string {
  if (written.length > 0) return `${plural(written.length, "file")} written to ${where}`;
  return removed.length > 0 ? `${plural(removed.length, "file")} removed from ${where}` : `${where} is up to date`;
}

interface Done {
  /** `12 files written to sdk`. */
  readonly done: string;
  /** Whether the build of the package belongs to its sources. */
  readonly isReady: boolean;
  readonly begun: number;
}

/** What was done, how long it took, and what comes next. */
function lastLine(target: Target, { done, isReady, begun }: Done, { cwd }: Context): string {
  const line = pc.green(`✔ ${done} in ${seconds(Date.now() - begun)}`);
  const out = outOf(target);
  const build = isReady ? undefined : buildCommand(out, relative(out, cwd));
  const next = isSources(target) ? installCommand(out) : build;
  return next === undefined ? line : `${line}. Next: ${pc.bold(next)}`;
}

/** Whether the application in which the files stand compiles them. */
function isSources({ decisions }: Target): boolean {
  return decisions.layout === "source";
}

function nothingToBuild({ name, config, spec }: Target): UnusableInput {
  return new UnusableInput({
    code: "generate/nothing-to-build",
    severity: "error",
    message: `\`${name}\` has \`layout: source\`: its files are compiled with the application in which they stand.`,
    hint: "Leave out --build, or remove `layout`.",
    place: { file: config ?? spec },
  });
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
function settingsOf(target: Target, { cwd }: Context): string {
  // Findings that are remembered name files as they are typed in this folder.
  return JSON.stringify({ ...target, cwd }, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

/**
 * Remembers a run, unless its lint failed or took too long, which may succeed the next time with nothing changed, or the
 * document has faults, which every run prints.
 */
function remember(out: string, settings: string, { files, inputs, ...made }: Made, begun: number): void {
  const { client, environment, findings, own, judgedExamples } = made;
  if (findings.some(({ code }) => code === "lint/failed" || code === "lint/too-long")) return;
  if (findings.some((finding) => isError(finding) && !finding.code.startsWith("lint/"))) return;
  const severities = findings.map(({ severity }) => ({ severity }));
  const said: Said = { client, environment, own, judgedExamples, findings: severities };
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

function say(target: Target, said: Said, done: string, context: Context): void {
  const { client, environment, findings, own, judgedExamples } = said;
  context.err(`${title(target.name)}: ${client} → ${relative(outOf(target), context.cwd)} (${done})`);
  context.err(pc.dim(`  reads ${environment.join(", ")} where its options do not say`));
  if (findings.length === 0 && judgedExamples) return;
  const name = target.config === undefined ? relative(target.spec, context.cwd) : target.name;
  const command = commandText("callwright", "lint", name);
  const told = own.filter(({ severity }) => severity !== "info");
  for (const line of groupedLines(told, { max: 3, more: command })) context.err(`  ${line}`);
  context.err(
    pc.dim(`  ${countOf(findings)}; see \`${command}\`${judgedExamples ? "" : ", which judges examples too"}`),
  );
}
