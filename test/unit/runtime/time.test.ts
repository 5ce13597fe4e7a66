import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import { APIConnectionTimeoutError, APIUserAbortError } from "../../../src/runtime/index.js";
import { failure, KEY, KeyService, sendJson, serve, serveRaw, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** How many timers the client has set that neither fired nor were cleared. The engine's own are not seen from here. */
const timers = (() => {
  const pending = new Set<unknown>();
  const { setTimeout, clearTimeout } = globalThis;
  globalThis.setTimeout = ((run: () => void, ms: number) => {
    const timer = setTimeout(() => {
      pending.delete(timer);
      run();
    }, ms);
    pending.add(timer);
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer);
    clearTimeout(timer);
  };
  return () => pending.size;
})();

const clientOf = (options = {}): KeyService =>
  new KeyService({ apiKey: KEY, baseUrl: server.url, maxRetries: 0, ...options });

describe("a timeout", () => {
  it("ends a call that gets no headers", async () => {
    server = await serve(() => undefined);
    const error = await failure(clientOf({ timeout: 40 }).keys.retrieve({ id: "k" }));
    expect(error).toBeInstanceOf(APIConnectionTimeoutError);
    expect(error).toMatchObject({ message: "Request timed out after 40 ms", operation: "keys.retrieve" });
    await pass(30);
    expect(server.busy()).toBe(0);
  });

  it.each([200, 500])("ends a call whose body stalls (%i)", async (status) => {
    server = await serveRaw((socket) =>
      socket.write(`HTTP/1.1 ${String(status)} OK\r\ncontent-length: 100\r\n\r\n{"id":`),
    );
    expect(await failure(clientOf({ timeout: 60 }).keys.retrieve({ id: "k" }))).toBeInstanceOf(
      APIConnectionTimeoutError,
    );
    await pass(30);
    expect(server.busy()).toBe(0);
  });

  it("ends a call whose body comes a byte at a time", async () => {
    server = await serveRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
      const timer = setInterval(() => socket.write(" "), 10);
      socket.on("close", () => clearInterval(timer));
    });
    const start = performance.now();
    expect(await failure(clientOf({ timeout: 80 }).keys.retrieve({ id: "k" }))).toBeInstanceOf(
      APIConnectionTimeoutError,
    );
    // The whole body would take ten seconds.
    expect(performance.now() - start).toBeLessThan(5_000);
    await pass(30);
    expect(server.busy()).toBe(0);
  });

  it("counts for each attempt anew", async () => {
    server = await serve((_request, response) => {
      if (server.requests.length > 2) sendJson(response, { id: "k" });
    });
    await expect(clientOf({ timeout: 250, maxRetries: 2 }).keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
    expect(server.requests).toHaveLength(3);
  });

  it("works where fetch does not listen to its signal", async () => {
    server = await serve(() => undefined);
    const deaf = clientOf({ timeout: 30, fetch: () => new Promise(() => undefined) });
    expect(await failure(deaf.keys.retrieve({ id: "k" }))).toBeInstanceOf(APIConnectionTimeoutError);
    const stuck = new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }));
    const slow = clientOf({ timeout: 30, fetch: () => Promise.resolve(stuck) });
    expect(await failure(slow.keys.retrieve({ id: "k" }))).toBeInstanceOf(APIConnectionTimeoutError);
  });

  it.each([0, -1, NaN, Infinity, 2 ** 31, 2 ** 40])("of %p is none", async (timeout) => {
    server = await serve((_request, response) => setTimeout(() => sendJson(response, { id: "k" }), 30));
    await expect(clientOf({ timeout }).keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
  });

  it("does not care about the system's clock", async () => {
    server = await serve((_request, response) => setTimeout(() => sendJson(response, { id: "k" }), 40));
    const now = Date.now;
    try {
      const call = clientOf({ timeout: 5_000 }).keys.retrieve({ id: "k" });
      Date.now = () => now() + 1e9;
      await expect(call).resolves.toEqual({ id: "k" });
    } finally {
      Date.now = now;
    }
  });
});

describe("an abort", () => {
  const reason = { because: "of me" };

  it("before the call sends nothing", async () => {
    server = await serve((_request, response) => sendJson(response, {}));
    const error = await failure(clientOf().keys.retrieve({ id: "k" }, { signal: AbortSignal.abort(reason) }));
    expect(error).toBeInstanceOf(APIUserAbortError);
    expect(error.cause).toBe(reason);
    await pass(20);
    expect(server.requests).toHaveLength(0);
  });

  it("during an attempt ends it, for good", async () => {
    server = await serve(() => undefined);
    const controller = new AbortController();
    const call = clientOf({ maxRetries: 5 }).keys.retrieve({ id: "k" }, { signal: controller.signal });
    while (server.requests.length === 0) await pass(5);
    controller.abort(reason);
    expect(await failure(call)).toMatchObject({ name: "APIUserAbortError", cause: reason, operation: "keys.retrieve" });
    await pass(30);
    expect(server.busy()).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  it("during a body ends it", async () => {
    server = await serveRaw((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"));
    const controller = new AbortController();
    const call = clientOf().keys.retrieve({ id: "k" }, { signal: controller.signal });
    await pass(50);
    controller.abort();
    expect(await failure(call)).toBeInstanceOf(APIUserAbortError);
    await pass(30);
    expect(server.busy()).toBe(0);
  });

  it("between attempts ends the wait", async () => {
    server = await serve((_request, response) => sendJson(response, {}, 503, { "retry-after": "30" }));
    const controller = new AbortController();
    const before = timers();
    const call = clientOf({ maxRetries: 5 }).keys.retrieve({ id: "k" }, { signal: controller.signal });
    await pass(60);
    controller.abort(reason);
    expect(await failure(call)).toMatchObject({ name: "APIUserAbortError", cause: reason });
    expect(server.requests).toHaveLength(1);
    expect(timers()).toBe(before);
  });

  it("ends the body of a response that was handed over", async () => {
    server = await serve((_request, response) => response.writeHead(200).write("first"));
    for (const form of ["download", "raw"] as const) {
      const controller = new AbortController();
      const { signal } = controller;
      const { keys } = clientOf();
      const response = await (form === "raw"
        ? keys.retrieve({ id: "k" }, { signal }).asResponse()
        : keys.download({ id: "k" }, { signal }));
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      expect(Buffer.from((await reader.read()).value as Uint8Array).toString()).toBe("first");
      const next = failure(reader.read());
      controller.abort(reason);
      expect(await next).toBe(reason);
    }
    await pass(30);
    expect(server.busy()).toBe(0);
  });
});

describe("afterwards", () => {
  it("no timer and no listener is left, however the call ended", async () => {
    server = await serve((request, response) => {
      if (request.url.endsWith("slow")) return;
      sendJson(response, { id: "k" }, request.url.endsWith("bad") ? 400 : 200);
    });
    const { signal } = new AbortController();
    const client = clientOf({ timeout: 50 });
    const before = timers();
    await client.keys.retrieve({ id: "k" }, { signal });
    await failure(client.keys.retrieve({ id: "bad" }, { signal }));
    await failure(client.keys.retrieve({ id: "slow" }, { signal }));
    await failure(client.keys.retrieve({ id: "" }, { signal }));
    await client.keys.remove({ id: "k" }, { signal });
    await (await client.keys.retrieve({ id: "k" }, { signal }).asResponse()).text();
    await (await client.keys.download({ id: "k" }, { signal })).text();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(timers()).toBe(before);
  });
});
