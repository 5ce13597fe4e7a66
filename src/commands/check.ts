/** `callwright check`: compares the package on disk with its specification, and verifies its samples. Writes nothing. */
import { pc } from "../colours.js";
import { compile, type Named } from "../compile.js";
import type { Target } from "../config/target.js";
import type { FileSet } from "../fileset.js";
import { manifestFile, parseManifest } from "../manifest.js";
import { callChanges, modelChanges } from "../naming/changes.js";
import { committedCalls, committedModels, pinnedDocument } from "../output/committed.js";
import { compare, type Drift } from "../output/compare.js";
import { annotationOf, plural, relative, type Finding } from "../report.js";
import { changeLines, modelLines } from "./changes.js";
import {
  commandText,
  ExitCode,
  printFindings,
  printJson,
  printLines,
  title,
  type CommonOptions,
  type Context,
} from "./context.js";
import { forEachTarget, outOf } from "./each.js";
import { withKeptEdits } from "./edits.js";
import { verifySamplesOf } from "./samples.js";

/** The output of `--format json` for each API. */
interface Checked {
  readonly api: string;
  readonly out: string;
  readonly fresh: boolean;
  readonly drift: readonly Drift[];
  /** The command that brings the package up to date. */
  readonly mend: string;
  /** Findings about the code samples of the specification. */
  readonly samples: readonly Finding[];
}

const EXPLANATIONS: Readonly<Record<Drift["kind"], string>> = {
  changed: "differs from the specification",
  edited: "was edited by hand",
  missing: "is missing",
  orphaned: "has no counterpart in the specification",
};

export async function check(spec: string | undefined, options: CommonOptions, context: Context): Promise<ExitCode> {
  const checked: Checked[] = [];
  const refresh = options.refresh === true;
  const code = await forEachTarget(spec, { ...options, refresh }, context, async (target) => {
    const result = await checkTarget(target, options, context);
    checked.push(result);
    print(result, options, context);
    return result.fresh && result.samples.length === 0 ? ExitCode.done : ExitCode.findings;
  });
  if (options.format === "json") printJson(checked, context);
  return code;
}

async function checkTarget(target: Target, options: CommonOptions, context: Context): Promise<Checked> {
  const out = outOf(target);
  const compiled = await compile(target);
  const files = await compiled.emit();
  const drift = await compare(withKeptEdits(files, target), out);
  if (options.refresh === true) sayMoved(target, compiled, files, context);
  const mend = mendingCommand(target, options, context);
  const samples = await verifySamplesOf(target, compiled, files, context);
  return { api: target.name, out: relative(out, context.cwd), fresh: drift.length === 0, drift, mend, samples };
}

/** Whether the document at its address is still the one that the package was made of, and which calls that changes. */
function sayMoved(target: Target, { surface, document }: Named, files: FileSet, context: Context): void {
  const pinned = target.out === undefined ? undefined : pinnedDocument(target.out);
  if (pinned === undefined) return;
  const digest = parseManifest(files.get(manifestFile) ?? "")?.document.digest ?? "";
  const { spec, name } = target;
  if (digest === pinned.digest) {
    context.err(`${title(name)}: ${spec} has not changed since it was pinned`);
    return;
  }
  context.err(`${title(name)}: ${spec} has moved: pinned ${pinned.digest.slice(0, 19)}, now ${digest.slice(0, 19)}`);
  const out = outOf(target);
  const calls = changeLines(callChanges(committedCalls(out), surface), document);
  const models = modelLines(modelChanges(committedModels(out), surface));
  for (const line of [...calls, ...models]) context.err(line);
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

function print(
  { api, out, drift, fresh, mend, samples }: Checked,
  { format = "text" }: CommonOptions,
  context: Context,
): void {
  for (const item of drift) {
    if (format === "github") context.out(annotation(item, out, mend), "command");
    else if (format !== "json") printDrift(item, out, context);
  }
  if (format !== "json") printFindings(samples, format, context.out);
  if (fresh) context.err(`${title(api)}: ${out} is up to date`);
  else context.err(`${title(api)}: ${plural(drift.length, "file")} drifted in ${out}; run \`${mend}\``);
}

function annotation({ kind, file }: Drift, out: string, mend: string): string {
  return annotationOf({
    code: `drift/${kind}`,
    severity: "error",
    file: `${out}/${file}`,
    message: `${file} ${EXPLANATIONS[kind]}.`,
    hint: `Run: ${mend}`,
  });
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
