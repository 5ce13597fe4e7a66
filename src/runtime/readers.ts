/** Reads answers: as JSON, as text, or as they came. */
import { APIResponseError, shortened } from "./errors.js";
import type { ResultContext, ResultReader } from "./operation.js";

/**
 * The body of an answer as text (UTF-8). The whole of it is in memory afterwards.
 *
 * @param whole gives the text where the engine's bodies cannot be read piece by piece: React Native's, and node-fetch's
 * @throws APIResponseError where it has more than `maxBytes`, and what ends a call while it waits
 */
export async function readText(
  response: Response,
  context: ReadingContext,
  whole = (): Promise<string> => response.text(),
): Promise<string> {
  const { deadline, maxBytes, call } = context;
  const tooLarge = (): APIResponseError =>
    new APIResponseError(`${call}: the answer has more than ${maxBytes} bytes (maxResponseBytes)`, response);
  const body = response.body as Partial<ReadableStream<Uint8Array>> | null | undefined;
  const reader = body?.getReader?.();
  if (!reader) {
    const text = await deadline.wait(whole, CONNECTION_BROKE);
    if (text.length <= maxBytes) return text;
    throw tooLarge();
  }
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  let held: Uint8Array | undefined;
  for (;;) {
    const { value } = await deadline.wait(() => reader.read(), CONNECTION_BROKE);
    // A piece is decoded once it is known whether it is the last: engines decode a single piece several times as fast.
    if (held) text += decoder.decode(held, { stream: value !== undefined });
    if (!value) return text;
    held = value;
    bytes += value.length;
    if (!(bytes <= maxBytes)) {
      discard(reader);
      throw tooLarge();
    }
  }
}

/** Maps an engine's failure while reading a response to an error of the client. */
export const CONNECTION_BROKE = "The connection broke off";

/** The parameters for reading a body. */
type ReadingContext = Pick<ResultContext, "call" | "deadline" | "maxBytes">;

/**
 * The data of a JSON body, whatever media type it claims; undefined where it is empty.
 *
 * @throws APIResponseError where it is not JSON
 */
export async function readJson(response: Response, context: ResultContext): Promise<unknown> {
  const text = await readJsonText(response, context);
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const type = context.mask(response.headers.get("content-type") ?? "no media type");
    const found = `${shortened(type)} (${response.status})`;
    throw new APIResponseError(`${context.call}: expected JSON, got ${found}`, response);
  }
}

/** Lists and objects inside each other that are read. */
const DEEPEST = 1_000;
/** Values that are read of any answer, and how many bytes there must be for each further one. */
const VALUES = 10_000;
const BYTES_PER_VALUE = 32;

/** The text of a body that is parsed as JSON next. @throws APIResponseError where there is too much in it */
export async function readJsonText(response: Response, context: ResultContext): Promise<string> {
  const text = await readText(response, context);
  const excess = excessOf(text, context.maxBytes);
  if (excess) throw new APIResponseError(`${context.call}: the answer ${excess}`, response);
  return text;
}

/**
 * What there is too much of in a JSON text, as a phrase: a list of empty lists needs twenty times the memory of its text.
 * Takes time linear in the length of the text; strings, which are most of it, are left to the engine's own search.
 */
export function excessOf(text: string, maxBytes: number): string | undefined {
  // A text holds no more values than it has characters.
  if (text.length <= DEEPEST) return undefined;
  const most = Math.max(VALUES, maxBytes / BYTES_PER_VALUE);
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === "]" || character === "}") depth -= 1;
    else if (character === "," || character === "[" || character === "{") {
      values += 1;
      if (character !== "," && ++depth > DEEPEST) return `nests more than ${DEEPEST} levels deep`;
      if (values > most) return `holds more than ${most} values (a 32nd of maxResponseBytes)`;
    }
  }
  return undefined;
}

/** Where the JSON string that starts at a position ends; the end of the text if it does not. */
function endOfString(text: string, start: number): number {
  let end = start;
  do end = text.indexOf('"', end + 1);
  while (isEscaped(text, end));
  return end < 0 ? text.length : end;
}

/** Whether an odd number of backslashes precedes a position. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first -= 1;
  return (at - first) % 2 === 1;
}

/** Gives the text of the body, which may be empty; undefined for a status that has none (RFC 9110, 15.3.5 and 15.3.6). */
export const text: ResultReader = async (response, context) => {
  const body = await readText(response, context);
  return hasNoContent(response) ? undefined : body;
};

/** Gives the `Response` itself, for binary data: its body is the caller's to read. Undefined for a status without one. */
export const raw: ResultReader = /* @__PURE__ */ Object.assign(
  (response: Response) => (hasNoContent(response) ? undefined : response),
  { later: true } as const,
);

/** Whether the status says that nothing is there to be read. */
export function hasNoContent({ status }: Response): boolean {
  return status === 204 || status === 205;
}

/** A body, or what reads it. Streams of Node.js, which node-fetch gives, are destroyed rather than cancelled. */
interface Discardable {
  cancel?(): Promise<void>;
  destroy?(): unknown;
}

/** Frees the connection of a body that is not read to its end. */
export function discard(body: object | null | undefined): void {
  const unread = body as Discardable | null | undefined;
  unread?.destroy?.();
  unread?.cancel?.().catch(() => {
    // The connection is gone already.
  });
}
