/** Answers that come piece by piece. */
import type { Deadline } from "./deadline.js";
import { APIResponseError } from "./errors.js";
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
  return Object.assign(read, { Promise: IterablePromise as ResultReader["Promise"] }) as ResultReader;
}

/** @throws APIResponseError for data that is cut, malformed or too large, and what the deadline throws */
async function* iterate(
  response: Response,
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  split: Splitter,
  { deadline, limit }: ResultContext,
): AsyncGenerator<unknown, void, undefined> {
  let left = "";
  try {
    for await (const { text, end } of textOf(reader, deadline)) {
      const pieces = split(left + text, end);
      left = pieces.left;
      if (left.length > limit) throw new APIResponseError(`more than ${limit} bytes in one piece`, response);
      const last = pieces.found.indexOf("[DONE]");
      for (const data of last < 0 ? pieces.found : pieces.found.slice(0, last)) yield parse(data, response);
      if (last >= 0) return;
    }
    if (left.trim()) throw new APIResponseError("the stream was cut", response);
  } finally {
    discard(reader);
  }
}

/** The body as text, as it comes; each wait has the time of one attempt. */
async function* textOf(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  deadline: Deadline,
): AsyncGenerator<{ readonly text: string; readonly end: boolean }, void, undefined> {
  const decoder = new TextDecoder();
  try {
    for (let end = !reader; reader && !end;) {
      deadline.begin();
      const piece = await deadline.race(reader.read(), "the stream broke off");
      deadline.rest();
      end = piece.done;
      yield { text: decoder.decode(piece.value, { stream: !end }), end };
    }
  } finally {
    deadline.rest();
  }
}

function parse(data: string | Error, response: Response): unknown {
  if (data instanceof Error) throw new APIResponseError(data.message, response);
  try {
    return JSON.parse(data);
  } catch {
    throw new APIResponseError("the stream holds what is not JSON", response);
  }
}
