/**
 * Leaves out of `paths` and `webhooks` what no call can see, and writes short types instead of the way to them. Every program
 * that imports a client reads both interfaces, whether it uses them or not, and in large documents they are most of what it
 * reads.
 */
import ts from "typescript";
import { nameOf } from "./models.js";
import type { Refer } from "./transform.js";

/** The interfaces that hold operations. */
const HOLDERS: ReadonlySet<string> = new Set(["paths", "webhooks"]);

/**
 * Leaves out of operations:
 *
 * - comments of operations, bodies and responses: resources carry them, and editors show none of them for a path;
 * - the parameters of a path, which openapi-typescript repeats for each of its operations;
 * - members of type `never`: methods that the path does not have, bodies, kinds of parameters except the query;
 * - response headers that are not declared;
 * - references to parameters, headers and responses whose types are short or have a name.
 *
 * @param declarations the interfaces that openapi-typescript created, with references to models
 * @param short returns the type to write instead of a reference
 */
export function withLeanPaths(declarations: readonly ts.Node[], short: Refer): readonly ts.Node[] {
  const leanPath = pathRule(short);
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

function pathRule(short: Refer): Lean {
  const rules = partRules(short);
  const operation: Lean = (parts) =>
    parts.filter((part) => !isNever(part)).map((part) => leanMember(part, rules[keyOf(part)] ?? unchanged));
  return (members) =>
    members
      .filter((member) => !isNever(member) && keyOf(member) !== "parameters")
      .map((member) => leanMember(member, operation));
}

const unchanged: Lean = (members) => members;

/** The rules for the parts of an operation, by their names. */
function partRules(short: Refer): Readonly<Record<string, Lean>> {
  const shortened: Lean = (members) => members.map((member) => withShortType(member, short));
  const answer: Lean = (members) =>
    members
      .filter((member) => keyOf(member) !== "headers" || !holdsOnlyAnIndex(member))
      .map((member) => (keyOf(member) === "headers" ? leanMember(member, shortened) : member));
  return {
    // An empty type would accept any parameters, and openapi-fetch any query beside declared ones.
    parameters: (kinds) =>
      kinds.filter((kind) => !isNever(kind) || keyOf(kind) === "query").map((kind) => leanMember(kind, shortened)),
    // With no `content`, openapi-fetch would not know that there is none.
    responses: (responses) => shortened(responses).map((response) => leanMember(response, answer)),
  };
}

function withShortType(member: ts.TypeElement, short: Refer): ts.TypeElement {
  const type = ts.isPropertySignature(member) && member.type ? short(member.type) : undefined;
  if (!type || !ts.isPropertySignature(member)) return member;
  const { modifiers, name, questionToken } = member;
  return ts.factory.updatePropertySignature(member, modifiers, name, questionToken, type);
}

function holdsOnlyAnIndex(member: ts.TypeElement): boolean {
  const type = ts.isPropertySignature(member) ? member.type : undefined;
  return type !== undefined && ts.isTypeLiteralNode(type) && type.members.every(ts.isIndexSignatureDeclaration);
}

function isNever(member: ts.TypeElement): boolean {
  const type = ts.isPropertySignature(member) && member.questionToken ? member.type : undefined;
  return type?.kind === ts.SyntaxKind.NeverKeyword;
}

function keyOf({ name }: ts.TypeElement): string {
  return name ? nameOf(name) : "";
}
