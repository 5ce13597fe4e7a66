/** Small documents for tests, without files. */
import type { Document, Json, JsonObject } from "../../src/document/document.js";
import { defaultLimits } from "../../src/document/limits.js";
import { valueAt } from "../../src/document/refs.js";

/** A resolved document with this content; every position is the start of `spec.yaml`. */
export function documentOf(root: JsonObject): Document {
  return {
    file: "/spec.yaml",
    files: ["/spec.yaml"],
    sought: [],
    version: "3.0",
    root,
    limits: defaultLimits,
    at: (pointer) => valueAt(root, pointer),
    locate: () => ({ file: "/spec.yaml", line: 1, column: 1 }),
  };
}

/** A document with one operation, `POST /things/{id}`, and these components. */
export function documentWith(operation: JsonObject, components: JsonObject = {}, rest: JsonObject = {}): Document {
  return documentOf({
    openapi: "3.0.3",
    info: { title: "Things", version: "1.0.0" },
    paths: { "/things/{id}": { post: operation } },
    components,
    ...rest,
  });
}

/** A path parameter `id`, which most operations in tests need. */
export const id: Json = { name: "id", in: "path", required: true, schema: { type: "string" } };
