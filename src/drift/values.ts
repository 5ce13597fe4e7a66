/** What a value has that its schema does not say, as the changes that would document it. */
import type { SchemaChangeKind } from "../changes/judge.js";
import { shapeOf, type Shape, type Whole } from "../changes/shape.js";

/** One thing that is not documented. */
export interface Undeclared {
  readonly kind: SchemaChangeKind;
  /** `answer.items[].status`. */
  readonly subject: string;
  /** Completes the subject to a sentence, without any value. */
  readonly text: string;
  /** The value as JSON. */
  readonly value?: string;
}

/** Deeper values are not looked at. */
const deepest = 60;

export function undeclaredIn(value: unknown, whole: Whole, subject: string, depth = 0): readonly Undeclared[] {
  if (whole.length === 0 || depth > deepest) return [];
  const shape = shapeOf(whole, "answer");
  if (value === null) return takesNull(shape) ? [] : [{ kind: "null-added", subject, text: "was null" }];
  if (shape.alternatives.length > 0) {
    const each = shape.alternatives.map((form) => undeclaredIn(value, form, subject, depth + 1));
    return each.reduce((best, one) => (one.length < best.length ? one : best));
  }
  const type = typeOf(value);
  if (!takesType(shape, type)) return [{ kind: wideningOf(shape, type), subject, text: `was ${type}` }];
  const text = JSON.stringify(value);
  if (shape.values !== undefined && !shape.values.has(text))
    return [{ kind: "enum-grown", subject, text: "was a value that is not declared", value: text }];
  if (Array.isArray(value)) return itemsOf(value, shape, subject, depth);
  return type === "object" ? membersOf(value as Readonly<Record<string, unknown>>, shape, subject, depth) : [];
}

function takesNull({ nullable, types, alternatives, values }: Shape): boolean {
  if (nullable || types?.has("null") === true || values?.has("null") === true) return true;
  return types === undefined && alternatives.length === 0 && values === undefined;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

function takesType({ types }: Shape, type: string): boolean {
  return types === undefined || types.has(type) || (type === "integer" && types.has("number"));
}

function wideningOf({ types }: Shape, type: string): SchemaChangeKind {
  return type === "number" && types?.has("integer") === true ? "number-from-integer" : "type-widened";
}

function itemsOf(values: readonly unknown[], shape: Shape, subject: string, depth: number): readonly Undeclared[] {
  return values.flatMap((value, index) =>
    undeclaredIn(value, shape.firstItems[index] ?? shape.items, `${subject}[]`, depth + 1),
  );
}

function membersOf(
  value: Readonly<Record<string, unknown>>,
  shape: Shape,
  subject: string,
  depth: number,
): readonly Undeclared[] {
  const absent = [...shape.properties].flatMap(([name, { required }]): readonly Undeclared[] =>
    required && !Object.hasOwn(value, name)
      ? [{ kind: "property-optional", subject: `${subject}.${name}`, text: "was absent" }]
      : [],
  );
  const present = Object.entries(value).flatMap(([name, inner]): readonly Undeclared[] => {
    const property = shape.properties.get(name);
    if (property !== undefined) return undeclaredIn(inner, property.whole, `${subject}.${name}`, depth + 1);
    if (typeof shape.rest === "object") return undeclaredIn(inner, shape.rest, `${subject}[key]`, depth + 1);
    // Keys of a map are data: only beside named properties is a key a name.
    if (shape.properties.size === 0 || shape.rest === "open") return [];
    return [{ kind: "property-added", subject: `${subject}.${name}`, text: "is not declared" }];
  });
  return [...absent, ...present];
}
