/** Documents that lead in circles, hold too much of one thing, or make somebody compare everything with everything. */
import type { Tree } from "./base.js";
import { items, partly, members, refused, spoiled, yaml, type Exhausting } from "./exhausting.js";
import { baseDocument } from "./base.js";
import { positions } from "./positions.js";

const schemas = "components schemas";
const thing = "components schemas Thing";
const list = "paths /things get";
const endless = "document/circular-ref";

const ref = (name: string, section = "schemas"): Tree => ({ $ref: `#/components/${section}/${name}` });

/** The two components A and B of a section, each in the other's place. */
function circle(section: string): Exhausting {
  const places = {
    [`components ${section} A`]: () => ref("B", section),
    [`components ${section} B`]: () => ref("A", section),
  };
  return partly(endless, spoiled(`references in a circle among ${section}`, places));
}

const circles: readonly Exhausting[] = [
  partly(endless, spoiled("a schema that is itself", { [`${schemas} A`]: () => ref("A") })),
  ...["schemas", "responses", "parameters", "requestBodies", "headers", "pathItems"].map(circle),
  partly(
    endless,
    spoiled("path items in a circle", {
      "paths /a": () => ({ $ref: "#/paths/~1b" }),
      "paths /b": () => ({ $ref: "#/paths/~1a" }),
    }),
  ),
  refused(
    "document/too-deep",
    spoiled("a chain of 10,000 references", {
      ...Object.fromEntries(
        Array.from({ length: 10_000 }, (_, index) => [
          `${schemas} S${String(index)}`,
          () => ref(`S${String(index + 1)}`),
        ]),
      ),
      [`${schemas} S10000`]: () => ({ type: "string" }),
    }),
  ),
  partly(
    "document/endless-schema",
    spoiled("schemas that are all of each other", {
      [`${schemas} A`]: () => ({ allOf: [ref("A"), ref("B")] }),
      [`${schemas} B`]: () => ({
        allOf: [ref("A")],
        anyOf: [ref("B")],
        oneOf: [ref("C")],
        not: ref("B"),
        properties: { a: ref("A") },
      }),
      [`${schemas} C`]: () => ({ oneOf: [ref("C"), ref("B")], items: ref("C"), additionalProperties: ref("A") }),
      [`${list} responses 200 content application/json schema`]: () => ref("A"),
      "paths /things post requestBody content application/json schema": () => ref("C"),
    }),
  ),
  refused(
    "document/endless-schema",
    spoiled("300 schemas that are all of all others", {
      ...Object.fromEntries(
        Array.from({ length: 300 }, (_, one) => [
          `${schemas} S${String(one)}`,
          () => ({ allOf: items(300, (other) => ref(`S${String(other)}`)) }),
        ]),
      ),
    }),
  ),
  spoiled("schemas that hold each other in every way that ends", {
    [`${schemas} A`]: () => ({ type: "object", properties: { a: ref("A"), b: ref("B"), c: ref("C") }, not: ref("A") }),
    [`${schemas} B`]: () => ({ type: "array", items: { anyOf: [ref("A"), ref("B"), ref("C")] } }),
    [`${schemas} C`]: () => ({ type: "object", additionalProperties: { oneOf: [ref("C"), ref("B")] } }),
    [`${list} responses 200 content application/json schema`]: () => ref("A"),
  }),
];

const names = (prefix: string) => (index: number) => `${prefix}${String(index)}`;

/** Properties that differ. */
const object = (index: number): Tree => ({
  type: "object",
  required: ["a"],
  properties: { [`p${String(index)}`]: { type: "string" } },
});

