/**
 * Calls from operationIds. One id proves nothing: ids are believed where enough of a document's ids share a grammar.
 *
 * - `group/verb` (GitHub) and `group.verb` (Google) give the whole call;
 * - `Resource_verb`, and `Controller.verb` of web frameworks, gives the verb, because its resource is one word where the API has several levels;
 * - any other id is a name of its own, and is used only where no other evidence gives one.
 */
import type { Operation } from "../../api/api.js";
import { candidate } from "../calls/candidates.js";
import { asWritten, camelCase } from "../identifiers.js";
import type { EvidencePlace } from "../findings/reasons.js";
import { comparable } from "../calls/words.js";
import type { Convention, EvidenceReader, OperationIdReading } from "./evidence.js";
import { controllerVerb, handlerName } from "./id-verbs.js";

type Grammar = "slash" | "dot" | "underscore" | "none";

/** The share of a document's ids that must follow a grammar that decides whole calls. */
const majority = 0.6;

const shapes = {
  slash: /^[A-Za-z][\w-]*(?:\/[A-Za-z][\w-]*)+$/,
  dot: /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+$/,
  underscore: /^[A-Z][A-Za-z0-9]*_[A-Za-z][A-Za-z0-9]*(?:_v\d+)?$/,
} as const;

const separators = { slash: "/", dot: "." } as const;

/** Judges the grammar of all ids of a document, and returns a reader of single ids. */
export function operationIdReader(operations: readonly Operation[]): (operation: Operation) => OperationIdReading {
  const ids = operations.flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId]));
  const trusted = new Set(trustedGrammars(operations));
  const repeated = repetitions(ids);
  const common = commonRoots(ids, trusted);
  return ({ operationId: id, address }) => {
    if (id === undefined || repeated.has(id)) return {};
    const operationId = withoutMethod(id);
    const grammar = grammarOf(operationId);
    if (grammar === "none" || !trusted.has(grammar)) return {};
    if (grammar === "underscore") {
      const [resource = "", verb = ""] = operationId.split("_");
      // Azure's paths name the provider and the scope, and its ids the resource.
      const isProvided = /\/providers\/[^/]+\.[^/]+\//.test(address.path);
      if (isProvided) return { call: [resource, verb].map(camelCase) };
      return { resource, verb: asWritten(lowerFirst(verb)) };
    }
    const written = operationId.split(separators[grammar]);
    const controller = written.at(-2) ?? "";
    // LoopBack's and Phoenix's: `TodoController.findById`, `AppWeb.UserController.index`.
    if (/[a-z]Controller$/.test(controller)) return { resource: controller, verb: asWritten(written.at(-1) ?? "") };
    const parts = written.map(asWritten);
    return { call: parts.slice(common.get(grammar) ?? 0) };
  };
}

/** Reads an id that is the whole call. */
export const operationIdCall: EvidenceReader = ({ route: { operation }, id }) =>
  id.call ? [candidate({ kind: "operationIdCall", id: operation.operationId ?? "" }, id.call, placeOf(operation))] : [];

/** Reads an id that gives the verb; the namespace is that of the neighbours, or of the path. */
export const operationIdVerb: EvidenceReader = ({ route: { operation }, id, convention, neighbour }) => {
  if (id.verb === undefined) return [];
  const cause = { kind: "operationIdVerb", id: operation.operationId ?? "" } as const;
  const namespace = neighbour?.namespace ?? convention.namespace;
  const own = ownLevel(convention, id);
  const isController = /Controller$/.test(id.resource ?? "");
  const verb = own.length > 0 ? id.verb : controllerVerb(id.verb, convention, operation.address, isController);
  const segments = [...namespace, ...own, verb];
  return [candidate(neighbour ? { ...cause, neighbours: neighbour.of } : cause, segments, placeOf(operation))];
};

/** `Metadata_retrieve` on a path that ends in `/metadata` means the resource of that name, and not an action. */
function ownLevel(convention: Convention, { resource, verb }: OperationIdReading): readonly string[] {
  const isNamed = convention.isAction && verb !== convention.verb && resource !== undefined;
  return isNamed && comparable(resource).endsWith(comparable(convention.verb)) ? [convention.verb] : [];
}

/**
 * Reads an id of any form as a name: `createChatCompletion`, and `get_user` as `getUser`. Where a path names nothing
 * (`GET /{id}`, no tag) that says more than the HTTP method; elsewhere it is the last resort.
 */
export function operationIdName(use: "path names nothing" | "last resort"): EvidenceReader {
  return ({ route: { operation }, id, convention, neighbour }) => {
    const { operationId } = operation;
    if (operationId === undefined || operationId === "") return [];
    const namespace = neighbour?.namespace ?? convention.namespace;
    const isPathNameless = use === "path names nothing";
    if (isPathNameless && (namespace.length > 0 || convention.isAction || id.call !== undefined)) return [];
    const cause = { kind: "operationIdName", id: operationId, isPathNameless } as const;
    const said = isPathNameless ? (id.verb ?? handlerName(operation)) : operationId;
    return [candidate(cause, [...namespace, camelCase(said)], placeOf(operation))];
  };
}

function placeOf({ pointer, operationId }: Operation): EvidencePlace {
  return { pointer: operationId === undefined ? pointer : `${pointer}/operationId` };
}

/** Encore's ids start with the HTTP method: `POST:url.shorten`. */
function withoutMethod(id: string): string {
  return id.replace(/^[A-Z]+:/, "");
}

function grammarOf(written: string): Grammar {
  const id = withoutMethod(written);
  if (shapes.slash.test(id)) return "slash";
  if (shapes.dot.test(id)) return "dot";
  return shapes.underscore.test(id) ? "underscore" : "none";
}

/**
 * Ids are trusted with whole calls where a majority has the grammar and a person wrote them: ids that a tool made from
 * addresses (`get/users`, `users/list/get`) say nothing that the address does not. Two ids are enough for verbs alone,
 * since the path still gives the resource.
 */
function trustedGrammars(operations: readonly Operation[]): Grammar[] {
  const identified = operations.filter(({ operationId }) => operationId !== undefined);
  const byGrammar = new Map<Grammar, Operation[]>();
  for (const operation of identified) {
    const grammar = grammarOf(operation.operationId ?? "");
    const members = byGrammar.get(grammar);
    if (members) members.push(operation);
    else byGrammar.set(grammar, [operation]);
  }
  const trusted: Grammar[] = [];
  for (const grammar of ["slash", "dot"] as const) {
    const members = byGrammar.get(grammar) ?? [];
    const made = members.filter((operation) => repeatsAddress(operation, separators[grammar]));
    const isCommon = members.length > 0 && members.length >= identified.length * majority;
    if (isCommon && made.length < members.length / 2) trusted.push(grammar);
  }
  const underscored = byGrammar.get("underscore") ?? [];
  const isAlone = underscored.length > 0 && underscored.length === identified.length;
  if (underscored.length >= 2 || isAlone) trusted.push("underscore");
  return trusted;
}

function repeatsAddress({ operationId = "", address }: Operation, separator: string): boolean {
  const parts = withoutMethod(operationId).toLowerCase().split(separator);
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
    const members = ids
      .filter((id) => grammarOf(id) === grammar)
      .map((id) => withoutMethod(id).split(separators[grammar]));
    const shortest = members.reduce((least, { length }) => Math.min(least, length), Infinity);
    let shared = 0;
    while (shared < shortest - 2 && new Set(members.map((parts) => parts[shared])).size === 1) shared += 1;
    roots.set(grammar, members.length > 1 ? shared : 0);
  }
  return roots;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
