/** Bodies that are sent as they are. */
import { bodyWriter } from "./body.js";
import type { BodyWriter } from "./operation.js";

/** Text and bytes of every kind; a stream is sent piece by piece, and then never a second time. */
export const binary: BodyWriter = bodyWriter((body) => {
  if (body instanceof Response) return body.body ?? "";
  if (body instanceof ReadableStream || body instanceof Blob) return body;
  if (Symbol.asyncIterator in Object(body)) return streamOf(body as AsyncIterable<Uint8Array>);
  return body as BodyInit;
});

/** Node.js streams and other iterables as the stream that `fetch` takes. */
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
