/**
 * Finds the types of components that are no longer than the way to them: `paths` holds `string` instead of
 * `components["parameters"]["owner"]`, and `NotFoundOutcome` instead of `components["responses"]["not_found"]`, which is easier
 * to read, and takes the compiler less time.
 */
import ts from "typescript";
import { pointerOf } from "../../document/pointer.js";
import { literalText, nameOf } from "./models.js";
import type { Part } from "./parts.js";
import { printed, type Refer } from "./transform.js";

/**
 * Returns a function that replaces a reference to a component by its type, unless that is longer. It looks up each component once.
 *
 * @param parts of the document
 * @param declarationsIn the interfaces with the types of a part, in which models are references
 */
export function shortTypes(parts: readonly Part[], declarationsIn: (part: Part) => readonly ts.Node[]): Refer {
  const byPointer = new Map(parts.map((part) => [part.pointer, part]));
  const known = new Map<Part, ts.TypeNode | undefined>();
  return (type) => {
    const steps = stepsTo(type);
    const part = steps[0] === "components" ? byPointer.get(pointerOf(...steps)) : undefined;
    if (!part) return undefined;
    if (!known.has(part)) known.set(part, unlessLonger(typeAt(declarationsIn(part), steps), type));
    return known.get(part);
  };
}

function unlessLonger(found: ts.TypeNode | undefined, reference: ts.TypeNode): ts.TypeNode | undefined {
  return found && printed(found).length <= printed(reference).length ? found : undefined;
}

/** The keys of an indexed access type: `components`, `parameters`, `owner`. */
function stepsTo(type: ts.TypeNode): readonly string[] {
  if (ts.isTypeReferenceNode(type)) return [nameOf(type.typeName)];
  return ts.isIndexedAccessTypeNode(type) ? [...stepsTo(type.objectType), literalText(type.indexType) ?? ""] : [];
}

/** The type to which these keys lead. */
function typeAt(declarations: readonly ts.Node[], [section, ...inner]: readonly string[]): ts.TypeNode | undefined {
  const owner = declarations.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === section);
  return inner.reduce<ts.Node | undefined>(typeOfMember, owner) as ts.TypeNode | undefined;
}

function typeOfMember(owner: ts.Node | undefined, key: string): ts.TypeNode | undefined {
  const members = owner && (ts.isInterfaceDeclaration(owner) || ts.isTypeLiteralNode(owner)) ? owner.members : [];
  const properties = members.flatMap((member) => (ts.isPropertySignature(member) ? [member] : []));
  return properties.find(({ name }) => nameOf(name) === key)?.type;
}
