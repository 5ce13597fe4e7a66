/** `callwright samples`: checks the code samples of a specification against its client. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { compile, type Named } from "../compile.js";
import { excessiveSample } from "../samples/sample-finding.js";
import type { Target } from "../config/target.js";
import { isRemote } from "../document/is-remote.js";
import { UnusableInput } from "../diagnostic.js";
import type { FileSet } from "../fileset.js";
import { type Side, wholeDiff } from "../output/compare.js";
import { plural, relative, type Finding } from "../report.js";
import type { Written } from "../samples/rewrite.js";
import type { Verification } from "../samples/verify.js";
import {
  ExitCode,
  findingsOf,
  printFindings,
  printJson,
  printLines,
  title,
  type CommonOptions,
  type Context,
} from "./running/context.js";
import { reportToCi } from "./printing/annotations.js";
import { forEachTarget } from "./running/each.js";
import { namesGuides, verifyGuidesOf } from "./guides.js";

export interface SamplesOptions extends CommonOptions {
  /** Write a copy of the specification with samples that pass: to this file, or to one beside the specification. */
  readonly write?: string | boolean;
  /** Add samples to operations that have none of their kind. */
  readonly add?: boolean;
  /** Print what would change, and write nothing. */
  readonly dryRun?: boolean;
  /** Guides whose code blocks are verified instead. */
  readonly guides?: readonly string[];
}

export async function samples(spec: string | undefined, options: SamplesOptions, context: Context): Promise<ExitCode> {
  const { spec: document, guides } = wordsOf(spec, options.guides ?? []);
  if (guides.length > 0) return verifyGuidesOf(document, guides, options, context);
  const format = options.format ?? "text";
  const all: Finding[] = [];
  let targets = 0;
  const code = await forEachTarget(spec, options, context, async (target) => {
    targets += 1;
    const copy = copyOf(target, options, context);
    if (targets > 1 && typeof options.write === "string") throw severalCopies(target);
    const findings = copy === undefined ? await verify(target, context) : await write(target, copy, options, context);
    for (const finding of findings) all.push(finding);
    if (format === "github") reportToCi(`${target.name}: samples`, findings, context);
    if (format === "text") printFindings(findings, format, context.out);
    return findings.length > 0 ? ExitCode.findings : ExitCode.done;
  });
  if (format === "json") printJson(all, context);
  return code;
}

/** The specification may come before the guides or after them. */
function wordsOf(
  spec: string | undefined,
  others: readonly string[],
): { readonly spec?: string | undefined; readonly guides: readonly string[] } {
  if (spec === undefined || !namesGuides(spec)) return { spec, guides: others };
  const last = others.at(-1);
  return last === undefined || namesGuides(last) || !/\.(?:ya?ml|json)$|^https?:/i.test(last)
    ? { guides: [spec, ...others] }
    : { spec: last, guides: [spec, ...others.slice(0, -1)] };
}

async function verify(target: Target, context: Context): Promise<readonly Finding[]> {
  const compiled = await compile(target, { emits: true });
  const findings = await verifySamplesOf(target, compiled, await compiled.emit("package"), context);
  return [...unread(compiled, context), ...findings];
}

/** Samples beyond a limit are not verified, and may be wrong. */
function unread({ document, diagnostics }: Named, context: Context): readonly Finding[] {
  return findingsOf(
    diagnostics.filter(({ code }) => code === excessiveSample),
    context,
    document,
  );
}

/** The findings about the samples of a compiled specification; writes their counts to `err`. */
export async function verifySamplesOf(
  target: Target,
  { document, surface }: Named,
  files: FileSet,
  context: Context,
): Promise<readonly Finding[]> {
  const { verifySamples } = await import("../samples/verify.js");
  const verification = verifySamples({ document, surface, files });
  context.err(`${title(target.name)}: ${countsText(verification)}`);
  return findingsOf(verification.diagnostics, context, document);
}

/** `206 JavaScript samples: 160 pass, 46 do not; 211 curl samples: 158 pass, 53 do not`. */
function countsText({ counts }: Pick<Verification, "counts">): string {
  const kinds = [
    ["JavaScript", counts.javascript],
    ["curl", counts.curl],
  ] as const;
  const parts = kinds.flatMap(([name, { all, pass }]) =>
    all === 0 ? [] : [`${plural(all, `${name} sample`)}: ${pass} pass, ${all - pass} do not`],
  );
  return parts.length > 0 ? parts.join("; ") : "no samples to verify";
}

/** Writes the copy, or shows what it would change, and returns the findings that it could not remove. */
async function write(
  target: Target,
  copy: string,
  { add = false, dryRun = false }: SamplesOptions,
  context: Context,
): Promise<readonly Finding[]> {
  const [compiled, { rewrite, writeSamples }] = await Promise.all([
    compile(target, { emits: true }),
    import("../samples/rewrite.js"),
  ]);
  const { document, surface } = compiled;
  const input = { document, surface, files: await compiled.emit("package") };
  const shown = relative(copy, context.cwd);
  const written: Written & { readonly text?: string } = dryRun ? rewrite(input, add) : writeSamples(input, copy, add);
  const { replaced, added, diagnostics, text } = written;
  if (text !== undefined) showChange(document.file, { name: shown, text }, context);
  const count = plural(replaced, "sample");
  const done = dryRun
    ? `${count} would be replaced, ${String(added)} added; nothing was written`
    : `${count} replaced, ${String(added)} added → ${shown}`;
  context.err(`${title(target.name)}: ${done}`);
  return [...unread(compiled, context), ...findingsOf(diagnostics, context, document)];
}

function showChange(file: string, after: Side, { cwd, out }: Context): void {
  const diff = wholeDiff({ name: relative(file, cwd), text: readFileSync(file, "utf8") }, after);
  if (diff !== "") printLines(diff, out);
}

/** The path of the copy; undefined where none is asked for. */
function copyOf({ spec }: Target, { write: wanted, dryRun }: SamplesOptions, { cwd }: Context): string | undefined {
  if ((wanted === undefined || wanted === false) && dryRun !== true) return undefined;
  if (isRemote(spec)) throw notAFile(spec);
  if (typeof wanted === "string") return path.resolve(cwd, wanted);
  const { dir, name, ext } = path.parse(spec);
  return path.join(dir, `${name}.samples${ext}`);
}

function notAFile(file: string): UnusableInput {
  return new UnusableInput({
    code: "samples/address",
    severity: "error",
    message: "Samples can be corrected only in a file, not at a URL.",
    hint: "Download the document and name the file.",
    place: { file },
  });
}

function severalCopies({ spec }: Target): UnusableInput {
  return new UnusableInput({
    code: "samples/one-file",
    severity: "error",
    message: "The copies of several specifications cannot be written to one file.",
    hint: "Name one specification, or use `--write` without a file.",
    place: { file: spec },
  });
}
