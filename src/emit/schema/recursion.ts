/**
 * Schemas that hold themselves without an object in between. A member of an interface may refer to itself inside an object,
 * which the compiler resolves late, but not inside a list or a union; a type alias may refer to itself there too.
 */
import ts from "typescript";
import type { Json, JsonObject } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member } from "../../document/refs.js";

export interface Recursion {
  /** Names of component schemas that hold themselves through a list, in the order of the document. */
  readonly throughLists: readonly string[];
  /** A schema that is part of itself directly, and so has no end. */
  readonly endless?: string;
}

/** The schemas that a schema is made of, but for those within its objects. */
interface Parts {
  readonly direct: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** @param root holds the component schemas that are to become types */
export function findRecursion(root: JsonObject): Recursion {
  const schemas = member(member(root, "components"), "schemas");
  const direct = new Map<string, ReadonlySet<string>>();
  const all = new Map<string, ReadonlySet<string>>();
  for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) {
    const parts = partsOf(schema);
    direct.set(refTo(name), parts.direct);
    all.set(refTo(name), new Set([...parts.direct, ...parts.listed]));
  }
  const endless = new Set(onCycles(direct));
  const recursive = new Set(onCycles(all));
  const names = Object.keys(isObject(schemas) ? schemas : {});
  const first = names.find((name) => endless.has(refTo(name)));
  return {
    throughLists: names.filter((name) => recursive.has(refTo(name))),
    ...(first === undefined ? {} : { endless: first }),
  };
}

function refTo(name: string): string {
  return pointerOf("components", "schemas", name);
}

/** Removes ends and beginnings one after the other, which leaves cycles and the ways between them. */
function onCycles(graph: Graph): readonly string[] {
  const withEnds = withoutEnds(graph);
  return [...withoutEnds(reversed(withEnds)).keys()];
}

/** The part of a graph from which one can go on for ever. */
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

function partsOf(schema: Json | undefined): Parts {
  const direct = new Set<string>();
  const listed = new Set<string>();
  const visit = (node: Json | undefined, found: Set<string>): void => {
    if (!isObject(node)) return;
    const ref = member(node, "$ref");
    if (typeof ref === "string") found.add(ref);
    for (const key of ["allOf", "oneOf", "anyOf"]) itemsOf(node, key).forEach((part) => visit(part, found));
    visit(member(node, "items"), listed);
    itemsOf(node, "prefixItems").forEach((part) => visit(part, listed));
  };
  visit(schema, direct);
  return { direct, listed };
}

function itemsOf(node: JsonObject, key: string): readonly Json[] {
  const list = member(node, key);
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

/** The declarations with an alias for each of these schemas, which refers to the others by theirs. */
export function withAliases(declarations: readonly ts.Node[], names: readonly string[]): readonly ts.Node[] {
  if (names.length === 0) return declarations;
  const aliases = new Map(names.map((name, index) => [name, `Recursive${String(index + 1)}`]));
  const hoisted: ts.Node[] = [];
  const inSchemas = (node: ts.TypeElement): ts.TypeElement => {
    const alias = ts.isPropertySignature(node) && node.name ? aliases.get(textOf(node.name)) : undefined;
    if (alias === undefined || !ts.isPropertySignature(node) || !node.type) return node;
    hoisted.push(ts.factory.createTypeAliasDeclaration(undefined, alias, undefined, byAlias(node.type, aliases)));
    return withType(node, ts.factory.createTypeReferenceNode(alias));
  };
  const inComponents = (node: ts.TypeElement): ts.TypeElement =>
    ts.isPropertySignature(node) && textOf(node.name) === "schemas" && node.type && ts.isTypeLiteralNode(node.type)
      ? withType(node, ts.factory.createTypeLiteralNode(node.type.members.map(inSchemas)))
      : node;
  const changed = declarations.map((node) =>
    ts.isInterfaceDeclaration(node) && node.name.text === "components"
      ? ts.factory.updateInterfaceDeclaration(
          node,
          node.modifiers,
          node.name,
          undefined,
          undefined,
          node.members.map(inComponents),
        )
      : node,
  );
  return [...changed, ...hoisted];
}

function withType(node: ts.PropertySignature, type: ts.TypeNode): ts.PropertySignature {
  return ts.factory.updatePropertySignature(node, node.modifiers, node.name, node.questionToken, type);
}

/** A type in which `components["schemas"]["Name"]` is the alias of that name. */
function byAlias(type: ts.TypeNode, aliases: ReadonlyMap<string, string>): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    const alias = ts.isIndexedAccessTypeNode(node) ? aliases.get(schemaNamed(node) ?? "") : undefined;
    return alias === undefined ? ts.visitEachChild(node, visit, undefined) : ts.factory.createTypeReferenceNode(alias);
  };
  return ts.visitNode(type, visit, ts.isTypeNode);
}

function schemaNamed({ objectType, indexType }: ts.IndexedAccessTypeNode): string | undefined {
  const isSchemas =
    ts.isIndexedAccessTypeNode(objectType) &&
    ts.isTypeReferenceNode(objectType.objectType) &&
    ts.isIdentifier(objectType.objectType.typeName) &&
    objectType.objectType.typeName.text === "components" &&
    literalText(objectType.indexType) === "schemas";
  return isSchemas ? literalText(indexType) : undefined;
}

function literalText(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) ? textOf(type.literal) : undefined;
}

function textOf(node: ts.Node): string {
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) ? node.text : "";
}
