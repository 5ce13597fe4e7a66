/** Types of generated code as values: a value lists the names that it mentions, and only the printer turns it into text. */
import { propertyKey, stringLiteral } from "./text.js";

export type TypeValue =
  /** A type that a module declares or imports, e.g. `Readable<…>`. */
  | { readonly kind: "named"; readonly name: string; readonly arguments: readonly TypeValue[] }
  /** A part of another type: `paths["/pets"]["get"]`. */
  | { readonly kind: "at"; readonly owner: TypeValue; readonly keys: readonly (string | number)[] }
  /** An element of a list type. */
  | { readonly kind: "element"; readonly owner: TypeValue }
  | { readonly kind: "object"; readonly members: readonly Member[] }
  | { readonly kind: "literals"; readonly values: readonly string[] }
  | { readonly kind: "union" | "intersection"; readonly parts: readonly TypeValue[] };

export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: TypeValue;
}

/** A type by name, with type arguments. */
export function named(name: string, ...args: readonly TypeValue[]): TypeValue {
  return { kind: "named", name, arguments: args };
}

/** The part of a type at these keys. */
export function at(owner: TypeValue, ...keys: readonly (string | number)[]): TypeValue {
  return owner.kind === "at" ? { ...owner, keys: [...owner.keys, ...keys] } : { kind: "at", owner, keys };
}

export function elementOf(list: TypeValue): TypeValue {
  return { kind: "element", owner: list };
}

export function object(...members: readonly Member[]): TypeValue {
  return { kind: "object", members };
}

/** `Omit<Type, "a" | "b">`; the type itself if `names` is empty. */
export function without(type: TypeValue, names: readonly string[]): TypeValue {
  return names.length === 0 ? type : named("Omit", type, { kind: "literals", values: names });
}

/** The union of the types, each listed once; undefined if there are none. */
export function union(parts: readonly TypeValue[]): TypeValue | undefined {
  return combined("union", parts);
}

/** The intersection of the types, each listed once; undefined if there are none. */
export function intersection(parts: readonly TypeValue[]): TypeValue | undefined {
  return combined("intersection", parts);
}

function combined(kind: "union" | "intersection", parts: readonly TypeValue[]): TypeValue | undefined {
  const distinct = [...new Map(parts.map((part) => [typeText(part), part])).values()];
  return distinct.length > 1 ? { kind, parts: distinct } : distinct[0];
}

/** Every name that a type mentions, which its module must declare or import. */
export function namesIn(type: TypeValue): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: TypeValue): void => {
    if (value.kind === "named") names.add(value.name);
    for (const part of partsOf(value)) visit(part);
  };
  visit(type);
  return names;
}

function partsOf(type: TypeValue): readonly TypeValue[] {
  switch (type.kind) {
    case "named":
      return type.arguments;
    case "at":
    case "element":
      return [type.owner];
    case "object":
      return type.members.map((member) => member.type);
    case "union":
    case "intersection":
      return type.parts;
    case "literals":
      return [];
  }
}

/** A type on one line. */
export function typeText(type: TypeValue): string {
  switch (type.kind) {
    case "named":
      return type.arguments.length === 0 ? type.name : `${type.name}<${type.arguments.map(typeText).join(", ")}>`;
    case "at":
      return typeText(type.owner) + type.keys.map((key) => `[${keyText(key)}]`).join("");
    case "element":
      return `${typeText(type.owner)}[number]`;
    case "object":
      return `{ ${type.members.map(memberText).join("; ")} }`;
    case "literals":
      return type.values.map(stringLiteral).join(" | ");
    case "union":
      return type.parts.map(typeText).join(" | ");
    case "intersection":
      return type.parts.map(partText).join(" & ");
  }
}

/** A part of an intersection, which binds tighter than a union. */
function partText(part: TypeValue): string {
  return part.kind === "union" ? `(${typeText(part)})` : typeText(part);
}

function keyText(key: string | number): string {
  return typeof key === "number" ? String(key) : stringLiteral(key);
}

function memberText({ name, isOptional, type }: Member): string {
  return `${propertyKey(name)}${isOptional ? "?" : ""}: ${typeText(type)}`;
}

/** The longest type that stays on the line of its declaration. */
const LONGEST_LINE = 90;

/** The text of a declaration's type: a long union or intersection has one line per part. The printer indents them. */
export function declaredType(type: TypeValue): string {
  const line = typeText(type);
  if (line.length <= LONGEST_LINE) return line;
  if (type.kind === "intersection") return type.parts.map(partText).join(" &\n");
  return type.kind === "union" ? `\n| ${type.parts.map(typeText).join("\n| ")}` : line;
}
