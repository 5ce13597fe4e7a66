/**
 * No single fault costs the client: whichever value of a document is missing or of a wrong type, there are still names and
 * code for the rest. Only what leaves nothing is refused (decision 25).
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compile } from "../../src/compile.js";
import { UnusableInput } from "../../src/diagnostic.js";
import { findTargets } from "../../src/targets.js";

const ref = (section: string, name: string) => ({ $ref: `#/components/${section}/${name}` });
const json = (schema: unknown) => ({ "application/json": { schema } });

/** A document with one of everything. */
const document = {
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

type Place = readonly [string, ...string[]];

function placesIn(value: unknown, above: readonly string[] = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]): Place[] => {
    const place: Place = [...above, key] as unknown as Place;
    return [place, ...placesIn(part, place)];
  });
}

/** The document with another value, or none, at one place. */
function spoilt(place: Place, value: unknown): unknown {
  const copy: unknown = structuredClone(document);
  let at = copy as Record<string, unknown>;
  for (const key of place.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = place.at(-1) ?? "";
  if (value !== undefined) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else Reflect.deleteProperty(at, last);
  return copy;
}

const values = [undefined, null, "x", 1, true, [], {}, [null], { x: null }, { $ref: "#/no/where" }];

/** Nothing is left of a document whose paths are a text or a list, and `x` is the version of nothing. */
function leavesNothing([section, ...inner]: Place, value: unknown): boolean {
  if (inner.length > 0 || value === undefined || value === null) return false;
  if (section === "openapi") return typeof value === "string" || typeof value === "number";
  return section === "paths" && (typeof value !== "object" || Array.isArray(value));
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-faults-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What refuses a document, or breaks at it; undefined where it has a client. */
async function failureOf(place: Place, value: unknown, writes: boolean): Promise<string | undefined> {
  writeFileSync(path.join(folder, "openapi.json"), JSON.stringify(spoilt(place, value)));
  const [target] = findTargets({ cwd: folder, spec: "openapi.json" });
  try {
    const compiled = target && (await compile(target));
    if (writes) await compiled?.emit();
    return undefined;
  } catch (cause) {
    if (!(cause instanceof UnusableInput)) throw cause;
    return leavesNothing(place, value) ? undefined : cause.diagnostics.map(({ code }) => code).join(" ");
  }
}

describe("a single fault", () => {
  it.each(placesIn(document).map((place, index) => [place.join(" "), place, index] as const))(
    "at %s costs no client",
    async (_, place, index) => {
      for (const [at, value] of values.entries()) {
        // Code is written for one value at each place, in turn: that takes longest.
        expect(await failureOf(place, value, index % values.length === at)).toBeUndefined();
      }
    },
    60_000,
  );
});
