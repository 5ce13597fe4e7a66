/** `callwright explain`: every method, the address behind it and the reason for its name. */
import { pc } from "../colours.js";
import { compile, type Named } from "../compile.js";
import { UnusableInput } from "../diagnostic.js";
import { methodsOf } from "../naming/changes.js";
import type { Method, Reason, Surface } from "../naming/surface.js";
import { relative } from "../report.js";
import { ExitCode, type CommonOptions, type Context } from "./context.js";
import { forEachTarget } from "./each.js";

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
  /** `file:line:column` of what the name was read from. */
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
    const methods = methodsOf(compiled.surface).filter((method) => only === undefined || isNamed(method, only));
    if (methods.length === 0 && only !== undefined) throw noSuchMethod(only, target.spec, compiled.surface);
    const explained = methods.map((method) => explainMethod(method, compiled, context));
    all.push(...explained);
    if (format === "text") context.out(only === undefined ? table(explained) : explained.map(detail).join("\n\n"));
    if (format === "markdown") context.out(markdown(explained));
    return ExitCode.done;
  });
  if (format === "json") context.out(JSON.stringify(all, null, 2));
  return code;
}

function isNamed({ call, operation }: Method, only: string): boolean {
  const { method, path } = operation.address;
  const [verb = "", ...rest] = only.trim().split(/\s+/);
  return call === only.trim() || (verb.toLowerCase() === method && rest.join(" ") === path);
}

function explainMethod(method: Method, compiled: Named, context: Context): Explained {
  const { call, operation, reason, paging } = method;
  const where = (found: Evidence) => evidence(found, compiled, context);
  return {
    call,
    method: operation.address.method.toUpperCase(),
    path: operation.address.path,
    reason: sentence(reason),
    evidence: where(reason),
    pages: paging ? { kind: paging.pages.kind, reason: paging.pages.text, evidence: where(paging) } : null,
    candidates: reason.rejected.map((rejected) => ({
      call: rejected.call,
      reason: sentence(rejected),
      evidence: where(rejected),
    })),
  };
}

function sentence({ authority, text }: Pick<Reason, "authority" | "text">): string {
  return `${authority}: ${text}`;
}

type Evidence = Pick<Reason, "pointer" | "position">;

function evidence({ pointer, position }: Evidence, { document }: Named, context: Context): string | null {
  const found = position ?? (pointer === undefined ? undefined : document.locate(pointer));
  if (found === undefined) return null;
  const { file, line, column } = found;
  return [relative(file, context.cwd), line, column].join(":");
}

function table(rows: readonly Explained[]): string {
  const address = (row: Explained) => `${row.method} ${row.path}`;
  const callWidth = Math.max(...rows.map(({ call }) => call.length));
  const addressWidth = Math.min(60, Math.max(...rows.map((row) => address(row).length)));
  return rows
    .map((row) => {
      const [call, request] = [row.call.padEnd(callWidth), address(row).padEnd(addressWidth)];
      return `${pc.bold(call)}  ${request}  ${row.reason}${placeText(row.evidence)}`;
    })
    .join("\n");
}

function detail(row: Explained): string {
  const lines = [
    pc.bold(row.call),
    `  ${row.method} ${row.path}`,
    `  ${row.reason}${placeText(row.evidence)}`,
    ...row.candidates.map(({ call, reason, evidence: place }) => `  not ${call}: ${reason}${placeText(place)}`),
    ...(row.pages ? [`  in pages: ${row.pages.reason}${placeText(row.pages.evidence)}`] : []),
  ];
  return lines.join("\n");
}

function placeText(place: string | null): string {
  return place === null ? "" : pc.dim(` (${place})`);
}

function markdown(rows: readonly Explained[]): string {
  const cell = (text: string) => text.replaceAll("|", "\\|").replace(/\s+/g, " ");
  return [
    "| Call | Request | Reason | Evidence |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      (row) =>
        `| \`${row.call}\` | \`${cell(`${row.method} ${row.path}`)}\` | ${cell(row.reason)} | ${cell(row.evidence ?? "")} |`,
    ),
  ].join("\n");
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
    message: `The specification has no call and no address \`${only}\`.`,
    hint: near.length > 0 ? `Calls that end alike: ${near.join(", ")}.` : "Run `callwright explain` for all of them.",
    place: { file: spec },
  });
}
