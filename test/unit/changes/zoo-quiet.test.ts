/** Other ways of writing the same document, of which nothing may be said. */
import { describe, expect, it } from "@jest/globals";
import { ref, text, type Edits } from "./edits.js";
import { animals, flows, list, number, oauth, own, parameter, query, schemas, told } from "./zoo.js";

/** Name, edits that change nothing, and edits before them. */
const quiet: readonly (readonly [string, Edits, Edits?])[] = [
  ["texts", { "info.description": "New", [`${schemas}.Meat.description`]: "Beef", [`${query}.0.description`]: "Sort" }],
  ["examples", { [`${schemas}.Meat.example`]: { type: "meat" } }],
  [
    "parameters in another order",
    {
      [`${query}.0`]: parameter("limit", "query", { type: "integer", maximum: 100 }),
      [`${query}.4`]: parameter("kind", "query", { type: "string", enum: ["cat", "dog"] }),
    },
  ],
  ["values in another order", { [`${own}.properties.kind.enum`]: ["dog", "cat"] }],
  ["alternatives in another order", { [`${schemas}.Diet.oneOf`]: [ref("Plants"), ref("Meat")] }],
  ["an alternative in an allOf of one", { [`${schemas}.Diet.oneOf`]: [{ allOf: [ref("Meat")] }, ref("Plants")] }],
  [
    "a parameter behind a reference",
    {
      "components.parameters": { Kind: parameter("kind", "query", { type: "string", enum: ["cat", "dog"] }) },
      [`${query}.0`]: { $ref: "#/components/parameters/Kind" },
    },
  ],
  [
    "a schema of values behind a reference",
    { [`${schemas}.Kind`]: { type: "string", enum: ["cat", "dog"] }, [`${own}.properties.kind`]: ref("Kind") },
  ],
  ["the schema of a header that no one reads", { [`${animals}.responses.200.headers.X-Total.schema`]: text }],
  ["a credential under another name", { "components.securitySchemes.other": { type: "oauth2", flows } }],
  ["a server with a slash", { "servers.0.url": "https://zoo.dev/" }],
  [
    "parts of a schema in another order",
    {
      [`${schemas}.AnimalPage`]: {
        allOf: [
          { type: "object", properties: { next_cursor: { type: "string", nullable: true } } },
          { type: "object", required: ["data"], properties: { data: list(ref("Animal")) } },
        ],
      },
    },
  ],
  ["the style that is the default", { [`${query}.1.style`]: "form", [`${query}.1.explode`]: true }],
  [
    "a parameter of the operation, not of the path",
    {
      "paths./animals/{id}/photo.parameters": undefined,
      "paths./animals/{id}/photo.put.parameters": [parameter("id", "path", text, { required: true })],
    },
  ],
  ["anyOf in place of oneOf", { [`${own}.properties.size`]: { anyOf: [text, number] } }],
  [
    "security of the operations, not of the document",
    {
      security: undefined,
      [`${animals}.security`]: oauth(["read"]),
      "paths./animals.post.security": oauth(["read"]),
      "paths./animals/{id}.get.security": oauth(["read"]),
      "paths./animals/{id}.patch.security": oauth(["read"]),
      "paths./animals/{id}/photo.put.security": oauth(["read"]),
      "paths./feed.get.security": oauth(["read"]),
    },
  ],
];

describe.each([false, true])("in the spelling of 3.1: %p", (is31) => {
  it.each(quiet)("says nothing of %s", async (...row) => {
    const [, edits, before = {}] = row;
    expect(await told(before, edits, is31, true)).toMatchObject({ findings: [], unexplained: [] });
  });
});
