/** The parts of a document that have types of their own: path items, webhooks and components. */
import type { Pointer } from "../../diagnostic.js";
import type { Json, JsonObject } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member } from "../../document/refs.js";

export interface Part {
  readonly pointer: Pointer;
  /** The keys that lead to it: `paths`, `/pets`; or `components`, `schemas`, `Pet`. */
  readonly steps: readonly string[];
  readonly value: Json;
}

/** The sections that openapi-typescript makes types of, in the order in which it does. */
export const SECTIONS = ["paths", "webhooks", "components"] as const;

/** The sections of `components` that have types, in that order. */
export const COMPONENTS = ["schemas", "responses", "parameters", "requestBodies", "headers", "pathItems"] as const;

/** Whether components of a kind have types. */
export function isTyped(kind: string): boolean {
  return (COMPONENTS as readonly string[]).includes(kind);
}

/** The parts of a document, in the order of their types. */
export function partsOf(root: JsonObject): readonly Part[] {
  return SECTIONS.flatMap((section) => {
    const value = member(root, section);
    if (section !== "components") return membersOf(value, [section]);
    return COMPONENTS.flatMap((kind) => membersOf(member(value, kind), [section, kind]));
  });
}

function membersOf(owner: Json | undefined, above: readonly string[]): readonly Part[] {
  return Object.entries(isObject(owner) ? owner : {}).flatMap(([key, value]) => {
    const steps = [...above, key];
    return value === undefined ? [] : { pointer: pointerOf(...steps), steps, value };
  });
}

/** The pointer of the part that a type is in. @param steps the keys that lead to the type */
export function partAt(steps: readonly string[]): Pointer {
  return pointerOf(...steps.slice(0, steps[0] === "components" ? 3 : 2));
}

/** A document that holds nothing but one part. */
export function alone(part: Part): JsonObject {
  return together([part]);
}

/** A document that holds nothing but these parts. */
export function together(parts: readonly Part[]): JsonObject {
  const whole: Record<string, Json> = {};
  for (const { steps, value } of parts) {
    let owner = whole;
    for (const step of steps.slice(0, -1)) owner = (owner[step] ??= {}) as Record<string, Json>;
    // A part may be called `__proto__`.
    Object.defineProperty(owner, steps.at(-1) ?? "", { value, enumerable: true, configurable: true, writable: true });
  }
  return whole;
}

/** Whether one of these keys is anywhere in a value. */
export function holdsKey(value: Json | undefined, keys: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return keys.some((key) => Object.hasOwn(value, key)) || Object.values(value).some((part) => holdsKey(part, keys));
}
