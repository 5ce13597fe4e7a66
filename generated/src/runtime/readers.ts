/** Reads answers: as JSON, as text, or as they came. */
import { APIResponseError, shortened } from "./errors.js";
import type { ResultContext, ResultReader } from "./operation.js";

/**
 * The body of an answer as text (UTF-8). The whole of it is in memory afterwards.
 *
 * @throws APIResponseError where it has more than `maxBytes`, and what ends a call while it waits
 */
export async function readText(response: Response, context: ReadingContext): Promise<string> {
  const { deadline, maxBytes, call } = context;
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  let held: Uint8Array | undefined;
  for (;;) {
    const { value } = await deadline.wait(() => reader.read(), CONNECTION_BROKE);
    // A piece is decoded once it is known whether it is the last: engines decode a single piece several times as fast.
    if (held) text += decoder.decode(held, { stream: value !== undefined });
    if (!value) return text;
    held = value;
    bytes += value.length;
    if (!(bytes <= maxBytes)) {
      discard(reader);
      throw new APIResponseError(`${call}: the answer has more than ${maxBytes} bytes (maxResponseBytes)`, response);
    }
  }
}

/** What the engine's failure means while an answer is read. */
export const CONNECTION_BROKE = "The connection broke off";

/** What it takes to read a body. */
export interface ReadingContext extends Pick<ResultContext, "deadline" | "maxBytes"> {
  /** The call, for messages. */
  readonly call: string;
}

function readingContext({ deadline, maxBytes, operation: { call } }: ResultContext): ReadingContext {
  return { deadline, maxBytes, call };
}

/**
 * The data of a JSON body, whatever media type it claims; undefined where it is empty.
 *
 * @throws APIResponseError where it is not JSON
 */
export async function readJson(response: Response, context: ResultContext): Promise<unknown> {
  const text = await readText(response, readingContext(context));
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const type = context.mask(response.headers.get("content-type") ?? "no media type");
    const found = `${shortened(type)} (${response.status})`;
    throw new APIResponseError(`${context.operation.call}: expected JSON, got ${found}`, response);
  }
}

/** Gives the text of the body; undefined where it is empty. */
export const text: ResultReader = async (response, context) =>
  (await readText(response, readingContext(context))) || undefined;

/** Gives the `Response` itself, for binary data: its body is the caller's to read. */
export const raw: ResultReader = Object.assign((response: Response) => response, { later: true } as const);

/** Media types of streams: events, and JSON a line. */
const STREAM = /event-stream|json-?l|ndjson|json-seq/i;

/** Reads with `stream` where the answer is of one of its media types, else as JSON: `stream: true` in most APIs. */
export function either(stream: ResultReader): ResultReader {
  const read: ResultReader = (response, context) =>
    STREAM.test(response.headers.get("content-type") ?? "") ? stream(response, context) : readJson(response, context);
  return Object.assign(read, { Promise: stream.Promise, later: true } as const);
}

/** Frees the connection of a body that is not read to its end. */
export function discard(body: { cancel(): Promise<void> } | null | undefined): void {
  body?.cancel().catch(() => {
    // The connection is gone already.
  });
}
