/**
 * Changes of one document, each as what is put at a few of its pointers, and what they do on the wire and in code.
 * Every one is judged in the spelling of OpenAPI 3.0 and of 3.1, and held against the compiler where types are at stake.
 */
import { describe, expect, it } from "@jest/globals";
import { answer, createJudge, json, ref, text, type Edits, type Value } from "./edits.js";

const form = (encoding: Value): Value => ({
  content: {
    "application/x-www-form-urlencoded": {
      schema: { type: "object", properties: { tags: { type: "array", items: text } } },
      encoding,
    },
  },
});

const base: Edits = {
  openapi: "3.0.3",
  info: { title: "Shop", version: "1.0.0" },
  servers: [{ url: "https://{region}.shop.dev", variables: { region: { default: "eu", enum: ["eu", "us"] } } }],
  paths: {
    "/orders": {
      get: {
        tags: ["Orders"],
        parameters: [
          { name: "state", in: "query", schema: text },
          { name: "since", in: "query", required: true, schema: text },
        ],
        responses: { 200: answer({ type: "array", items: ref("Order") }) },
      },
      post: {
        tags: ["Orders"],
        requestBody: { required: true, ...(json(ref("NewOrder")) as object) },
        responses: { 200: answer(ref("Order")) },
      },
    },
    "/labels": { post: { tags: ["Labels"], requestBody: form({}), responses: { 204: { description: "ok" } } } },
  },
  components: {
    schemas: {
      Order: { type: "object", required: ["id"], properties: { id: text, payment: ref("Payment") } },
      NewOrder: { type: "object", properties: { sku: text, color: text, note: text } },
      Card: { type: "object", required: ["kind"], properties: { kind: { type: "string", enum: ["card"] } } },
      Bank: { type: "object", required: ["kind"], properties: { kind: { type: "string", enum: ["bank"] } } },
      Payment: { oneOf: [ref("Card"), ref("Bank")], discriminator: { propertyName: "kind" } },
    },
  },
};

const schemas = "components.schemas";
const orders = "paths./orders";
const made = `${orders}.post.responses.200.content`;
const alternatives = (...names: readonly string[]): Value => names.map((name) => ({ required: [name] }));

/** Name, earlier edits, later edits, wire, source, and a call that must be named. */
const rows: readonly (readonly [string, Edits, Edits, string, string, string?])[] = [
  [
    "a variable of the server renamed",
    {},
    { servers: [{ url: "https://{area}.shop.dev", variables: { area: { default: "eu" } } }] },
    "safe",
    "breaks",
  ],
  ["a value of a variable gone", {}, { "servers.0.variables.region.enum": ["eu"] }, "safe", "breaks"],
  [
    "a parameter in another place",
    {},
    { [`${orders}.get.parameters.0.in`]: "header" },
    "breaks",
    "safe",
    "orders.list",
  ],
  [
    "a text that may be a list now",
    {},
    { [`${orders}.get.parameters.0.schema`]: { oneOf: [text, { type: "array", items: text }] } },
    "safe",
    "safe",
  ],
  [
    "a key of the body in the query",
    {},
    {
      [`${schemas}.NewOrder.properties.color`]: undefined,
      [`${orders}.post.parameters`]: [{ name: "color", in: "query", schema: text }],
    },
    "breaks",
    "safe",
    "orders.create",
  ],
  [
    "a key of the body required in the query",
    {},
    {
      [`${schemas}.NewOrder.properties.color`]: undefined,
      [`${orders}.post.parameters`]: [{ name: "color", in: "query", required: true, schema: text }],
    },
    "breaks",
    "breaks",
    "orders.create",
  ],
  [
    "a key of the query in the body",
    { [`${orders}.post.parameters`]: [{ name: "extra", in: "query", required: true, schema: text }] },
    {
      [`${orders}.post.parameters`]: undefined,
      [`${schemas}.NewOrder.properties.extra`]: text,
      [`${schemas}.NewOrder.required`]: ["extra"],
    },
    "breaks",
    "safe",
    "orders.create",
  ],
  ["a least length of nothing", {}, { [`${schemas}.NewOrder.properties.sku.minLength`]: 0 }, "safe", "safe"],
  [
    "of two bounds the looser gone",
    { [`${schemas}.NewOrder.properties.sku`]: { allOf: [{ type: "string", maxLength: 9 }, { maxLength: 20 }] } },
    { [`${schemas}.NewOrder.properties.sku.maxLength`]: 9 },
    "safe",
    "safe",
  ],
  [
    "one of several sets of keys wanted",
    {},
    { [`${schemas}.NewOrder.anyOf`]: alternatives("sku", "note") },
    "breaks",
    "breaks",
    "orders.create",
  ],
  [
    "another set of keys that will do",
    { [`${schemas}.NewOrder.anyOf`]: alternatives("sku", "note") },
    { [`${schemas}.NewOrder.anyOf`]: alternatives("sku", "note", "color") },
    "safe",
    "safe",
  ],
  [
    "one set of keys that does no more",
    { [`${schemas}.NewOrder.anyOf`]: alternatives("sku", "note", "color") },
    { [`${schemas}.NewOrder.anyOf`]: alternatives("sku", "note") },
    "breaks",
    "safe",
    "orders.create",
  ],
  [
    "a value that is refused",
    {},
    { [`${schemas}.NewOrder.properties.sku.not`]: { enum: ["x"] } },
    "breaks",
    "safe",
    "orders.create",
  ],
  [
    "a form that writes lists in another way",
    {},
    { "paths./labels.post.requestBody": form({ tags: { style: "form", explode: false } }) },
    "breaks",
    "safe",
    "labels.create",
  ],
  [
    "alternatives that may be null now",
    {},
    {
      [`${schemas}.Order.properties.payment`]: {
        nullable: true,
        oneOf: [ref("Card"), ref("Bank")],
        discriminator: { propertyName: "kind" },
      },
    },
    "breaks",
    "breaks",
    "orders.create",
  ],
  ["a discriminator gone whose values stay", {}, { [`${schemas}.Payment.discriminator`]: undefined }, "safe", "safe"],
  [
    "another value for an alternative",
    {},
    {
      [`${schemas}.Payment.discriminator.mapping`]: {
        CARD: "#/components/schemas/Card",
        bank: "#/components/schemas/Bank",
      },
    },
    "breaks",
    "breaks",
    "orders.create",
  ],
  [
    "a stream beside the answer",
    {},
    { [`${made}.text/event-stream`]: { schema: text } },
    "safe",
    "breaks",
    "orders.create",
  ],
  ["text beside the answer", {}, { [`${made}.text/csv`]: { schema: text } }, "safe", "breaks", "orders.create"],
  [
    "other JSON beside the answer",
    {},
    { [`${made}.application/hal+json`]: { schema: ref("Card") } },
    "safe",
    "breaks",
    "orders.create",
  ],
  [
    "the same JSON under another name",
    {},
    { [`${made}.application/hal+json`]: { schema: ref("Order") } },
    "safe",
    "safe",
  ],
];

const told = createJudge(base);

describe.each([false, true])("in the spelling of 3.1: %p", (is31) => {
  it.each(rows)("%s", async (...row) => {
    const [, before, after, wire, source, call] = row;
    const { findings, unexplained, ...levels } = await told(before, after, is31);
    expect(levels).toMatchObject({ wire, source });
    expect(unexplained).toEqual([]);
    if (call !== undefined) expect(findings.flatMap(({ calls }) => calls)).toContain(call);
  });
});
