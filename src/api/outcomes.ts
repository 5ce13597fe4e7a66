/** Responses (OpenAPI Specification 3.1, section 4.8.16) as outcomes by status. */
import type { Pointer } from "../diagnostic.js";
import type { Document, JsonObject } from "../document/document.js";
import { childPointer } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import type { Outcome, OutcomeMedia } from "./api.js";
import { holdsWriteOnly } from "./access.js";
import { mediaSchema } from "./components.js";
import { outcomeKind } from "./media.js";
import { schemaAt } from "./schema.js";
import { isObject, objectOf, optional, textOf, valueOf } from "./values.js";

export function readOutcomes(document: Document, operation: JsonObject, at: Pointer): readonly Outcome[] {
  const responses = objectOf(operation, "responses") ?? {};
  const outcomes: Outcome[] = [];
  for (const [status, node] of Object.entries(responses)) {
    if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status)) continue;
    const { value, pointer } = follow(document, node, childPointer(at, "responses", status));
    if (!value) continue;
    outcomes.push({
      status,
      ...optional("description", textOf(value, "description")),
      media: readMedia(document, value, pointer),
      headers: Object.keys(objectOf(value, "headers") ?? {}),
      pointer,
    });
  }
  return outcomes;
}

function readMedia(document: Document, response: JsonObject, at: Pointer): readonly OutcomeMedia[] {
  return Object.entries(objectOf(response, "content") ?? {}).map(([type, node]) => {
    const key = isObject(node) && valueOf(node, "schema") === undefined ? "itemSchema" : "schema";
    const schema = isObject(node) ? valueOf(node, key) : undefined;
    const pointer = childPointer(at, "content", type, key);
    return {
      type,
      kind: outcomeKind(type),
      typed: schema !== undefined,
      ...mediaSchema(document, schema, pointer),
      ...optional("holdsWriteOnly", holdsWriteOnly(document, schemaAt(document, schema)) || undefined),
    };
  });
}

/** The outcomes of a call that worked: those of 2xx, else the default one. */
export function successesOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  const good = outcomes.filter(({ status }) => status.startsWith("2"));
  return good.length > 0 ? good : outcomes.filter(({ status }) => status.toLowerCase() === "default");
}

/** The outcomes of a call that failed. */
export function failuresOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  const good = new Set(successesOf(outcomes));
  return outcomes.filter((outcome) => !good.has(outcome) && !/^[13]/.test(outcome.status));
}
