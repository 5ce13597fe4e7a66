/**
 * Random values of random schemas, in every style and media type, sent by a generated client to a server on loopback. The
 * server reads them with libraries that servers use (`qs`, `busboy`), knowing the schema alone, and sends back what it found.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { generatedClient, type GeneratedClient } from "../wire/generated.js";
import {
  asParts,
  asTexts,
  content,
  plainKey,
  listOf,
  objectOf,
  scalar,
  type Letters,
  type Shape,
} from "./random-shapes.js";
import { formOf, linesOf, listed, memberOf, pairsOf, partsOf, queryOf, type Received } from "./readers.js";

const RUNS = { numRuns: 100 };
/** How many random schemas each way of writing is tried with. */
const SCHEMAS = 4;

interface Way {
  readonly what: string;
  readonly shape: fc.Arbitrary<Shape>;
  /** The Parameter Object without name and schema; or the media type of a body with its Media Type Object. */
  readonly parameter?: {
    readonly in: string;
    readonly style?: string;
    readonly explode?: boolean;
    readonly json?: true;
  };
  readonly body?: string;
  readonly encoding?: (schema: Shape["schema"]) => object;
  /** What the server finds. */
  readonly read: (request: Received, shape: Shape) => unknown;
  /** What it should find; by default the texts of the value. */
  readonly wanted?: (value: unknown) => unknown;
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const any: Letters = { unit: "grapheme", without: /$^/ };
/** Without the characters that RFC 6570 leaves as they are, though they separate items there. */
const noDots: Letters = { unit: "grapheme", without: /\./ };
const inHeader: Letters = { unit: "grapheme-ascii", without: /[,=]/ };
const inSpaced: Letters = { unit: "grapheme", without: /[ |]/ };

const flat = (letters: Letters): fc.Arbitrary<Shape> =>
  fc.oneof(
    scalar(letters),
    listOf(scalar(letters), 1),
    objectOf(scalar(letters), letters === inHeader ? plainKey : undefined),
  );
const wholeNumbers = fc.constantFrom<Shape>(
  { kind: "one", schema: { type: "integer" }, value: fc.maxSafeInteger() },
  { kind: "one", schema: { type: "boolean" }, value: fc.boolean() },
);
/** Where dots separate, neither numbers with a fraction nor times can be told apart. */
const dotless = fc.oneof(
  wholeNumbers,
  fc.constant<Shape>({
    kind: "one",
    schema: { type: "string" },
    value: fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !noDots.without.test(text)),
  }),
);
const json = (letters: Letters): fc.Arbitrary<Shape> =>
  objectOf(fc.oneof(flat(letters), listOf(objectOf(flat(letters)))));

const inQuery: readonly Way[] = [
  {
    what: "form, exploded",
    shape: flat(any),
    parameter: { in: "query", style: "form", explode: true },
    read: (request, shape) => memberOf(queryOf(request), shape),
  },
  {
    what: "form, joined",
    shape: flat(any),
    parameter: { in: "query", style: "form", explode: false },
    read: (request, shape) => listed(queryOf(request, { comma: true })["value"], shape),
  },
  {
    what: "spaceDelimited",
    shape: listOf(scalar(inSpaced), 1),
    parameter: { in: "query", style: "spaceDelimited", explode: false },
    read: (request, shape) => listed(queryOf(request, { comma: true }, /%20/g)["value"], shape),
  },
  {
    what: "pipeDelimited",
    shape: listOf(scalar(inSpaced), 1),
    parameter: { in: "query", style: "pipeDelimited", explode: false },
    read: (request, shape) => listed(queryOf(request, { comma: true }, /%7C/g)["value"], shape),
  },
  {
    what: "deepObject",
    shape: objectOf(fc.oneof(scalar(any), objectOf(scalar(any)), listOf(objectOf(scalar(any))))),
    parameter: { in: "query", style: "deepObject", explode: true },
    read: (request) => queryOf(request)["value"],
  },
  {
    what: "JSON in the query",
    shape: json(any),
    parameter: { in: "query", json: true },
    read: (request) => parsed(queryOf(request)["value"]),
    wanted: asJson,
  },
];

