/** Bodies of type `application/x-www-form-urlencoded`. */
import { bodyWriter } from "./body.js";
import type { BodyWriter } from "./operation.js";

/** Lists repeat their name; an object within is written as JSON (OpenAPI Specification 3.1, section 4.8.15.1.1). */
export const form: BodyWriter = bodyWriter((body) => {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(body as object)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item !== undefined && item !== null) fields.append(name, textOf(item));
    }
  }
  return fields.toString();
});

/** One value of a form as text. */
export function textOf(value: unknown): string {
  return Object(value) === value ? JSON.stringify(value) : String(value);
}
