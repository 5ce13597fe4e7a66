/** A JSON value. Documents are data: nothing in them is called, and no prototype is relied on. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

const texts = new WeakMap<JsonObject, Uint8Array>();

/** The text of an object as UTF-8, made once: an object that was asked for must not change any more. */
export function jsonBytes(value: JsonObject): Uint8Array {
  const known = texts.get(value) ?? Buffer.from(JSON.stringify(value));
  texts.set(value, known);
  return known;
}
