/** A document of animals, of which changes are judged in both directions. */
import { expect, it } from "@jest/globals";
import { answer, createJudge, json, ref, text, type Edits, type Value } from "./edits.js";

export const list = (items: Value): Value => ({ type: "array", items });
export const number: Value = { type: "integer" };
export const parameter = (name: string, where: string, schema: Value, more: object = {}): Value => ({
  name,
  in: where,
  schema,
  ...more,
});
export const oauth = (scopes: readonly string[]): Value => [{ oauth: scopes }];
export const flows = {
  authorizationCode: { authorizationUrl: "https://a.dev/a", tokenUrl: "https://a.dev/t", scopes: {} },
};
export const upload = (properties: Value, required: readonly string[] = []): Value => ({
  required: true,
  content: { "multipart/form-data": { schema: { type: "object", required, properties } } },
});
export const file: Value = { type: "string", format: "binary" };

const base: Edits = {
  openapi: "3.0.3",
  info: { title: "Zoo", version: "1.0.0" },
  servers: [
    { url: "https://zoo.dev", description: "live" },
    { url: "https://test.zoo.dev", description: "test" },
  ],
  security: oauth(["read"]),
  paths: {
    "/animals": {
      get: {
        tags: ["Animals"],
        parameters: [
          parameter("kind", "query", { type: "string", enum: ["cat", "dog"] }),
          parameter("ids", "query", list(number)),
          parameter("X-Trace", "header", text),
          parameter(
            "filter",
            "query",
            { type: "object", properties: { age: number } },
            { style: "deepObject", explode: true },
          ),
          parameter("limit", "query", { type: "integer", maximum: 100 }),
          parameter("cursor", "query", text),
        ],
        responses: {
          200: {
            description: "ok",
            headers: { "X-Total": { schema: number } },
            content: { "application/json": { schema: ref("AnimalPage") } },
          },
          404: answer(ref("Problem")),
        },
      },
      post: {
        tags: ["Animals"],
        requestBody: { required: true, ...(json(ref("Animal")) as object) },
        responses: { 201: answer(ref("Animal")) },
      },
    },
    "/animals/{id}": {
      parameters: [parameter("id", "path", text, { required: true })],
      get: { tags: ["Animals"], responses: { 200: answer(ref("Animal")) } },
      patch: {
        tags: ["Animals"],
        requestBody: json(ref("AnimalPatch")),
        responses: { 200: answer(ref("Animal")) },
      },
    },
    "/animals/{id}/photo": {
      parameters: [parameter("id", "path", text, { required: true })],
      put: {
        tags: ["Photos"],
        "x-callwright-call": "photos.replace",
        requestBody: upload({ file, note: text }, ["file"]),
        responses: { 204: { description: "ok" } },
      },
    },
    "/feed": {
      get: {
        tags: ["Feed"],
        "x-callwright-call": "feed.retrieve",
        responses: { 200: { description: "ok", content: { "text/event-stream": { schema: ref("Event") } } } },
      },
    },
  },
  components: {
    securitySchemes: { oauth: { type: "oauth2", flows }, key: { type: "apiKey", in: "header", name: "X-Key" } },
    schemas: {
      Named: { type: "object", required: ["name"], properties: { name: text } },
      Animal: {
        allOf: [
          ref("Named"),
          {
            type: "object",
            required: ["id", "kind"],
            properties: {
              id: { type: "string", readOnly: true },
              kind: { type: "string", enum: ["cat", "dog"] },
              age: { type: "integer", minimum: 0 },
              size: { oneOf: [text, number] },
              tags: list(text),
              diet: ref("Diet"),
              born: { type: "string", format: "date-time" },
              labels: { type: "object", additionalProperties: text },
              parent: ref("Animal"),
              pin: { type: "string", writeOnly: true },
            },
          },
        ],
      },
      AnimalPatch: { type: "object", properties: { name: text, age: { type: "integer", nullable: true } } },
      Diet: {
        oneOf: [ref("Meat"), ref("Plants")],
        discriminator: {
          propertyName: "type",
          mapping: { meat: "#/components/schemas/Meat", plants: "#/components/schemas/Plants" },
        },
      },
      Meat: { type: "object", required: ["type"], properties: { type: text, grams: number } },
      Plants: { type: "object", required: ["type"], properties: { type: text, leaves: number } },
      Fish: { type: "object", required: ["type"], properties: { type: text, fins: number } },
      Spare: { type: "object", properties: { fins: number } },
      AnimalPage: {
        type: "object",
        required: ["data"],
        properties: { data: list(ref("Animal")), next_cursor: { type: "string", nullable: true } },
      },
      Event: {
        type: "object",
        required: ["at"],
        properties: {
          at: text,
          what: text,
          level: { oneOf: [text, number] },
          of: { oneOf: [ref("Meat"), ref("Fish")] },
        },
      },
      Problem: { type: "object", required: ["message"], properties: { message: text, code: text } },
    },
  },
};

export const animals = "paths./animals.get";
export const query = `${animals}.parameters`;
export const own = "components.schemas.Animal.allOf.1";
export const schemas = "components.schemas";
export const photo = "paths./animals/{id}/photo.put.requestBody";

/** Name, later edits, wire, source, and a call that must be named. */
export type Row = readonly [name: string, edits: Edits, wire: string, source: string, call?: string];

export const told = createJudge(base);

export function judgesRows(rows: readonly Row[]): void {
  it.each(rows)("%s", async (...row) => {
    const [, edits, wire, source, call] = row;
    const { findings, unexplained, ...levels } = await told({}, edits, false);
    expect({ ...levels, findings }).toMatchObject({ wire, source });
    expect(unexplained).toEqual([]);
    if (call !== undefined) expect(findings.flatMap(({ calls }) => calls)).toContain(call);
  });
}
