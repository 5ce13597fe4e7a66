/** Reads webhooks (OpenAPI Specification 3.1, section 4.8.1). */
import type { Document, Json, JsonObject } from "../document/document.js";
import { pointerOf } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import type { HttpMethod, Webhook } from "./api.js";
import { holdsWriteOnly } from "./schema/access.js";
import { bodyKind } from "./bodies/media.js";
import { schemaAt } from "./schema/schema.js";
import { flagOf, isObject, objectOf, optional, textOf, valueOf } from "./values.js";

/** Reads the document's webhooks, in document order. */
export function readWebhooks(document: Document): readonly Webhook[] {
  return Object.entries(objectOf(document.root, "webhooks") ?? {}).flatMap(([name, node]) =>
    readWebhook(document, name, node),
  );
}

function readWebhook(document: Document, name: string, node: Json | undefined): readonly Webhook[] {
  const { value: item } = follow(document, node, pointerOf("webhooks", name));
  if (!item) return [];
  const methods: readonly HttpMethod[] = ["post", "put", "patch", "get", "delete"];
  return methods.flatMap((method) => {
    const operation = objectOf(item, method);
    if (!operation) return [];
    const { value: body } = follow(document, valueOf(operation, "requestBody"), "#");
    const media = Object.keys((body && objectOf(body, "content")) ?? {});
    const content = objectOf(body ?? {}, "content") ?? {};
    const json = media.filter((type) => bodyKind(type) === "json");
    return [
      {
        name,
        method,
        ...optional("description", textOf(operation, "summary")),
        deprecated: flagOf(operation, "deprecated"),
        media: json.length > 0 ? json : media,
        ...optional("holdsWriteOnly", hidesParts(document, content) ? (true as const) : undefined),
        required: body !== undefined && flagOf(body, "required"),
      },
    ];
  });
}

function hidesParts(document: Document, content: JsonObject): boolean {
  return Object.values(content).some((media) => {
    return isObject(media) && holdsWriteOnly(document, schemaAt(document, valueOf(media, "schema")));
  });
}
