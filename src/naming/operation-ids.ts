/**
 * Calls from operationIds. One id proves nothing: ids are believed where enough of a document's ids share a grammar.
 *
 * - `group/verb` (GitHub) and `group.verb` (Google) give the whole call;
 * - `Resource_verb` gives the verb, because its resource is one word where the API has several levels;
 * - any other id is a name of its own, and is used only where nothing else speaks.
 */
import type { Operation } from "../api/api.js";
import { asWritten, camelCase } from "./identifiers.js";

export type Grammar = "slash" | "dot" | "underscore" | "none";

export interface OperationIdReading {
  /** The whole call, where the grammar gives one. */
  readonly call?: readonly string[];
  /** The verb, and the resource in one word, where the grammar gives no more. */
  readonly verb?: string;
  readonly resource?: string;
}

/** The share of a document's ids that must follow a grammar that decides whole calls. */
const majority = 0.6;

const shapes = {
  slash: /^[A-Za-z][\w-]*(?:\/[A-Za-z][\w-]*)+$/,
  dot: /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+$/,
  underscore: /^[A-Z][A-Za-z0-9]*_[A-Za-z][A-Za-z0-9]*$/,
} as const;

const separators = { slash: "/", dot: "." } as const;

/** Judges all ids of a document at once, and returns the reader of single ids under that judgement. */
export function operationIdReader(operations: readonly Operation[]): (operation: Operation) => OperationIdReading {
  const ids = operations.flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId]));
  const trusted = new Set(trustedGrammars(operations));
  const repeated = repetitions(ids);
  const common = commonRoots(ids, trusted);
  return ({ operationId }) => {
    if (operationId === undefined || repeated.has(operationId)) return {};
    const grammar = grammarOf(operationId);
    if (grammar === "none" || !trusted.has(grammar)) return {};
    if (grammar === "underscore") {
      const [resource = "", verb = ""] = operationId.split("_");
      return { resource, verb: asWritten(lowerFirst(verb)) };
    }
    const parts = operationId.split(separators[grammar]).map(asWritten);
    return { call: parts.slice(common.get(grammar) ?? 0) };
  };
}

/** A plain id as a name of its own: `createChatCompletion`, and `get_user` as `getUser`. */
export function plainName(operation: Operation): string | undefined {
  return operation.operationId === undefined || operation.operationId === ""
    ? undefined
    : camelCase(operation.operationId);
}

export function grammarOf(id: string): Grammar {
  if (shapes.slash.test(id)) return "slash";
  if (shapes.dot.test(id)) return "dot";
  return shapes.underscore.test(id) ? "underscore" : "none";
}

/**
 * Whole calls need a majority, and an author: ids that a tool made from addresses (`get/users`, `users/list/get`) say
 * nothing that the address does not. Verbs alone need two ids, since the path keeps them honest.
 */
function trustedGrammars(operations: readonly Operation[]): Grammar[] {
  const identified = operations.filter(({ operationId }) => operationId !== undefined);
  const trusted: Grammar[] = [];
  for (const grammar of ["slash", "dot"] as const) {
    const members = identified.filter(({ operationId = "" }) => grammarOf(operationId) === grammar);
    const made = members.filter((operation) => repeatsAddress(operation, separators[grammar]));
    const isCommon = members.length > 0 && members.length >= identified.length * majority;
    if (isCommon && made.length < members.length / 2) trusted.push(grammar);
  }
  const underscored = identified.filter(({ operationId = "" }) => grammarOf(operationId) === "underscore");
  const isAlone = underscored.length > 0 && underscored.length === identified.length;
  if (underscored.length >= 2 || isAlone) trusted.push("underscore");
  return trusted;
}

function repeatsAddress({ operationId = "", address }: Operation, separator: string): boolean {
  const parts = operationId.toLowerCase().split(separator);
  const isMethod = (part: string | undefined) => part === address.method;
  const names = parts.filter((part) => !isMethod(part));
  const statics = address.path
    .toLowerCase()
    .split("/")
    .filter((segment) => segment !== "" && !segment.includes("{"));
  return isMethod(parts[0]) || (isMethod(parts.at(-1)) && names.every((part) => statics.includes(part)));
}

function repetitions(ids: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(ids.filter((id) => seen.has(id) || !seen.add(id)));
}

/** Google's ids all start with the API's own name (`drive.files.list`): as many leading parts as all ids of a grammar share. */
function commonRoots(ids: readonly string[], trusted: ReadonlySet<Grammar>): ReadonlyMap<Grammar, number> {
  const roots = new Map<Grammar, number>();
  for (const grammar of ["slash", "dot"] as const) {
    if (!trusted.has(grammar)) continue;
    const members = ids.filter((id) => grammarOf(id) === grammar).map((id) => id.split(separators[grammar]));
    const shortest = Math.min(...members.map((parts) => parts.length));
    let shared = 0;
    while (shared < shortest - 2 && new Set(members.map((parts) => parts[shared])).size === 1) shared += 1;
    roots.set(grammar, members.length > 1 ? shared : 0);
  }
  return roots;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
