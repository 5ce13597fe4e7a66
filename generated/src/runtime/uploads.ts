/** The values that a caller can send as a file. */

/**
 * A file or its bytes: a `File` or `Blob` of any engine, bytes, a `Response`, or a stream of bytes such as Node.js's
 * `fs.createReadStream`.
 */
export type Uploadable =
  Blob | ArrayBuffer | ArrayBufferView | Response | AsyncIterable<unknown> | ReadableStream<Uint8Array>;

/** Whether a value is content rather than data. */
export function isUploadable(value: unknown): value is Uploadable {
  if (value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return true;
  return value instanceof Response || value instanceof ReadableStream || Symbol.asyncIterator in Object(value);
}

/**
 * A file with a name, for servers that look at it.
 *
 * @example
 * await client.files.create({ file: await toFile(bytes, "data.jsonl", { type: "application/jsonl" }) });
 */
export async function toFile(content: Uploadable | string, name?: string, options?: FilePropertyBag): Promise<File> {
  const blob = typeof content === "string" ? new Blob([content]) : await toBlob(content);
  return new File([blob], name ?? nameOf(content) ?? "file", { type: blob.type, ...options });
}

/** The whole content in memory: a form cannot be sent otherwise. */
export async function toBlob(content: Uploadable): Promise<Blob> {
  if (content instanceof Blob) return content;
  if (content instanceof Response) return content.blob();
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content)) return new Blob([content as ArrayBuffer]);
  if (content instanceof ReadableStream) return new Response(content).blob();
  const pieces: BlobPart[] = [];
  for await (const piece of content) pieces.push(piece as BlobPart);
  return new Blob(pieces);
}

/** The name a `File` has, or the last part of the path a stream of Node.js was opened by. */
export function nameOf(content: unknown): string | undefined {
  const { name, path } = Object(content) as { name?: unknown; path?: unknown };
  const found = [name, path].find((text) => typeof text === "string" && text !== "") as string | undefined;
  return found?.split(/[\\/]/).pop();
}
