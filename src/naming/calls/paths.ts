/**
 * Paths as naming sees them: the segments that carry meaning, in a tree that shows which paths are beside and below.
 *
 * A version prefix and a prefix shared by nearly all paths say nothing about one operation. They are dropped, unless that
 * would leave a path without a segment.
 */
import type { Operation } from "../../api/api.js";
import { mostFrequent } from "./frequency.js";

export interface Route {
  readonly operation: Operation;
  /** In path order, without a dropped prefix and the query of the path. */
  readonly segments: readonly Segment[];
  /** Whether the path carries `?beta=true`. */
  readonly beta: boolean;
}

export interface Segment {
  readonly kind: "static" | "parameter";
  readonly text: string;
}

export interface PathNode {
  readonly segment: Segment;
  readonly parent?: PathNode;
  readonly children: ReadonlyMap<string, PathNode>;
  readonly routes: readonly Route[];
}

interface GrowingNode extends PathNode {
  readonly children: Map<string, GrowingNode>;
  readonly routes: Route[];
}

const versionShape = /^v\d+(?:[._-]\d+)*(?:(?:alpha|beta|rc)\d*)?$|^\d{4}-\d{2}(?:-\d{2})?$/i;
const fileEnding = /\.(?:json|jsonl|xml|ya?ml|txt|csv|pdf|html?|js|ics|png|svg)$/i;
const template = /\{([^{}]*)\}/;
/** A prefix counts as shared from this share of all paths on … */
const nearlyAll = 0.9;
/** A mount, `/api`, from this one on: what stands beside it is a check of health or the like. */
const mostly = 0.75;
/** … and only where at least so many different segments follow it: two resources below `/admin` are not "all". */
const manyBranches = 3;
/** Segments that say where the API is mounted, and name no resource. */
const mountWord = /^(?:apis?|rest|public)$/i;

/** Whether a segment is a version and names no resource: `v2`, `v1beta1`, `2024-10-01`. */
export function isVersion(text: string): boolean {
  return versionShape.test(text);
}

