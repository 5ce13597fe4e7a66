import { afterEach, describe, expect, it } from "@jest/globals";
import type http from "node:http";
import { either } from "../../../src/runtime/readers.js";
import { events } from "../../../src/runtime/streams.js";
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIResponseError,
  APIUserAbortError,
  Client,
  type ClientOptions,
  type RequestOptions,
} from "../../../src/runtime/index.js";
import type { Operation } from "../../../src/runtime/operation.js";
import type { IterablePromise } from "../../../src/runtime/promise.js";
import { lines } from "../../../src/runtime/streams.js";
import type { Stream } from "../../../src/runtime/streams.js";
import { failure, serve, settings, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A streaming call whose answer is written by `answer`. */
async function streamer(
  result: NonNullable<Operation["result"]>,
  answer: (response: http.ServerResponse) => unknown,
  options: ClientOptions = {},
): Promise<(options?: RequestOptions) => IterablePromise<Stream<unknown>>> {
  server = await serve((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    answer(response);
  });
  const client = new Client({ ...settings, security: {} }, { baseUrl: server.url, maxRetries: 0, ...options });
  return (own) => client["_call"]({ call: "chat.create", method: "POST", path: "/chat", result }, {}, own);
}

async function collect(stream: AsyncIterable<unknown>, into: unknown[] = []): Promise<unknown[]> {
  for await (const item of stream) into.push(item);
  return into;
}

describe("a stream of events", () => {
  it.each([
    ["line feeds", 'data: {"n":1}\n\ndata: {"n":2}\n\n', [{ n: 1 }, { n: 2 }]],
    ["carriage returns", 'data: {"n":1}\r\rdata: {"n":2}\r\r', [{ n: 1 }, { n: 2 }]],
    ["both", 'data: {"n":1}\r\n\r\ndata: {"n":2}\r\n\r\n', [{ n: 1 }, { n: 2 }]],
    ["data over several lines", 'data: {\ndata:"n":\ndata:  1}\n\n', [{ n: 1 }]],
    [
      "comments, ids, names and retry times",
      ': hello\n\nid: 1\nevent: delta\nretry: 5\ndata: "x"\n\n: ping\n\n',
      ["x"],
    ],
    ["letters of several bytes", 'data: "ü€😀"\n\n', ["ü€😀"]],
    ["an end of its own", "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", [1]],
    ["nothing", "", []],
  ])("is read with %s, however it is cut", async (_what, text, expected) => {
    const bytes = Buffer.from(text);
    const whole = await streamer(events, (response) => response.end(bytes));
    expect(await collect(whole())).toEqual(expected);
    expect(await collect(await whole())).toEqual(expected);
    await server.close();
    const byByte = await streamer(events, async (response) => {
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await new Promise(setImmediate);
      }
      response.end();
    });
    expect(await collect(byByte())).toEqual(expected);
  });

  it("gives what came before it fails", async () => {
    for (const [text, message] of [
      ["data: {oops\n\n", "chat.create: a piece of the stream is not JSON"],
      [
        'event: error\ndata: {"message":"overloaded"}\n\n',
        'chat.create: the stream reports an error: {"message":"overloaded"}',
      ],
      ['data: {"n":', "chat.create: the stream was cut in the middle of a piece"],
    ]) {
      const call = await streamer(events, (response) => response.end(`data: 1\n\n${String(text)}`));
      const got: unknown[] = [];
      expect(await failure(collect(call(), got))).toMatchObject({
        name: "APIResponseError",
        message,
        operation: "chat.create",
      });
      expect(got).toEqual([1]);
      await server.close();
    }
  });

  it("that breaks off is a connection that broke", async () => {
    const call = await streamer(events, (response) =>
      response.write("data: 1\n\n", () => setTimeout(() => response.destroy(), 20)),
    );
    const got: unknown[] = [];
    expect(await failure(collect(call(), got))).toBeInstanceOf(APIConnectionError);
    expect(got).toEqual([1]);
  });

  it("has a limit to each event, not to all of them", async () => {
    const call = await streamer(
      events,
      (response) => {
        for (let n = 0; n < 50; n++) response.write(`data: "${"x".repeat(90)}"\n\n`);
        response.write(`data: "${"y".repeat(200)}`);
      },
      { maxResponseBytes: 150 },
    );
    const got: unknown[] = [];
    expect(await failure(collect(call(), got))).toBeInstanceOf(APIResponseError);
    expect(got).toHaveLength(50);
    await pass(20);
    expect(server.busy()).toBe(0);
  });

  it("may last longer than the timeout, but not pause for longer", async () => {
    const call = await streamer(
      events,
      async (response) => {
        for (let n = 0; n < 6; n++) {
          response.write(`data: ${String(n)}\n\n`);
          await pass(40);
        }
      },
      { timeout: 120 },
    );
    const got: unknown[] = [];
    expect(await failure(collect(call(), got))).toBeInstanceOf(APIConnectionTimeoutError);
    expect(got).toEqual([0, 1, 2, 3, 4, 5]);
    await pass(20);
    expect(server.busy()).toBe(0);
  });

  it("has the same limit for an event that comes in one piece", async () => {
    const text = `data: 1\n\ndata: "${"x".repeat(200)}"\n\ndata: 2\n\n`;
    const call = await streamer(events, (response) => response.end(text), { maxResponseBytes: 150 });
    const got: unknown[] = [];
    expect(await failure(collect(call(), got))).toMatchObject({
      message: "chat.create: one piece of the stream has more than 150 bytes (maxResponseBytes)",
    });
    expect(got).toEqual([1]);
  });

  it("reads a large event once, in however many pieces it comes", async () => {
    const piece = new TextEncoder().encode("x".repeat(1_000));
    let left = 20_000;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: "')),
      pull(controller) {
        if (left-- > 0) return controller.enqueue(piece);
        controller.enqueue(new TextEncoder().encode('"\n\n'));
        controller.close();
      },
    });
    const call = await streamer(events, () => undefined, { fetch: () => Promise.resolve(new Response(body)) });
    expect(await collect(call())).toEqual(["x".repeat(20_000_000)]);
  });

  it("does not hurry a slow reader", async () => {
    const call = await streamer(events, (response) => response.end("data: 1\n\ndata: 2\n\n"), { timeout: 200 });
    const got: unknown[] = [];
    for await (const item of call()) {
      got.push(item);
      await pass(300);
    }
    expect(got).toEqual([1, 2]);
  });

  it("frees its connection when it is left, cancelled or aborted", async () => {
    const call = await streamer(events, (response) => response.write("data: 1\n\n"));
    for await (const item of call()) {
      expect(item).toBe(1);
      break;
    }
    const controller = new AbortController();
    const got: unknown[] = [];
    const aborted = failure(collect(call({ signal: controller.signal }), got));
    while (got.length === 0) await pass(5);
    controller.abort("enough");
    expect(await aborted).toBeInstanceOf(APIUserAbortError);
    (await call()).cancel();
    await pass(30);
    expect(server.busy()).toBe(0);
  });
});

