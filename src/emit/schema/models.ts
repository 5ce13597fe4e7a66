/** Names models: moves their types out of `components` and `paths` into declarations that all other types refer to. */
import ts from "typescript";
import type { Model } from "../../naming/surface.js";
import type { TypeStep } from "../../naming/models/model-places.js";
import { commentText } from "../text.js";

/** A node of the tree of keys that lead to models. */
interface ModelPath {
  readonly members: Map<string, ModelPath>;
  items?: ModelPath;
  model?: Model;
}

/**
 * Adds a declaration for each model, in the order of the models, and replaces its type by a reference.
 *
 * @param declarations the interfaces that openapi-typescript created
 */
export function withModels(declarations: readonly ts.Node[], models: readonly Model[]): readonly ts.Node[] {
  const ways = pathsTo(models);
  const hoisted = new Map<Model, ts.Node>();
  const changed = declarations.map((node) => {
    const way = ts.isInterfaceDeclaration(node) ? ways.members.get(node.name.text) : undefined;
    if (way === undefined || !ts.isInterfaceDeclaration(node)) return node;
    const members = membersAlong(node.members, way, hoisted);
    return ts.factory.updateInterfaceDeclaration(node, node.modifiers, node.name, undefined, undefined, members);
  });
  return [...changed, ...models.map((model) => hoisted.get(model) ?? aliasOf(model))];
}

/** Returns a function that replaces `components["schemas"]["Name"]` by a reference to the model. */
export function modelReferences(models: readonly Model[]): (type: ts.TypeNode) => ts.TypeNode | undefined {
  const names = new Map(
    models.flatMap(({ component, name }) => (component?.startsWith("schemas/") ? [[component, name] as const] : [])),
  );
  return (type) => {
    const key = ts.isIndexedAccessTypeNode(type) ? schemaNamed(type) : undefined;
    const name = key === undefined ? undefined : names.get(`schemas/${key}`);
    return name === undefined ? undefined : ts.factory.createTypeReferenceNode(name);
  };
}

function pathsTo(models: readonly Model[]): ModelPath {
  const top: ModelPath = { members: new Map() };
  for (const model of models) {
    const end = model.steps.reduce<ModelPath>(stepInto, top);
    end.model = model;
  }
  return top;
}

function stepInto(way: ModelPath, step: TypeStep): ModelPath {
  if (step === "items") return (way.items ??= { members: new Map() });
  const next = way.members.get(step.member) ?? { members: new Map() };
  way.members.set(step.member, next);
  return next;
}

function membersAlong(
  members: readonly ts.TypeElement[],
  way: ModelPath,
  hoisted: Map<Model, ts.Node>,
): readonly ts.TypeElement[] {
  return members.map((member) => {
    const inner = ts.isPropertySignature(member) ? way.members.get(nameOf(member.name)) : undefined;
    if (inner === undefined || !ts.isPropertySignature(member) || !member.type) return member;
    const type = typeAlong(member.type, inner, hoisted, member);
    const { modifiers, name, questionToken } = member;
    // A component keeps its description at its declaration; it is not repeated here.
    return inner.model?.component?.startsWith("schemas/") === true
      ? ts.factory.createPropertySignature(modifiers, name, questionToken, type)
      : ts.factory.updatePropertySignature(member, modifiers, name, questionToken, type);
  });
}

function typeAlong(
  type: ts.TypeNode,
  way: ModelPath,
  hoisted: Map<Model, ts.Node>,
  described: ts.Node | undefined,
): ts.TypeNode {
  const inner = within(type, way, hoisted);
  if (way.model === undefined) return inner;
  hoisted.set(way.model, declarationOf(way.model, inner, described));
  return ts.factory.createTypeReferenceNode(way.model.name);
}

/** The type with the models inside it moved to declarations. */
function within(type: ts.TypeNode, way: ModelPath, hoisted: Map<Model, ts.Node>): ts.TypeNode {
  if (way.members.size === 0 && way.items === undefined) return type;
  if (ts.isTypeLiteralNode(type)) {
    return ts.factory.createTypeLiteralNode(membersAlong(type.members, way, hoisted));
  }
  if (ts.isArrayTypeNode(type) && way.items !== undefined) {
    return ts.factory.createArrayTypeNode(typeAlong(type.elementType, way.items, hoisted, undefined));
  }
  if (ts.isParenthesizedTypeNode(type)) {
    return ts.factory.createParenthesizedType(within(type.type, way, hoisted));
  }
  // Only a union with `null` can contain a model here.
  return ts.isUnionTypeNode(type)
    ? ts.factory.createUnionTypeNode(type.types.map((part) => within(part, way, hoisted)))
    : type;
}

function declarationOf(model: Model, type: ts.TypeNode, described: ts.Node | undefined): ts.Node {
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const declaration = ts.isTypeLiteralNode(type)
    ? ts.factory.createInterfaceDeclaration(exported, model.name, undefined, undefined, type.members)
    : ts.factory.createTypeAliasDeclaration(exported, model.name, undefined, type);
  const comments = described === undefined ? undefined : ts.getSyntheticLeadingComments(described);
  if (model.component?.startsWith("schemas/") === true) return ts.setSyntheticLeadingComments(declaration, comments);
  return model.description === undefined ? declaration : withComment(declaration, model.description);
}

/** If a type does not have the expected form, the model's name becomes an alias of the type's path. */
function aliasOf(model: Model): ts.Node {
  const [first, ...rest] = model.steps;
  const top: ts.TypeNode = ts.factory.createTypeReferenceNode(first.member);
  const type = rest.reduce((owner, step) => ts.factory.createIndexedAccessTypeNode(owner, indexOf(step)), top);
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  return ts.factory.createTypeAliasDeclaration(exported, model.name, undefined, type);
}

function indexOf(step: TypeStep): ts.TypeNode {
  if (step === "items") return ts.factory.createKeywordTypeNode(ts.SyntaxKind.NumberKeyword);
  return ts.factory.createLiteralTypeNode(
    /^\d+$/.test(step.member)
      ? ts.factory.createNumericLiteral(step.member)
      : ts.factory.createStringLiteral(step.member),
  );
}

function withComment(declaration: ts.Node, text: string): ts.Node {
  return ts.addSyntheticLeadingComment(
    declaration,
    ts.SyntaxKind.MultiLineCommentTrivia,
    `* ${commentText(text)} `,
    true,
  );
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

/** The text of a literal type; undefined for any other type. */
export function literalText(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) ? nameOf(type.literal) : undefined;
}

/** The text of an identifier or a literal, such as the name of a member; empty for any other node. */
export function nameOf(node: ts.Node): string {
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) ? node.text : "";
}
