/** The JSON schema of a configuration, for editors; `npm run build` puts it into the package. */
import type { JsonObject } from "../document/document.js";
import { KEYS } from "./keys.js";
import { schemaOf } from "./kinds.js";

/** The file, relative to the package. */
export const schemaFile = "dist/redocly.schema.json";

/**
 * A draft-7 schema of a `redocly.yaml`: strict about `x-callwright`, made of the table that reads it, and open about all
 * that is Redocly's.
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
