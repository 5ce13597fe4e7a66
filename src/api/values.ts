/** Reads values of a document, in which any value may have any type. */
import type { Json, JsonObject } from "../document/document.js";
import { isObject } from "../document/refs.js";

export { isObject };

/** Returns the value of an own key, never an inherited one. */
export function valueOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Returns an object; undefined for any other value. */
export function objectOf(object: JsonObject, key: string): JsonObject | undefined {
  const value = valueOf(object, key);
  return isObject(value) ? value : undefined;
}

/** Returns a list; an empty list for any other value. */
export function listOf(object: JsonObject, key: string): readonly Json[] {
  const value = valueOf(object, key);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Returns a non-empty string; undefined for any other value. */
export function textOf(object: JsonObject, key: string): string | undefined {
  const value = valueOf(object, key);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** Returns a string, or the text of a number or boolean that should have been quoted. */
export function scalarTextOf(object: JsonObject, key: string): string | undefined {
  const value = valueOf(object, key);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : textOf(object, key);
}

export function flagOf(object: JsonObject, key: string): boolean {
  return valueOf(object, key) === true;
}

/** Returns the strings of a list, and skips its other items. */
export function stringsOf(object: JsonObject, key: string): readonly string[] {
  return listOf(object, key).filter((item) => typeof item === "string");
}

/** `{ key: value }`, or `{}` without a value: for optional properties under `exactOptionalPropertyTypes`. */
export function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
