/** `callwright lint`: prints the findings of Redocly and of Callwright about a specification. */
import { compile } from "../compile.js";
import { countOf, type Finding } from "../report.js";
import { ExitCode, findingsOf, printFindings, printJson, title, type CommonOptions, type Context } from "./context.js";
import { forEachTarget } from "./each.js";

export async function lint(spec: string | undefined, options: CommonOptions, context: Context): Promise<ExitCode> {
  const format = options.format ?? "text";
  const all: Finding[] = [];
  const code = await forEachTarget(spec, options, context, async (target) => {
    const compiled = await compile(target, { lint: true });
    const found = await (compiled.lint?.result ?? []);
    const findings = findingsOf([...found, ...compiled.diagnostics], context, compiled.document);
    for (const finding of findings) all.push(finding);
    if (format !== "json") printFindings(findings, format, context.out);
    context.err(`${title(target.name)}: ${countOf(findings)}`);
    return findings.some(({ severity }) => severity === "error") ? ExitCode.findings : ExitCode.done;
  });
  if (format === "json") printJson(all, context);
  return code;
}
