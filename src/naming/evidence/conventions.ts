/**
 * The call that a path suggests where no other evidence does: static segments name the resource, and the HTTP method and
 * the last segment give the verb.
 */
import type { HttpMethod } from "../../api/api.js";
import { candidate } from "../candidates.js";
import { camelCase, words } from "../identifiers.js";
import { isVersion, type PathNode, type Route } from "../paths.js";
import { conventionalVerb, isAction } from "../verbs.js";
import { comparable, isPlural, isRelative } from "../words.js";
import type { Convention, EvidenceReader } from "./evidence.js";

/** Reads the convention's candidate: in the namespace of known neighbours, or in the one that the path names. */
export function conventionalCall(namespace: "among neighbours" | "by path"): EvidenceReader {
  return ({ route, convention, neighbour }) => {
    const { rule, verb } = convention;
    const place = { pointer: route.operation.pointer };
    if (namespace === "by path")
      return [candidate({ kind: "convention", rule }, [...convention.namespace, verb], place)];
    if (!neighbour) return [];
    return [candidate({ kind: "convention", rule, neighbours: neighbour.of }, [...neighbour.namespace, verb], place)];
  };
}

/** Reads the call of one route from where its path is in the tree of all paths. */
export function conventionOf(
  route: Route,
  node: PathNode,
  plurals: ReadonlyMap<string, string> = new Map(),
): Convention {
  const front = route.beta ? ["beta"] : [];
  const listing = listingRoot(node);
  if (listing) return listingCall([...front, ...staticsAbove(listing, plurals)], node, listing);
  const action = actionNode(route, node);
  const statics = staticsAbove(action ? parentOf(action) : node, plurals);
  const namespace = [...front, ...(statics.length > 0 || action ? statics : tagNamespace(route))];
  if (action) {
    const { text } = action.segment;
    return { namespace, verb: camelCase(text), isAction: true, rule: { kind: "action", segment: text } };
  }
  const { method } = route.operation.address;
  const lastSegment = node.segment.kind === "parameter" ? undefined : node.segment.text;
  if (!isCalled(route))
    return { ...asideOf(method, node, namespace), isAction: false, rule: { kind: "method", method, lastSegment } };
  return { namespace, verb: verbOf(route, node), isAction: false, rule: { kind: "method", method, lastSegment } };
}

function parentOf(node: PathNode): PathNode {
  return node.parent ?? node;
}

/** The names of the static segments from the root down to a node, in the plural where a tag spells that. */
function staticsAbove(node: PathNode, plurals: ReadonlyMap<string, string>): string[] {
  const names: string[] = [];
  for (let at: PathNode | undefined = node; at?.parent; at = at.parent) {
    if (at.segment.kind === "static")
      names.unshift(camelCase(pluralTwin(at) ?? taggedPlural(at, plurals) ?? at.segment.text));
  }
  return names;
}

/** `/user/{id}` beside `/users` is one resource under its plural. */
function pluralTwin(node: PathNode): string | undefined {
  const { text } = node.segment;
  if (isPlural(text) || !node.parent || node.routes.length > 0 || !node.children.has("{}")) return undefined;
  for (const ending of [`${text}s`, `${text}es`, text.replace(/y$/, "ies")]) {
    const twin = node.parent.children.get(ending);
    if (ending !== text && twin && twin.routes.length > 0 && !twin.children.has("{}")) return ending;
  }
  return undefined;
}

/** `/project/{id}` under the tag `Projects`: the number of a resource is that of its tag. */
function taggedPlural({ segment, children }: PathNode, plurals: ReadonlyMap<string, string>): string | undefined {
  const isCollection = children.has("{}") && !isPlural(segment.text);
  return isCollection ? plurals.get(comparable(segment.text)) : undefined;
}

function tagNamespace(route: Route): readonly string[] {
  const [tag] = route.operation.tags;
  return tag === undefined ? [] : [camelCase(tag)];
}

/**
 * The nearest node above that only groups listings: nothing but GET below it, no operation of its own, and no
 * collection with items. `/analytics/graphs/users` is then `analytics.graphs.users`.
 */
function listingRoot(node: PathNode): PathNode | undefined {
  for (let at: PathNode | undefined = staticNode(node)?.parent; at?.parent; at = at.parent) {
    if (isListing(at)) return at;
  }
  return undefined;
}

/** The node itself, or the static node whose parameters it is. */
function staticNode(node: PathNode): PathNode | undefined {
  let at: PathNode | undefined = node;
  while (at?.segment.kind === "parameter") at = at.parent;
  return at;
}

function isListing(node: PathNode): boolean {
  const known = listings.get(node);
  if (known !== undefined) return known;
  const answer = groupsListings(node);
  listings.set(node, answer);
  return answer;
}

/** A cache: every operation asks about the nodes above it, and a tree does not change once it is planted. */
const listings = new WeakMap<PathNode, boolean>();

function groupsListings(node: PathNode): boolean {
  const isNamed = node.segment.kind === "static" && !isVersion(node.segment.text);
  const isGroup = isNamed && node.routes.length === 0 && !node.children.has("{}");
  return isGroup && everyBelow(node, isLookup) && staticBalance(node) > 0;
}

