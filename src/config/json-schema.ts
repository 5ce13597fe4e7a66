/** Creates the JSON schema of a configuration, for editors; `npm run build` adds it to the package. */
import type { JsonObject } from "../document/document.js";
import { KEYS } from "./keys.js";
import { schemaOf } from "./kinds.js";

/** The path of the schema in the package. */
export const schemaFile = "dist/redocly.schema.json";

/**
 * Returns the draft-7 schema of a `redocly.yaml`: strict about `x-callwright`, whose schema comes from the table that
 * also reads it, and open about Redocly's own keys.
 */
export function configurationSchema(): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Redocly's configuration with Callwright's keys",
    type: ["object", "null"],
    properties: {
      apis: {
        type: ["object", "null"],
        additionalProperties: {
          type: "object",
          properties: {
            root: { type: "string", description: "the document: a file relative to this one, or a URL" },
            "x-callwright": { description: "Callwright's settings for the document", ...schemaOf(KEYS) },
          },
          required: ["root"],
        },
      },
    },
  };
}
