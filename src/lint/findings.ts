/** Reads the output of Redocly's lint with `--format json`. */
import type { Diagnostic, Place, Severity } from "../diagnostic.js";
import { pointerOf, rootPointer, tokensOf } from "../document/pointer.js";

/** The parts of a problem that are used; all may be missing. */
interface Problem {
  readonly ruleId?: unknown;
  readonly severity?: unknown;
  readonly message?: unknown;
  readonly reference?: unknown;
  readonly suggest?: unknown;
  readonly location?: unknown;
}

/** Returns the findings in Redocly's output; undefined if it contains no report. */
export function readFindings(output: string): readonly Diagnostic[] | undefined {
  const problems = problemsIn(output);
  return problems?.map(findingOf);
}

/** Reads Redocly's messages about its configuration, which are the user's rules. Redocly prints them only as text. */
export function readConfigProblems(talk: string): readonly Diagnostic[] {
  return [...talk.matchAll(/^\[[0-9]+\] \S+ at #\/(\S*)\s+(\S.*)$/gm)].map(([, at = "", message = ""]) => ({
    code: "lint/rules",
    severity: "warning",
    message: `The lint rules in the configuration have an error at \`${tokenText(at)}\`: ${message.replace(/\.?$/, ".")}`,
    hint: "Correct the rule's name or settings.",
  }));
}

function tokenText(pointer: string): string {
  return tokensOf(`#/${pointer}`).join(" / ");
}

/** Banners may precede the report, on lines of their own. */
function problemsIn(output: string): readonly Problem[] | undefined {
  for (let start = output.search(/^\{/m); start !== -1; start = nextStart(output, start)) {
    const report = parsed(output.slice(start));
    if (typeof report !== "object" || report === null || !("problems" in report)) continue;
    if (Array.isArray(report.problems)) return report.problems.filter(isRecord);
  }
  return undefined;
}

function nextStart(output: string, start: number): number {
  const found = output.indexOf("\n{", start);
  return found === -1 ? -1 : found + 1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Problem {
  return typeof value === "object" && value !== null;
}

function findingOf(problem: Problem): Diagnostic {
  const hint = hintOf(problem);
  return {
    code: `lint/${typeof problem.ruleId === "string" ? problem.ruleId : "unknown"}`,
    severity: severityOf(problem.severity),
    message: typeof problem.message === "string" ? problem.message : "Redocly gave no message.",
    ...(hint === undefined ? {} : { hint }),
    place: placeOf(problem.location),
  };
}

function severityOf(severity: unknown): Severity {
  return severity === "warn" ? "warning" : "error";
}

function hintOf({ suggest, reference }: Problem): string | undefined {
  const words = Array.isArray(suggest) ? suggest.filter((word) => typeof word === "string") : [];
  if (words.length > 0) return `Did you mean ${words.map((word) => `\`${word}\``).join(" or ")}?`;
  return typeof reference === "string" ? `See ${reference}.` : undefined;
}

function placeOf(location: unknown): Place {
  const first: unknown = Array.isArray(location) ? (location as readonly unknown[])[0] : undefined;
  if (typeof first !== "object" || first === null || !("pointer" in first) || typeof first.pointer !== "string") {
    return { pointer: rootPointer };
  }
  const onKey = "reportOnKey" in first && first.reportOnKey === true;
  return { pointer: ownPointer(first.pointer), ...(onKey ? { onKey } : {}) };
}

/** Redocly writes the root as `#/`, and does not encode percent signs. */
function ownPointer(pointer: string): string {
  const path = pointer.replace(/^#?\/?/, "");
  if (path === "") return rootPointer;
  return pointerOf(...path.split("/").map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")));
}
