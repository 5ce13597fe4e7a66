/** What `generate` says of a package that it has written, or had no need to write. */
import { pc } from "../../colours.js";
import type { Target } from "../../config/target.js";
import { countOf, legible, plural, relative, seconds } from "../../report.js";
import { commandText, title, type Context } from "../running/context.js";
import { isSources, outOf } from "../running/each.js";
import type { Made } from "../running/make.js";
import type { Said } from "../running/remembered.js";
import { groupedLines } from "./grouped.js";
import { buildCommand, firstCallOf, installCommand } from "./next.js";

export function say(target: Target, said: Said, done: string, context: Context): void {
  const { client, environment, findings, own, judgedExamples } = said;
  context.err(`${title(target.name)}: ${client} → ${relative(outOf(target), context.cwd)} (${done})`);
  context.err(pc.dim(`  reads ${environment.join(", ")} unless its options are set`));
  if (findings.length === 0 && judgedExamples) return;
  const name = target.config === undefined ? relative(target.spec, context.cwd) : target.name;
  const command = commandText("callwright", "lint", name);
  for (const line of groupedLines(own, { max: 3, more: command })) context.err(`  ${line}`);
  context.err(
    pc.dim(`  ${countOf(findings)}; see \`${command}\`${judgedExamples ? "" : ", which judges examples too"}`),
  );
}

export function described({ written, unchanged, removed }: NonNullable<Made["report"]>): string {
  const done = [
    [written.length, "written"],
    [unchanged.length, "unchanged"],
    [removed.length, "removed"],
  ] as const;
  return done.flatMap(([count, word]) => (count === 0 ? [] : [`${String(count)} ${word}`])).join(", ");
}

/** Names what a person wrote and this run left alone. */
export function sayKept({ merged, report }: Made, context: Context): void {
  const told = (label: string, files: readonly string[] = []): void => {
    if (files.length > 0) context.err(pc.dim(`  ${label}: ${legible(listed(files))}`));
  };
  told("edited by hand; kept", merged);
  told("yours; left alone", report?.kept);
}

/** At most so many names of files are printed. */
const mostNamed = 8;

function listed(files: readonly string[]): string {
  const left = files.length - mostNamed;
  return `${files.slice(0, mostNamed).join(", ")}${left > 0 ? ` and ${String(left)} more` : ""}`;
}

/** The call that a newcomer tries first, as the package's README has it. */
export function sayFirstCall({ files }: Made, context: Context): void {
  const call = firstCallOf(files);
  if (call === undefined) return;
  context.err(pc.dim("  the first call, after you build and install the package:"));
  for (const line of call.split("\n")) context.err(line === "" ? "" : `    ${line}`);
}

export function doneWith({ written, removed }: NonNullable<Made["report"]>, where: string): string {
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
export function lastLine(target: Target, { done, isReady, begun }: Done, { cwd }: Context): string {
  const line = pc.green(`✔ ${done} in ${seconds(Date.now() - begun)}`);
  const out = outOf(target);
  const build = isReady ? undefined : buildCommand(out, relative(out, cwd));
  const next = isSources(target) ? installCommand(out) : build;
  return next === undefined ? line : `${line}. Next: ${pc.bold(next)}`;
}
