/**
 * `callwright compare`: what callers of a published SDK would notice if the client of a document took its place, by the
 * compiler's verdict. Writes nothing.
 */
import { pc } from "../colours.js";
import { compile } from "../compile.js";
import { ExitCode, printJson, title, type CommonOptions, type Context } from "./running/context.js";
import { forEachTarget } from "./running/each.js";
import { verdictOf } from "./adopt/proposal.js";
import { openPublished, titleOf } from "./adopt/published.js";
import { judgedLine, printVerdict, problemsOf, tell, type ToldVerdict } from "./adopt/verdicts.js";

export interface CompareOptions extends Omit<CommonOptions, "format"> {
  /** The SDK: a folder, or a package on npm. */
  readonly package?: string;
  readonly failOn?: "calls" | "any" | "none";
  readonly format?: "text" | "json" | "markdown" | "github";
}

export async function compare(spec: string | undefined, options: CompareOptions, context: Context): Promise<ExitCode> {
  const { format, ...rest } = options;
  const common: CommonOptions = { ...rest, ...(format === undefined || format === "markdown" ? {} : { format }) };
  const published = await openPublished(options.package ?? "", context);
  const told: ToldVerdict[] = [];
  try {
    const code = await forEachTarget(spec, common, context, async (target) => {
      const settings = target.decisions.compare ?? {};
      const verdict = await verdictOf(published, await compile(target));
      const one = tell(target.name, titleOf(published.sdk), verdict, settings);
      told.push(one);
      if (format !== "json") printVerdict(one, format ?? "text", context);
      for (const problem of problemsOf(one)) context.err(`${pc.red("error")} ${problem}`);
      context.err(`${title(target.name)}: ${judgedLine(one)}`);
      return exitCodeOf(one, options.failOn ?? settings.failOn ?? "any");
    });
    if (format === "json" && told.length > 0) printJson(told, context);
    return code;
  } finally {
    published.dispose();
  }
}

/** Accepted differences are still printed, but fail nothing. An entry without a difference does. */
function exitCodeOf(told: ToldVerdict, failOn: NonNullable<CompareOptions["failOn"]>): ExitCode {
  if (failOn === "none") return ExitCode.done;
  const counted = told.differences.filter(
    ({ kind, accepted }) => accepted !== true && (failOn === "any" || kind.startsWith("call-")),
  );
  return counted.length + problemsOf(told).length > 0 ? ExitCode.findings : ExitCode.done;
}
