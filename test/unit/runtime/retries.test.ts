import type http from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import {
  APIConnectionError,
  APIResponseError,
  Client,
  type ClientOptions,
  type Credential,
  InternalServerError,
  RateLimitError,
} from "../../../src/runtime/index.js";
import { formExploded } from "../../../src/runtime/styles.js";
import { failure, KEY, KeyService, sendJson, serve, serveRaw, settings, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

/** Answers with the statuses in turn, then with 200. */
async function clientOf(
  statuses: readonly number[],
  headers: http.OutgoingHttpHeaders = { "retry-after-ms": "1" },
  options = {},
): Promise<KeyService> {
  server = await serve((_request, response) => {
    const status = statuses[server.requests.length - 1] ?? 200;
    sendJson(response, { id: "k" }, status, status === 200 ? {} : headers);
  });
  return new KeyService({ apiKey: KEY, baseUrl: server.url, ...options });
}

describe("a safe call", () => {
  it.each([408, 409, 429, 500, 502, 503, 504, 599])("is repeated after %i", async (status) => {
    const client = await clientOf([status, status]);
    await expect(client.keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
    expect(server.requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 418, 422])("is not repeated after %i", async (status) => {
    const client = await clientOf([status]);
    expect(await failure(client.keys.retrieve({ id: "k" }))).toMatchObject({ status });
    expect(server.requests).toHaveLength(1);
  });

  it("is repeated twice, and as often as asked", async () => {
    const client = await clientOf([500, 500, 500, 500, 500, 500]);
    expect(await failure(client.keys.retrieve({ id: "k" }))).toBeInstanceOf(InternalServerError);
    expect(server.requests).toHaveLength(3);
    expect(await failure(client.keys.retrieve({ id: "k" }, { maxRetries: 0 }))).toBeInstanceOf(InternalServerError);
    expect(server.requests).toHaveLength(4);
    await client.withOptions({ maxRetries: 9 }).keys.retrieve({ id: "k" });
    expect(server.requests).toHaveLength(7);
  });

  it.each([NaN, -1])("is not repeated %p times", async (maxRetries) => {
    const client = await clientOf([500]);
    await failure(client.keys.retrieve({ id: "k" }, { maxRetries }));
    expect(server.requests).toHaveLength(1);
  });

  it("with a body sends the same body again", async () => {
    const client = await clientOf([500, 503]);
    await client.keys.replace({ id: "k", key: { name: "n" } });
    expect(server.requests.map(({ method, body }) => `${method} ${body}`)).toEqual(Array(3).fill('PUT {"name":"n"}'));
  });

  it("is repeated after a connection that breaks", async () => {
    let attempts = 0;
    server = await serveRaw((socket) => {
      attempts++;
      if (attempts < 3) socket.resetAndDestroy();
      else socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"id":"k"}');
    });
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url });
    await expect(client.keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
    expect(attempts).toBe(3);
  });
});

describe("an unsafe call", () => {
  it.each([408, 429])("is repeated after %i: it was not carried out", async (status) => {
    const client = await clientOf([status]);
    await client.keys.create({ name: "n" });
    expect(server.requests.map(({ body }) => body)).toEqual(['{"name":"n"}', '{"name":"n"}']);
  });

  it.each([409, 500, 503])("is not repeated after %i: it may have been carried out", async (status) => {
    const client = await clientOf([status]);
    expect(await failure(client.keys.create({ name: "n" }))).toMatchObject({ status });
    expect(server.requests).toHaveLength(1);
  });

  it("is not repeated after a connection that broke in the middle", async () => {
    let attempts = 0;
    server = await serveRaw((socket) => {
      attempts++;
      socket.resetAndDestroy();
    });
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url });
    expect(await failure(client.keys.create({ name: "n" }))).toBeInstanceOf(APIConnectionError);
    expect(attempts).toBe(1);
  });

  it("is repeated where no connection could be made", async () => {
    server = await serve((_request, response) => sendJson(response, { id: "k" }));
    const gone = await serve(() => undefined);
    await gone.close();
    let attempts = 0;
    const fetch: typeof globalThis.fetch = (url, init) => {
      attempts++;
      return globalThis.fetch(attempts < 2 ? gone.url : url, init);
    };
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url, fetch: fetch });
    await expect(client.keys.create({ name: "n" })).resolves.toEqual({ id: "k" });
    expect(attempts).toBe(2);
  }, 10_000);

  it("carries one key through all attempts where the API knows one", async () => {
    const client = await clientOf([500, 503]);
    await client.keys.createOnce({ name: "n" });
    await client.keys.createOnce({ name: "n" }, { idempotencyKey: "mine" });
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(4);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).toBe("mine");
  });

  it("with a stream for a body is never repeated", async () => {
    const client = await clientOf([429]);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("once"));
        controller.close();
      },
    });
    expect(await failure(client.put("/keys/k", { body }))).toBeInstanceOf(RateLimitError);
    expect(server.requests.map((request) => request.body)).toEqual(["once"]);
  });
});

