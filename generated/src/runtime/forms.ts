/** Writes forms: `application/x-www-form-urlencoded` and `multipart/form-data` (RFC 7578). */
import { bodyWriter } from "./bodies.js";
import type { BodyWriter } from "./operation.js";
import { isUploadable, nameOf, toBlob } from "./uploads.js";

/** Lists repeat their name; an object within is written as JSON (OpenAPI Specification 3.1, section 4.8.15.1.1). */
export const form: BodyWriter = bodyWriter((body) => {
  const fields = new URLSearchParams();
  for (const [name, value] of fieldsOf(body)) fields.append(name, textOf(value));
  return fields.toString();
});

/** The same as parts; content keeps its name and media type. The engine adds the form's type, with its boundary. */
export const multipart: BodyWriter = bodyWriter(async (body) => {
  const data = new FormData();
  for (const [name, value] of fieldsOf(body)) {
    if (isUploadable(value)) data.append(name, await toBlob(value), nameOf(value) ?? name);
    else data.append(name, textOf(value));
  }
  return data;
});

/** The fields of a form with their values: one for each item of a list, none for what is not set. */
function fieldsOf(body: unknown): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(body as object).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? (value as readonly unknown[]) : [value])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => [name, item] as const),
  );
}

function textOf(value: unknown): string {
  return Object(value) === value ? JSON.stringify(value) : String(value);
}
