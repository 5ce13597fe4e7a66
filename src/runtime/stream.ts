/** Answers that come piece by piece. */
import { APIClientError, APIResponseError } from "./errors.js";
import { IterablePromise } from "./iterable.js";
import type { ResultContext, ResultReader } from "./operation.js";
import { discard } from "./response.js";

/** An answer's data as it comes. It can be iterated once; leaving the loop, or `cancel()`, frees the connection. */
export interface Stream<T> extends AsyncIterable<T> {
  /** Ends the stream; a loop over it ends. */
  cancel(): void;
}

/** Takes what is complete from the text that came so far: its data, and what is left. `end` when no more will come. */
export type Splitter = (
  text: string,
  end: boolean,
) => {
  /** An `Error` for what the server sent in place of data. */
  readonly found: readonly (string | Error)[];
  readonly left: string;
};

/**
 * A reader of answers that are JSON piece by piece.
 * @param boundary matches what ends a piece: two letters at most
 */
export function streamReader(split: Splitter, boundary: RegExp): ResultReader {
  const read = (response: Response, context: ResultContext): Stream<unknown> => {
    const reader = response.body?.getReader();
    const cancel = (): void => {
      discard(reader);
    };
    return {
      cancel,
      [Symbol.asyncIterator]: () => iterate(texts(reader, { split, boundary, context }), reader, response, context),
    };
  };
  return Object.assign(read, {
    Promise: IterablePromise as ResultReader["Promise"],
    later: true,
  } as const) as ResultReader;
}

async function* iterate(
  found: AsyncIterable<string | Error>,
  reader: Reader | undefined,
  response: Response,
  context: ResultContext,
): AsyncGenerator<unknown, void, undefined> {
  try {
    for await (const data of found) {
      if (data === "[DONE]") return;
      if (data instanceof Error) throw new APIResponseError(context.mask(data.message), response);
      yield parse(data, response);
    }
  } catch (error) {
    throw error instanceof APIClientError ? Object.assign(error, { operation: context.operation.call }) : error;
  } finally {
    context.rest();
    discard(reader);
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

interface Source {
  readonly split: Splitter;
  readonly boundary: RegExp;
  readonly context: ResultContext;
}

/**
 * The data of the pieces, and an `Error` for what is cut or too large.
 * @throws what ends the call
 */
async function* texts(
  reader: Reader | undefined,
  { split, boundary, context }: Source,
): AsyncGenerator<string | Error, void, undefined> {
  const { limit } = context;
  const decoder = new TextDecoder();
  let left = "";
  let last = "";
  for (let end = !reader; reader && !end;) {
    context.begin();
    const piece = await context.race(() => reader.read(), "the stream broke off");
    context.rest();
    end = piece.done;
    const fresh = decoder.decode(piece.value, { stream: !end });
    left += fresh;
    // What ends nothing is only kept, or a large piece of data would be looked through with each part of it.
    if (end || last === "\r" || boundary.test(last + fresh)) {
      const pieces = split(left, end);
      left = pieces.left;
      for (const found of pieces.found) yield isTooLarge(found, limit) ? tooLarge(limit) : found;
    }
    last = fresh.at(-1) ?? last;
    if (left.length > limit) yield tooLarge(limit);
  }
  if (left.trim()) yield new Error("the stream was cut");
}

function isTooLarge(data: string | Error, limit: number): boolean {
  return typeof data === "string" && data.length > limit;
}

function tooLarge(limit: number): Error {
  return new Error(`more than ${limit} bytes in one piece`);
}

function parse(data: string, response: Response): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new APIResponseError("the stream holds what is not JSON", response);
  }
}
