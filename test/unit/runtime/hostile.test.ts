/** Servers that misbehave on purpose. */
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "@jest/globals";
import { APIConnectionError, APIResponseError } from "../../../src/runtime/index.js";
import { failure, failureOf, KEY, KeyService, sendJson, serve, serveRaw, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

const clientOf = (options = {}): KeyService =>
  new KeyService({ apiKey: KEY, baseUrl: server.url, maxRetries: 0, timeout: 5_000, ...options });
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("an answer that breaks off", () => {
  it.each([
    ["before it begins", ""],
    ["in its headers", "HTTP/1.1 200 OK\r\ncontent-le"],
    ["before its length", 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"id":"k"}'],
    ["within a chunk", 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"id":"k"}'],
    ["before the last chunk", 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n{"id":"k"}\r\n'],
    ["with an error's status", "HTTP/1.1 500 Oh\r\ncontent-length: 100\r\n\r\nhalf"],
    ["with nonsense for chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\n"],
    ["speaking something else", "SSH-2.0-OpenSSH_9.2\r\n"],
  ])("%s is an APIConnectionError", async (_when, text) => {
    for (const end of ["end", "resetAndDestroy"] as const) {
      server = await serveRaw((socket) => socket.write(text, () => setTimeout(() => socket[end](), 10)));
      const error = await failure(clientOf().keys.retrieve({ id: "k" }));
      expect(error).toBeInstanceOf(APIConnectionError);
      expect(error.message).toMatch(/^(?:Connection failed|The connection broke off): /);
      expect(error.cause).toHaveProperty("message");
      await pass(20);
      expect(server.busy()).toBe(0);
      await server.close();
    }
  });
});

describe("an answer that is too much", () => {
  it("in its headers is an APIConnectionError", async () => {
    server = await serveRaw((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\n${"x-filler: ".concat("y".repeat(1000), "\r\n").repeat(200)}\r\n{}`),
    );
    expect(await failure(clientOf().keys.retrieve({ id: "k" }))).toBeInstanceOf(APIConnectionError);
  });

  it.each([200, 400])("in its body is an APIResponseError (%i)", async (status) => {
    server = await serve((_request, response) => sendJson(response, { id: "x".repeat(5_000) }, status));
    const client = clientOf({ maxResponseBytes: 1_000 });
    const error = await failureOf(APIResponseError, client.keys.retrieve({ id: "k" }));
    expect(error).toMatchObject({
      message: "keys.retrieve: the answer has more than 1000 bytes (maxResponseBytes)",
      operation: "keys.retrieve",
    });
    expect(error.response.status).toBe(status);
    expect(await failure(client.keys.retrieve({ id: "k" }, { maxResponseBytes: 5_008 }))).toBeInstanceOf(Error);
    if (status === 200) {
      await expect(client.keys.retrieve({ id: "k" }, { maxResponseBytes: 5_009 })).resolves.toHaveProperty("id");
    }
  });

  it("counts the bytes of a gzip bomb as they are opened, and gives it up early", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 2 ** 20, 0x20));
    expect(bomb.length).toBeLessThan(60_000);
    server = await serve((_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    expect(await failure(clientOf({ maxResponseBytes: 2 ** 20 }).keys.retrieve({ id: "k" }))).toMatchObject({
      name: "APIResponseError",
      message: "keys.retrieve: the answer has more than 1048576 bytes (maxResponseBytes)",
    });
  });

  it("of NaN bytes is everything", async () => {
    server = await serve((_request, response) => sendJson(response, { id: "k" }));
    expect(await failure(clientOf({ maxResponseBytes: NaN }).keys.retrieve({ id: "k" }))).toBeInstanceOf(
      APIResponseError,
    );
  });
});

const NUMBERS = JSON.stringify(Array.from({ length: 5_000 }, (_, i) => Math.sin(i)));

describe("an answer that cannot be read", () => {
  it.each([
    ["an unknown encoding", { "content-encoding": "zip" }, gzipSync('{"id":"k"}'), APIResponseError],
    ["gzip that is none", { "content-encoding": "gzip" }, Buffer.from('{"id":"k"}'), APIConnectionError],
    // What is opened of it ends in the middle of a number; undici does not mind by itself.
    ["gzip that is cut", { "content-encoding": "gzip" }, gzipSync(NUMBERS).subarray(0, -9_000), APIResponseError],
    ["bytes that are no UTF-8", {}, Buffer.from([0xff, 0xfe, 0x00]), APIResponseError],
  ])("for %s is a typed error", async (_what, headers, body, Class) => {
    server = await serve((_request, response) => response.writeHead(200, headers).end(body));
    const error = await failure(clientOf().keys.retrieve({ id: "k" }));
    expect(error).toBeInstanceOf(Class);
    expect(error.name).toMatch(/^API(Response|Connection)Error$/);
  });

  it("for its byte order mark is read", async () => {
    server = await serve((_request, response) => response.end('\ufeff{"id":"k"}'));
    await expect(clientOf().keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
  });

  it("comes in pieces that split its letters", async () => {
    const bytes = Buffer.from('{"id":"ü€😀"}');
    server = await serveRaw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${String(bytes.length)}\r\n\r\n`);
      let at = 0;
      const timer = setInterval(() => {
        socket.write(bytes.subarray(at, ++at));
        if (at === bytes.length) clearInterval(timer);
      }, 2);
    });
    await expect(clientOf().keys.retrieve({ id: "k" })).resolves.toEqual({ id: "ü€😀" });
  });
});

it("nothing is left after a thousand calls that end in every way", async () => {
  server = await serve((request, response) => {
    const kind = Number(request.url.split("/").pop()) % 5;
    if (kind === 0) sendJson(response, { id: "k" });
    else if (kind === 1) sendJson(response, { message: "no" }, 400);
    else if (kind === 2) response.writeHead(200, { "content-length": 100 }).write("{", () => response.destroy());
    else if (kind === 3) response.writeHead(302, { location: "http://elsewhere.example/" }).end();
    else response.destroy();
  });
  const { signal } = new AbortController();
  const client = clientOf();
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  for (let i = 0; i < 1_000; i += 50) {
    await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => client.keys.retrieve({ id: String(i + n) }, { signal })),
    );
  }
  await pass(50);
  expect(server.requests.length).toBeGreaterThanOrEqual(1_000);
  // undici keeps some connections for the next call.
  expect(server.busy()).toBeLessThanOrEqual(50);
  expect(timers() - before).toBeLessThanOrEqual(1);
}, 30_000);