describe("what the server says", () => {
  it("with x-should-retry comes first", async () => {
    let client = await clientOf([400], { "x-should-retry": "true", "retry-after-ms": "1" });
    await client.keys.create({ name: "n" });
    expect(server.requests).toHaveLength(2);
    await server.close();
    client = await clientOf([503], { "x-should-retry": "false" });
    await failure(client.keys.retrieve({ id: "k" }));
    expect(server.requests).toHaveLength(1);
  });

  it("with another x-should-retry than true is that nothing should be repeated", async () => {
    const client = await clientOf([503], { "x-should-retry": "maybe" });
    await failure(client.keys.retrieve({ id: "k" }));
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [{ "retry-after-ms": "30" }, 30, 300],
    [{ "retry-after-ms": "30.5" }, 30, 300],
    [{ "retry-after": "0" }, 0, 250],
    // A date in the past, and nonsense: the usual half a second, less up to a quarter.
    [{ "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }, 370, 900],
    [{ "retry-after": "soon" }, 370, 900],
    [{ "retry-after": "-5" }, 370, 900],
    [{ "retry-after": "1e9" }, 370, 900],
    [{ "retry-after": "0x9" }, 370, 900],
    [{ "retry-after": "Infinity" }, 370, 900],
    [{ "retry-after": "5 or 2099" }, 370, 900],
    [{ "retry-after-ms": "1e300" }, 370, 900],
    [{ "retry-after-ms": "NaN" }, 370, 900],
    [{}, 370, 900],
  ])("with %j is obeyed where it makes sense", async (headers, least, most) => {
    const client = await clientOf([503], headers);
    const start = performance.now();
    await client.keys.retrieve({ id: "k" });
    const took = performance.now() - start;
    expect(took).toBeGreaterThanOrEqual(least - 2);
    expect(took).toBeLessThan(most);
  });

  it.each([
    [{ "retry-after": "86400" }, 60_000],
    [{ "retry-after-ms": "999999999" }, 60_000],
    [{ "retry-after": new Date(Date.now() + 3_600_000).toUTCString() }, 60_000],
  ])("with %j makes nobody wait for more than a minute", async (headers, wait) => {
    const messages: string[] = [];
    const logger = { ...console, info: (message: string) => messages.push(message) };
    const client = await clientOf([503], headers, { logger, logLevel: "info" });
    const controller = new AbortController();
    const call = client.keys.retrieve({ id: "k" }, { signal: controller.signal });
    while (messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    expect(await failure(call)).toMatchObject({ name: "APIUserAbortError" });
    expect(messages).toEqual([`keys.retrieve: Status 503, again in ${String(wait)} ms`]);
  });
});

describe("middleware", () => {
  it("sees one logical request, however often it is attempted", async () => {
    const client = await clientOf([500, 500]);
    const seen: string[] = [];
    const middleware = {
      onRequest: ({ request, schemaPath }: { request: Request; schemaPath: string }) => {
        seen.push(`${request.method} ${schemaPath}`);
        request.headers.set("x-from", "middleware");
      },
      onResponse: ({ response }: { response: Response }) => {
        seen.push(String(response.status));
      },
    };
    await client.keys.retrieve({ id: "k" }, { middleware: [middleware] });
    expect(seen).toEqual(["GET /keys/{id}", "200"]);
    expect(server.requests.map(({ headers }) => headers["x-from"])).toEqual(["middleware", "middleware", "middleware"]);
  });

  it("sees our errors and may answer in their place", async () => {
    server = await serve((_request, response) => sendJson(response, {}));
    const errors: unknown[] = [];
    const client = new KeyService({ apiKey: KEY, baseUrl: "http://127.0.0.1:1", maxRetries: 0 });
    const onError = ({ error }: { error: unknown }): Response => {
      errors.push(error);
      return Response.json({ id: "instead" });
    };
    await expect(client.keys.retrieve({ id: "k" }, { middleware: [{ onError }] })).resolves.toEqual({ id: "instead" });
    expect(errors[0]).toBeInstanceOf(APIConnectionError);
  });

  it("may answer before anything is sent, with failures too", async () => {
    server = await serve((_request, response) => sendJson(response, {}));
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url });
    const answer = (response: Response) => ({ middleware: [{ onRequest: () => response }] });
    await expect(client.keys.retrieve({ id: "k" }, answer(Response.json({ id: "m" })))).resolves.toEqual({ id: "m" });
    const error = await failure(client.keys.retrieve({ id: "k" }, answer(new Response("no", { status: 500 }))));
    expect(error).toMatchObject({ status: 500, body: "no" });
    expect(await failure(client.keys.retrieve({ id: "k" }, answer(new Response("<p>"))))).toBeInstanceOf(
      APIResponseError,
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe("a credential that a function gives", () => {
  const clientWith = (apiKey: Credential, options = {}): KeyService =>
    new KeyService({ apiKey, baseUrl: server.url, ...options });
  const sent = (): unknown[] => server.requests.map(({ headers }) => headers["x-api-key"]);

  it("is asked for before each attempt", async () => {
    await clientOf([503, 503]);
    let turn = 0;
    await clientWith(() => `key-${String(++turn)}`).keys.retrieve({ id: "k" });
    expect(sent()).toEqual(["key-1", "key-2", "key-3"]);
  });

  it("and was replaced meanwhile is attempted once more after 401, also where nothing else is repeated", async () => {
    await clientOf([401]);
    const keys = ["key-old", "key-new"];
    await clientWith(() => keys.shift() ?? "key-none").keys.create({ name: "n" });
    expect(sent()).toEqual(["key-old", "key-new"]);
  });

  it("and stays the same, or is refused again, ends the call", async () => {
    await clientOf([401, 401, 401, 401]);
    expect(await failure(clientWith(() => "key-same").keys.retrieve({ id: "k" }))).toMatchObject({ status: 401 });
    expect(sent()).toEqual(["key-same"]);
    let turn = 0;
    const always = clientWith(() => `key-${String(++turn)}`);
    expect(await failure(always.keys.retrieve({ id: "k" }))).toMatchObject({ status: 401 });
    expect(sent()).toEqual(["key-same", "key-1", "key-2"]);
    expect(await failure(always.keys.retrieve({ id: "k" }, { maxRetries: 0 }))).toMatchObject({ status: 401 });
    expect(sent()).toHaveLength(4);
  });

  it.each([
    ["query", {}, "/keys?k%26=new%2F%20key&a%20b=1"],
    ["cookie", { style: formExploded }, "k%26=new%2F%20key"],
  ] as const)("is replaced in the %s", async (location, more, seen) => {
    await clientOf([503]);
    const keys = ["old/ key", "new/ key"];
    const scheme = { option: "apiKey", env: "X", in: location, name: "k&", ...more };
    const client = new Client(
      { ...settings, security: { key: scheme } },
      { baseUrl: server.url, ...({ apiKey: () => keys.shift() } as ClientOptions) },
    );
    const operation = { call: "c", method: "GET", path: "/keys", security: [["key"]] } as const;
    await client["_call"](operation, {}, { query: { "a b": 1 } });
    const [, second] = server.requests;
    expect(location === "query" ? second?.url : second?.headers.cookie).toBe(seen);
  });

  it("stays where the caller's own header took its place", async () => {
    await clientOf([503]);
    let turn = 0;
    await clientWith(() => `key-${String(++turn)}`).keys.retrieve({ id: "k" }, { headers: { "x-api-key": "own" } });
    expect(sent()).toEqual(["own", "own"]);
  });
});
