/** What servers send, changed at random: answers, streams, links, webhooks. A call gives a value, or an error of the client's. */
import fc from "fast-check";
import { byMediaType, jsonOrText } from "../../../src/runtime/mixed.js";
import { APIClientError, Client } from "../../../src/runtime/index.js";
import { anyEvents, events, textEvents } from "../../../src/runtime/events.js";
import type { Operation } from "../../../src/runtime/operation.js";
import type { PagePromise } from "../../../src/runtime/page.js";
import { cursor, linked, linkHeader } from "../../../src/runtime/pages.js";
import { text as textReader, raw } from "../../../src/runtime/readers.js";
import { lines, type Stream } from "../../../src/runtime/streams.js";
import { receive, type WebhookScheme } from "../../../src/runtime/webhooks.js";
import { editedText, textEdits, type TextEdit } from "./edits.js";
import { target, type Target } from "./target.js";

const SECRET = "pk-0123456789abcdef";

const settings = {
  agent: "a/1",
  baseUrlEnv: "A_BASE_URL",
  servers: [{ url: "https://a.example" }],
  security: { key: { option: "apiKey", env: "A_API_KEY", in: "query" as const, name: "key" } },
};

function call<Result>(result: Operation["result"], answer: () => Response): Promise<Result> {
  const client = new Client(settings, { apiKey: SECRET, timeout: 2_000, maxResponseBytes: 1_000_000 });
  const operation = { call: "a.b", method: "GET", path: "/p", security: [["key"]], ...(result && { result }) } as const;
  const fetch = (): Promise<Response> => Promise.resolve(answer());
  return client["_call"]<Promise<Result>>(operation, {}, { fetch, maxRetries: 1 });
}

/** What is wrong with how a call ended: nothing where it gave a value. */
async function ending(promise: PromiseLike<unknown>): Promise<readonly string[]> {
  try {
    await promise;
    return [];
  } catch (error) {
    if (!(error instanceof APIClientError)) throw error;
    const shown = `${error.stack ?? ""}${JSON.stringify(error)}${String(error.cause)}`;
    return shown.includes(SECRET) ? ["an error shows the key"] : [];
  }
}

const READERS = {
  json: "json",
  text: textReader,
  raw,
  jsonOrText,
  mixed: byMediaType({ json: jsonOrText, text: textReader }),
  events,
  textEvents,
  anyEvents,
  lines,
} satisfies Record<string, Operation["result"]>;

const readers = fc.constantFrom(...(Object.keys(READERS) as (keyof typeof READERS)[]));
const headerText = fc.oneof(
  fc.constantFrom(
    "application/json",
    "text/event-stream",
    "0",
    "1e9",
    "-1",
    "Wed, 21 Oct 2099 07:28:00 GMT",
    "/b?key=",
    "//x",
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[^\x21-\x7e]/g, "")),
);
const headerName = fc.constantFrom(
  "content-type",
  "retry-after",
  "location",
  "link",
  "x-request-id",
  "content-length",
  "etag",
);

interface Answer {
  readonly reader: keyof typeof READERS;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: readonly TextEdit[];
  /** Characters of one piece of the body. */
  readonly piece: number;
}

const BODY = '{"error":{"message":"no","code":1},"data":[{"id":"a"}],"next":"/p?page=2"}';
const STREAM = `: hi\nid: 1\nevent: add\nretry: 5\ndata: ${BODY}\n\ndata: [1]\r\n\r\n{"a":1}\n[DONE]\n\ndata: [DONE]\n\n`;

function pieces(text: string, length: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += length)));
    },
  });
}

async function drained(value: unknown): Promise<void> {
  if (typeof value !== "object" || value === null || !(Symbol.asyncIterator in value)) return;
  for await (const _ of value as Stream<unknown>) continue;
}

const answers = target(
  "answers",
  fc.record({
    reader: readers,
    status: fc.oneof({ weight: 4, arbitrary: fc.constant(200) }, fc.integer({ min: 200, max: 599 })),
    headers: fc.array(fc.tuple(headerName, headerText), { maxLength: 3 }),
    body: textEdits,
    piece: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(100_000)),
  }),
  ({ reader, status, headers, body, piece }: Answer) => {
    const text = editedText(reader.endsWith("vents") || reader === "lines" ? STREAM : BODY, body);
    const content = [204, 205, 304].includes(status) ? null : () => pieces(text.slice(0, 100_000), piece);
    const answer = (): Response =>
      new Response(content?.() ?? null, { status, headers: headers.map(([key, value]) => [key, value]) });
    // A pause that a server asks for is waited for: not here.
    const isPaused = status === 429 || status === 408 || status === 409 || status >= 500;
    return isPaused ? [] : ending(call(READERS[reader], answer).then(drained));
  },
);

const links = target(
  "pages",
  fc.record({ kind: fc.constantFrom("header", "body", "cursor"), changes: textEdits }),
  ({ kind, changes }: { kind: "header" | "body" | "cursor"; changes: readonly TextEdit[] }) => {
    const link = editedText('<https://a.example/p?page=2>; rel="next"; title="a, b", </p?page=0>;rel=prev', changes);
    const legal = link.replace(/[^\x20-\x7e]/g, "").trim();
    const body = editedText(BODY, changes);
    const header = (): Response => new Response('{"data":[1]}', { headers: { link: legal } });
    const reader = {
      header: linkHeader({ items: ["data"] }),
      body: linked({ items: ["data"], next: ["next"] }),
      cursor: cursor({ items: ["data"], cursor: "page", next: ["next"] }),
    }[kind];
    const page = call(reader, kind === "header" ? header : () => new Response(body)) as unknown as PagePromise<unknown>;
    return ending(
      Promise.resolve(page).then(async (first) => [
        first.hasNextPage(),
        first.hasNextPage() && (await first.nextPage()),
      ]),
    );
  },
);

const SCHEMES: readonly WebhookScheme[] = [
  { format: "standard", header: "webhook-", hash: "SHA-256", prefix: "" },
  { format: "timestamped", header: "signature", hash: "SHA-256", prefix: "" },
  { format: "hex", header: "signature", hash: "SHA-256", prefix: "sha256=" },
  { format: "base64", header: "signature", hash: "SHA-1", prefix: "" },
];

const webhooks = target(
  "webhooks",
  fc.record({ scheme: fc.constantFrom(...SCHEMES), signature: textEdits, time: textEdits, body: textEdits }),
  ({
    scheme,
    signature,
    time,
    body,
  }: {
    scheme: WebhookScheme;
    signature: readonly TextEdit[];
    time: readonly TextEdit[];
    body: readonly TextEdit[];
  }) => {
    const seconds = editedText(String(Math.floor(Date.now() / 1_000)), time);
    const headers = {
      "webhook-id": "m",
      "webhook-timestamp": seconds,
      "webhook-signature": editedText("v1,aGk= v1,aGo=", signature),
      signature: editedText(`t=${seconds},v1=00ff,sha256=00ff`, signature),
    };
    const received = receive(editedText(BODY, body), headers, { key: "whsec_MDEyMzQ1Njc4OWFiY2RlZg==" }, scheme);
    return ending(received.then(() => Promise.reject(new Error("a webhook is believed that nobody signed"))));
  },
);

export const answerTargets: readonly Target[] = [answers, links, webhooks];
