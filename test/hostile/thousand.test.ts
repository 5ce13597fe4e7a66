/** A thousand calls to each kind of server that misbehaves on purpose; nothing may be left of them. */
import { getEventListeners } from "node:events";
import type net from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "@jest/globals";
import { APIConnectionError, APIConnectionTimeoutError, APIError, APIResponseError } from "../../src/runtime/index.js";
import { failure, KEY, KeyService, serveRaw, type Served } from "../unit/runtime/api.js";

let server: Served;
afterEach(() => server.close());

const OK = "HTTP/1.1 200 OK\r\nconnection: close\r\n";
const BOMB = gzipSync(Buffer.alloc(2 ** 20, 0x20));

type Kind = [kind: string, answer: (socket: net.Socket) => void, Class: abstract new (...args: never[]) => Error];

const KINDS: readonly Kind[] = [
  ["cuts bodies by length", (socket) => socket.end(`${OK}content-length: 99\r\n\r\n{"id"`), APIConnectionError],
  [
    "cuts bodies within a chunk",
    (socket) => socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{`),
    APIConnectionError,
  ],
  ["resets", (socket) => socket.resetAndDestroy(), APIConnectionError],
  ["stalls after the headers", (socket) => socket.write(`${OK}content-length: 99\r\n\r\n{`), APIConnectionTimeoutError],
  ["never answers", () => undefined, APIConnectionTimeoutError],
  ["sends a byte now and then", dribble, APIConnectionTimeoutError],
  [
    "sends 200 KB of headers",
    (socket) => socket.end(`${OK}${"x: ".concat("y".repeat(1000), "\r\n").repeat(200)}\r\n`),
    APIConnectionError,
  ],
  ["sends bombs", bomb, APIResponseError],
  [
    "sends unknown encodings",
    (socket) => socket.end(`${OK}content-encoding: zip\r\ncontent-length: 2\r\n\r\nPK`),
    APIResponseError,
  ],
  [
    "sends gzip that is none",
    (socket) => socket.end(`${OK}content-encoding: gzip\r\ncontent-length: 2\r\n\r\nPK`),
    APIConnectionError,
  ],
  [
    "sends pages",
    (socket) => socket.end(`${OK}content-type: text/html\r\ncontent-length: 3\r\n\r\n<p>`),
    APIResponseError,
  ],
  [
    "sends errors that stall",
    (socket) => socket.write("HTTP/1.1 400 No\r\nconnection: close\r\ncontent-length: 99\r\n\r\n{"),
    APIConnectionTimeoutError,
  ],
  [
    "sends errors without an end",
    (socket) => socket.end("HTTP/1.1 400 No\r\ntransfer-encoding: chunked\r\n\r\n"),
    APIConnectionError,
  ],
  ["refuses", (socket) => socket.end("HTTP/1.1 400 No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"), APIError],
  [
    "redirects elsewhere",
    (socket) =>
      socket.end("HTTP/1.1 302 Go\r\nconnection: close\r\nlocation: http://x.example\r\ncontent-length: 0\r\n\r\n"),
    APIResponseError,
  ],
];

function dribble(socket: net.Socket): void {
  socket.write(`${OK}content-length: 99\r\n\r\n`);
  const timer = setInterval(() => socket.write(" "), 5);
  socket.on("close", () => clearInterval(timer));
}

function bomb(socket: net.Socket): void {
  socket.write(`${OK}content-encoding: gzip\r\ncontent-length: ${String(BOMB.length)}\r\n\r\n`);
  socket.end(BOMB);
}

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

describe("of a thousand calls nothing is left where the server", () => {
  it.each(KINDS)("%s", async (_kind, answer, Class) => {
    server = await serveRaw(answer);
    const timeout = Class === APIConnectionTimeoutError ? 30 : 30_000;
    const client = new KeyService({
      apiKey: KEY,
      baseUrl: server.url,
      maxRetries: 0,
      timeout,
      maxResponseBytes: 9_999,
    });
    const { signal } = new AbortController();
    const before = timers();
    for (let done = 0; done < 1_000; done += 100) {
      const calls = Array.from({ length: 100 }, () => client.keys.retrieve({ id: "k" }, { signal }));
      for (const error of await Promise.all(calls.map(failure))) {
        expect(error).toBeInstanceOf(Class);
        expect(error).toMatchObject({ operation: "keys.retrieve" });
      }
    }
    for (let wait = 0; wait < 100 && server.busy() > 0; wait++) await pass(20);
    expect(server.busy()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(timers() - before).toBeLessThanOrEqual(1);
  });
});
