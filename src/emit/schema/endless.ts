/** Finds schemas that contain themselves without an object or a list in between: they allow no finite value. */
import type { Json, JsonObject } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member } from "../../document/refs.js";

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Returns the name of the first such component schema, in document order.
 *
 * @param root holds the component schemas that will become types
 */
export function findEndless(root: JsonObject): string | undefined {
  const schemas = member(member(root, "components"), "schemas");
  const entries = Object.entries(isObject(schemas) ? schemas : {});
  const endless = new Set(onCycles(new Map(entries.map(([name, schema]) => [refTo(name), partsOf(schema)]))));
  return entries.find(([name]) => endless.has(refTo(name)))?.[0];
}

function refTo(name: string): string {
  return pointerOf("components", "schemas", name);
}

/** Removes nodes without successors, then nodes without predecessors: only cycles and the paths between them remain. */
function onCycles(graph: Graph): readonly string[] {
  const withEnds = withoutEnds(graph);
  return [...withoutEnds(reversed(withEnds)).keys()];
}

/** The nodes of a graph from which an infinite path begins. */
function withoutEnds(graph: Graph): Graph {
  const left = new Map([...graph].map(([at, next]) => [at, new Set([...next].filter((to) => graph.has(to)))]));
  const before = reversed(left);
  const ends = [...left].flatMap(([at, next]) => (next.size === 0 ? [at] : []));
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    left.delete(end);
    for (const at of before.get(end) ?? []) {
      const next = left.get(at);
      if (next?.delete(end) && next.size === 0) ends.push(at);
    }
  }
  return left;
}

function reversed(graph: Graph): Graph {
  const result = new Map([...graph.keys()].map((at) => [at, new Set<string>()]));
  for (const [at, next] of graph) for (const to of next) result.get(to)?.add(at);
  return result;
}

/** References in a schema and its `allOf`, `oneOf` and `anyOf`, but not in its properties or items. */
function partsOf(schema: Json | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Json | undefined): void => {
    if (!isObject(node)) return;
    const ref = member(node, "$ref");
    if (typeof ref === "string") found.add(ref);
    for (const key of ["allOf", "oneOf", "anyOf"]) itemsOf(node, key).forEach(visit);
  };
  visit(schema);
  return found;
}

function itemsOf(node: JsonObject, key: string): readonly Json[] {
  const list = member(node, key);
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}
