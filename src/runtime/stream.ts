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

/** A reader of answers that are JSON piece by piece. */
export function streamReader(split: Splitter): ResultReader {
  const read = (response: Response, context: ResultContext): Stream<unknown> => {
    const reader = response.body?.getReader();
    const cancel = (): void => {
      discard(reader);
    };
    return { cancel, [Symbol.asyncIterator]: () => iterate(response, reader, split, context) };
  };
  return Object.assign(read, {
    Promise: IterablePromise as ResultReader["Promise"],
    later: true,
  } as const) as ResultReader;
}

async function* iterate(
  response: Response,
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  split: Splitter,
  context: ResultContext,
): AsyncGenerator<unknown, void, undefined> {
  try {
    for await (const data of texts(response, reader, split, context)) {
      if (data === "[DONE]") return;
      yield parse(data, response);
    }
  } catch (error) {
    throw error instanceof APIClientError ? Object.assign(error, { operation: context.operation.call }) : error;
  } finally {
    context.rest();
    discard(reader);
  }
}

/** @throws APIResponseError for data that is cut or too large, and what ends the call */
async function* texts(
  response: Response,
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  split: Splitter,
  context: ResultContext,
): AsyncGenerator<string | Error, void, undefined> {
  const decoder = new TextDecoder();
  let left = "";
  for (let end = !reader; reader && !end;) {
    context.begin();
    const piece = await context.race(() => reader.read(), "the stream broke off");
    context.rest();
    end = piece.done;
    const pieces = split(left + decoder.decode(piece.value, { stream: !end }), end);
    yield* pieces.found;
    left = pieces.left;
    if (left.length > context.limit)
      throw new APIResponseError(`more than ${context.limit} bytes in one piece`, response);
  }
  if (left.trim()) throw new APIResponseError("the stream was cut", response);
}

function parse(data: string | Error, response: Response): unknown {
  if (data instanceof Error) throw new APIResponseError(data.message, response);
  try {
    return JSON.parse(data);
  } catch {
    throw new APIResponseError("the stream holds what is not JSON", response);
  }
}
