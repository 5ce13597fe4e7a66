/** Answers whose object is an envelope: one of its properties is what the call gives. */
import type { ResultReader } from "./operation.js";
import { readJson } from "./readers.js";

/**
 * Gives one property of a JSON object in the object's place. An answer that is not an object is given as it is, and an
 * object without the property gives undefined.
 */
export function unwrapped(property: string): ResultReader {
  return async (response, context) => {
    const body = await readJson(response, context);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
    return Object.hasOwn(body, property) ? (body as Record<string, unknown>)[property] : undefined;
  };
}
