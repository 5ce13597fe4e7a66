/** Server-sent events and JSON a line, as WHATWG HTML (section 9.2.6) and RFC 7464 have them: whole, and cut anywhere. */
import { Readable } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { anyEvents, events, textEvents, wholeEvents, type EventStream } from "../../../src/runtime/events.js";
import { Client } from "../../../src/runtime/index.js";
import type { ResultReader } from "../../../src/runtime/operation.js";
import type { IterablePromise } from "../../../src/runtime/promise.js";
import { lines } from "../../../src/runtime/streams.js";
import { settings } from "./api.js";

const CUT = "chat.create: the stream was cut in the middle of a piece";
const NOT_JSON = "chat.create: a piece of the stream is not JSON";
const readers = { json: events, text: textEvents, any: anyEvents, lines, whole: wholeEvents({ text: ["word"] }) };

type Row = readonly [what: string, text: string, items: readonly unknown[], fault?: string];

/** What each kind of stream gives for a text, and the message of the error that ends it. */
const table: Readonly<Record<keyof typeof readers, readonly Row[]>> = {
  json: [
    ["nothing", "", []],
    ["events", 'data: {"n":1}\n\ndata: {"n":2}\n\n', [{ n: 1 }, { n: 2 }]],
    ["carriage returns", "data: 1\r\rdata: 2\r\r", [1, 2]],
    ["both line ends", "data: 1\r\n\r\ndata: 2\r\n\r\n", [1, 2]],
    ["mixed line ends", "data: 1\r\n\ndata: 2\n\r\ndata: 3\r\n\r", [1, 2, 3]],
    ["no space", "data:1\n\n", [1]],
    ["data over several lines", 'data: {"n":\ndata: 1}\n\n', [{ n: 1 }]],
    ["a byte order mark", "\ufeffdata: 1\n\n", [1]],
    ["blank lines before and between", "\n\n\ndata: 1\n\n\n\ndata: 2\n\n", [1, 2]],
    ["an event without data", "event: response.created\n\ndata: 2\n\n", [2]],
    ["empty data", "event: ping\ndata:\n\ndata: 2\n\n", [2]],
    ["data without a colon", "data\n\ndata: 2\n\n", [2]],
    ["unknown fields", "foo: bar\nfoo\ndata: 1\n\n", [1]],
    ["fields that begin alike", "datas: 9\ndata: 1\n\n", [1]],
    ["a field with a space before it", " data: 9\ndata: 1\n\n", [1]],
    ["comments", ": hi\n\n:\ndata: 1\n: ping\n\n", [1]],
    ["a comment last", "data: 1\n\n: bye\n", [1]],
    ["a comment last, without a line end", "data: 1\n\n: bye", [1]],
    ["an id last", "data: 1\n\nid: 5\n", [1]],
    ["a retry time last", "data: 1\n\nretry: 5", [1]],
    ["a name last", "data: 1\n\nevent: ping\n", [1]],
    ["empty data last", "data: 1\n\ndata:", [1]],
    ["[DONE]", "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", [1]],
    ["[DONE] first", "data: [DONE]\n\n", []],
    ["[DONE] without a blank line", "data: 1\n\ndata: [DONE]\n", [1]],
    ["[DONE] without a line end", "data: 1\n\ndata: [DONE]", [1]],
    ["[DONE] under a name", "data: 1\n\nevent: done\ndata: [DONE]\n\n", [1]],
    ["[DONE] with spaces", "data: 1\n\ndata:  [DONE] \n\n", [1]],
    ["null", "data: null\n\n", [null]],
    ["letters of several bytes", 'data: "ü€😀"\n\n', ["ü€😀"]],
    ["separators of JavaScript", 'data: "a\u2028b"\n\n', ["a\u2028b"]],
    ["what is not JSON", "data: 1\n\ndata: oops\n\n", [1], NOT_JSON],
    [
      "an event called error",
      'data: 1\n\nevent: error\ndata: {"n":1}\n\n',
      [1],
      'chat.create: the stream reports an error: {"n":1}',
    ],
    ["an event called error, cut", "event: error\ndata: busy", [], "chat.create: the stream reports an error: busy"],
    ["no blank line", "data: 1\n\ndata: 2\n", [1], CUT],
    ["no line end", "data: 1\n\ndata: 2", [1], CUT],
    ["a cut in the data", 'data: 1\n\ndata: {"n":', [1], CUT],
    ["a cut between lines of data", "data: 1\n\ndata: {\ndata", [1], CUT],
  ],
  text: [
    ["text", "data: Hello\n\ndata:  world\n\n", ["Hello", " world"]],
    ["what looks like JSON", 'data: 42\n\ndata: true\n\ndata: "x"\n\ndata: {}\n\n', ["42", "true", '"x"', "{}"]],
    ["numbers that JavaScript cannot hold", "data: 12345678901234567890\n\n", ["12345678901234567890"]],
    ["line ends", "data:\ndata:\n\ndata: a\ndata: b\n\n", ["\n", "a\nb"]],
    ["empty data", "data\n\n", [""]],
    ["[DONE]", "data: a\n\ndata: [DONE]", ["a"]],
    ["a cut", "data: a\n\ndata: b", ["a"], CUT],
  ],
  any: [
    ["JSON and text", 'data: {"n":1}\n\ndata: Hello\n\ndata: 42\n\n', [{ n: 1 }, "Hello", 42]],
    ["numbers that JavaScript cannot hold", "data: 12345678901234567890\n\n", ["12345678901234567890"]],
    ["empty data", "data:\n\n", []],
  ],
  lines: [
    ["nothing", "", []],
    ["lines", '{"n":1}\n{"n":2}\n', [{ n: 1 }, { n: 2 }]],
    ["no line end", "1\n2", [1, 2]],
    ["blank lines and carriage returns", "\r\n1\r\n\r\n2\r\n", [1, 2]],
    ["a byte order mark", "\ufeff1\n", [1]],
    ["separators of JavaScript", '"a\u2028b"\n', ["a\u2028b"]],
    ["the separators of RFC 7464", "\x1e1\n\x1e2\n", [1, 2]],
    ["values over several lines", '\x1e{\n"n": 1\n}\n\x1e2\n', [{ n: 1 }, 2]],
    ["[DONE]", "1\n[DONE]\n2\n", [1]],
    ["what is not JSON", "1\noops\n2\n", [1], NOT_JSON],
    ["a cut", '1\n{"n":', [1], CUT],
  ],
  whole: [
    [
      "events with all of their fields",
      'event: add\nid: 7\nretry: 10\ndata: {"n":1}\n\n',
      [{ event: "add", id: "7", retry: 10, data: { n: 1 } }],
    ],
    ["data as text", "event: word\ndata: 42\n\n", [{ event: "word", data: "42" }]],
    ["no name", "data: 42\n\n", [{ data: 42 }]],
    ["the whole event in its data", 'data: {"event":"add","data":1}\n\n', [{ event: "add", data: 1 }]],
    [
      "data under a name that looks whole",
      'event: a\ndata: {"event":"b","data":1}\n\n',
      [{ event: "a", data: { event: "b", data: 1 } }],
    ],
    ["an event called error", "event: error\ndata: busy\n\n", [], "chat.create: the stream reports an error: busy"],
  ],
};

