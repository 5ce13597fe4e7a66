/** Writes the bodies of requests. */
import { APIUsageError } from "./errors.js";
import type { BodyContext, BodyWriter } from "./operation.js";
import { refuseUnknown } from "./request.js";
import { sendable } from "./scalars.js";
import { isUploadable } from "./uploads.js";

/**
 * A writer of bodies that is given the argument that holds the whole body, or else all arguments that are left as one
 * object.
 *
 * @throws APIUsageError for an argument that belongs nowhere
 */
export function bodyWriter(write: (body: unknown, context: BodyContext) => BodyInit | Promise<BodyInit>): BodyWriter {
  return (left, { key, required }, context) => {
    if (key !== undefined) {
      refuseUnknown(left, context.operation, key);
      return left[key] === undefined ? undefined : write(left[key], context);
    }
    const given = Object.entries(left).filter(([, value]) => value !== undefined);
    return given.length > 0 || required ? write(Object.fromEntries(given), context) : undefined;
  };
}

/** JSON (RFC 8259). */
export const json: BodyWriter = bodyWriter((body) => jsonText(body));

/**
 * @throws APIUsageError for what has no form in JSON, be it within a list or an object: a file would become `{}`, and `NaN`
 *   `null`
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (!isUploadable(part)) return sendable(part);
    const place = key === "" ? "" : ` as "${key}"`;
    throw new APIUsageError(`JSON cannot hold a file or bytes${place}; give text, such as the bytes in base64`);
  }) as string | undefined;
  if (text === undefined) throw new APIUsageError(`A ${typeof value} has no form in JSON; give data as the body`);
  return text;
}

/**
 * Text and bytes of every kind, as they are; a stream is sent piece by piece, and never a second time.
 *
 * @throws APIUsageError for a list or an object, which nothing says how to write
 */
export const binary: BodyWriter = bodyWriter(rawBody);

/** The same, with the media type that the content knows; plain text is `text/plain`. */
export const typed: BodyWriter = bodyWriter((body, context) => {
  context.draft.headers["content-type"] ??= typeOf(body);
  return rawBody(body, context);
});

/** Whatever a caller gives: text and bytes as they are, anything else as JSON. */
export const anything: BodyWriter = bodyWriter((body, context) => {
  const isContent = typeof body === "string" || isUploadable(body);
  context.draft.headers["content-type"] ??= isContent ? typeOf(body) : "application/json";
  return isContent ? rawBody(body, context) : jsonText(body);
});

function rawBody(body: unknown, { operation: { call, body: declared } }: BodyContext): BodyInit {
  if (body instanceof Response) return body.body ?? "";
  if (body instanceof ReadableStream || body instanceof Blob) return body;
  if (isUploadable(body)) return Symbol.asyncIterator in body ? streamOf(body) : (body as BodyInit);
  if (typeof body !== "object") return `${body as string | number}`;
  const what = body === null ? "null" : Array.isArray(body) ? "a list" : "an object";
  const type = declared?.type ?? "its body";
  throw new APIUsageError(`${call} cannot write ${what} as ${type}; give text or bytes`);
}

function typeOf(body: unknown): string {
  const own = body instanceof Response ? body.headers.get("content-type") : body instanceof Blob ? body.type : "";
  return own || (typeof body === "string" ? "text/plain" : "application/octet-stream");
}

/** Streams of Node.js and other iterables, as the stream that `fetch` takes. */
export function streamOf(pieces: AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
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
