/** `callwright explain`: every method, the address behind it and the reason for its name. */
import { pc } from "../colours.js";
import { compile, type Named } from "../compile.js";
import { UnusableInput } from "../diagnostic.js";
import { methodsOf } from "../naming/changes.js";
import { reasonText, rejectionText } from "../naming/findings/reason-text.js";
import type { EvidencePlace } from "../naming/findings/reasons.js";
import type { Method, Surface } from "../naming/surface.js";
import { markdownText, relative } from "../report.js";
import { ExitCode, printJson, type CommonOptions, type Context } from "./running/context.js";
import { forEachTarget } from "./running/each.js";

export interface ExplainOptions extends Omit<CommonOptions, "format"> {
  /** A call, `apiKeys.retrieve`, or an address, `GET /api-keys/{id}`. */
  readonly only?: string;
  readonly format?: "text" | "json" | "markdown";
}

/** What `--format json` gives for each method. */
interface Explained {
  readonly call: string;
  readonly method: string;
  readonly path: string;
  readonly reason: string;
  /** `file:line:column` of what the name was read from; null where nothing in a file gave it. */
  readonly evidence: string | null;
  /** How it lists in pages, and where that was read from; null where it does not. */
  readonly pages: { readonly kind: string; readonly reason: string; readonly evidence: string | null } | null;
  readonly candidates: readonly { readonly call: string; readonly reason: string; readonly evidence: string | null }[];
}

export async function explain(spec: string | undefined, options: ExplainOptions, context: Context): Promise<ExitCode> {
  const { format = "text", only, ...common } = options;
  const all: Explained[] = [];
  const code = await forEachTarget(spec, common, context, async (target) => {
    const compiled = await compile(target);
    const methods = methodsOf(compiled.surface).filter((method) => only === undefined || isMeant(method, only));
    if (methods.length === 0 && only !== undefined) throw noSuchMethod(only, target.spec, compiled.surface);
    const explained = methods.map((method) => explainMethod(method, compiled, context));
    for (const one of explained) all.push(one);
    const text = only === undefined ? table : details;
    if (format !== "json") for (const line of (format === "text" ? text : markdown)(explained)) context.out(line);
    return ExitCode.done;
  });
  if (format === "json") printJson(all, context);
  return code;
}

function isMeant({ call, operation }: Method, only: string): boolean {
  const { method, path } = operation.address;
  const [verb = "", ...rest] = only.trim().split(/\s+/);
  return call === only.trim() || (verb.toLowerCase() === method && rest.join(" ") === path);
}

function explainMethod(method: Method, compiled: Named, context: Context): Explained {
  const { call, operation, reason, pages } = method;
  const where = (place: EvidencePlace) => positionText(place, compiled, context);
  return {
    call,
    method: operation.address.method.toUpperCase(),
    path: operation.address.path,
    reason: reasonText(reason),
    evidence: where(reason),
    pages: pages ? { kind: pages.plan.kind, reason: pages.plan.text, evidence: where(pages) } : null,
    candidates: reason.rejected.map((rejected) => ({
      call: rejected.call,
      reason: rejectionText(rejected),
      evidence: where(rejected),
    })),
  };
}

function positionText({ pointer, position }: EvidencePlace, { document }: Named, context: Context): string | null {
  const found = position ?? (pointer === undefined ? undefined : document.locate(pointer));
  if (found === undefined) return null;
  const { file, line, column } = found;
  return [relative(file, context.cwd), line, column].join(":");
}

function table(rows: readonly Explained[]): readonly string[] {
  const address = (row: Explained) => `${row.method} ${row.path}`;
  const callWidth = longest(rows.map(({ call }) => call));
  const addressWidth = Math.min(60, longest(rows.map(address)));
  return rows.map((row) => {
    const [call, request] = [row.call.padEnd(callWidth), address(row).padEnd(addressWidth)];
    return `${pc.bold(call)}  ${request}  ${row.reason}${inParentheses(row.evidence)}`;
  });
}

/** Arguments of a function are limited, and a document may have more operations than that. */
function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function details(rows: readonly Explained[]): readonly string[] {
  return rows.flatMap((row, index) => (index === 0 ? detail(row) : ["", ...detail(row)]));
}

function detail(row: Explained): readonly string[] {
  return [
    pc.bold(row.call),
    `  ${row.method} ${row.path}`,
    `  ${row.reason}${inParentheses(row.evidence)}`,
    ...row.candidates.map(({ call, reason, evidence }) => `  not ${call}: ${reason}${inParentheses(evidence)}`),
    ...(row.pages ? [`  in pages: ${row.pages.reason}${inParentheses(row.pages.evidence)}`] : []),
  ];
}

function inParentheses(evidence: string | null): string {
  return evidence === null ? "" : pc.dim(` (${evidence})`);
}

function markdown(rows: readonly Explained[]): readonly string[] {
  return [
    "| Call | Request | Reason | Evidence |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      (row) =>
        `| \`${row.call}\` | ${code(`${row.method} ${row.path}`)} | ${cell(row.reason)} | ${cell(row.evidence ?? "")} |`,
    ),
  ];
}

/** A code span of a table, whose fence is longer than any in the text. */
function code(text: string): string {
  const fence = "`".repeat(1 + longest(text.match(/`+/g) ?? []));
  const padding = fence.length > 1 ? " " : "";
  return `${fence}${padding}${inCode(text)}${padding}${fence}`;
}

/** A sentence in which only code spans are Markdown: it quotes the document. */
function cell(text: string): string {
  const parts = text.split("`");
  const isPaired = parts.length % 2 === 1;
  return parts.map((part, index) => (isPaired && index % 2 === 1 ? inCode(part) : markdownText(part))).join("`");
}

function inCode(text: string): string {
  return text.replaceAll("|", "\\|");
}

function noSuchMethod(only: string, spec: string, surface: Surface): UnusableInput {
  const [verb = ""] = only.split(".").slice(-1);
  const near = methodsOf(surface)
    .map(({ call }) => call)
    .filter((call) => call.endsWith(`.${verb}`))
    .slice(0, 5);
  return new UnusableInput({
    code: "explain/no-such-method",
    severity: "error",
    message: `\`${only}\` is neither a call nor an address in the specification.`,
    hint: near.length > 0 ? `Calls with this verb: ${near.join(", ")}.` : "Run `callwright explain` to list all calls.",
    place: { file: spec },
  });
}
