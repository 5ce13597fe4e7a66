/** Answers that come piece by piece: server-sent events, and JSON a line. */
import { APIResponseError, shortened, withOperation } from "./errors.js";
import type { ResultContext, ResultReader } from "./operation.js";
import { IterablePromise } from "./promise.js";
import { discard } from "./readers.js";

/** An answer's data as it comes. It can be iterated once; leaving the loop, or `cancel()`, frees the connection. */
export interface Stream<T> extends AsyncIterable<T> {
  /** Ends the stream; a loop over it ends. */
  cancel(): void;
}

/** One piece of a stream: the text of its data, or what the server sent in place of data. */
type Piece = { readonly data: string } | { readonly failure: string };

/** How a kind of stream is cut into pieces. */
interface Format {
  /** Matches the end of a piece: two characters at most. */
  readonly boundary: RegExp;
  /**
   * Takes the complete pieces from the text that came so far.
   *
   * @param isEnd whether no more will come
   * @returns the pieces, and the text that is left
   */
  readonly split: (text: string, isEnd: boolean) => { readonly pieces: readonly Piece[]; readonly left: string };
}

const DONE = "[DONE]";

/** A reader of answers whose pieces are JSON. */
function streamReader(format: Format): ResultReader {
  const read = (response: Response, context: ResultContext): Stream<unknown> => {
    const reader = response.body?.getReader();
    const cancel = (): void => {
      discard(reader);
    };
    return { cancel, [Symbol.asyncIterator]: () => iterate(reader, response, context, format) };
  };
  return Object.assign(read, {
    Promise: IterablePromise as ResultReader["Promise"],
    later: true,
  } as const) as ResultReader;
}

type BytesReader = ReadableStreamDefaultReader<Uint8Array>;

async function* iterate(
  reader: BytesReader | undefined,
  response: Response,
  context: ResultContext,
  format: Format,
): AsyncGenerator<unknown, void, undefined> {
  const { call } = context.operation;
  try {
    for await (const piece of piecesOf(reader, context, format)) {
      if ("failure" in piece) throw new APIResponseError(`${call}: ${context.mask(piece.failure)}`, response);
      if (piece.data === DONE) return;
      yield parsed(piece.data, call, response);
    }
  } catch (error) {
    throw withOperation(error, call);
  } finally {
    context.deadline.rest();
    discard(reader);
  }
}

/** The pieces of a stream; one that is cut or too large is a failure. */
async function* piecesOf(
  reader: BytesReader | undefined,
  { deadline, maxBytes }: ResultContext,
  { boundary, split }: Format,
): AsyncGenerator<Piece, void, undefined> {
  const tooLarge: Piece = { failure: `one piece of the stream has more than ${maxBytes} bytes (maxResponseBytes)` };
  const decoder = new TextDecoder();
  let left = "";
  let last = "";
  for (let isEnd = !reader; reader && !isEnd;) {
    deadline.begin();
    const { done, value } = await deadline.wait(() => reader.read(), "The stream broke off");
    deadline.rest();
    isEnd = done;
    const fresh = decoder.decode(value, { stream: !isEnd });
    left += fresh;
    // Text that ends no piece is only kept: a large piece would be looked through again with each part of it.
    if (isEnd || last === "\r" || boundary.test(last + fresh)) {
      const found = split(left, isEnd);
      left = found.left;
      for (const piece of found.pieces) yield "data" in piece && piece.data.length > maxBytes ? tooLarge : piece;
    }
    last = fresh.at(-1) ?? last;
    if (left.length > maxBytes) yield tooLarge;
  }
  if (left.trim()) yield { failure: "the stream was cut in the middle of a piece" };
}

function parsed(data: string, call: string, response: Response): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new APIResponseError(`${call}: a piece of the stream is not JSON`, response);
  }
}

/**
 * Reads `text/event-stream` (WHATWG HTML, section 9.2.6): a `Stream` of the events' data, which `[DONE]` ends. Comments,
 * ids and retry times are passed over.
 */
export const events: ResultReader = streamReader({
  boundary: /\n[\r\n]|\r\r/,
  split(text, isEnd) {
    // A carriage return at the end may be half of a line end.
    const held = !isEnd && text.endsWith("\r") ? "\r" : "";
    const complete = text.slice(0, text.length - held.length);
    const blocks = complete.replace(/\r\n?/g, "\n").split("\n\n");
    const left = (blocks.pop() ?? "") + held;
    return { pieces: blocks.flatMap(eventPiece), left };
  },
});

/** The data of one event; none where it has no data. An event called `error` reports a failure, as many servers do. */
function eventPiece(block: string): readonly Piece[] {
  const data = fieldOf(block, "data");
  if (fieldOf(block, "event") === "error") {
    return [{ failure: `the stream reports an error: ${shortened(data ?? "")}` }];
  }
  return data === undefined ? [] : [{ data }];
}

/** The value of a field of an event, its lines joined; undefined where no line has it. */
function fieldOf(block: string, name: string): string | undefined {
  const lines = block.split("\n").filter((line) => line === name || line.startsWith(`${name}:`));
  if (lines.length === 0) return undefined;
  return lines.map((line) => line.slice(name.length + 1).replace(/^ /, "")).join("\n");
}

/**
 * Reads one JSON value a line (`application/jsonl`, `application/x-ndjson`), or behind the separators of RFC 7464. The last
 * line need not end.
 */
export const lines: ResultReader = streamReader({
  boundary: /[\n\x1e]/,
  split(text, isEnd) {
    const parts = text.split(/[\n\x1e]/);
    const left = isEnd ? "" : (parts.pop() ?? "");
    return { pieces: parts.filter((part) => part.trim()).map((data) => ({ data })), left };
  },
});
