/** Answers that are JSON or a stream, as the call asks for: `stream: true` in most APIs. */
import type { ResultReader } from "./operation.js";

/** Reads with `stream` where the answer is of one of its media types, else as JSON. */
export function either(stream: ResultReader): ResultReader {
  const read: ResultReader = (response, context) =>
    /event-stream|json-?l|ndjson|json-seq/i.test(response.headers.get("content-type") ?? "")
      ? stream(response, context)
      : context.data();
  return Object.assign(read, { Promise: stream.Promise, later: true } as const);
}
