/** Answers of one JSON value a line (`application/jsonl`, `application/x-ndjson`, RFC 7464's separators too). */
import type { ResultReader } from "./operation.js";
import { streamReader } from "./stream.js";

/** A `Stream` of the lines' values. The last line need not end. */
export const lines: ResultReader = streamReader((text, end) => {
  const parts = text.split(/[\n\x1e]/);
  const left = end ? "" : (parts.pop() ?? "");
  return { found: parts.filter((part) => part.trim()), left };
}, /[\n\x1e]/);
