/** Reads the body of an answer within the limits of its call. */
import type { Deadline } from "./deadline.js";
import { APIResponseError } from "./errors.js";

/**
 * The whole body as text (UTF-8).
 * @throws APIResponseError for more than `limit` bytes, APIConnectionError where the body breaks off
 */
export async function readText(response: Response, deadline: Deadline, limit: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (let piece; reader && (piece = (await deadline.race(reader.read(), "the answer broke off")).value);) {
    text += decoder.decode(piece, { stream: true });
    size += piece.length;
    if (!(size <= limit)) {
      discard(reader);
      throw new APIResponseError(`more than ${limit} bytes`, response);
    }
  }
  return text + decoder.decode();
}

/** Frees the connection of a body that is not read to its end. */
export function discard(body: { cancel(): Promise<void> } | null | undefined): void {
  body?.cancel().catch(() => {});
}
