/** Findings in the forms that other tools read: SARIF 2.1.0, JUnit's and Checkstyle's XML. */
import Builder from "fast-xml-builder";
import type { Log, Result } from "sarif";
import type { Finding } from "../../report.js";
import { callwrightVersion } from "../../release.js";
import { printLines, type CommonOptions, type Context, type ExitCode, type ReportFormat } from "../running/context.js";
import { overApis } from "../running/several.js";

/** Runs the lint, and prints one report of all its APIs. @throws UnusableInput */
export async function lintReport(
  spec: string | undefined,
  format: ReportFormat,
  options: CommonOptions,
  context: Context,
): Promise<ExitCode> {
  const findings: Finding[] = [];
  const listening: Context = { ...context, data: (value) => findings.push(...findingsIn(value)) };
  const code = await overApis("lint", spec, { ...options, format: "json" }, listening);
  printLines(reportOf(findings, format), context.out);
  return code;
}

/** Of what `lint` gives as data: a list of findings, or those for which a document cannot be used. */
function findingsIn(value: unknown): readonly Finding[] {
  return Array.isArray(value) ? (value as readonly Finding[]) : (value as { unusable: readonly Finding[] }).unusable;
}

export function reportOf(findings: readonly Finding[], format: ReportFormat): string {
  if (format === "sarif") return JSON.stringify(sarif(findings), null, 2);
  const names = [...new Set(findings.map(({ file = "" }) => file))];
  const files = names.map((name): OfFile => [name, findings.filter(({ file = "" }) => file === name)]);
  return xml(format === "junit" ? junit(files) : checkstyle(files));
}

type OfFile = readonly [file: string, findings: readonly Finding[]];

/** SARIF 2.1.0, as code scanning of GitHub takes it. */
function sarif(findings: readonly Finding[]): Log {
  const rules = [...new Set(findings.map(({ code }) => code))].map((id) => ({ id }));
  const driver = {
    name: "Callwright",
    version: callwrightVersion(),
    informationUri: "https://github.com/callwright/callwright",
    rules,
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, results: findings.map(resultOf) }],
  };
}

function resultOf({ code, severity, message, hint, file, line, column }: Finding): Result {
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  return {
    ruleId: code,
    level: severity === "info" ? "note" : severity,
    message: { text: sentence(message, hint) },
    ...(file === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file) }, ...region } }] }),
  };
}

/** A suite for each file, and a test that fails for each finding; where there is none, one that passes. */
function junit(files: readonly OfFile[]): object {
  const suites = files.map(([file, findings]) => ({
    "@name": file,
    "@tests": findings.length,
    "@failures": findings.length,
    testcase: findings.map(({ code, severity, message, hint, line = 0, column = 0 }) => ({
      "@name": `${code} at ${String(line)}:${String(column)}`,
      "@classname": file,
      failure: {
        "@type": severity,
        "@message": message,
        "#text": `${file}:${String(line)}:${String(column)} ${sentence(message, hint)}`,
      },
    })),
  }));
  const none = { "@name": "callwright lint", "@tests": 1, "@failures": 0, testcase: { "@name": "no findings" } };
  return { testsuites: { testsuite: suites.length > 0 ? suites : none } };
}

function checkstyle(files: readonly OfFile[]): object {
  const file = files.map(([name, findings]) => ({
    "@name": name,
    error: findings.map(({ code, severity, message, hint, line = 0, column = 0 }) => ({
      "@line": line,
      "@column": column,
      "@severity": severity,
      "@message": sentence(message, hint),
      "@source": code,
    })),
  }));
  return { checkstyle: { "@version": "4.3", ...(file.length > 0 ? { file } : {}) } };
}

function sentence(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

function xml(value: object): string {
  const builder = new Builder({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    suppressEmptyNode: true,
    format: true,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(value).trimEnd()}`;
}
