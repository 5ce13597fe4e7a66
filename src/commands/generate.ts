/** `callwright generate`: writes the client packages of specifications. */
import { pc } from "../colours.js";
import type { Target } from "../config/target.js";
import { plural, seconds } from "../report.js";
import { ExitCode, worst, type Context } from "./running/context.js";
import { outOf, targetsOf } from "./running/each.js";
import { generateTargets, type GenerateOptions } from "./running/generate-target.js";
import { lastRun } from "./running/remembered.js";
import { isBuilt } from "./printing/next.js";

export async function generate(
  spec: string | undefined,
  options: GenerateOptions,
  context: Context,
): Promise<ExitCode> {
  const begun = Date.now();
  const targets = targetsOf(spec, options, context);
  if (targets.length > 1) return generateSeveral(targets, options, context, begun);
  return generateTargets(targets, options, context, begun);
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
