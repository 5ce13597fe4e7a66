/**
 * The call that a path suggests where no other evidence does: static segments name the resource, and the HTTP method and
 * the last segment give the verb.
 */
import type { HttpMethod } from "../../api/api.js";
import { candidate } from "../candidates.js";
import { camelCase } from "../identifiers.js";
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
  const tail = actionTail(route, node);
  const statics = staticsAbove(tail ? parentOf(node) : node, plurals);
  const namespace = [...front, ...(statics.length > 0 || tail ? statics : tagNamespace(route))];
  if (tail) return { namespace, verb: camelCase(tail), isAction: true, rule: { kind: "action", segment: tail } };
  const { method } = route.operation.address;
  const lastSegment = node.segment.kind === "parameter" ? undefined : node.segment.text;
  return { namespace, verb: verbOf(method, node), isAction: false, rule: { kind: "method", method, lastSegment } };
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

/** The last segment, where it names an action and not a resource. */
function actionTail(route: Route, node: PathNode): string | undefined {
  const { kind, text } = node.segment;
  if (kind === "parameter" || !node.parent || node.children.size > 0 || node.routes.length > 1) return undefined;
  const isWord = isAction(text) && !isPlural(text);
  const belowItem = node.parent.segment.kind === "parameter";
  switch (route.operation.address.method) {
    case "get":
      return (belowItem && !isPlural(text)) || (node.parent.parent && (isWord || isRelative(text))) ? text : undefined;
    case "post":
      return isWord || (belowItem && !isPlural(text)) ? text : undefined;
    case "put":
    case "patch":
      return isWord ? text : undefined;
    default:
      return undefined;
  }
}

function verbOf(method: HttpMethod, node: PathNode): string {
  const beside = new Set(node.routes.map((route) => route.operation.address.method));
  return node.segment.kind === "parameter" ? itemVerb(method, beside, node) : collectionVerb(method, node, beside);
}

function itemVerb(method: HttpMethod, beside: ReadonlySet<HttpMethod>, node: PathNode): string {
  if (method === "put" && beside.has("patch")) return "replace";
  if (method !== "post") return conventionalVerb(method);
  const canBeMadeElsewhere = node.parent?.routes.some((route) => route.operation.address.method === "post") ?? false;
  const isUpdate = canBeMadeElsewhere && !beside.has("put") && !beside.has("patch");
  return isUpdate ? "update" : "create";
}

function collectionVerb(method: HttpMethod, node: PathNode, beside: ReadonlySet<HttpMethod>): string {
  const hasItems = node.children.has("{}");
  if (method === "get") return hasItems || isPlural(node.segment.text) ? "list" : "retrieve";
  if (method === "put" && beside.has("patch")) return hasItems ? "replaceAll" : "replace";
  const verb = conventionalVerb(method);
  return hasItems && (verb === "delete" || verb === "update") ? `${verb}All` : verb;
}
