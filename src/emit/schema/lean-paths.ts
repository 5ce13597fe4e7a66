/**
 * Leaves out of `paths` and `webhooks` what no call can see. Every program that imports a client reads both of them, whether
 * it uses them or not, and in large documents they are most of what it reads.
 */
import ts from "typescript";

/** The interfaces that hold operations. */
const HOLDERS: ReadonlySet<string> = new Set(["paths", "webhooks"]);

/**
 * Leaves out of operations:
 *
 * - comments of operations, bodies and responses: resources carry them, and editors show none of them for a path;
 * - the parameters of a path, which openapi-typescript repeats for each of its operations;
 * - members of type `never`: methods that the path does not have, bodies, kinds of parameters except the query;
 * - response headers that are not declared.
 *
 * @param declarations the interfaces that openapi-typescript created, with references to models
 */
export function withLeanPaths(declarations: readonly ts.Node[]): readonly ts.Node[] {
  return declarations.map((node) => {
    if (!ts.isInterfaceDeclaration(node) || !HOLDERS.has(node.name.text)) return node;
    const items = node.members.map((item) => leanMember(item, leanPath));
    return ts.factory.updateInterfaceDeclaration(node, node.modifiers, node.name, undefined, undefined, items);
  });
}

type Members = readonly ts.TypeElement[];
type Lean = (members: Members) => Members;

/** The member with fewer members inside it, without its comment. */
function leanMember(member: ts.TypeElement, lean: Lean): ts.TypeElement {
  if (!ts.isPropertySignature(member)) return member;
  const { modifiers, name, questionToken, type } = member;
  const leaner = type && ts.isTypeLiteralNode(type) ? ts.factory.createTypeLiteralNode(lean(type.members)) : type;
  return ts.factory.createPropertySignature(modifiers, name, questionToken, leaner);
}

function leanPath(members: Members): Members {
  return members
    .filter((member) => !isNever(member) && nameOf(member) !== "parameters")
    .map((member) => leanMember(member, leanOperation));
}

function leanOperation(members: Members): Members {
  return members
    .filter((member) => !isNever(member))
    .map((member) => leanMember(member, leanParts[nameOf(member)] ?? unchanged));
}

const unchanged: Lean = (members) => members;

/** By the name of a part of an operation. */
const leanParts: Readonly<Record<string, Lean>> = {
  // An empty type would accept any parameters, and openapi-fetch any query beside declared ones.
  parameters: (kinds) => kinds.filter((kind) => !isNever(kind) || nameOf(kind) === "query"),
  // With no `content`, openapi-fetch would not know that there is none.
  responses: (responses) => responses.map((response) => leanMember(response, withDeclaredHeaders)),
};

function withDeclaredHeaders(members: Members): Members {
  return members.filter((member) => nameOf(member) !== "headers" || !holdsOnlyAnIndex(member));
}

function holdsOnlyAnIndex(member: ts.TypeElement): boolean {
  const type = ts.isPropertySignature(member) ? member.type : undefined;
  return type !== undefined && ts.isTypeLiteralNode(type) && type.members.every(ts.isIndexSignatureDeclaration);
}

function isNever(member: ts.TypeElement): boolean {
  const type = ts.isPropertySignature(member) && member.questionToken ? member.type : undefined;
  return type?.kind === ts.SyntaxKind.NeverKeyword;
}

function nameOf({ name }: ts.TypeElement): string {
  return name && (ts.isIdentifier(name) || ts.isLiteralExpression(name)) ? name.text : "";
}
