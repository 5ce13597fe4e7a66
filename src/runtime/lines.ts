/** Writes bodies of JSON lines (`application/x-ndjson`) and of JSON sequences (RFC 7464), one value after the other. */
import { binary, bodyWriter, jsonText, streamOf } from "./bodies.js";
import { APIUsageError } from "./errors.js";
import type { BodyWriter } from "./operation.js";
import { isUploadable } from "./uploads.js";

/**
 * A list, or what gives its items one by one, which is sent as they come, and never a second time. Text and bytes are lines
 * already.
 *
 * @throws APIUsageError for anything else
 */
export const lines: BodyWriter = (left, body, context) => {
  const write = bodyWriter((value) => {
    if (isItems(value)) return streamOf(encoded(value, startOf(body.type)));
    if (isIterable(value)) return Array.from(value, (item) => lineOf(item, startOf(body.type))).join("");
    throw new APIUsageError(
      `${context.operation.call} sends lines; give a list, or an async iterable, of their values`,
    );
  });
  const value = body.key === undefined ? undefined : left[body.key];
  const isContent = typeof value === "string" || (isUploadable(value) && !isItems(value));
  return (isContent ? binary : write)(left, body, context);
};

/** A record of a sequence begins with a separator (RFC 7464, section 2.2). */
function startOf(type: string | null | undefined): string {
  return type?.includes("json-seq") ? "\u001e" : "";
}

/** Bytes are sent as they are, as a stream of a file gives them. */
async function* encoded(items: AsyncIterable<unknown>, start: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const item of items) yield item instanceof Uint8Array ? item : encoder.encode(lineOf(item, start));
}

function lineOf(item: unknown, start: string): string {
  return `${start}${jsonText(item)}\n`;
}

function isItems(value: unknown): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in Object(value) && !(value instanceof Response);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return Symbol.iterator in Object(value);
}
