/**
 * Constants of generated code as values: a value lists the optional runtime modules that it imports, and only the printer
 * turns it into text.
 */
import type { Json } from "../document/document.js";
import type { RuntimeModule, RuntimeName } from "./imports.js";
import { bracket, jsonLiteral, propertyKey } from "./text.js";

export type CodeValue =
  | { readonly kind: "json"; readonly value: Json }
  /** An object literal, on one line or with one line per member. */
  | { readonly kind: "object"; readonly members: readonly Member[]; readonly layout: Layout }
  /** A function of a runtime module, imported by name or as a member of the whole module. */
  | { readonly kind: "runtime"; readonly module: RuntimeModule; readonly name: string; readonly isMember: boolean }
  | { readonly kind: "call"; readonly callee: CodeValue; readonly arguments: readonly CodeValue[] }
  /** A long list that several constants of a file share: it is declared once. */
  | { readonly kind: "shared"; readonly field: SharedField; readonly value: Json };

/** `block` puts each member on its own line; `fitting` does so only if the members do not fit on one line. */
export type Layout = "line" | "block" | "fitting";

export type SharedField = "servers" | "security";

export interface Member {
  readonly key: string;
  readonly value: CodeValue;
}

/** A JSON value, printed as a literal. */
export function json(value: Json): CodeValue {
  return { kind: "json", value };
}

/** An object literal of the members whose value is defined. */
export function objectOf(layout: Layout, members: readonly (readonly [string, CodeValue | undefined])[]): CodeValue {
  return {
    kind: "object",
    layout,
    members: members.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
  };
}

/** A function that is imported by name. */
export function runtime<Module extends RuntimeModule>(module: Module, name: RuntimeName<Module>): CodeValue {
  return { kind: "runtime", module, name, isMember: false };
}

/** A function of a module that is imported as a whole, because its names are short and likely to clash. */
export function runtimeMember<Module extends RuntimeModule>(module: Module, name: RuntimeName<Module>): CodeValue {
  return { kind: "runtime", module, name, isMember: true };
}

/** A call of a function with these arguments. */
export function callOf(callee: CodeValue, ...given: readonly CodeValue[]): CodeValue {
  return { kind: "call", callee, arguments: given };
}

/** Iterates over a value and every value inside it. */
function* within(value: CodeValue): Iterable<CodeValue> {
  yield value;
  if (value.kind === "object") for (const member of value.members) yield* within(member.value);
  if (value.kind === "call") for (const part of [value.callee, ...value.arguments]) yield* within(part);
}

/** The imports that values need, by runtime module in the order of first use: names, or `* as module`. */
export function importsIn(values: readonly CodeValue[]): ReadonlyMap<RuntimeModule, ReadonlySet<string>> {
  const imports = new Map<RuntimeModule, Set<string>>();
  for (const part of values.flatMap((value) => [...within(value)])) {
    if (part.kind !== "runtime") continue;
    const name = part.isMember ? `* as ${part.module}` : part.name;
    imports.set(part.module, (imports.get(part.module) ?? new Set()).add(name));
  }
  return imports;
}

/** The names of a file's shared lists, by their text: `servers`, then `servers2` for another list of that name. */
export type SharedNames = ReadonlyMap<string, string>;

/** Names the long lists that occur in several of a file's constants. */
export function sharedNames(values: readonly CodeValue[]): SharedNames {
  const names = new Map<string, string>();
  const counts = new Map<SharedField, number>();
  for (const part of values.flatMap((value) => [...within(value)])) {
    if (part.kind !== "shared" || names.has(jsonLiteral(part.value))) continue;
    const count = (counts.get(part.field) ?? 0) + 1;
    counts.set(part.field, count);
    names.set(jsonLiteral(part.value), count === 1 ? part.field : `${part.field}${String(count)}`);
  }
  return names;
}

/** The declarations of shared lists, in the order of first use. */
export function sharedStatements(names: SharedNames): readonly string[] {
  return [...names].map(
    ([text, name]) => `\nconst ${name}: NonNullable<Operation["${name.replace(/\d+$/, "")}"]> = ${text};`,
  );
}

/** @param indent the indentation of the line on which the value begins */
export function codeText(value: CodeValue, names: SharedNames, indent: number): string {
  switch (value.kind) {
    case "json":
      return jsonLiteral(value.value, indent);
    case "runtime":
      return value.isMember ? `${value.module}.${value.name}` : value.name;
    case "call":
      return `${codeText(value.callee, names, indent)}(${value.arguments.map((part) => codeText(part, names, indent)).join(", ")})`;
    case "shared":
      return names.get(jsonLiteral(value.value)) ?? jsonLiteral(value.value, indent);
    case "object":
      return objectText(value.members, value.layout, names, indent);
  }
}

function objectText(members: readonly Member[], layout: Layout, names: SharedNames, indent: number): string {
  const inner = layout === "line" ? indent : indent + 2;
  const parts = members.map((member) => memberText(member, names, inner));
  if (layout === "line") return `{ ${parts.join(", ")} }`;
  if (layout === "fitting") return bracket(parts, "{}", indent);
  const pad = " ".repeat(indent);
  return `{\n${parts.map((part) => `${pad}  ${part},\n`).join("")}${pad}}`;
}

function memberText({ key, value }: Member, names: SharedNames, indent: number): string {
  const text = codeText(value, names, indent);
  return text === key ? key : `${propertyKey(key)}: ${text}${constMark(key)}`;
}

/**
 * Returns ` as const` for a key that every object inherits, such as `constructor`: for these, the compiler loses the
 * expected type and widens literals.
 */
export function constMark(key: string): string {
  return key in Object.prototype && key !== "__proto__" ? " as const" : "";
}
