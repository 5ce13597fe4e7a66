/** Reading values out of a document that may hold anything anywhere. */
import type { Json, JsonObject } from "../document/document.js";
import { isObject } from "../document/refs.js";

export { isObject };

/** The value of an own key; never one that an object inherits. */
export function valueOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function objectOf(object: JsonObject, key: string): JsonObject | undefined {
  const value = valueOf(object, key);
  return isObject(value) ? value : undefined;
}

export function listOf(object: JsonObject, key: string): readonly Json[] {
  const value = valueOf(object, key);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A text with something in it; undefined for an empty one, and for anything that is not a text. */
export function textOf(object: JsonObject, key: string): string | undefined {
  const value = valueOf(object, key);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A text, or a number or boolean that a document wrote without quotes where a text is due. */
export function scalarTextOf(object: JsonObject, key: string): string | undefined {
  const value = valueOf(object, key);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : textOf(object, key);
}

export function flagOf(object: JsonObject, key: string): boolean {
  return valueOf(object, key) === true;
}

export function stringsOf(object: JsonObject, key: string): readonly string[] {
  return listOf(object, key).filter((item) => typeof item === "string");
}

/** `{ key: value }`, or `{}` without a value: for optional properties under `exactOptionalPropertyTypes`. */
export function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
