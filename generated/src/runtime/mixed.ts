/** Answers that may come as one of several media types: each is read by the type that it came with. */
import type { ResultContext, ResultReader } from "./operation.js";
import { hasNoContent, raw, readJsonText } from "./readers.js";

/** A reader for each kind of media type that the specification declares. */
export interface ReadersByKind {
  readonly json?: ResultReader;
  readonly text?: ResultReader;
  readonly stream?: ResultReader;
  /** For everything else. */
  readonly other?: ResultReader;
}

/** `application/json`, and what is named after it (RFC 6839, section 3.1). */
const JSON_TYPE = /[/+]json\s*(;|$)/i;
/** Events, and JSON a line. */
const STREAM_TYPE = /event-stream|stream\+json|json-stream|json-?l|ndjson|json-seq/i;
const TEXT_TYPE = /^text\/|[/+](xml|yaml)|\/(x-yaml|javascript|graphql)/i;

function kindOf(type: string | null): keyof ReadersByKind {
  // Servers that forget the type mostly send JSON.
  if (!type) return "json";
  if (STREAM_TYPE.test(type)) return "stream";
  if (JSON_TYPE.test(type)) return "json";
  return TEXT_TYPE.test(type) ? "text" : "other";
}

/**
 * Reads an answer by its `Content-Type`. One of an undeclared kind is handed over as it is where that is declared too, else
 * it is read as JSON, as servers that claim a wrong type mostly send that, else as text.
 */
export function byMediaType(readers: ReadersByKind): ResultReader {
  const { json, stream, text: asText, other } = readers;
  const read: ResultReader = (response, context) => {
    if (hasNoContent(response)) return undefined;
    const reader = readers[kindOf(response.headers.get("content-type"))];
    return (reader ?? other ?? json ?? asText ?? raw)(response, context);
  };
  return Object.assign(read, { Promise: stream?.Promise ?? read.Promise, later: true } as const);
}

/** Reads a string that is promised as JSON. Many servers send such text without quotes: then it is the text itself. */
export const jsonString: ResultReader = async (response, context) => {
  const body = await jsonText(response, context);
  const data = JSON_TYPE.test(response.headers.get("content-type") ?? "") ? parsed(body) : body;
  return typeof data === "string" || data === null ? data : body;
};

/** Reads JSON of any type; what is not JSON is the text itself. */
export const jsonOrText: ResultReader = async (response, context) => {
  const body = await jsonText(response, context);
  return body === "" ? undefined : parsed(body);
};

async function jsonText(response: Response, context: ResultContext): Promise<string | undefined> {
  const body = await readJsonText(response, context);
  return hasNoContent(response) ? undefined : body;
}

/** The value of a JSON text; a text that is not JSON as it is. */
function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "") as unknown;
  } catch {
    return body;
  }
}