const rows = Object.entries(table).flatMap(([kind, list]) =>
  list.map(([what, text, items, fault]) => ({ kind: kind as keyof typeof readers, what, text, items, fault })),
);

type StreamOf = EventStream<unknown>;

function streamOf(result: ResultReader, body: BodyInit): IterablePromise<StreamOf> {
  const fetch = async (): Promise<Response> => Promise.resolve(new Response(body));
  const client = new Client({ ...settings, security: {} }, { fetch, maxRetries: 0 });
  return client["_call"]({ call: "chat.create", method: "POST", path: "/chat", result }, {});
}

async function read(stream: AsyncIterable<unknown>): Promise<{ items: unknown[]; fault?: string }> {
  const items: unknown[] = [];
  try {
    for await (const item of stream) items.push(item);
    return { items };
  } catch (error) {
    return { items, fault: (error as Error).message };
  }
}

function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

describe.each(rows)("a stream of $kind with $what", ({ kind, text, items, fault }) => {
  const expected = fault === undefined ? { items } : { items, fault };

  it("is read whole", async () => {
    expect(await read(streamOf(readers[kind], text))).toEqual(expected);
  });

  it("is read in pieces of any size", async () => {
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 3, 5, 7]) {
      expect(await read(streamOf(readers[kind], inPieces(bytes, size)))).toEqual(expected);
    }
  });
});

it("an error is an item where the document describes one", async () => {
  const whole = wholeEvents({ text: true, error: true });
  expect(await read(streamOf(whole, "event: error\ndata: busy\n\n"))).toEqual({
    items: [{ event: "error", data: "busy" }],
  });
});

it("names, ids and retry times are at hand", async () => {
  const text =
    "id: 1\nevent: a\ndata: 1\n\nretry: 20\ndata: 2\n\nid\ndata: 3\n\nid: x\0y\nretry: soon\nevent:\ndata: 4\n\n";
  const stream = await streamOf(events, text);
  expect(await read(stream.events())).toEqual({
    items: [
      { event: "a", data: 1, id: "1", retry: undefined },
      { event: "message", data: 2, id: "1", retry: 20 },
      { event: "message", data: 3, id: "", retry: undefined },
      { event: "message", data: 4, id: "", retry: undefined },
    ],
  });
});

describe("an engine whose responses have", () => {
  const text = 'data: {"n":1}\n\ndata: {"n":2}\n\n';
  const base = { ok: true, status: 200, headers: new Headers(), text: async () => Promise.resolve(text) };

  it.each([
    ["no body, as React Native", {}],
    ["a stream of Node.js, as node-fetch", { body: Readable.from([Buffer.from(text)]) }],
    ["a stream of texts", { body: Readable.from(Array.from(text)) }],
  ])("%s gives streams", async (_engine, more) => {
    const fetch = async (): Promise<Response> => Promise.resolve({ ...base, ...more } as unknown as Response);
    const client = new Client({ ...settings, security: {} }, { fetch, maxRetries: 0 });
    const call = client["_call"]<IterablePromise<StreamOf>>(
      { call: "chat.create", method: "POST", path: "/chat", result: events },
      {},
    );
    expect(await read(call)).toEqual({ items: [{ n: 1 }, { n: 2 }] });
  });
});
