import { Readable } from "node:stream";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "@jest/globals";
import {
  APIError,
  APIResponseError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
  type ClientOptions,
} from "../../../src/runtime/index.js";
import { failure, failureOf, KEY, KeyService, sendJson, serve, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

async function clientOf(answer: Parameters<typeof serve>[0], options = {}): Promise<KeyService> {
  server = await serve(answer);
  return new KeyService({ apiKey: KEY, baseUrl: server.url, maxRetries: 0, ...options });
}

describe("an answer that is no success", () => {
  it.each([
    [400, BadRequestError, "BadRequestError"],
    [401, AuthenticationError, "AuthenticationError"],
    [403, PermissionDeniedError, "PermissionDeniedError"],
    [404, NotFoundError, "NotFoundError"],
    [409, ConflictError, "ConflictError"],
    [422, UnprocessableEntityError, "UnprocessableEntityError"],
    [429, RateLimitError, "RateLimitError"],
    [500, InternalServerError, "InternalServerError"],
    [503, InternalServerError, "InternalServerError"],
    [418, APIError, "APIError"],
    [300, APIError, "APIError"],
    [999, InternalServerError, "InternalServerError"],
  ])("with %i is a %p", async (status, Class, name) => {
    const client = await clientOf((_request, response) =>
      sendJson(response, { message: "no such thing" }, status, { "x-request-id": "r-1", "x-more": "y" }),
    );
    const error = await failureOf(APIError, client.keys.retrieve({ id: "k" }));
    expect(error).toBeInstanceOf(Class);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({
      name,
      message: `${String(status)} no such thing`,
      status,
      body: { message: "no such thing" },
      requestId: "r-1",
      operation: "keys.retrieve",
    });
    expect(error.headers.get("x-more")).toBe("y");
    expect(error.stack).toContain(`${name}: ${String(status)} no such thing`);
  });

  it.each([
    ["nothing", "", undefined],
    ["null", "null", null],
    ["a number", "0", 0],
    ["false", "false", false],
    ["a text", '"oh"', "oh"],
    ["a page", "<html>oh</html>", "<html>oh</html>"],
    ["half of JSON", '{"a":', '{"a":'],
    ["a list", "[1]", [1]],
  ])("may have %s for a body", async (_what, text, body) => {
    for (const headers of [{ "content-length": Buffer.byteLength(text) }, { "transfer-encoding": "chunked" }]) {
      const client = await clientOf((_request, response) => response.writeHead(500, headers).end(text));
      const error = await failure(client.keys.retrieve({ id: "k" }));
      expect(error).toMatchObject({ name: "InternalServerError", status: 500, body });
      await server.close();
    }
  });

  it("may have a body of a hundred thousand levels, of which it holds the beginning", async () => {
    const text = "[".repeat(1e5) + "]".repeat(1e5);
    const client = await clientOf((_request, response) => response.writeHead(400).end(text));
    const error = await failureOf(APIError, client.keys.retrieve({ id: "k" }));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error.body).toMatch(/^\[{79}…$/);
    expect(inspect(error)).toContain("BadRequestError");
  });

  it.each([
    [{ error: { message: "from error.message" } }, "400 from error.message"],
    [{ error: "from error" }, "400 from error"],
    [{ detail: "from detail" }, "400 from detail"],
    // Fastify, NestJS and Spring name the status in `error`.
    [{ statusCode: 400, error: "Bad Request", message: "from message" }, "400 from message"],
    [{ error: "invalid_grant", error_description: "from error_description" }, "400 from error_description"],
    [{ error: { code: 7 }, message: "from outside" }, "400 from outside"],
    ["from text", "400 from text"],
    // NestJS lists what its validation finds, and FastAPI where.
    [
      { statusCode: 400, error: "Bad Request", message: ["name is short", "built is no number"] },
      "400 name is short; built is no number",
    ],
    [{ detail: [{ loc: ["query", "limit"], msg: "too large" }] }, "400 too large"],
    [{ type: "about:blank", title: "Out of stock", status: 400 }, "400 Out of stock"],
    [{ errors: [{ title: "Invalid", detail: "from errors" }] }, "400 from errors"],
    [{ message: { deep: true } }, "400"],
    [{ errors: [] }, "400"],
  ])("explains itself by %j", async (body, message) => {
    const client = await clientOf((_request, response) => sendJson(response, body, 400));
    expect((await failure(client.keys.retrieve({ id: "k" }))).message).toBe(message);
  });

  it("without a body that its client may send is an error too", async () => {
    const client = await clientOf((_request, response) => response.writeHead(404).end());
    expect(await failure(client.keys.remove({ id: "k" }))).toMatchObject({ status: 404, body: undefined });
    expect(await failure(client.keys.download({ id: "k" }))).toMatchObject({ status: 404 });
  });
});

/** React Native's responses have no body, and node-fetch's have a stream of Node.js there. */
describe.each([
  ["no body", {}],
  ["a stream of Node.js", { body: Readable.from(["never read"]) }],
])("an engine whose responses have %s", (_engine, more) => {
  const clientOfEngine = (status: number, text: string, options: ClientOptions = {}): KeyService => {
    const headers = new Headers({ "content-type": "application/json" });
    const answer = { ok: status < 300, status, headers, text: async () => Promise.resolve(text), ...more };
    const fetch = async (): Promise<Response> => Promise.resolve(answer as unknown as Response);
    return new KeyService({ apiKey: KEY, baseUrl: "https://keys.example", fetch, maxRetries: 0, ...options });
  };

  it("gives data", async () => {
    await expect(clientOfEngine(200, '{"id":"1"}').keys.retrieve({ id: "1" })).resolves.toEqual({ id: "1" });
  });

  it("gives failures with their bodies, without secrets", async () => {
    const failed = clientOfEngine(404, `{"message":"No key ${KEY}"}`).keys.retrieve({ id: "1" });
    const error = await failureOf(NotFoundError, failed);
    expect(JSON.stringify([error.message, error.body])).not.toContain(KEY);
  });

  it("has attempts repeated, and limits", async () => {
    const repeated = clientOfEngine(503, "", { maxRetries: 1 }).keys.retrieve({ id: "1" });
    expect(await failure(repeated)).toMatchObject({ status: 503 });
    const large = clientOfEngine(200, '{"id":"12345678"}', { maxResponseBytes: 10 }).keys.retrieve({ id: "1" });
    expect(await failure(large)).toMatchObject({ name: "APIResponseError" });
  });
});

describe("an answer that is a success", () => {
  it.each([204, 205])("with %i has no data", async (status) => {
    const client = await clientOf((_request, response) => response.writeHead(status).end());
    await expect(client.keys.retrieve({ id: "k" })).resolves.toBeUndefined();
  });

  it("does not come with 304: the answer to a condition of the caller's own has no data, but may be asked for", async () => {
    const client = await clientOf((_request, response) => response.writeHead(304, { etag: '"1"' }).end());
    expect(await failure(client.keys.retrieve({ id: "k" }))).toMatchObject({ name: "APIError", status: 304 });
    const response = await client.keys.retrieve({ id: "k" }).asResponse();
    expect([response.status, response.headers.get("etag")]).toEqual([304, '"1"']);
  });

  it("with an empty 200 has no data", async () => {
    const client = await clientOf((request, response) =>
      response.writeHead(200, request.url.endsWith("a") ? { "content-length": 0 } : {}).end(),
    );
    await expect(client.keys.retrieve({ id: "a" })).resolves.toBeUndefined();
    await expect(client.keys.retrieve({ id: "b" })).resolves.toBeUndefined();
  });

  it.each(["<!doctype html><p>Welcome", '{"id": "k"', "{'id': 1}", "undefined"])(
    "that is not JSON but %j is an error",
    async (text) => {
      const client = await clientOf((_request, response) =>
        response.writeHead(200, { "content-type": "text/html", "x-request-id": "r" }).end(text),
      );
      const error = await failureOf(APIResponseError, client.keys.retrieve({ id: "k" }));
      expect(error).toMatchObject({ name: "APIResponseError", operation: "keys.retrieve" });
      expect(error.response.headers.get("x-request-id")).toBe("r");
      expect(error.response.status).toBe(200);
    },
  );

  it("is delivered as it came: unknown values, more and fewer fields", async () => {
    const data = { kind: "never-heard-of", extra: [null], id: 7 };
    const client = await clientOf((_request, response) => sendJson(response, data, 299));
    await expect(client.keys.retrieve({ id: "k" })).resolves.toEqual(data);
  });

  it("of an operation without content is not read", async () => {
    const client = await clientOf((_request, response) => response.writeHead(200).end("<p>deleted"));
    await expect(client.keys.remove({ id: "k" })).resolves.toBeUndefined();
  });
});

describe("a key", () => {
  const shown = (error: unknown): string =>
    `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${String(error)}`;

  it("is in no error, even where the server sends it back", async () => {
    const client = await clientOf((request, response) =>
      sendJson(response, { message: `bad key ${String(request.headers["x-api-key"])}`, seen: request.headers }, 401),
    );
    const error = await failure(client.keys.retrieve({ id: "k" }));
    expect(error).toMatchObject({ status: 401, message: "401 bad key ***" });
    expect(shown(error)).not.toContain(KEY);
  });

  it("is in no error of a connection or of an answer that cannot be used", async () => {
    const client = await clientOf((request, response) => response.end(JSON.stringify(request.headers).slice(0, -1)));
    expect(shown(await failure(client.keys.retrieve({ id: "k" })))).not.toContain(KEY);
    await server.close();
    const error = await failure(client.keys.retrieve({ id: "k" }));
    expect(error).toMatchObject({ name: "APIConnectionError", message: "Connection failed: ECONNREFUSED" });
    expect(shown(error)).not.toContain(KEY);
    expect(shown(error.cause)).not.toContain(KEY);
  });

  it("does not show in the client", async () => {
    const client = await clientOf((_request, response) => sendJson(response, {}));
    for (const thing of [client, client.keys, client.withOptions({ apiKey: `${KEY}-2` })]) {
      expect(shown(thing)).not.toContain(KEY);
    }
    expect(JSON.stringify(client)).toBe('{"keys":{}}');
  });
});
