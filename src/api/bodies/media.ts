/** Media types (RFC 9110, section 8.3.1) as far as a client must tell them apart. */

/** How a body is written: decided by its media type and its schema. `any` is JSON, text or bytes, as it is given. */
export type BodyKind = "json" | "multipart" | "form" | "text" | "binary" | "lines" | "any";

/** How an answer is read: decided by its media type. */
export type OutcomeKind = "json" | "text" | "binary" | "events" | "lines";

/** `Application/JSON; charset=utf-8` as `application/json`. */
function essence(type: string): string {
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}

function isJson(type: string): boolean {
  return /^application\/json$|^text\/json$|\+json$|^\*\/\*$|^application\/\*$/.test(type);
}

function isText(type: string): boolean {
  return /^text\/|\/xml$|\+xml$|^application\/(yaml|x-yaml|javascript|graphql)$|\+yaml$/.test(type);
}

/** Whether a media type is a range of types (RFC 9110, section 12.5.1): `image/*`. */
export function isRange(mediaType: string): boolean {
  return essence(mediaType).includes("*");
}

/** Whether a type is of somebody's own making, and not one of the formats that are known under such names. */
export function isOwnType(mediaType: string): boolean {
  const type = essence(mediaType);
  const isOther =
    /msgpack|protobuf|cbor|avro|zip|tar|compress|ms-excel|ms-word|ms-powerpoint|officedocument|opendocument|octet|urlencoded/;
  return /^application\/(vnd\.|x-)/.test(type) && !isOther.test(type);
}

export function bodyKind(mediaType: string): BodyKind {
  const type = essence(mediaType);
  if (isJson(type)) return "json";
  if (type === "multipart/form-data") return "multipart";
  if (type === "application/x-www-form-urlencoded") return "form";
  return isText(type) ? "text" : "binary";
}

/** JSON values one after the other, under the names that servers give it; of Spring the first, of NATS the last. */
const LINES = /^application\/(stream\+json|(x-)?(ndjson|jsonl|json-lines|jsonlines)|json-seq|x-json-stream)$/;

export function outcomeKind(mediaType: string): OutcomeKind {
  const type = essence(mediaType);
  if (type === "text/event-stream") return "events";
  if (LINES.test(type)) return "lines";
  if (isJson(type)) return "json";
  return isText(type) ? "text" : "binary";
}
