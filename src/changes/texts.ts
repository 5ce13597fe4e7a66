/** What schemas are called in changes, and how the types of two of them differ. */
import { tokensOf } from "../document/pointer.js";
import type { SchemaChangeKind } from "./judge.js";
import { shapeOf, type Shape, type Whole } from "./shape.js";

const components = "#/components/schemas/";

/** The name of the component schema that a whole is; undefined for an inline one, as most are. */
export function componentOf([view]: Whole): string | undefined {
  const isComponent = view?.pointer.startsWith(components) === true && !view.pointer.includes("/", components.length);
  return isComponent ? tokensOf(view.pointer).at(-1) : undefined;
}

/** How the types of a schema changed; undefined where both have the same. */
export function typeChange(before: Shape, after: Shape): SchemaChangeKind | undefined {
  if (before.types === undefined || after.types === undefined) {
    if (before.types === after.types) return undefined;
    return before.types === undefined ? "type-narrowed" : "type-widened";
  }
  const gone = missing(before.types, after.types);
  const come = missing(after.types, before.types);
  if (gone.length === 0) return come.length === 0 ? undefined : "type-widened";
  if (come.length === 0) return narrowing(gone, before.types, after.types);
  if (gone.join() === "number" && come.join() === "integer") return "integer-from-number";
  return gone.join() === "integer" && come.join() === "number" ? "number-from-integer" : "type-changed";
}

function narrowing(gone: readonly string[], before: ReadonlySet<string>, after: ReadonlySet<string>): SchemaChangeKind {
  const isInteger = gone.join() === "number" && !before.has("integer") && after.has("integer");
  // One type of several is an alternative: code that handles it has nothing to handle any more.
  return isInteger ? "integer-from-number" : "alternative-removed";
}

/** Whether any value fits a schema. */
export function saysNothing({ alternatives, types, properties }: Shape): boolean {
  return alternatives.length === 0 && types === undefined && properties.size === 0;
}

/** The alternatives of a schema, or the schema itself where it has none. */
export function formsOf({ alternatives }: Shape, whole: Whole): readonly Whole[] {
  return alternatives.length > 0 ? alternatives : [whole];
}

function missing(from: ReadonlySet<string>, by: ReadonlySet<string> | undefined): readonly string[] {
  return [...from].filter(
    (type) => by?.has(type) !== true && !(type === "integer" && by?.has("number") === true && from.has("number")),
  );
}

export function scalarOf(whole: Whole): string | undefined {
  const { types, alternatives } = shapeOf(whole, "answer");
  return alternatives.length === 0 && types?.size === 1 ? [...types][0] : undefined;
}

export function namesOf(types: ReadonlySet<string> | undefined): string {
  return types === undefined ? "anything" : [...types].join(" or ") || "nothing";
}

export function listed(values: Iterable<string>): string {
  const all = [...values];
  return all.length > 8 ? `${all.slice(0, 8).join(", ")} and ${String(all.length - 8)} more` : all.join(", ");
}

export function nameOf(whole: Whole): string {
  return componentOf(whole) ?? namesOf(shapeOf(whole, "answer").types);
}

/** What became of reserved characters (OpenAPI 3.1, section 4.8.12.2, `allowReserved`). */
export function reservedText(isAllowed: boolean): string {
  return `has reserved characters ${isAllowed ? "as they are" : "percent-encoded"} now`;
}
