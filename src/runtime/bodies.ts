/** Writes the bodies of requests. */
import { APIUsageError } from "./errors.js";
import type { BodyWriter } from "./operation.js";
import { refuseUnknown } from "./request.js";

/**
 * A writer of bodies that is given the argument that holds the whole body, or else all arguments that are left as one
 * object.
 *
 * @throws APIUsageError for an argument that belongs nowhere
 */
export function bodyWriter(write: (body: unknown) => BodyInit | Promise<BodyInit>): BodyWriter {
  return (left, { key, required }, operation) => {
    if (key !== undefined) {
      refuseUnknown(left, operation);
      return left[key] === undefined ? undefined : write(left[key]);
    }
    const given = Object.entries(left).filter(([, value]) => value !== undefined);
    return given.length > 0 || required ? write(Object.fromEntries(given)) : undefined;
  };
}

/** JSON (RFC 8259). */
export const json: BodyWriter = bodyWriter((body) => {
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) throw new APIUsageError(`A ${typeof body} has no form in JSON; give data as the body`);
  return text;
});

/** Text and bytes of every kind, as they are; a stream is sent piece by piece, and never a second time. */
export const binary: BodyWriter = bodyWriter((body) => {
  if (body instanceof Response) return body.body ?? "";
  if (body instanceof ReadableStream || body instanceof Blob) return body;
  if (Symbol.asyncIterator in Object(body)) return streamOf(body as AsyncIterable<Uint8Array>);
  return body as BodyInit;
});

/** Streams of Node.js and other iterables, as the stream that `fetch` takes. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const piece = await iterator.next();
      if (piece.done) controller.close();
      else controller.enqueue(piece.value);
    },
    async cancel(reason) {
      await iterator.return?.(reason);
    },
  });
}
