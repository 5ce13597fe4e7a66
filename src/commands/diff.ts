/** `callwright diff`: what a change of the document does to calls, on the wire and in callers' code. Writes nothing. */
import { callPairs } from "../changes/compare.js";
import type { Misfit, TypedPackage } from "../changes/fits.js";
import { LEVELS, type Level } from "../changes/judge.js";
import { pc } from "../colours.js";
import { compile, type Named } from "../compile.js";
import { plural } from "../report.js";
import { annotate, summarize } from "./printing/annotations.js";
import { entryProblems } from "./running/accepted.js";
import { openBaseline } from "./changes/baseline.js";
import { ExitCode, printJson, printLines, title, type CommonOptions, type Context } from "./running/context.js";
import { forEachTarget } from "./running/each.js";
import {
  changeFinding,
  changeLine,
  compared,
  levelOf,
  markdownOf,
  nextText,
  tell,
  type Compared,
  type Lens,
  type Told,
} from "./changes/told.js";

export interface DiffOptions extends Omit<CommonOptions, "format">, Lens {
  readonly against?: string;
  readonly failOn?: "breaks" | "risk" | "none";
  /** Compares both packages by the compiler as well: what it finds and no change names is a finding. */
  readonly prove?: boolean;
  readonly format?: "text" | "json" | "markdown" | "github";
}

export async function diff(spec: string | undefined, options: DiffOptions, context: Context): Promise<ExitCode> {
  const told: Told[] = [];
  const common = commonOf(options);
  const baseline = openBaseline(options.against ?? "HEAD", common, context);
  try {
    const code = await forEachTarget(spec, common, context, async (target) => {
      const settings = target.decisions.diff ?? {};
      const sides = compared(await compile(baseline.targetFor(target)), await compile(target), settings);
      const one = {
        ...tell(target.name, sides, settings, options, context.cwd),
        ...(options.prove === true ? { unexplained: await unexplained(sides) } : {}),
      };
      told.push(one);
      print(one, options, context);
      return exitCodeOf(one, options.failOn ?? settings.failOn ?? "breaks", options);
    });
    if (options.format === "json" && told.length > 0) printJson(told, context);
    return code;
  } finally {
    baseline.dispose();
  }
}

/** Calls whose types no longer fit, and that no change of code names. */
async function unexplained({ before, after, changes: { changes } }: Compared): Promise<readonly Misfit[]> {
  const { misfits } = await import("../changes/fits.js");
  const told = new Set(changes.flatMap(({ source, calls }) => (source === "safe" ? [] : calls)));
  const found = misfits(await typed(before), await typed(after), callPairs(before, after));
  return found.filter((one) => !told.has(one.before) && !told.has(one.after));
}

async function typed(named: Named): Promise<TypedPackage> {
  return { files: await named.emit("package"), className: named.surface.client.className };
}

/** Reports unusable input as data if the user requested data. */
function commonOf({ config, allowRemote, format }: DiffOptions): CommonOptions {
  return {
    ...(config === undefined ? {} : { config }),
    ...(allowRemote === undefined ? {} : { allowRemote }),
    ...(format === undefined || format === "markdown" ? {} : { format }),
  };
}

/** Accepted changes are still printed and still decide the version, but fail nothing. An entry without a change does. */
function exitCodeOf(told: Told, failOn: "breaks" | "risk" | "none", options: DiffOptions): ExitCode {
  if (failOn === "none") return ExitCode.done;
  const reaches = (level: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(failOn);
  const fails = told.findings.some((change) => !change.accepted && reaches(levelOf(change, options)));
  return fails || told.unmatched.length + told.expired.length + (told.unexplained?.length ?? 0) > 0
    ? ExitCode.findings
    : ExitCode.done;
}

function print(told: Told, options: DiffOptions, context: Context): void {
  if (options.format === "json") return;
  if (options.format === "markdown") printLines(markdownOf(told, options), context.out);
  else if (options.format === "github") printForCi(told, options, context);
  else for (const change of told.findings) context.out(changeLine(change, options));
  const { findings, version, api } = told;
  for (const problem of [...deadEntries(told), ...proofProblems(told)]) context.err(`${pc.red("error")} ${problem}`);
  if (version.warning !== undefined) context.err(`${pc.yellow("warning")} ${version.warning}`);
  context.err(
    `${title(api)}: ${plural(findings.length, "change")}, wire ${told.wire}, source ${told.source}; next version: ${nextText(version)}`,
  );
}

/** A break that the comparison missed: a fault in Callwright, but it still breaks callers' code. */
function proofProblems({ unexplained = [] }: Told): readonly string[] {
  return unexplained.map(
    ({ after, part }) =>
      `${after}: the compiler finds that its ${part === "method" ? "name" : `${part}'s type`} no longer fits, and no change explains it [changes/unexplained]`,
  );
}

/** Sentences about entries of \`accept\` that accept nothing. */
const deadEntries = (told: Told): readonly string[] => entryProblems(told, "diff", "change");

function printForCi(told: Told, options: DiffOptions, context: Context): void {
  const entries = deadEntries(told).map((message) => ({
    code: "changes/accept",
    severity: "error" as const,
    message,
  }));
  annotate([...told.findings.map((change) => changeFinding(change, options)), ...entries], context);
  summarize([markdownOf(told, options), ...deadEntries(told).map((text) => `\n${text}`)].join("\n"));
}