const many: readonly Exhausting[] = [
  partly(
    "lint/cut",
    spoiled("50,000 properties", {
      [`${thing} properties`]: () => members(50_000, names("p"), () => ({ type: "string", description: "One." })),
      [`${thing} required`]: () => items(50_000, names("p")),
    }),
  ),
  yaml(
    "50,000 properties of YAML",
    () =>
      `paths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties:\n${Array.from({ length: 50_000 }, (_, index) => `        p${String(index)}: { type: string }\n`).join("")}`,
  ),
  spoiled("50,000 values to choose from", {
    [`${thing} properties colour`]: () => ({ type: "string", enum: items(50_000, names("c")) }),
  }),
  spoiled("50,000 values to choose from, none of which fits", {
    [`${thing} properties colour`]: () => ({ type: "integer", enum: items(50_000, names("c")) }),
  }),
  partly(
    "lint/cut",
    spoiled("5,000 objects under oneOf", { [`${thing} properties more`]: () => ({ oneOf: items(5_000, object) }) }),
  ),
  partly(
    "lint/cut",
    spoiled("5,000 equal objects under anyOf", {
      [`${thing} properties more`]: () => ({ anyOf: items(5_000, () => object(0)) }),
    }),
  ),
  partly(
    "lint/cut",
    spoiled("5,000 objects under allOf", { [`${thing} properties more`]: () => ({ allOf: items(5_000, object) }) }),
  ),
  partly(
    "lint/cut",
    spoiled("2,000 schemas to discriminate", {
      ...Object.fromEntries(
        Array.from({ length: 2_000 }, (_, index) => [`${schemas} S${String(index)}`, () => object(index)]),
      ),
      [`${schemas} Owner`]: () => ({
        oneOf: items(2_000, (index) => ref(`S${String(index)}`)),
        discriminator: {
          propertyName: "a",
          mapping: members(2_000, names("m"), (index) => `#/components/schemas/S${String(index)}`),
        },
      }),
    }),
  ),
  spoiled("20,000 references into properties", {
    [`${schemas} A`]: () => ({ type: "object", properties: members(20_000, names("p"), () => ({ type: "string" })) }),
    [`${schemas} B`]: () => ({
      type: "object",
      properties: members(20_000, names("q"), (index) => ref(`A/properties/p${String(index)}`)),
    }),
  }),
  spoiled("2,000 servers, and one of 2,000 variables", {
    servers: () => [
      {
        url: Array.from({ length: 2_000 }, (_, index) => `{v${String(index)}}`).join("."),
        variables: members(2_000, names("v"), () => ({ default: "a" })),
      },
      ...items(2_000, (index) => ({
        url: `https://{a}.example.com/${String(index)}`,
        variables: { a: { default: "a", enum: ["a", "b"] } },
      })),
    ],
  }),
  partly(
    "lint/cut",
    spoiled("a server that is 300,000 opened braces", { servers: () => [{ url: "{".repeat(300_000) }] }),
  ),
  spoiled("20,000 tags", {
    tags: () => items(20_000, (index) => ({ name: `tag ${String(index)}`, description: "One." })),
  }),
  spoiled("2,000 operations, all called the same", {
    paths: () =>
      members(
        500,
        (index) => `/same/a${String(index % 7)}/{id}/x${String(index)}`,
        () => ({ ...operations("same") }),
      ),
  }),
  spoiled("1,000 parameters and 900 responses", {
    [`${list} parameters`]: () =>
      items(1_000, (index) => ({ name: `p${String(index)}`, in: "query", schema: { type: "string" } })),
    [`${list} responses`]: () =>
      members(
        500,
        (index) => String(index + 100),
        () => ({ description: "One." }),
      ),
  }),
  spoiled("20,000 mistakes on one line", {
    [`${thing} properties`]: () => members(20_000, names("p"), () => ({ type: "wrong", nonsense: 1 })),
  }),
  yaml(
    "20,000 mistakes on as many lines",
    () =>
      `paths: {}\ncomponents:\n  schemas:\n${Array.from({ length: 20_000 }, (_, index) => `    S${String(index)}:\n      type: wrong\n      nonsense: 1\n`).join("")}`,
  ),
];

function operations(operationId: string): Tree {
  const operation = { operationId, responses: { "200": { description: "Done." } } };
  return { get: operation, post: operation, put: operation, delete: operation };
}

const slow = "^(a+)+$";
const longest = `${"a".repeat(60)}!`;

const patterns: readonly Exhausting[] = [
  partly(
    "lint/slow-pattern",
    spoiled("a slow pattern and its example", {
      [`${thing} properties name`]: () => ({ type: "string", pattern: slow, example: longest }),
    }),
  ),
  partly(
    "lint/slow-pattern",
    spoiled("slow patterns of parameters, properties and media types", {
      [`${list} parameters 0`]: () => ({
        name: "a",
        in: "query",
        schema: { type: "string", pattern: slow },
        example: longest,
      }),
      [`${thing} properties name`]: () => ({
        type: "string",
        pattern: "^(?:a|a?)+$",
        default: longest,
        enum: [longest],
        examples: [longest],
      }),
      [`${thing} properties more`]: () => ({
        type: "object",
        patternProperties: { [slow]: { type: "string" } },
        example: { [longest]: "a" },
      }),
      [`${list} responses 200 content application/json`]: () => ({
        schema: { type: "string", pattern: "(.*)*x$" },
        example: "a".repeat(40_000),
      }),
    }),
  ),
  partly(
    "lint/slow-pattern",
    spoiled("200 slow patterns", {
      [`${thing} properties`]: () =>
        members(200, names("p"), (index) => ({
          type: "string",
          pattern: `^(a+)+${String(index)}$`,
          example: longest,
        })),
    }),
  ),
];

/** A text in every place that takes one, whatever it means there. */
function inAllPlaces(name: string, piece: string, length = 100_000): Exhausting {
  const text = piece.repeat(length / piece.length);
  const make = (): string => {
    const document = baseDocument();
    for (const { way, structural, put } of positions) if (way !== undefined && !structural) put(document, text);
    return JSON.stringify(document);
  };
  return { name: `100,000 characters of ${name} in every place`, text: make };
}

const everyPlace: readonly Exhausting[] = [
  inAllPlaces("spaces", " "),
  inAllPlaces("opened braces", "{"),
  inAllPlaces("quotes and backslashes", "\\\"'"),
  inAllPlaces("dots, slashes and capitals", "./A_"),
  inAllPlaces("`$` and braces", "${"),
];

export const exhaustingStructure: readonly Exhausting[] = [...circles, ...many, ...patterns, ...everyPlace];