const inPath: readonly Way[] = [
  {
    what: "simple",
    shape: flat(any),
    parameter: { in: "path", style: "simple", explode: false },
    read: ({ segment }, shape) => listed(pairsOf(`value=${segment}`, { comma: true })["value"], shape),
  },
  {
    what: "simple, exploded",
    shape: objectOf(scalar(any)),
    parameter: { in: "path", style: "simple", explode: true },
    read: ({ segment }) => pairsOf(segment, { delimiter: "," }),
  },
  {
    what: "label",
    shape: flat(any),
    parameter: { in: "path", style: "label", explode: false },
    read: ({ segment }, shape) => listed(pairsOf(`value=${segment.slice(1)}`, { comma: true })["value"], shape),
  },
  {
    what: "label, exploded",
    shape: objectOf(dotless),
    parameter: { in: "path", style: "label", explode: true },
    read: ({ segment }) => pairsOf(segment.slice(1), { delimiter: "." }),
  },
  {
    what: "matrix",
    shape: flat(any),
    parameter: { in: "path", style: "matrix", explode: false },
    read: ({ segment }, shape) => listed(pairsOf(segment.slice(1), { delimiter: ";", comma: true })["value"], shape),
  },
  {
    what: "matrix, exploded",
    shape: flat(any),
    parameter: { in: "path", style: "matrix", explode: true },
    read: ({ segment }, shape) => memberOf(pairsOf(segment.slice(1), { delimiter: ";" }), shape),
  },
];

const elsewhere: readonly Way[] = [
  {
    what: "simple in a header",
    shape: flat(inHeader),
    parameter: { in: "header", style: "simple", explode: false },
    read: ({ headers: { value } }, shape) =>
      value && listed(pairsOf(`value=${encoded(value)}`, { comma: true })["value"], shape),
  },
  {
    what: "simple in a header, exploded",
    shape: objectOf(scalar(inHeader), plainKey),
    parameter: { in: "header", style: "simple", explode: true },
    read: ({ headers }, shape) => memberOf(pairsOf(encoded(headers["value"]), { delimiter: "," }), shape),
  },
  {
    what: "JSON in a header",
    shape: json(any),
    parameter: { in: "header", json: true },
    read: ({ headers }) => parsed(headers["value"]),
    wanted: asJson,
  },
  {
    what: "form in a cookie",
    shape: flat(any),
    parameter: { in: "cookie", style: "form", explode: false },
    read: ({ headers }, shape) => listed(pairsOf(headers["cookie"] ?? "", { comma: true })["value"], shape),
  },
];

/** A header is not percent-encoded: what reads pairs would decode it all the same. */
function encoded(text: string | readonly string[] = ""): string {
  return text.toString().replace(/[^,=]+/g, encodeURIComponent);
}

function parsed(text: unknown): unknown {
  return JSON.parse(text as string);
}

const bodies: readonly Way[] = [
  {
    what: "JSON",
    shape: json(any),
    body: "application/json",
    read: ({ body }) => parsed(body.toString()),
    wanted: asJson,
  },
  {
    what: "a form",
    shape: objectOf(fc.oneof(scalar(any), listOf(scalar(any)))),
    body: "application/x-www-form-urlencoded",
    read: formOf,
  },
  {
    what: "a form with names of where values stand",
    shape: objectOf(fc.oneof(scalar(any), objectOf(scalar(any)), listOf(objectOf(scalar(any))))),
    body: "application/x-www-form-urlencoded",
    encoding: (schema) => encodingOf(schema, { style: "deepObject", explode: true }),
    read: formOf,
  },
  {
    what: "a form whose lists are joined",
    shape: objectOf(listOf(scalar(any), 1)),
    body: "application/x-www-form-urlencoded",
    encoding: (schema) => encodingOf(schema, { style: "form", explode: false }),
    read: (request, shape) => formOf(request, shape, { comma: true }),
  },
  {
    what: "parts",
    shape: objectOf(fc.oneof(scalar(any), listOf(scalar(any)), content, listOf(content), objectOf(scalar(any)))),
    body: "multipart/form-data",
    read: partsOf,
    wanted: asParts,
  },
  {
    what: "lines of JSON",
    shape: listOf(json(any), 1),
    body: "application/x-ndjson",
    read: linesOf,
    wanted: asJson,
  },
  {
    what: "text",
    shape: scalar(any).filter(({ schema }) => schema["type"] === "string" && !("format" in schema)),
    body: "text/plain",
    read: ({ body }) => body.toString(),
  },
  {
    what: "bytes",
    shape: content,
    body: "application/octet-stream",
    read: ({ body }) => ({ bytes: body.toString("base64") }),
  },
];

