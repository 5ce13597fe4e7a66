/** Runs a command over several specifications, so that an unusable one never hides the others. */
import { existsSync } from "node:fs";
import { UnusableInput } from "../../diagnostic.js";
import { isRemote } from "../../document/is-remote.js";
import { unreadable } from "../../document/unreadable.js";
import { withText } from "./fetched.js";
import { systemRefusal } from "../../output/refusals.js";
import { findTargets, type Target } from "../../targets.js";
import { ExitCode, findingsOf, printFindings, printJson, worst, type CommonOptions, type Context } from "./context.js";

/** The targets that the options of a command ask for. @throws UnusableInput */
export function targetsOf(
  spec: string | undefined,
  { out, config, allowRemote }: CommonOptions,
  { cwd }: Context,
): readonly Target[] {
  return findTargets({ spec, out, config, allowRemote, cwd });
}

/** Runs `work` for each target that the options ask for, and gives the worst of their exit codes. @throws UnusableInput */
export async function forEachTarget(
  spec: string | undefined,
  options: CommonOptions,
  context: Context,
  work: (target: Target) => Promise<ExitCode>,
): Promise<ExitCode> {
  return forEachOf(targetsOf(spec, options, context), options, context, work);
}

/** Runs `work` for each of these targets, and gives the worst of their exit codes. */
export async function forEachOf(
  targets: readonly Target[],
  options: CommonOptions,
  context: Context,
  work: (target: Target) => Promise<ExitCode>,
): Promise<ExitCode> {
  const isPinned = options.refresh === false;
  const codes: ExitCode[] = [];
  for (const target of targets) {
    try {
      codes.push(await work(await withText(target, isPinned)));
    } catch (cause) {
      codes.push(reportUnusable(cause, options, context));
    }
  }
  return worst(codes);
}

/** Prints why the input, or the system, cannot be used. Any other error is a bug and thrown on. */
export function reportUnusable(cause: unknown, options: CommonOptions, context: Context): ExitCode {
  const unusable = cause instanceof UnusableInput ? cause : systemRefusal(cause);
  if (unusable === undefined) throw cause;
  const findings = findingsOf(unusable.diagnostics, context);
  if (options.format === "json") printJson({ unusable: findings }, context);
  else if (options.format === "github") printFindings(findings, "github", context.out);
  else printFindings(findings, "text", context.err);
  return ExitCode.unusable;
}

/** The output folder of a target. @throws UnusableInput where none is given, or the file of the document is missing */
export function outOf(target: Target): string {
  if (target.out !== undefined) return target.out;
  if (!isRemote(target.spec) && !existsSync(target.spec)) throw new UnusableInput(unreadable(target.spec, "missing"));
  throw new UnusableInput({
    code: "config/no-output",
    severity: "error",
    message: `\`${target.name}\` has no output folder.`,
    hint: "Pass `--out DIR`, or set `x-callwright.output` in the configuration; `callwright init` does.",
    place: { file: target.config ?? target.spec },
  });
}

/** Whether the application in which the files stand compiles them. */
export function isSources({ decisions }: Target): boolean {
  return decisions.layout === "source";
}
