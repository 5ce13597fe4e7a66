/**
 * `callwright check`: compares the package on disk with its specification, and says why they differ. Samples are verified
 * beside that: they count with `--samples`, and where they got worse than on an earlier side. Writes nothing.
 */
import { pc } from "../colours.js";
import { compile, type Named } from "../compile.js";
import type { Target } from "../config/target.js";
import type { FileSet } from "../fileset.js";
import { manifestFile, parseManifest } from "../manifest.js";
import { pinnedDocument } from "../output/committed.js";
import { compare, type Drift } from "../output/compare.js";
import { markdownText, plural, relative, type Finding } from "../report.js";
import { annotate, findingsList, summarize } from "./printing/annotations.js";
import { openBaseline, type Baseline } from "./changes/baseline.js";
import { causeOf, type Cause } from "./changes/cause.js";
import { linesSince } from "./changes/changes.js";
import {
  commandText,
  ExitCode,
  printFindings,
  printJson,
  printLines,
  title,
  type CommonOptions,
  type Context,
} from "./running/context.js";
import { forEachTarget, outOf } from "./running/each.js";
import { withKeptEdits } from "./running/edits.js";
import { verifySamplesOf } from "./samples.js";
import { changeFinding, changeLine, markdownOf } from "./changes/told.js";

export interface CheckOptions extends CommonOptions {
  /** Samples that do not pass count as findings. */
  readonly samples?: boolean;
  /** The earlier side whose samples may not get worse. */
  readonly against?: string;
}

/** The output of `--format json` for each API. */
interface Checked {
  readonly api: string;
  readonly out: string;
  readonly fresh: boolean;
  readonly drift: readonly Drift[];
  /** Why it drifted. */
  readonly cause?: Cause;
  /** The command that brings the package up to date. */
  readonly mend: string;
  /** Findings about the code samples of the specification. */
  readonly samples: readonly Finding[];
  /** Those of them that count. */
  readonly failing: readonly Finding[];
}

const EXPLANATIONS: Readonly<Record<Drift["kind"], string>> = {
  changed: "differs from the specification",
  edited: "was edited by hand",
  missing: "is missing",
  orphaned: "has no counterpart in the specification",
};

export async function check(spec: string | undefined, options: CheckOptions, context: Context): Promise<ExitCode> {
  const checked: Checked[] = [];
  const common = { ...options, refresh: options.refresh === true };
  const baseline = options.against === undefined ? undefined : openBaseline(options.against, options, context);
  try {
    const code = await forEachTarget(spec, common, context, async (target) => {
      const result = await checkTarget(target, baseline, options, context);
      checked.push(result);
      print(result, options, context);
      return result.fresh && result.failing.length === 0 ? ExitCode.done : ExitCode.findings;
    });
    if (options.format === "json")
      printJson(
        checked.map(({ failing: _, ...one }) => one),
        context,
      );
    return code;
  } finally {
    baseline?.dispose();
  }
}

async function checkTarget(
  target: Target,
  baseline: Baseline | undefined,
  options: CheckOptions,
  context: Context,
): Promise<Checked> {
  const out = outOf(target);
  const compiled = await compile(target, { emits: true });
  const files = await compiled.emit();
  const drift = await compare(withKeptEdits(files, target), out);
  const cause = drift.length === 0 ? undefined : await causeOf(target, out, drift, compiled, options, context);
  if (options.refresh === true) sayMoved(target, compiled, files, context);
  const samples = await verifySamplesOf(target, compiled, files, context);
  return {
    api: target.name,
    out: relative(out, context.cwd),
    fresh: drift.length === 0,
    drift,
    ...(cause === undefined ? {} : { cause }),
    mend: mendingCommand(target, options, context),
    samples,
    failing: options.samples === true ? samples : await worseSamples(samples, target, baseline, context),
  };
}

/** The findings about samples that the earlier side did not have. A finding is known again by what it says. */
async function worseSamples(
  samples: readonly Finding[],
  target: Target,
  baseline: Baseline | undefined,
  context: Context,
): Promise<readonly Finding[]> {
  if (baseline === undefined || samples.length === 0) return [];
  const earlier = baseline.targetFor(target);
  const named = await compile(earlier, { emits: true });
  const quiet = { ...context, err: () => undefined };
  const known = new Map<string, number>();
  const keyOf = ({ code, message }: Finding) => `${code} ${message}`;
  for (const finding of await verifySamplesOf(earlier, named, await named.emit("package"), quiet))
    known.set(keyOf(finding), (known.get(keyOf(finding)) ?? 0) + 1);
  return samples.filter((finding) => {
    const left = known.get(keyOf(finding)) ?? 0;
    known.set(keyOf(finding), left - 1);
    return left <= 0;
  });
}

