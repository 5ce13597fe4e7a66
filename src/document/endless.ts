/**
 * Ends schemas that contain themselves without an object or a list in between. Read literally, they allow no finite value,
 * and no tool can write their type.
 */
import type { Diagnostic, Pointer, Position } from "../diagnostic.js";
import { UnusableInput } from "../diagnostic.js";
import { put } from "./bundle/bundling.js";
import type { Json, JsonObject } from "./document.js";
import type { Origins } from "./origin.js";
import { pointerOf, tokensOf } from "./pointer.js";
import { isList, isObject, member, refOf } from "./refs.js";
import type { Source } from "./text/source-file.js";

/** A document whose component schemas all end. */
export interface Ended {
  /** The same object if nothing changes. */
  readonly root: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

/** A reference from one component schema to another, outside its properties and items. */
interface Edge {
  readonly from: string;
  readonly to: string;
  /** Its place in the schema. */
  readonly tokens: readonly string[];
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** So many are not a slip: the document is refused, as it is for as many references that lead nowhere. */
const mostEndless = 20;

/** Through how many levels of such choices a schema gets what it extends. */
const deepestExtension = 8;

/** The keys of the parts that a value of a schema has, or may have, as a whole. */
const PARTS = ["allOf", "oneOf", "anyOf"] as const;

/** What a schema does not pass on to those that extend it. */
const OWN: ReadonlySet<string> = new Set(
  "oneOf anyOf discriminator title description example examples default".split(" "),
);

/**
 * Ends every endless component schema. A schema that extends a choice, and is an alternative of that choice, gets what
 * the choice declares itself; any other reference that closes a circle allows any value.
 *
 * @throws UnusableInput if too many references close a circle
 */
export function endSchemas(root: JsonObject, origins: Origins, source: Source): Ended {
  const opened = endAlternatives(root, origins, deepestExtension);
  const order = new Map(Object.keys(schemasOf(root)).map((name, index) => [name, index]));
  const closing = circular(opened.root).filter(({ from, to }) => (order.get(to) ?? 0) <= (order.get(from) ?? 0));
  const errors = closing.slice(0, mostEndless).map(endlessSchema);
  if (closing.length >= mostEndless) refuse(errors, (pointer) => origins.locate(root, source, pointer, true));
  const ended = withParts(opened.root, new Map(closing.map((edge) => [placeOf(edge), {}])), origins);
  return { root: ended, diagnostics: [...opened.diagnostics, ...errors] };
}

/** @throws UnusableInput with every finding at its position, since nobody will have the document to look it up in */
function refuse(errors: readonly Diagnostic[], locate: (pointer: Pointer) => Position): void {
  const [first, ...others] = errors.map((error) =>
    error.place !== undefined && "pointer" in error.place ? { ...error, place: locate(error.place.pointer) } : error,
  );
  if (first !== undefined) throw new UnusableInput(first, ...others);
}

/**
 * `Animal` is a `Cat` or a `Dog`, and both are all of `Animal`: what is meant is what `Animal` declares itself.
 *
 * @param levels what such a schema declares may extend another one: so often
 */
function endAlternatives(root: JsonObject, origins: Origins, levels: number): Ended {
  const edges = circular(root);
  const choosing = new Set(edges.filter(isChoice).map(({ from }) => from));
  const extending = edges.filter((edge) => edge.tokens.length > 0 && !isChoice(edge) && choosing.has(edge.to));
  if (extending.length === 0 || levels === 0) return { root, diagnostics: [] };
  const schemas = schemasOf(root);
  const declared = new Map([...new Set(extending.map(({ to }) => to))].map((name) => [name, passedOn(schemas[name])]));
  const parts = new Map(extending.map((edge) => [placeOf(edge), declared.get(edge.to) ?? {}]));
  const above = endAlternatives(withParts(root, parts, origins), origins, levels - 1);
  const isNew = ({ message }: Diagnostic) => above.diagnostics.every((other) => other.message !== message);
  const diagnostics = [...declared.keys()].map(endlessChoice).filter(isNew);
  return { root: above.root, diagnostics: [...diagnostics, ...above.diagnostics] };
}

function passedOn(schema: Json | undefined): JsonObject {
  return Object.fromEntries(Object.entries(isObject(schema) ? schema : {}).filter(([key]) => !OWN.has(key)));
}

function isChoice({ tokens }: Edge): boolean {
  return tokens.includes("oneOf") || tokens.includes("anyOf");
}

function placeOf({ from, tokens }: Edge): Pointer {
  return pointerOf("components", "schemas", from, ...tokens);
}

function schemasOf(root: JsonObject): JsonObject {
  const schemas = member(member(root, "components"), "schemas");
  return isObject(schemas) ? schemas : {};
}

/** The references that are parts of circles, in document order. */
function circular(root: JsonObject): readonly Edge[] {
  const schemas = schemasOf(root);
  const edges = Object.entries(schemas).flatMap(([name, schema]) => edgesOf(name, schema, []));
  if (edges.length === 0) return [];
  const graph = new Map(Object.keys(schemas).map((name) => [name, new Set<string>()]));
  for (const { from, to } of edges) graph.get(from)?.add(to);
  const circles = onCircles(graph);
  return edges.filter(({ from, to }) => circles.has(from) && circles.has(to));
}

/** The references in a schema and its `allOf`, `oneOf` and `anyOf`, but not in its properties or items. */
function edgesOf(from: string, node: Json | undefined, tokens: readonly string[]): readonly Edge[] {
  const to = componentIn(refOf(node));
  const inner = PARTS.flatMap((key) => {
    const list = member(node, key) ?? null;
    return isList(list) ? list.flatMap((part, index) => edgesOf(from, part, [...tokens, key, String(index)])) : [];
  });
  return to === undefined ? inner : [{ from, to, tokens }, ...inner];
}

/** The name of the component schema that a reference leads to; undefined if it leads elsewhere. */
function componentIn(ref: string | undefined): string | undefined {
  if (ref === undefined) return undefined;
  const [components, schemas, name, ...inner] = tokensOf(ref);
  return components === "components" && schemas === "schemas" && inner.length === 0 ? name : undefined;
}

/** Removes nodes without successors, then nodes without predecessors: only circles and the paths between them remain. */
function onCircles(graph: Graph): ReadonlySet<string> {
  return new Set(withoutEnds(reversed(withoutEnds(graph))).keys());
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

/** The document with some references replaced, by their places; what needs no change is shared. */
function withParts(root: JsonObject, parts: ReadonlyMap<Pointer, JsonObject>, origins: Origins): JsonObject {
  const components = member(root, "components");
  if (parts.size === 0 || !isObject(components)) return root;
  const schemas = copied(schemasOf(root), origins);
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema !== undefined) put(schemas, name, withPartsOf(name, schema, [], parts, origins));
  }
  const copy = copied(root, origins);
  const sections = copied(components, origins);
  put(sections, "schemas", schemas);
  put(copy, "components", sections);
  return copy;
}

function withPartsOf(
  from: string,
  node: Json,
  tokens: readonly string[],
  parts: ReadonlyMap<Pointer, JsonObject>,
  origins: Origins,
): Json {
  const to = componentIn(refOf(node));
  const part = to === undefined ? undefined : parts.get(placeOf({ from, to, tokens }));
  if (part !== undefined || !isObject(node)) return part ?? node;
  const copy = copied(node, origins);
  for (const key of PARTS) {
    const list = node[key] ?? null;
    if (!isList(list)) continue;
    const items = list.map((item, index) => withPartsOf(from, item, [...tokens, key, String(index)], parts, origins));
    origins.transfer(list, items);
    put(copy, key, items);
  }
  return copy;
}

function copied(value: JsonObject, origins: Origins): JsonObject {
  const copy = { ...value };
  origins.transfer(value, copy);
  return copy;
}

function endlessChoice(name: string): Diagnostic {
  return {
    code: "document/endless-choice",
    severity: "warning",
    message: `The alternatives of \`${name}\` contain all of \`${name}\`, so their values would never end: they get only what it declares itself.`,
    hint: "Move what they share into a schema of its own, and let each of them extend that one.",
    place: { pointer: pointerOf("components", "schemas", name), onKey: true },
  };
}

function endlessSchema(edge: Edge): Diagnostic {
  return {
    code: "document/endless-schema",
    severity: "error",
    message: `The schema \`${edge.from}\` contains itself, so its values would never end: any value is allowed here.`,
    hint: "Refer to it from a property or from the items of a list.",
    place: { pointer: placeOf(edge), onKey: true },
  };
}
