/** Answers that come piece by piece, and JSON a line. Server-sent events are in `events.ts`. */
import { APIResponseError, withOperation } from "./errors.js";
import type { ResultContext, ResultReader } from "./operation.js";
import { IterablePromise } from "./promise.js";
import { discard, excessOf } from "./readers.js";

/** An answer's data as it comes. It can be iterated once; leaving the loop, or `cancel()`, frees the connection. */
export interface Stream<T> extends AsyncIterable<T> {
  /** Ends the stream; a loop over it ends. */
  cancel(): void;
}

/** Takes the text of a stream as it comes, and gives the pieces that are complete. */
export interface Splitter<Piece extends { readonly data: string }> {
  push(text: string): readonly Piece[];
  /** The piece that nothing ended before the stream did, where there is one. */
  end(): Piece | undefined;
  /** How many characters of a piece are held. */
  readonly held: number;
}

/** Reads the bytes of a body; or its text, where the engine has that alone. */
interface BodyReader {
  read(): PromiseLike<{ readonly value?: Uint8Array | string | undefined }>;
  cancel?(): Promise<void>;
}

/** A stream that was opened. */
export interface Source {
  readonly reader: BodyReader;
  readonly response: Response;
  readonly context: ResultContext;
}

export function open(response: Response, context: ResultContext): Source {
  return { reader: bodyReader(response), response, context };
}

/** Bodies of the Fetch standard have readers, node-fetch's are streams of Node.js, and React Native gives the text alone. */
function bodyReader(response: Response): BodyReader {
  const body = response.body as (Partial<ReadableStream<Uint8Array>> & Partial<AsyncIterable<Uint8Array>>) | null;
  if (body?.getReader) return body.getReader();
  const iterator = body?.[Symbol.asyncIterator]?.();
  if (iterator) return { read: () => iterator.next(), cancel: async () => discard(body) };
  const texts = [() => response.text()];
  return { read: async () => ({ value: await texts.pop()?.() }) };
}

/** A reader of answers whose promise can be iterated. */
export function streamReader(read: (response: Response, context: ResultContext) => Stream<unknown>): ResultReader {
  return Object.assign(read, {
    Promise: IterablePromise as ResultReader["Promise"],
    later: true,
  } as const) as ResultReader;
}

/** The error of a stream that cannot be used. */
export function streamError({ response, context }: Source, message: string): unknown {
  return withOperation(new APIResponseError(`${context.call}: ${context.mask(message)}`, response), context);
}

export const CUT = "the stream was cut in the middle of a piece";

/**
 * The pieces of a stream, as many at a time as came together: a promise for each piece would cost more than reading it. The
 * connection is freed when the last one was read, or the loop is left.
 *
 * @throws APIResponseError for a piece of more than `maxBytes`, and what ends a call while it waits
 */
export async function* piecesOf<Piece extends { readonly data: string }>(
  source: Source,
  splitter: Splitter<Piece>,
): AsyncGenerator<Iterable<Piece & { readonly isUnended?: true }>, void, undefined> {
  const { deadline, maxBytes } = source.context;
  const check = (length: number): void => {
    if (length <= maxBytes) return;
    throw streamError(source, `one piece of the stream has more than ${maxBytes} bytes (maxResponseBytes)`);
  };
  function* checked(pieces: Iterable<Piece>): Generator<Piece, void, undefined> {
    for (const piece of pieces) {
      check(piece.data.length);
      yield piece;
    }
  }
  try {
    for await (const text of textOf(source)) {
      yield checked(splitter.push(text));
      check(splitter.held);
    }
    const last = splitter.end();
    if (last) yield [{ ...last, isUnended: true }];
  } finally {
    deadline.rest();
    discard(source.reader);
  }
}

/** The text of a stream as it comes. The time limit holds for each wait, not for all of them. */
async function* textOf({ reader, context }: Source): AsyncGenerator<string, void, undefined> {
  const { deadline } = context;
  const decoder = new TextDecoder();
  try {
    for (;;) {
      deadline.begin();
      const { value } = await deadline.wait(() => reader.read(), "The stream broke off");
      deadline.rest();
      if (value === undefined) return;
      yield typeof value === "string" ? value : decoder.decode(value, { stream: true });
    }
  } catch (error) {
    throw withOperation(error, context);
  }
}

/** Values one a line, or behind the separators of RFC 7464, which may hold line ends. */
class LineSplitter implements Splitter<{ readonly data: string }> {
  #left = "";
  #separator: "\n" | "\x1e" | undefined;

  get held(): number {
    return this.#left.length;
  }

  push(text: string): readonly { readonly data: string }[] {
    if (text) this.#separator ??= text.startsWith("\x1e") ? "\x1e" : "\n";
    // Text that ends no piece is only kept: a large piece would be looked through again with each part of it.
    const parts = this.#separator && text.includes(this.#separator) ? (this.#left + text).split(this.#separator) : [];
    this.#left = parts.pop() ?? this.#left + text;
    return parts.filter((part) => part.trim()).map((data) => ({ data }));
  }

  end(): { readonly data: string } | undefined {
    return this.#left.trim() ? { data: this.#left } : undefined;
  }
}

/**
 * Reads one JSON value a line (`application/jsonl`, `application/x-ndjson`), or behind the separators of RFC 7464. The last
 * line need not end.
 */
export const lines: ResultReader = /* @__PURE__ */ streamReader((response, context) => {
  const source = open(response, context);
  return {
    cancel: () => discard(source.reader),
    async *[Symbol.asyncIterator]() {
      for await (const pieces of piecesOf(source, new LineSplitter())) {
        for (const { data, isUnended } of pieces) {
          if (data.trim() === DONE) return;
          yield jsonOf(data, source, isUnended ? CUT : NOT_JSON);
        }
      }
    },
  };
});

/** The marker that ends the streams of many APIs. */
export const DONE = "[DONE]";

export const NOT_JSON = "a piece of the stream is not JSON";

/** @throws APIResponseError for a piece that would take far more memory than it has bytes */
export function refuseExcess(data: string, source: Source): void {
  const excess = excessOf(data, source.context.maxBytes);
  if (excess) throw streamError(source, `one piece of the stream ${excess}`);
}

/** @throws APIResponseError with the message where the data is not JSON */
export function jsonOf(data: string, source: Source, message: string): unknown {
  refuseExcess(data, source);
  try {
    return JSON.parse(data);
  } catch {
    throw streamError(source, message);
  }
}