/** The routes of all operations, in their order, without prefixes that say nothing about one operation. */
export function readRoutes(operations: readonly Operation[]): readonly Route[] {
  const routes = operations.map((operation): Route => {
    const [path = "", query = ""] = operation.address.path.split("?", 2);
    return {
      operation,
      segments: path.split(/[/#]/).flatMap(readSegment),
      beta: /(?:^|&)beta=true(?:&|$)/.test(query),
    };
  });
  return dropPrefixes(routes);
}

function readSegment(text: string): Segment[] {
  if (text === "") return [];
  const parameter = template.exec(text);
  if (parameter) {
    const action = /:([A-Za-z]\w*)$/.exec(text.slice(text.lastIndexOf("}") + 1))?.[1];
    return [{ kind: "parameter", text: parameter[1] ?? "" }, ...staticSegments(action)];
  }
  if (fileEnding.test(text)) return staticSegments(text);
  return text.split(/[:.]/).flatMap(staticSegments);
}

function staticSegments(text: string | undefined): Segment[] {
  return text ? [{ kind: "static", text }] : [];
}

function dropPrefixes(routes: readonly Route[], version?: string): readonly Route[] {
  // Only one version is dropped: in a document of several, the others distinguish their operations.
  const dropping = version ?? mostFrequent(routes.map((route) => staticAt(route, 0)).filter(isVersion));
  const unversioned =
    version === undefined && dropping !== undefined ? withoutVersion(routes, dropping) : withoutMount(routes);
  const dropped = withoutPrefix(unversioned, sharedPrefix(unversioned));
  return dropped.some((route, index) => route !== routes[index]) ? dropPrefixes(dropped, dropping) : dropped;
}

/**
 * Without the version, and what has both `/v1/threads` and `/threads` keeps the two apart: the latter is `unversioned`,
 * if enough of the document has the version for it to be more than a newcomer.
 */
function withoutVersion(routes: readonly Route[], version: string): readonly Route[] {
  const versioned = routes.filter((route) => staticAt(route, 0) === version);
  const resources = new Set(versioned.map((route) => staticAt(route, 1)).filter((text) => text !== ""));
  if (versioned.length < routes.length / 4) return withoutPrefix(routes, [version]);
  const apart = routes.map((route) =>
    resources.has(staticAt(route, 0))
      ? { ...route, segments: [...staticSegments("unversioned"), ...route.segments] }
      : route,
  );
  return withoutPrefix(apart, [version]);
}

/** Without what stands before a version (`/openai/v1/models`), where at least half of the routes have it. */
function withoutMount(routes: readonly Route[]): readonly Route[] {
  const mounts = routes.map(mountOf);
  const most = mostFrequent(mounts.filter((mount) => mount !== ""));
  const isShared = mounts.filter((mount) => mount === most).length >= routes.length / 2;
  return most !== undefined && isShared ? withoutPrefix(routes, most.split("/")) : routes;
}

function mountOf({ segments }: Route): string {
  const version = segments.findIndex(({ kind, text }) => kind === "static" && isVersion(text));
  const before = segments.slice(0, Math.max(0, version));
  return before.every(({ kind }) => kind === "static") ? before.map(({ text }) => text).join("/") : "";
}

/** The longest prefix that nearly all routes share and that says nothing: enough different segments follow it. */
function sharedPrefix(routes: readonly Route[]): readonly string[] {
  const prefix: string[] = [];
  let shared: readonly string[] = [];
  for (let below = routes; ; prefix.push(staticAt(below[0], prefix.length))) {
    if (prefix.length > 0 && saysNothing(below, prefix)) shared = [...prefix];
    const depth = prefix.length;
    const next = mostFrequent(below.map((route) => staticAt(route, depth)).filter((text) => text !== ""));
    below = below.filter((route) => next !== undefined && staticAt(route, depth) === next);
    const enough = prefix.length === 0 && mountWord.test(next ?? "") ? mostly : nearlyAll;
    if (below.length === 0 || below.length < routes.length * enough) return shared;
  }
}

/** Whether many resources stand below a prefix. Of `/api` and of a version that is known, unless parameters follow it. */
function saysNothing(below: readonly Route[], prefix: readonly string[]): boolean {
  const following = below.map((route) => staticAt(route, prefix.length));
  const last = prefix.at(-1) ?? "";
  if (mountWord.test(last) || isVersion(last))
    return following.filter((text) => text === "").length < following.length / 2;
  return !following.includes("") && new Set(following).size >= manyBranches;
}

/** Drops as much of a prefix as each route has, and leaves it one segment at least. */
function withoutPrefix(routes: readonly Route[], prefix: readonly string[]): readonly Route[] {
  return routes.map((route) => {
    const differs = prefix.findIndex((text, index) => staticAt(route, index) !== text);
    const count = Math.min(differs < 0 ? prefix.length : differs, route.segments.length - 1);
    return count > 0 ? { ...route, segments: route.segments.slice(count) } : route;
  });
}

function staticAt(route: Route | undefined, index: number): string {
  const segment = route?.segments[index];
  return segment?.kind === "static" ? segment.text : "";
}

/** Finds each route's node in the tree of all paths. Parameters below one node are one node, whatever their names. */
export function plantPaths(routes: readonly Route[]): (route: Route) => PathNode {
  const root: GrowingNode = { segment: { kind: "static", text: "" }, children: new Map(), routes: [] };
  const nodes = new Map<Route, PathNode>();
  for (const route of routes) {
    const node = route.segments.reduce(childOf, root);
    node.routes.push(route);
    nodes.set(route, node);
  }
  return (route) => nodes.get(route) ?? root;
}

function childOf(parent: GrowingNode, segment: Segment): GrowingNode {
  const key = segment.kind === "parameter" ? "{}" : segment.text;
  const known = parent.children.get(key);
  if (known) return known;
  const child: GrowingNode = { segment, parent, children: new Map(), routes: [] };
  parent.children.set(key, child);
  return child;
}

/** Whether a path is that of a prefix or below it, `/admin` and `/admin/*` being one prefix. */
export function isBelow(path: string, prefix: string): boolean {
  const start = prefix.replace(/\/?\*?$/, "");
  return path === start || path.startsWith(`${start}/`) || path.startsWith(`${start}?`) || path.startsWith(`${start}:`);
}