function encodingOf({ properties = {} }: Shape["schema"], encoding: object): object {
  return Object.fromEntries(Object.keys(properties as object).map((name) => [name, encoding]));
}

const ways: readonly Way[] = [...inQuery, ...inPath, ...elsewhere, ...bodies];

/** The schemas of this run; fast-check tells the seed of a value alone. */
const seed = Date.now();
const operations = ways.flatMap((way, at) =>
  fc.sample(way.shape, { seed: seed + at, numRuns: SCHEMAS }).map((shape) => ({ way, shape })),
);
type Exchange = (typeof operations)[number];

function operationOf({ way, shape }: Exchange, index: number): readonly [string, object] {
  const { parameter, body, encoding } = way;
  const { json: isJson, ...rest } = parameter ?? {};
  const responses = { "200": { description: "What was found.", content: { "application/json": {} } } };
  const call = { "x-callwright-call": `ways.way${String(index)}`, responses };
  if (body !== undefined) {
    const media = { schema: shape.schema, ...(encoding ? { encoding: encoding(shape.schema) } : {}) };
    return [`/${String(index)}`, { post: { ...call, requestBody: { required: true, content: { [body]: media } } } }];
  }
  const schema = isJson ? { content: { "application/json": { schema: shape.schema } } } : { schema: shape.schema };
  const path = `/${String(index)}${parameter?.in === "path" ? "/{value}" : ""}`;
  return [
    path,
    { get: { ...call, parameters: [{ name: "value", required: parameter?.in === "path", ...rest, ...schema }] } },
  ];
}

let client: GeneratedClient;
let server: http.Server;
let calls: Readonly<Record<string, (params: unknown) => Promise<unknown>>>;

beforeAll(async () => {
  client = await generatedClient({
    openapi: "3.1.0",
    info: { title: "Exchange", version: "1.0.0" },
    servers: [{ url: "https://exchange.example" }],
    paths: Object.fromEntries(operations.map(operationOf)),
  });
  server = http.createServer((request, response) => {
    void received(request)
      .then(async (one) => {
        const found = operations[one.index];
        return JSON.stringify({ found: await found?.way.read(one, found.shape) });
      })
      .catch((error: unknown) => JSON.stringify({ failed: String(error) }))
      .then((text) => response.writeHead(200, { "content-type": "application/json" }).end(text));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const Exchange = client.module["Exchange"] as new (options: object) => { readonly ways: typeof calls };
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  calls = new Exchange({ baseUrl, maxRetries: 0 }).ways;
}, 60_000);
afterAll(async () => {
  server.close();
  await client.remove();
});

async function received(request: http.IncomingMessage): Promise<Received & { readonly index: number }> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const [, index = "", segment = ""] = path.split("/");
  return { index: Number(index), segment, query, headers: request.headers, body: Buffer.concat(pieces) };
}

/** The arguments of a call: a body of named properties is given property by property. */
function argumentsOf({ way, shape }: Exchange, value: unknown): unknown {
  if (way.body === undefined) return { value };
  return shape.kind === "object" ? value : { body: value };
}

describe.each(ways)("$what", (way) => {
  it("comes back equal", async () => {
    const mine = operations.flatMap((one, index) => (one.way === way ? [index] : []));
    const given = fc
      .constantFrom(...mine)
      .chain((index) =>
        fc.record({ index: fc.constant(index), value: operations[index]?.shape.value ?? fc.constant(null) }),
      );
    await fc.assert(
      fc.asyncProperty(given, async ({ index, value }) => {
        const wanted: unknown = (way.wanted ?? asTexts)(value);
        // A path cannot hold what holds nothing.
        fc.pre(wanted !== undefined || way.parameter?.in !== "path");
        const back = await calls[`way${String(index)}`]?.(argumentsOf(operations[index] as Exchange, value));
        expect(back).toEqual({ found: wanted });
      }),
      RUNS,
    );
  }, 60_000);
});
