/** A document with one of everything, and changes to it. */
export const ref = (section: string, name: string) => ({ $ref: `#/components/${section}/${name}` });
const json = (schema: unknown) => ({ "application/json": { schema } });

export const document = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1.0.0", license: { name: "MIT" } },
  servers: [{ url: "https://acme.example/{stage}", variables: { stage: { default: "v1", enum: ["v1"] } } }],
  security: [{ key: [] }],
  tags: [{ name: "pets", description: "Animals." }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        tags: ["pets"],
        parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }, ref("parameters", "After")],
        responses: {
          "200": {
            description: "All.",
            headers: { "X-Next": ref("headers", "Next") },
            content: json({ type: "array", items: ref("schemas", "Pet") }),
          },
          "404": ref("responses", "Missing"),
        },
      },
      post: { requestBody: ref("requestBodies", "New"), responses: { "201": { description: "Made." } } },
    },
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: { responses: { "200": { description: "One.", content: json(ref("schemas", "Animal")) } } },
    },
  },
  webhooks: {
    made: {
      post: { requestBody: { content: json(ref("schemas", "Pet")) }, responses: { "200": { description: "Seen." } } },
    },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
    parameters: { After: { name: "after", in: "query", schema: { type: "string" } } },
    headers: { Next: { schema: { type: "string" } } },
    responses: {
      Missing: { description: "None.", content: json({ type: "object", properties: { message: { type: "string" } } }) },
    },
    requestBodies: { New: { required: true, content: json(ref("schemas", "Pet")) } },
    schemas: {
      Pet: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string", pattern: "^a" },
          kind: { type: "string", enum: ["a", "b"], default: "a" },
        },
        additionalProperties: { type: "string" },
      },
      Cat: {
        allOf: [
          ref("schemas", "Pet"),
          { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
        ],
      },
      Animal: {
        oneOf: [ref("schemas", "Cat"), ref("schemas", "Pet")],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
      },
    },
  },
};

export type Place = readonly [string, ...string[]];

/** The place of every value in a document, below it. */
export function placesIn(value: unknown, above: readonly string[] = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]): Place[] => {
    const place: Place = [...above, key] as unknown as Place;
    return [place, ...placesIn(part, place)];
  });
}

/** A copy of a document with another value, or none, at one place. */
export function changed(whole: unknown, place: Place, value: unknown): unknown {
  const copy: unknown = structuredClone(whole);
  let at = copy as Record<string, unknown>;
  for (const key of place.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = place.at(-1) ?? "";
  if (value !== undefined) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else Reflect.deleteProperty(at, last);
  return copy;
}
