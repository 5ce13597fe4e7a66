/**
 * The call that a path suggests where no other evidence does: static segments name the resource, and the HTTP method and
 * the last segment give the verb.
 */
import type { HttpMethod } from "../../api/api.js";
import { candidate } from "../calls/candidates.js";
import { camelCase, words } from "../identifiers.js";
import type { PathNode, Route, Segment } from "../calls/paths.js";
import { conventionalVerb, isAction } from "../calls/verbs.js";
import { comparable, isPlural, isRelative, isSetting, singular } from "../calls/words.js";
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
  const { method } = route.operation.address;
  const front = route.beta ? ["beta"] : [];
  const chained = chainedAction(method, node);
  const action = chained ?? actionNode(route, node);
  const statics = staticsAbove(action ? parentOf(action) : node, plurals);
  const namespace = [...front, ...(statics.length > 0 || action ? statics : tagNamespace(route))];
  if (action === undefined && isPartOfItem(node) && WRITES.has(method)) return writtenPart(route, node, namespace);
  if (action) {
    const { text } = action.segment;
    const segment = chained ? `${text}/${node.segment.text}` : text;
    const verb = chained ? chainedVerb(text, node.segment.text) : camelCase(text);
    return { namespace, verb, isAction: true, rule: { kind: "action", segment } };
  }
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

/**
 * The segment that is one method with the one below it: `/quotes/{id}/authorize/resend` is `quotes.authorizeResend`,
 * `POST /webhooks/{id}/secret/rotate` is `webhooks.rotateSecret`, and `GET /agents/search/count` is `agents.searchCount`.
 */
function chainedAction(method: HttpMethod, node: PathNode): PathNode | undefined {
  const { segment, parent } = node;
  if (!parent?.parent?.parent || !isOne(parent)) return undefined;
  const isBelowItem = parent.parent.segment.kind === "parameter";
  if (isAction(parent.segment.text))
    return segment.kind === "static" && (isBelowItem || (method === "get" && isOne(node))) ? parent : undefined;
  return isBelowItem && method === "post" && isAction(segment.text) && isOne(node) ? parent : undefined;
}

/** Whether all that stands at and below a segment is one method with the segment above. */
function isChained(node: PathNode): boolean {
  return node.children.size === 0 && node.routes.every((route) => chainedAction(methodOf(route), node) !== undefined);
}

function chainedVerb(first: string, second: string): string {
  return camelCase(isAction(first) ? `${first}-${second}` : `${second}-${first}`);
}

/** Whether a segment names one thing, and no collection. */
function isOne({ segment: { kind, text }, children }: PathNode): boolean {
  return kind === "static" && !isPlural(text) && !children.has("{}");
}

/** Whether the last segment names an action and not a resource: a verb does, whatever stands beside and below it. */
function isActionTail(route: Route, node: PathNode): boolean {
  const { text } = node.segment;
  if (!node.parent) return false;
  const isWord = isAction(text) && isOne(node);
  switch (methodOf(route)) {
    case "get":
      return isPartOfItem(node) || (node.parent.parent !== undefined && (isWord || isLoneRelative(node)));
    case "post":
      return isWord || isPartOfItem(node) || words(text)[0] === "create" || words(text)[0] === "delete";
    case "put":
    case "patch":
      return isWord;
    case "delete":
      return isWord || words(text)[0] === "delete";
    default:
      return false;
  }
}

/**
 * Whether a segment names a part of the item above it, and no resource: `GET /peers/{id}/card` is `peers.card`, also where
 * `PUT` is `peers.updateCard`. What is both read and made is a resource: `/agents/{id}/schedule` with GET and POST.
 */
function isPartOfItem(node: PathNode): boolean {
  const { text } = node.segment;
  const isBelowItem = node.segment.kind === "static" && node.parent?.segment.kind === "parameter";
  if (!isBelowItem || isPlural(text) || isSetting(text) || ![...node.children.values()].every(isChained)) return false;
  const methods = new Set(node.routes.map(methodOf));
  return !(methods.has("get") && methods.has("post"));
}

function isLoneRelative({ segment, children, routes }: PathNode): boolean {
  return (
    isRelative(segment.text) &&
    [...children.values()].every(isChained) &&
    new Set(routes.filter(isCalled).map(methodOf)).size < 2
  );
}

/** The methods that change or remove a part of an item. */
const WRITES: ReadonlySet<HttpMethod> = new Set(["put", "patch", "delete"]);

/** `PUT /peers/{id}/card` is `peers.updateCard`. */
function writtenPart(route: Route, node: PathNode, namespace: readonly string[]): Convention {
  const { text } = node.segment;
  const beside = new Set(node.routes.map(methodOf));
  const verb = camelCase(`${itemVerb(methodOf(route), beside, node)}-${text}`);
  return {
    namespace: namespace.slice(0, -1),
    verb,
    isAction: true,
    rule: { kind: "part", segment: text, method: methodOf(route) },
  };
}

/** OPTIONS and HEAD stand aside, so that a path keeps its name when they appear: `docs.optionsExport`. */
function asideOf(
  method: HttpMethod,
  node: PathNode,
  namespace: readonly string[],
): Pick<Convention, "namespace" | "verb"> {
  if (node.segment.kind === "parameter") return { namespace, verb: method };
  if (node.children.has("{}") || (namespace.length < 2 && !isAction(node.segment.text)))
    return { namespace, verb: `${method}All` };
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
  if (node.segment.kind === "static") return collectionVerb(route, node, beside);
  return camelCase([itemVerb(method, beside, node), ...innerItem(route)].join("-"));
}

/** The item that the last parameter names if the parameter before it is the collection's own: `/folders/{folder_id}/{file_id}` has a file. */
function innerItem({ segments }: Route): readonly string[] {
  const [collection, own, inner] = segments.slice(-3);
  if (collection?.kind !== "static" || own?.kind !== "parameter" || inner?.kind !== "parameter") return [];
  const isOf = ({ text }: Segment) => words(text).includes(singular(words(collection.text).at(-1) ?? ""));
  return isOf(own) && !isOf(inner) ? words(inner.text).filter((word) => !identifying.test(word)) : [];
}

/** Words that say by what a thing is known, and not what it is. */
const identifying = /^(?:id|uuid|guid|key|name|slug|token|code|number)$/;

function itemVerb(method: HttpMethod, beside: ReadonlySet<HttpMethod>, node: PathNode): string {
  if (method === "put" && beside.has("patch")) return "replace";
  if (method !== "post") return conventionalVerb(method);
  const { segment, routes } = parentOf(node);
  const canBeMadeElsewhere = segment.kind === "static" && routes.some((route) => methodOf(route) === "post");
  return canBeMadeElsewhere && !beside.has("put") && !beside.has("patch") ? "update" : "create";
}

function collectionVerb(route: Route, node: PathNode, beside: ReadonlySet<HttpMethod>): string {
  const method = methodOf(route);
  const hasItems = node.children.has("{}");
  const isMany = isPlural(node.segment.text);
  const { pages, summary = "" } = route.operation;
  const saysList = pages !== undefined || /^(?:get )?(?:a )?lists?\b/i.test(summary);
  if (method === "get") return isMany || hasItems || saysList ? "list" : "retrieve";
  if (method === "put" && beside.has("patch")) return hasItems ? "replaceAll" : "replace";
  const verb = conventionalVerb(method);
  const isWhole = (verb === "delete" && hasItems) || (verb === "update" && (isMany || hasItems));
  return isWhole ? `${verb}All` : verb;
}
