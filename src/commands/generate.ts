/** `callwright generate`: writes the client package of a specification. */
import { pc } from "../colours.js";
import { compile, type Named } from "../compile.js";
import { committedCalls } from "../config/committed.js";
import type { Target } from "../config.js";
import type { Diagnostic } from "../diagnostic.js";
import { callChanges, methodsOf } from "../naming/changes.js";
import type { Surface } from "../naming/surface.js";
import { write, type WriteReport } from "../output/write.js";
import { countOf, plural, relative } from "../report.js";
import { changeLines } from "./changes.js";
import { ExitCode, findingsOf, printFindings, title, type CommonOptions, type Context } from "./context.js";
import { forEachTarget, outOf } from "./each.js";

export interface GenerateOptions extends CommonOptions {
  /** Errors of the lint end the run before anything is written. */
  readonly strict?: boolean;
}

export function generate(spec: string | undefined, options: GenerateOptions, context: Context): Promise<ExitCode> {
  return forEachTarget(spec, options, context, (target) => generateTarget(target, options, context));
}

/** One specification, from reading to writing; says what was done on `err`. */
export async function generateTarget(target: Target, options: GenerateOptions, context: Context): Promise<ExitCode> {
  const out = outOf(target);
  const compiled = await compile(target, { lint: true });
  try {
    const files = await compiled.emit();
    if (options.strict === true && (await stopsStrict(compiled, target, context))) return ExitCode.findings;
    const before = committedCalls(out);
    const report = await write(files, out);
    const found = await (compiled.lint?.result ?? []);
    say(target, compiled, report, found, context);
    if (before.size > 0)
      for (const line of changeLines(callChanges(before, compiled.surface), compiled.document)) context.err(line);
    return ExitCode.done;
  } finally {
    compiled.lint?.stop();
  }
}

async function stopsStrict(compiled: Named, target: Target, context: Context): Promise<boolean> {
  const found = [...(await (compiled.lint?.result ?? [])), ...compiled.diagnostics];
  const errors = found.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return false;
  printFindings(findingsOf(errors, context, compiled.document), "text", context.err);
  context.err(
    `${title(target.name)}: nothing was written, because of ${plural(errors.length, "error")} under --strict`,
  );
  return true;
}

function say(
  target: Target,
  { surface, diagnostics }: Named,
  report: WriteReport,
  found: readonly Diagnostic[],
  context: Context,
): void {
  const done = [
    [report.written.length, "written"],
    [report.unchanged.length, "unchanged"],
    [report.removed.length, "removed"],
  ] as const;
  const files = done.flatMap(([count, word]) => (count === 0 ? [] : [`${String(count)} ${word}`])).join(", ");
  const out = relative(outOf(target), context.cwd);
  context.err(`${title(target.name)}: ${countMethods(surface)} → ${out} (${files})`);
  const all = [...found, ...diagnostics];
  if (all.length === 0) return;
  const command = `callwright lint ${target.config === undefined ? relative(target.spec, context.cwd) : target.name}`;
  context.err(pc.dim(`  ${countOf(all)}; see \`${command}\``));
}

function countMethods(surface: Surface): string {
  return `new ${surface.client.className}() with ${plural(methodsOf(surface).length, "method")}`;
}
