/** What the runtime writes into queries and forms, random values read back by libraries that servers use. */
import { Readable } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import busboy from "busboy";
import fc from "fast-check";
import qs from "qs";
import { formOf, multipartOf, type Encoding } from "../../src/runtime/encodings.js";
import { Client } from "../../src/runtime/index.js";
import type { Body, Operation } from "../../src/runtime/operation.js";
import * as styles from "../../src/runtime/styles.js";

const RUNS = { numRuns: 200 };

/** The request of a call, as `fetch` is given it. */
async function sent(operation: Partial<Operation>, params: object): Promise<Request> {
  const requests: Request[] = [];
  const fetch = (url: URL | RequestInfo, init?: RequestInit): Promise<Response> => {
    requests.push(new Request(url, init));
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  const settings = { agent: "a/1", baseUrlEnv: "NO_SUCH_URL", servers: [], security: {} };
  const client = new Client(settings, { baseUrl: "https://api.example", fetch, maxRetries: 0 });
  await client["_call"]({ call: "c", method: "POST", path: "/p", ...operation }, params);
  const [request] = requests;
  if (!request) throw new Error("nothing was sent");
  return request;
}

async function queryOf(style: styles.QueryFormat | undefined, value: unknown): Promise<string> {
  const by = style ? styles.nestedBy(style) : styles.deepObject;
  const request = await sent({ method: "GET", inputs: { value: { in: "query", style: by } } }, { value });
  return new URL(request.url).search.slice(1);
}

// Text of any Unicode; names without the marks that names in a query are made of.
const text = fc.string({ unit: "grapheme", minLength: 1 });
const key = fc.stringMatching(/^[a-zA-Z_ &=%é€][a-zA-Z0-9_ &=%é€]{0,8}$/).filter((name) => !(name in Object.prototype));
const listOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 4 });
const objectOf = <T>(member: fc.Arbitrary<T>) => fc.dictionary(key, member, { minKeys: 1, maxKeys: 4 });

/** Objects of texts, of lists of two texts and more, of objects, and of lists of objects. */
const flat = objectOf(fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 4 })));
const nested = objectOf(fc.oneof(text, flat, listOf(flat)));

/** Objects made by a parser have no prototype. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const LIMITS = { depth: 10, arrayLimit: 1000, parameterLimit: 100_000 };

describe("the query", () => {
  it.each([
    [{ arrays: "brackets", objects: "brackets" }, {}],
    [{ arrays: "indices", objects: "brackets" }, {}],
    [{ arrays: "repeat", objects: "brackets" }, {}],
    [{ arrays: "brackets", objects: "dots" }, { allowDots: true }],
    [{ arrays: "indices", objects: "dots" }, { allowDots: true }],
    [{ arrays: "repeat", objects: "dots" }, { allowDots: true }],
    [undefined, {}],
  ] as const)("%j comes back equal", async (format, options) => {
    await fc.assert(
      fc.asyncProperty(nested, async (value) => {
        const found = qs.parse(await queryOf(format, value), { ...options, ...LIMITS });
        expect(plain(found)).toEqual({ value });
      }),
      RUNS,
    );
  });

  it("lists come back equal from one text with commas", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 6 }), async (value) => {
        const pair = await queryOf({ arrays: "comma" }, value);
        expect(pair.split("=")[1]?.split(",").map(decodeURIComponent)).toEqual(value);
      }),
      RUNS,
    );
  });

  it("what is written by itself comes back equal", async () => {
    await fc.assert(
      fc.asyncProperty(flat, async (params) => {
        const inputs = Object.fromEntries(Object.keys(params).map((name) => [name, "query"] as const));
        const request = await sent({ method: "GET", inputs }, params);
        const pairs = [...new URL(request.url).searchParams];
        const given = Object.entries(params).flatMap(([name, value]) => [value].flat().map((item) => [name, item]));
        expect(pairs.sort()).toEqual(given.sort());
      }),
      RUNS,
    );
  });
});

describe("forms", () => {
  const body = (write: Body["write"], type?: string): Partial<Operation> => ({
    body: { key: "form", write, ...(type === undefined ? {} : { type }) },
  });

  it("without parts come back equal, whatever they hold", async () => {
    await fc.assert(
      fc.asyncProperty(nested, async (form) => {
        const encodings = Object.fromEntries(Object.keys(form).map((name): [string, Encoding] => [name, "nested"]));
        const request = await sent(body(formOf(encodings), "application/x-www-form-urlencoded"), { form });
        expect(plain(qs.parse(await request.text(), LIMITS))).toEqual(form);
      }),
      RUNS,
    );
  });

  it("of parts come back equal: texts, lists of them, objects as JSON, bytes", async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const parts = objectOf(fc.oneof(text, listOf(text), flat, bytes));
    await fc.assert(
      fc.asyncProperty(parts, async (form) => {
        const request = await sent(body(multipartOf({})), { form });
        const given = Object.entries(form).flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value]).map((item) => [name, textOf(item)]),
        );
        expect(await partsOf(request)).toEqual(given);
      }),
      RUNS,
    );
  });
});

const textOf = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** The parts of a request as busboy reads them, files in Base64. */
async function partsOf(request: Request): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  const reader = busboy({
    headers: { "content-type": request.headers.get("content-type") ?? "" },
    defParamCharset: "utf8",
  });
  reader.on("field", (name, value) => found.push([name, value]));
  reader.on("file", (name, stream) => {
    const pieces: Buffer[] = [];
    const at = found.push([name, ""]) - 1;
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", () => (found[at] = [name, Buffer.concat(pieces).toString("base64")]));
  });
  const body = Buffer.from(await request.arrayBuffer());
  await new Promise((resolve, reject) => Readable.from([body]).pipe(reader).on("close", resolve).on("error", reject));
  return found;
}
