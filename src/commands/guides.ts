/** `callwright samples docs/*.md`: verifies the code blocks of guides against the client of a specification. */
import path from "node:path";
import { globSync } from "tinyglobby";
import { pc } from "../colours.js";
import { compile } from "../compile.js";
import type { Target } from "../config/target.js";
import { UnusableInput } from "../diagnostic.js";
import { readText } from "../document/text/regular-file.js";
import { plural, relative, type Finding } from "../report.js";
import type { FailedBlock, Guide } from "../samples/guides.js";
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

/** Whether a word of the command line names guides rather than a specification. */
export function namesGuides(word: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(word);
}

/**
 * @param patterns file names, and patterns that the shell has not expanded
 * @throws UnusableInput where one of them names no file
 */
export async function verifyGuidesOf(
  spec: string | undefined,
  patterns: readonly string[],
  options: CommonOptions,
  context: Context,
): Promise<ExitCode> {
  const guides = patterns.flatMap((pattern) => read(pattern, context));
  const format = options.format ?? "text";
  const all: Finding[] = [];
  const code = await forEachTarget(spec, options, context, async (target) => {
    const failed = await verify(target, guides, context);
    const found = failed.map((block) => findingsOf(block.diagnostics, context));
    all.push(...found.flat());
    if (format === "github") reportToCi(`${target.name}: guides`, found.flat(), context);
    if (format === "text")
      failed.forEach((block, index) => {
        printFindings(found[index] ?? [], format, context.out);
        printCorrected(block, context);
      });
    return failed.length > 0 ? ExitCode.findings : ExitCode.done;
  });
  if (format === "json") printJson(all, context);
  return code;
}

async function verify(target: Target, guides: readonly Guide[], context: Context): Promise<readonly FailedBlock[]> {
  const compiled = await compile(target, { emits: true });
  const files = await compiled.emit("package");
  const { verifyGuides } = await import("../samples/guides.js");
  const { count, failed } = verifyGuides({ document: compiled.document, surface: compiled.surface, files }, guides);
  const blocks = `${plural(count.all, "block")} that ${count.all === 1 ? "calls" : "call"} it`;
  context.err(
    `${title(target.name)}: ${plural(guides.length, "guide")}, ${blocks}: ${String(count.pass)} pass, ${String(count.all - count.pass)} do not`,
  );
  return failed;
}

function printCorrected({ block, file, corrected }: FailedBlock, { cwd, out }: Context): void {
  if (corrected === undefined) return;
  out(pc.dim(`    corrected block at ${relative(file, cwd)}:${String(block.line)}:`));
  printLines(corrected.trimEnd(), (line) => out(line === "" ? "" : `      ${line}`));
}

function read(pattern: string, { cwd }: Context): readonly Guide[] {
  const files = globSync(pattern.split(path.sep).join("/"), { cwd, absolute: true, ignore: ["**/node_modules/**"] });
  if (files.length === 0) {
    throw new UnusableInput({
      code: "samples/no-guide",
      severity: "error",
      message: `\`${pattern}\` matches no file.`,
      hint: "Check the path: guides are Markdown files (.md, .mdx).",
      place: { file: path.resolve(cwd, pattern) },
    });
  }
  return files.sort().map((file) => ({ file, text: textOf(file) }));
}

/** Bytes of one guide, far more than anybody reads. */
const LARGEST = 16 * 1024 * 1024;

function textOf(file: string): string {
  const text = readText(file, LARGEST);
  if (text !== undefined) return text;
  throw new UnusableInput({
    code: "samples/unreadable-guide",
    severity: "error",
    message: "The guide is not a regular file of at most 16 MiB that can be read.",
    hint: "Name files of Markdown.",
    place: { file },
  });
}
