/** The work behind `callwright generate`, from reading to writing: loaded only when something has changed. */
import { existsSync } from "node:fs";
import path from "node:path";
import { compile, filesRead, type CompileOptions, type Kept, type Named } from "../../compile.js";
import type { Target } from "../../config/target.js";
import type { Diagnostic } from "../../diagnostic.js";
import type { FileSet } from "../../fileset.js";
import { manifestFile } from "../../manifest.js";
import { callChanges, methodsOf } from "../../naming/changes.js";
import { environmentOf } from "../../naming/client/environment.js";
import { committedCalls, committedEnvironment } from "../../output/committed.js";
import { absentSeeds } from "../../output/seeds.js";
import { write, type WriteReport } from "../../output/write.js";
import { plural, type Finding } from "../../report.js";
import { changeLines, environmentLines, linesSince, undecidedRenames } from "../changes/changes.js";
import { settleEdits, type EditOptions } from "./edits.js";
import { findingsOf, printFindings, title, type Context } from "./context.js";
import { outOf } from "./each.js";
import { startProgress } from "../printing/progress.js";

/** The result of a run. */
export interface Made {
  /** Undefined where findings prevented writing. */
  readonly report?: WriteReport;
  readonly files: FileSet;
  /** Whether the folder held no package before. */
  readonly isNew: boolean;
  /** `new Portkey() with 231 methods`. */
  readonly client: string;
  /** Environment variables that the client reads. */
  readonly environment: readonly string[];
  readonly findings: readonly Diagnostic[];
  /** Callwright's own warnings and errors, in the files of the user: what alters the client. */
  readonly own: readonly Finding[];
  /** Whether the lint judged examples too. */
  readonly judgedExamples: boolean;
  /** Lines about changed calls, and about environment variables that are read now and were not before. */
  readonly changes: readonly string[];
  /** Files in which hand edits were kept. */
  readonly merged: readonly string[];
  /** Every file that was read for it or looked for. */
  readonly inputs: readonly string[];
}

export interface MakeOptions extends EditOptions {
  /** Writes nothing if there are errors, and prints them. */
  readonly strict?: boolean;
  /** What the last run for this package left, under `watch`. */
  readonly kept?: Kept;
}

/** @throws UnusableInput */
export async function make(target: Target, options: MakeOptions, context: Context): Promise<Made> {
  const out = outOf(target);
  const progress = startProgress(target.name, context);
  const compiled = await compile(target, {
    lint: lintFor(options),
    emits: true,
    onStage: progress.stage,
    ...(options.kept ? { kept: options.kept } : {}),
  }).catch((cause: unknown) => {
    progress.end();
    throw cause;
  });
  try {
    const generated = await compiled.emit();
    const made = {
      files: generated,
      client: `new ${compiled.surface.client.className}() with ${plural(methodsOf(compiled.surface).length, "method")}`,
      environment: environmentOf(compiled.surface.client),
      inputs: filesRead(target, compiled.document),
      changes: [],
      merged: [],
      own: findingsOf(compiled.diagnostics.filter(isTold), context, compiled.document),
      judgedExamples: lintFor(options) === "everything",
      isNew: !existsSync(path.join(out, manifestFile)),
    };
    if (options.strict === true) {
      progress.stage("waiting for the lint");
      const findings = await findingsIn(compiled);
      if (stopsStrict(findings, compiled, target, context) || renamesUnderStrict(compiled, target, context))
        return { ...made, findings };
    }
    const { files, refused, merged } = await settleEdits(generated, target, options, context);
    if (refused.length > 0) return { ...made, findings: stopped(refused, target, context) };
    progress.stage(`comparing and writing ${plural(files.size, "file")}, and waiting for the lint`);
    const changes = linesSince(out, compiled);
    const read = committedEnvironment(out);
    const begun = absentSeeds(await compiled.seeds(), out);
    const report = await write(new Map([...files, ...begun]), out, options);
    return {
      ...made,
      files,
      merged,
      report,
      changes: [...changes, ...environmentLines(read, made.environment)],
      findings: await findingsIn(compiled),
    };
  } finally {
    progress.end();
    compiled.stop();
  }
}

/** Notes are left to `lint`: finding their places would take longer than printing a small client. */
function isTold({ severity }: Diagnostic): boolean {
  return severity !== "info";
}

/** Nothing that is written depends on the verdict on examples, which takes long: only `--strict` waits for it. */
function lintFor({ strict = false }: MakeOptions): NonNullable<CompileOptions["lint"]> {
  return strict ? "everything" : "without examples";
}

function stopped(refused: readonly Diagnostic[], target: Target, context: Context): readonly Diagnostic[] {
  printFindings(findingsOf(refused, context), "text", context.err);
  context.err(`${title(target.name)}: nothing was written, to protect ${plural(refused.length, "file")}`);
  return refused;
}

async function findingsIn({ lint, diagnostics }: Named): Promise<readonly Diagnostic[]> {
  return [...(await (lint?.result ?? [])), ...diagnostics];
}

/** Whether a call was renamed since the package on disk without the owner's decision; prints the line that keeps it. */
function renamesUnderStrict({ surface, document }: Named, target: Target, context: Context): boolean {
  const before = committedCalls(outOf(target));
  const renamed = before.size > 0 ? undecidedRenames(callChanges(before, surface)) : [];
  if (renamed.length === 0) return false;
  for (const line of changeLines({ renamed, moved: [], vanished: [], appeared: [] }, document)) context.err(line);
  const found = plural(renamed.length, "renamed call");
  context.err(`${title(target.name)}: nothing was written because --strict found ${found}`);
  return true;
}

function stopsStrict(findings: readonly Diagnostic[], { document }: Named, target: Target, context: Context): boolean {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return false;
  printFindings(findingsOf(errors, context, document), "text", context.err);
  context.err(`${title(target.name)}: nothing was written because --strict found ${plural(errors.length, "error")}`);
  return true;
}