/** How many more operations below end in a static segment than in a parameter: lookups of single items are not listings. */
function staticBalance(node: PathNode): number {
  return [...node.children.values()].reduce(
    (sum, child) =>
      sum + staticBalance(child) + (child.segment.kind === "static" ? child.routes.length : -child.routes.length),
    0,
  );
}

function everyBelow(node: PathNode, holds: (node: PathNode) => boolean): boolean {
  return [...node.children.values()].every((child) => holds(child) && everyBelow(child, holds));
}

/** Whether all operations of a node are GETs, and it is not both a collection and the way to its items. */
function isLookup(node: PathNode): boolean {
  const parameter = node.children.get("{}");
  const onlyReads = node.routes.every((route) => route.operation.address.method === "get");
  const hasItems = node.segment.kind === "static" && parameter !== undefined && node.routes.length > 0;
  const goesOn = node.segment.kind === "parameter" && [...node.children.keys()].some((key) => key !== "{}");
  return onlyReads && !hasItems && !goesOn;
}

function listingCall(namespace: readonly string[], node: PathNode, root: PathNode): Convention {
  const below: string[] = [];
  for (let at: PathNode | undefined = node; at && at !== root; at = at.parent) {
    if (at.segment.kind === "static") below.unshift(at.segment.text);
  }
  return {
    namespace,
    verb: camelCase(below.join("-")),
    isAction: true,
    rule: { kind: "listing", root: root.segment.text },
  };
}

/** The node of an action: the last segment, or one that a last parameter follows (`/tools/attach/{tool_id}`). */
function actionNode(route: Route, node: PathNode): PathNode | undefined {
  if (node.segment.kind === "static") return isActionTail(route, node) ? node : undefined;
  const { parent } = node;
  // At the root of the path, a word before a parameter is the resource: there is no other.
  if (parent?.segment.kind !== "static" || !parent.parent?.parent || parent.routes.length > 0) return undefined;
  const { method } = route.operation.address;
  const isWord = method !== "get" && isAction(parent.segment.text) && !isPlural(parent.segment.text);
  const [verb, ...more] = words(parent.segment.text);
  return isWord || verb === conventionalVerb(method) || (verb === method && more.length > 0) ? parent : undefined;
}

/** Whether the last segment names an action and not a resource: a verb does, whatever stands beside and below it. */
function isActionTail(route: Route, node: PathNode): boolean {
  const { text } = node.segment;
  if (!node.parent) return false;
  const isWord = isAction(text) && !isPlural(text) && !node.children.has("{}");
  const isAlone = node.children.size === 0 && new Set(node.routes.filter(isCalled).map(methodOf)).size < 2;
  const isThing = isAlone && node.parent.segment.kind === "parameter" && !isPlural(text);
  switch (methodOf(route)) {
    case "get":
      return isThing || (node.parent.parent !== undefined && (isWord || (isAlone && isRelative(text))));
    case "post":
      return isWord || isThing || words(text)[0] === "create" || words(text)[0] === "delete";
    case "put":
    case "patch":
      return isWord;
    case "delete":
      return isWord || words(text)[0] === "delete";
    default:
      return false;
  }
}

/** OPTIONS and HEAD stand aside, so that a path keeps its name when they appear: `docs.optionsExport`. */
function asideOf(
  method: HttpMethod,
  node: PathNode,
  namespace: readonly string[],
): Pick<Convention, "namespace" | "verb"> {
  if (node.segment.kind === "parameter") return { namespace, verb: method };
  if (node.children.has("{}") || namespace.length < 2) return { namespace, verb: `${method}All` };
  return { namespace: namespace.slice(0, -1), verb: camelCase(`${method}-${node.segment.text}`) };
}

function methodOf({ operation }: Route): HttpMethod {
  return operation.address.method;
}

/** OPTIONS and HEAD stand beside every other method, and say nothing of it. */
function isCalled(route: Route): boolean {
  return methodOf(route) !== "options" && methodOf(route) !== "head";
}

function verbOf(route: Route, node: PathNode): string {
  const method = methodOf(route);
  const beside = new Set(node.routes.map((route) => route.operation.address.method));
  return node.segment.kind === "parameter" ? itemVerb(method, beside, node) : collectionVerb(route, node, beside);
}

function itemVerb(method: HttpMethod, beside: ReadonlySet<HttpMethod>, node: PathNode): string {
  if (method === "put" && beside.has("patch")) return "replace";
  if (method !== "post") return conventionalVerb(method);
  const canBeMadeElsewhere = node.parent?.routes.some((route) => route.operation.address.method === "post") ?? false;
  const isUpdate = canBeMadeElsewhere && !beside.has("put") && !beside.has("patch");
  return isUpdate ? "update" : "create";
}

function collectionVerb(route: Route, node: PathNode, beside: ReadonlySet<HttpMethod>): string {
  const method = methodOf(route);
  const hasItems = node.children.has("{}");
  const isMany = isPlural(node.segment.text);
  if (method === "get") return isMany || hasItems || route.operation.pages !== undefined ? "list" : "retrieve";
  if (method === "put" && beside.has("patch")) return hasItems ? "replaceAll" : "replace";
  const verb = conventionalVerb(method);
  const isWhole = (verb === "delete" && hasItems) || (verb === "update" && (isMany || hasItems));
  return isWhole ? `${verb}All` : verb;
}
