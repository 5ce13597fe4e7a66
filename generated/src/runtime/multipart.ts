/** Bodies of type `multipart/form-data` (RFC 7578). */
import { bodyWriter } from "./body.js";
import { textOf } from "./form.js";
import type { BodyWriter } from "./operation.js";
import { isUploadable, nameOf, toBlob } from "./uploads.js";

/** Lists repeat their name; an object within is written as JSON. The engine adds the type, with its boundary. */
export const multipart: BodyWriter = bodyWriter(async (body) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(body as object)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item === undefined || item === null) continue;
      if (isUploadable(item)) data.append(name, await toBlob(item), nameOf(item) ?? name);
      else data.append(name, textOf(item));
    }
  }
  return data;
});
