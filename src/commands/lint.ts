/** `callwright lint`: prints the findings of Redocly and of Callwright about a specification. */
import { compile } from "../compile.js";
import type { Target } from "../config/target.js";
import { countOf, relative, textOf, type Finding } from "../report.js";
import { ExitCode, findingsOf, printJson, title, type CommonOptions, type Context } from "./running/context.js";
import { frameOf, groupedLines, inReadingOrder } from "./printing/grouped.js";
import { reportToCi } from "./printing/annotations.js";
import { forEachTarget } from "./running/each.js";

export interface LintOptions extends CommonOptions {
  /** How many places of each rule are printed; 3 without it. */
  readonly max?: number;
  /** Print the findings of this rule alone, all of them: `operation-summary` or `lint/operation-summary`. */
  readonly rule?: string;
  /** Print every finding. */
  readonly all?: boolean;
}

export async function lint(spec: string | undefined, options: LintOptions, context: Context): Promise<ExitCode> {
  const format = options.format ?? "text";
  const all: Finding[] = [];
  const code = await forEachTarget(spec, options, context, async (target) => {
    const compiled = await compile(target, { lint: "everything" });
    const found = await (compiled.lint?.result ?? []);
    const every = findingsOf([...found, ...compiled.diagnostics], context, compiled.document);
    const findings = inReadingOrder(every.filter(isOfRule(options.rule)));
    for (const finding of findings) all.push(finding);
    if (format === "github") reportToCi(`${target.name}: lint`, findings, context);
    if (format === "text") printText(findings, target, options, context);
    context.err(`${title(target.name)}: ${countOf(findings)}`);
    return findings.some(({ severity }) => severity === "error") ? ExitCode.findings : ExitCode.done;
  });
  if (format === "json") printJson(all, context);
  return code;
}

function isOfRule(rule: string | undefined): (finding: Finding) => boolean {
  return ({ code }) => rule === undefined || code === rule || code === `lint/${rule}`;
}

function printText(findings: readonly Finding[], target: Target, options: LintOptions, context: Context): void {
  const framesFrom = context.frames === true ? context.cwd : undefined;
  const isWhole = options.all === true || options.rule !== undefined;
  const more = `callwright lint ${target.config === undefined ? relative(target.spec, context.cwd) : target.name}`;
  const grouping = {
    max: options.max ?? (isWhole ? Infinity : 3),
    more,
    ...(framesFrom === undefined ? {} : { framesFrom }),
  };
  const lines =
    options.all === true && options.max === undefined
      ? findings.flatMap((finding) => [...textOf(finding).split("\n"), ...frameOf(finding, framesFrom)])
      : groupedLines(findings, grouping);
  for (const line of lines) context.out(line);
}
