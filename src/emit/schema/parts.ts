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
export function alone({ steps, value }: Part): JsonObject {
  return steps.reduceRight<Json>((inner, step) => Object.fromEntries([[step, inner]]), value) as JsonObject;
}