/** Whether the document at its address is still the one that the package was made of, and which calls that changes. */
function sayMoved(target: Target, named: Named, files: FileSet, context: Context): void {
  const pinned = target.out === undefined ? undefined : pinnedDocument(target.out);
  if (pinned === undefined) return;
  const digest = parseManifest(files.get(manifestFile) ?? "")?.document.digest ?? "";
  const { spec, name } = target;
  if (digest === pinned.digest) {
    context.err(`${title(name)}: ${spec} has not changed since it was pinned`);
    return;
  }
  context.err(`${title(name)}: ${spec} has changed: pinned ${pinned.digest.slice(0, 19)}, now ${digest.slice(0, 19)}`);
  for (const line of linesSince(outOf(target), named)) context.err(line);
}

/** The command that brings the package up to date, as it would be typed here. */
function mendingCommand(target: Target, options: CommonOptions, context: Context): string {
  return commandText(
    "callwright",
    "generate",
    target.config === undefined ? relative(target.spec, context.cwd) : target.name,
    ...(options.out === undefined ? [] : ["--out", options.out]),
    ...(options.config === undefined ? [] : ["--config", options.config]),
  );
}

function print(checked: Checked, { format = "text" }: CommonOptions, context: Context): void {
  const { api, out, drift, cause, fresh, mend, samples, failing } = checked;
  if (format === "github") printForCi(checked, context);
  if (format === "text") {
    for (const line of causeLines(cause)) context.out(line);
    for (const item of drift) printDrift(item, out, context);
    printFindings(failing, format, context.out);
  }
  const passed = samples.length - failing.length;
  if (passed > 0) context.err(`${title(api)}: samples do not fail this check without \`--samples\``);
  if (fresh) context.err(`${title(api)}: ${out} is up to date`);
  else
    context.err(
      `${title(api)}: ${plural(drift.length, "file")} drifted in ${out}: ${cause?.text ?? ""}; run \`${mend}\``,
    );
}

/** Further changes are counted. */
const mostLines = 20;

function causeLines(cause: Cause | undefined): readonly string[] {
  if (cause === undefined) return [];
  const changes = cause.told?.findings ?? [];
  const left = changes.length - mostLines;
  return [
    ...changes.slice(0, mostLines).map((change) => changeLine(change)),
    ...(left > 0 ? [`… and ${String(left)} more changes`] : []),
    ...cause.calls,
  ];
}

/** Changes are annotated at their line in the document, drift at its file. */
function printForCi({ api, out, drift, cause, mend, failing }: Checked, context: Context): void {
  const files = drift.map((item) => driftFinding(item, out, mend, cause));
  // The drift is the error: what a change does to callers is for `diff` to judge.
  const changes = (cause?.told?.findings ?? []).map((change) => ({
    ...changeFinding(change),
    severity: "info" as const,
  }));
  const left = annotate([...files, ...changes, ...failing], context);
  if (files.length + failing.length === 0) return;
  const name = markdownText(api);
  const head = `## ${name}: ${plural(files.length, "file")} drifted${cause === undefined ? "" : `: ${cause.text}`}`;
  const parts = [
    files.length > 0 ? `${head}\n\nRun: ${markdownText(mend)}\n\n${findingsList(files)}` : "",
    cause?.told === undefined ? "" : markdownOf(cause.told),
    failing.length > 0 ? `## ${name}: samples\n\n${findingsList(failing)}` : "",
  ];
  summarize(parts.filter((part) => part !== "").join("\n\n"));
  if (left.length > 0) context.err(`${title(api)}: ${plural(left.length, "finding")} more in the step summary`);
}

function driftFinding({ kind, file }: Drift, out: string, mend: string, cause: Cause | undefined): Finding {
  return {
    code: `drift/${kind}`,
    severity: "error",
    file: `${out}/${file}`,
    message: `${file} ${EXPLANATIONS[kind]}${cause === undefined || kind === "edited" ? "" : `: ${cause.text}`}.`,
    hint: `Run: ${mend}`,
  };
}

function printDrift({ kind, file, diff }: Drift, out: string, context: Context): void {
  context.out(`${pc.red(kind.padEnd(8))} ${pc.bold(`${out}/${file}`)} ${EXPLANATIONS[kind]}`);
  if (diff !== undefined) printLines(colourDiff(diff), context.out);
}

function colourDiff(diff: string): string {
  return diff
    .trimEnd()
    .split("\n")
    .map((line) => (line.startsWith("+") ? pc.green(line) : line.startsWith("-") ? pc.red(line) : pc.dim(line)))
    .map((line) => `    ${line}`)
    .join("\n");
}
