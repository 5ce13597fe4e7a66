/** Generates the package of one specification, from reading to writing. */
import type { Target } from "../../config/target.js";
import { UnusableInput } from "../../diagnostic.js";
import { relative } from "../../report.js";
import { ExitCode, type CommonOptions, type Context } from "./context.js";
import { forEachOf, isSources, outOf, targetsOf } from "./each.js";
import { buildPackage, isBuilt } from "../printing/next.js";
import { described, doneWith, lastLine, say, sayFirstCall, sayKept } from "../printing/written.js";
import type { Made, MakeOptions } from "./make.js";
import { lastRun, remember, settingsOf } from "./remembered.js";

export interface GenerateOptions extends CommonOptions, MakeOptions {
  /** Runs even if nothing has changed. */
  readonly force?: boolean;
  /** Installs what the package needs, and builds it. */
  readonly build?: boolean;
  /** One of several packages; the first call is not printed for any of them. */
  readonly isOneOfMany?: boolean;
}

/** The result for one specification. */
export interface Generated {
  readonly code: ExitCode;
  /** Every file that was read for it or looked for. */
  readonly inputs: readonly string[];
}

/** The package of one API, in a worker's thread or where the configuration has no other. @throws UnusableInput */
export async function generateOne(
  spec: string | undefined,
  options: GenerateOptions,
  context: Context,
): Promise<ExitCode> {
  const begun = Date.now();
  return generateTargets(targetsOf(spec, options, context), options, context, begun);
}

/** The packages of targets, one after the other. */
export async function generateTargets(
  targets: readonly Target[],
  options: GenerateOptions,
  context: Context,
  begun: number,
): Promise<ExitCode> {
  return forEachOf(
    targets,
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
  const { make } = await import("./make.js");
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

function nothingToBuild({ name, config, spec }: Target): UnusableInput {
  return new UnusableInput({
    code: "generate/nothing-to-build",
    severity: "error",
    message: `\`${name}\` has \`layout: source\`: its files are compiled with the application that contains them.`,
    hint: "Leave out --build, or remove `layout`.",
    place: { file: config ?? spec },
  });
}
