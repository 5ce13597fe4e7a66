/**
 * Writes forms: `application/x-www-form-urlencoded` and `multipart/form-data` (RFC 7578). A list repeats its name, and an
 * object is JSON, unless the specification says otherwise: then `encodings.ts` writes them.
 */
import { bodyWriter, jsonText } from "./bodies.js";
import { APIUsageError } from "./errors.js";
import { uniqueKey } from "./idempotency.js";
import type { BodyWriter } from "./operation.js";
import { withArgumentName } from "./request.js";
import { sendable } from "./scalars.js";
import { isUploadable, nameOf, toBlob, type Uploadable } from "./uploads.js";

export type Field = readonly [name: string, value: unknown];

export interface Part {
  readonly name: string;
  readonly content: Uploadable | string;
  /** Of content that does not know its own. */
  readonly type: string | undefined;
  /** What it says of itself beside its type. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A form without parts. @param pairsOf gives what a property becomes: `name=value`, encoded */
export function formBy(pairsOf: (property: string, value: unknown) => readonly string[]): BodyWriter {
  return bodyWriter((body, { operation }) =>
    fieldsOf(body)
      .flatMap(([name, value]) => withArgumentName(name, operation, () => pairsOf(name, value)))
      .join("&"),
  );
}

export const form: BodyWriter = formBy((property, value) => plainFields(property, value).map(pairOf));

/** A form of parts; content keeps its name and its media type. @param partsOf gives what a property becomes */
export function multipartBy(partsOf: (property: string, value: unknown) => readonly Part[]): BodyWriter {
  return bodyWriter(async (body, { operation, draft }) => {
    const boundary = `form-${uniqueKey()}`;
    const pieces: BlobPart[] = [];
    for (const [name, value] of fieldsOf(body)) {
      const parts = withArgumentName(name, operation, () => partsOf(name, value));
      for (const part of parts) pieces.push(`--${boundary}\r\n`, ...(await written(part)), "\r\n");
    }
    const type = `multipart/form-data; boundary=${boundary}`;
    // Whatever was said before, the boundary is not in it.
    draft.headers["content-type"] = type;
    return new Blob([...pieces, `--${boundary}--\r\n`], { type });
  });
}

export const multipart: BodyWriter = multipartBy((property, value) =>
  plainFields(property, value).map((field) => partOf(field, isWhole(field[1]) ? "application/json" : undefined)),
);

/** The properties of a form that are set; a `FormData` or `URLSearchParams` is a form already. */
function fieldsOf(body: unknown): readonly Field[] {
  const isForm = body instanceof FormData || body instanceof URLSearchParams;
  if (!isForm && (!isWhole(body) || Array.isArray(body)))
    throw new APIUsageError("A form is made of an object; give one as the body");
  const fields: Iterable<Field> = isForm ? (body as FormData) : Object.entries(body);
  return [...fields].filter(([, value]) => isSet(value));
}

function isSet(value: unknown): boolean {
  return value != null;
}

/** A field for each item of a list. Files are fields of their own, however deep they are held. */
export function plainFields(name: string, value: unknown): readonly Field[] {
  if (!Array.isArray(value)) return holdsFile(value) ? nestedFields(name, value) : [[name, value]];
  return value.filter(isSet).flatMap((item, index) => {
    return isWhole(item) && holdsFile(item) ? nestedFields(`${name}[${index}]`, item) : [[name, item] as const];
  });
}

/** `name[k][0]`: names that tell where a value stands, as servers read them that take more than flat forms. */
export function nestedFields(name: string, value: unknown): readonly Field[] {
  if (!isSet(value)) return [];
  if (!isWhole(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, item]) => nestedFields(`${name}[${key}]`, item));
}

/** Whether a value has members to write: a `Date`, and whatever else says what it is as JSON, is one value. */
export function isWhole(value: unknown): value is object {
  return Object(value) === value && !isUploadable(value) && !("toJSON" in (value as object));
}

export function holdsFile(value: unknown): boolean {
  return isUploadable(value) || (isWhole(value) && Object.values(value).some(holdsFile));
}

export function pairOf([name, value]: Field): string {
  if (isUploadable(value)) throw new APIUsageError("a form without parts cannot hold a file or bytes; give text");
  return new URLSearchParams([[name, textOf(value)]]).toString();
}

export function partOf([name, value]: Field, type: string | undefined): Part {
  return { name, content: isUploadable(value) ? value : textOf(value), type };
}

/** @throws APIUsageError for what `sendable` refuses */
function textOf(given: unknown): string {
  const value = sendable(given);
  if (isWhole(value)) return jsonText(value);
  return String(Object(value) === value ? (value as Date).toJSON() : value);
}

/** A part with what it says of itself (RFC 7578, section 4.2). */
async function written({ name, content, type, headers }: Part): Promise<BlobPart[]> {
  const file = typeof content === "string" ? undefined : await toBlob(content);
  const fileName = file ? `; filename="${quoted(nameOf(content) ?? name)}"` : "";
  const lines = {
    "Content-Disposition": `form-data; name="${quoted(name)}"${fileName}`,
    "Content-Type": file?.type || type || (file && "application/octet-stream"),
    ...headers,
  };
  const head = Object.entries(lines).map(([key, line]) => (line ? `${key}: ${line}\r\n` : ""));
  return [`${head.join("")}\r\n`, file ?? (content as string)];
}

/** A name as a header holds it, as browsers write it (WHATWG HTML, section 4.10.22.8). */
function quoted(name: string): string {
  return name.replace(/[\r\n"]/g, encodeURIComponent);
}