describe("a stream of lines", () => {
  it.each([
    ['{"n":1}\n{"n":2}\n', [{ n: 1 }, { n: 2 }]],
    ['{"n":1}\r\n\r\n{"n":2}', [{ n: 1 }, { n: 2 }]],
    ["\x1e1\n\x1e2\n", [1, 2]],
  ])("is read: %j", async (text, expected) => {
    const call = await streamer(lines, (response) => response.end(text));
    expect(await collect(call())).toEqual(expected);
  });

  it("that is cut is an error", async () => {
    const call = await streamer(lines, (response) => response.end('1\n{"n":'));
    const got: unknown[] = [];
    expect(await failure(collect(call(), got))).toBeInstanceOf(APIResponseError);
    expect(got).toEqual([1]);
  });
});

it("an answer is a stream or data as the server says", async () => {
  const call = await streamer(either(events), (response) => {
    if (server.requests.length > 1) response.end("data: 1\n\n");
  });
  await server.close();
  server = await serve((_request, response) => {
    const streams = server.requests.length > 1;
    response.writeHead(200, { "content-type": streams ? "text/event-stream" : "application/json" });
    response.end(streams ? "data: 1\n\n" : '{"whole":true}');
  });
  expect(await call({ baseUrl: server.url })).toEqual({ whole: true });
  expect(await collect(call({ baseUrl: server.url }))).toEqual([1]);
});
