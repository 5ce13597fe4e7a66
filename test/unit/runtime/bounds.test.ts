/** Texts of a server that cost much more than they are long: in time, and in memory. */
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "@jest/globals";
import { anyEvents, events } from "../../../src/runtime/events.js";
import { APIResponseError, Client, type ClientOptions } from "../../../src/runtime/index.js";
import { jsonOrText } from "../../../src/runtime/mixed.js";
import type { Operation } from "../../../src/runtime/operation.js";
import type { PagePromise } from "../../../src/runtime/page.js";
import { linkHeader } from "../../../src/runtime/pages.js";
import { excessOf } from "../../../src/runtime/readers.js";
import { lines, type Stream } from "../../../src/runtime/streams.js";
import { processorTime } from "../../support/processor-time.js";
import { failure, failureOf, serve, settings, type Served } from "./api.js";

let server: Served | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function ask<P>(result: Operation["result"], answer: () => Response, options: ClientOptions = {}): P {
  const client = new Client({ ...settings, security: {} }, { baseUrl: "https://a.example", ...options });
  const operation = { call: "c", method: "GET", path: "/p", ...(result && { result }) } as const;
  const fetch = (): Promise<Response> => Promise.resolve(answer());
  return client["_call"]<P>(operation, {}, { fetch, maxRetries: 0 });
}

/** A body of many pieces. */
function pieces(piece: string, count: number): Response {
  const bytes = new TextEncoder().encode(piece);
  let sent = 0;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (sent++ < count) controller.enqueue(bytes);
        else controller.close();
      },
    }),
  );
}

/** The least of several times in milliseconds: what the engine does beside the work only adds to it. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const elapsed = processorTime();
    await work();
    times.push(elapsed());
  }
  return Math.min(...times);
}

async function drained(stream: Stream<unknown>): Promise<void> {
  for await (const _ of stream) continue;
}

describe("reading takes twice as long where there is twice as much", () => {
  it.each([
    [
      "pieces of a stream that end in CR",
      (n: number) => () => failure(ask<Promise<Stream<unknown>>>(events, () => pieces("data: 1\r", n)).then(drained)),
    ],
    [
      "pieces of a line",
      (n: number) => () => failure(ask<Promise<Stream<unknown>>>(events, () => pieces("data: ", n)).then(drained)),
    ],
    [
      "lines that end in CR",
      (n: number) => () => failure(ask<Promise<Stream<unknown>>>(lines, () => pieces("1\r", n)).then(drained)),
    ],
    ["a header Link of opening brackets", (n: number) => () => linked("<".repeat(n * 4))],
    ["a header Link of empty links", (n: number) => () => linked("<>".repeat(n * 2))],
    ["a header Link of quotes", (n: number) => () => linked(`<a>${';rel="'.repeat(n)}`)],
    ["a header Link of blanks", (n: number) => () => linked(`<a>; ${" ".repeat(n * 4)}rel`)],
    [
      "a retry pause of digits",
      (n: number) => () =>
        failure(ask("json", () => new Response("{}", { status: 503, headers: { "retry-after": "1".repeat(n) } }))),
    ],
    [
      "JSON of quotes and backslashes",
      (n: number) => () => failure(ask("json", () => new Response(`"${'\\\\"'.repeat(n * 8)}`))),
    ],
  ])(
    "%s",
    async (_what, reading) => {
      const once = await time(reading(8_000));
      const eight = await time(reading(64_000));
      // Eight times as much takes eight times as long, not sixty-four; a few milliseconds are noise.
      expect(eight).toBeLessThan(24 * once + 40);
    },
    30_000,
  );
});

function linked(link: string): Promise<boolean> {
  const answer = (): Response => new Response('["a"]', { headers: { link } });
  return ask<PagePromise<string>>(linkHeader({ items: [] }), answer).then((page) => page.hasNextPage());
}

const list = (item: string, count: number): string => `[${Array<string>(count).fill(item).join()}]`;

describe("JSON that would take far more memory than it has bytes", () => {
  it("ends no process: what is left of 120 KB is a list of millions of lists", async () => {
    const bomb = gzipSync(list("[]", 20_000_000));
    expect(bomb.length).toBeLessThan(120_000);
    const { url } = (server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    ));
    const client = new Client({ ...settings, security: {} }, { baseUrl: url });
    const error = await failureOf(
      APIResponseError,
      client["_call"]({ call: "c", method: "GET", path: "/p", result: "json" }, {}),
    );
    expect(error.message).toBe("c: the answer holds more than 4194304 values (a 32nd of maxResponseBytes)");
  }, 30_000);

  it.each([
    ["json", list("[]", 20_000), "c: the answer holds more than 10000 values (a 32nd of maxResponseBytes)"],
    ["json", "[".repeat(5_000), "c: the answer nests more than 1000 levels deep"],
    [jsonOrText, "[".repeat(5_000), "c: the answer nests more than 1000 levels deep"],
    ["json", `["\\\\",${"[".repeat(5_000)}`, "c: the answer nests more than 1000 levels deep"],
  ] as const)("is refused by %p", async (result, body, message) => {
    const error = await failureOf(
      APIResponseError,
      ask<Promise<unknown>>(result, () => new Response(body), { maxResponseBytes: 100_000 }),
    );
    expect(error.message).toBe(message);
  });

  it.each([
    ["events", events, `data: ${"[".repeat(5_000)}\n\n`],
    ["any events", anyEvents, `data: ${"[".repeat(5_000)}\n\n`],
    ["lines", lines, `${"[".repeat(5_000)}\n`],
  ])("is refused in a stream of %s", async (_what, result, body) => {
    const stream = await ask<Promise<Stream<unknown>>>(result, () => new Response(body));
    const error = await failureOf(APIResponseError, drained(stream));
    expect(error.message).toBe("c: one piece of the stream nests more than 1000 levels deep");
  });

  it.each([
    ["commas and brackets in a text", JSON.stringify("[{,".repeat(9_000)), 0],
    ["quotes in a text", JSON.stringify('\\"['.repeat(9_000)), 0],
    ["brackets in a text behind one that ends in a backslash", JSON.stringify(["\\", "[".repeat(9_000)]), 0],
    ["brackets in a text that never ends", `["\\"${"[".repeat(9_000)}`, 0],
    ["as many values as one list may have", list("1", 9_999), 0],
    ["a thousand levels", "[".repeat(1_000) + "]".repeat(1_000), 0],
    ["what the limit allows", list("[]", 90_000), 32 * 200_000],
  ])("is not %s", (_what, text, maxBytes) => {
    expect(excessOf(text, maxBytes)).toBeUndefined();
  });
});
