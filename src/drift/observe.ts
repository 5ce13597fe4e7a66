/** Recorded traffic against a document: what it shows that nobody has written yet, and how much of the document it reaches. */
import type { Operation, Outcome, Server } from "../api/api.js";
import { mediaWhole } from "../changes/wholes.js";
import { judgeCall, judgeSchema, type ChangeKind, type Level } from "../changes/judge.js";
import type { Side } from "../changes/side.js";
import type { Pointer } from "../diagnostic.js";
import { methodsOf } from "../naming/changes.js";
import type { Method } from "../naming/surface.js";
import type { Exchange } from "./traffic.js";
import { undeclaredIn } from "./values.js";

/** One thing that traffic shows and the document does not say. */
export interface Observation {
  readonly kind: ChangeKind;
  /** Absent where no call has this address. */
  readonly call?: string;
  readonly subject: string;
  /** Completes the subject to a sentence; it holds no value. */
  readonly text: string;
  /** In how many answers, of how many that could have shown it. */
  readonly seen: number;
  readonly of: number;
  /** What documenting it is. */
  readonly wire: Level;
  readonly source: Level;
  /** A few of the values, as JSON. */
  readonly values: readonly string[];
  readonly pointer: Pointer;
}

export interface Observed {
  readonly observations: readonly Observation[];
  readonly calls: { readonly seen: number; readonly all: number };
  /** Declared statuses of all calls. */
  readonly statuses: { readonly seen: number; readonly all: number };
}

type Found = Omit<Observation, "seen" | "of" | "values"> & { readonly value?: string };

interface Tally extends Omit<Observation, "seen" | "values"> {
  seen: number;
  readonly values: Set<string>;
}

export function observe(side: Side, exchanges: readonly Exchange[]): Observed {
  const methods = methodsOf(side.surface);
  const find = matcher(methods, side.api.servers);
  const [calls, statuses] = [new Set<Method>(), new Set<Outcome>()];
  const found = new Map<string, Tally>();
  const totals = new Map<string, number>();
  for (const exchange of exchanges) {
    const method = find(exchange);
    const outcome = method && outcomeOf(method.operation, exchange.status);
    if (method) calls.add(method);
    if (outcome) statuses.add(outcome);
    const group = `${method?.call ?? ""} ${outcome?.status ?? ""}`;
    totals.set(group, (totals.get(group) ?? 0) + 1);
    tally(
      found,
      method ? within(side, method, outcome, exchange) : [unknownAddress(exchange, methods, side.api.servers)],
      group,
    );
  }
  const all = methods.reduce((count, { operation }) => count + operation.outcomes.length, 0);
  return {
    observations: [...found].map(([key, { values, ...one }]) => ({
      ...one,
      of: totals.get(key.slice(0, key.indexOf("\n"))) ?? 0,
      values: [...values],
    })),
    calls: { seen: calls.size, all: methods.length },
    statuses: { seen: statuses.size, all },
  };
}

const mostValues = 5;

/** Each thing counts once for an answer, however often it stands in it. */
function tally(found: Map<string, Tally>, all: readonly Found[], group: string): void {
  const counted = new Set<string>();
  for (const { value, ...one } of all) {
    const key = `${group}\n${one.kind}\n${one.subject}\n${one.text}`;
    const known = found.get(key) ?? { ...one, seen: 0, of: 0, values: new Set<string>() };
    if (!counted.has(key)) known.seen += 1;
    if (value !== undefined && known.values.size < mostValues) known.values.add(value);
    counted.add(key);
    found.set(key, known);
  }
}

function within(side: Side, method: Method, outcome: Outcome | undefined, exchange: Exchange): readonly Found[] {
  const { call, operation } = method;
  const { status, type, body } = exchange;
  const isSuccess = status < 400;
  if (outcome === undefined) {
    const kind = isSuccess ? "answer-added" : "failure-added";
    const text = "is not declared";
    return [{ kind, call, subject: `status ${String(status)}`, text, ...judgeCall(kind), pointer: operation.pointer }];
  }
  if (type === undefined) return [];
  const media = outcome.media.find((one) => covers(one.type, type));
  if (media === undefined) {
    const kind = isSuccess && outcome.media.length === 0 ? "answer-added" : "media-added";
    const subject = `media type ${type} of ${String(status)}`;
    return [{ kind, call, subject, text: "is not declared", ...judgeCall(kind), pointer: outcome.pointer }];
  }
  if (body === undefined) return [];
  const whole = mediaWhole(side.document, outcome.pointer, media.type);
  return undeclaredIn(body, whole, isSuccess ? "answer" : `failure ${String(status)}`).map((one) => ({
    ...one,
    call,
    ...judgeSchema(one.kind, isSuccess ? "answer" : "failure"),
    pointer: whole[0]?.pointer ?? outcome.pointer,
  }));
}

/** By the status itself, then by its range, then by `default` (OpenAPI 3.1, section 4.8.16). */
function outcomeOf({ outcomes }: Operation, status: number): Outcome | undefined {
  const wanted = [String(status), `${String(status).slice(0, 1)}XX`, "DEFAULT"];
  return wanted.map((one) => outcomes.find((outcome) => outcome.status.toUpperCase() === one)).find((one) => one);
}

function covers(declared: string, type: string): boolean {
  const plain = (declared.split(";")[0] ?? "").trim().toLowerCase();
  return plain === type || plain === "*/*" || (plain.endsWith("/*") && type.startsWith(plain.slice(0, -1)));
}

/** Static paths before templated ones; a path below a server's own, or at the root where a recorder stood in between. */
function matcher(methods: readonly Method[], servers: readonly Server[]): (exchange: Exchange) => Method | undefined {
  const routes = methods
    .map((method) => {
      const { address, servers: own } = method.operation;
      const bases = [...new Set([...(own ?? servers).map(basePath), ""])].map(escaped).join("|");
      const template = address.path.split(/\{[^}]*\}/).map(escaped);
      const pattern = new RegExp(`^(?:${bases})${template.join("[^/]+")}/?$`);
      return { method, verb: address.method.toUpperCase(), pattern, holes: template.length };
    })
    .sort((one, other) => one.holes - other.holes);
  return ({ method: verb, url }) =>
    routes.find((route) => route.verb === verb && route.pattern.test(url.pathname))?.method;
}

function basePath({ url, variables }: Server): string {
  const filled = variables.reduce((text, { name, default: value }) => text.replaceAll(`{${name}}`, value), url);
  return URL.canParse(filled, "http://host") ? new URL(filled, "http://host").pathname.replace(/\/+$/, "") : "";
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** Segments of an unknown path may be ids, or worse: only words that paths of the document have are told. */
function unknownAddress({ method, url }: Exchange, methods: readonly Method[], servers: readonly Server[]): Found {
  const paths = [...servers.map(basePath), ...methods.map(({ operation }) => operation.address.path)];
  const words = new Set(paths.flatMap((one) => one.split("/")));
  const segments = url.pathname.split("/").map((segment) => (words.has(segment) ? segment : "{}"));
  const found = { kind: "call-added", ...judgeCall("call-added"), pointer: "#/paths" } as const;
  return { ...found, subject: `${method} ${segments.join("/")}`, text: "is not declared", value: url.pathname };
}
