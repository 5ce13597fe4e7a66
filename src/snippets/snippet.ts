/** What a code sample says, whichever language it is written in. */

export interface SampleReading {
  /** Calls on the client, in the order of the source. */
  readonly calls: readonly SampledCall[];
  readonly clients: readonly SampledClient[];
  /** The first syntax error. */
  readonly problem?: string;
}

export interface SampledCall {
  /** The properties between the client and the parentheses, as written: `["fine_tuning", "jobs", "list"]`. */
  readonly path: readonly string[];
  readonly arguments: readonly ArgumentKind[];
  /** The variable the call stands on, where the sample never says what it is. */
  readonly undeclared?: string;
}

/** What is handed over at one place: `keyword` is Python's `id="…"`, `unknown` a variable that the sample does not explain. */
export type ArgumentKind = "value" | "object" | "keyword" | "unknown";

export interface SampledClient {
  readonly className: string;
  readonly variable?: string;
  /** The keys of the options it is made with. */
  readonly options: readonly string[];
  /** What it is imported from. */
  readonly package?: string;
}

/** A call as it names a method: helpers around the request taken off. Undefined for a raw request such as `client.post("/path")`. */
export interface NamedCall {
  readonly segments: readonly string[];
  /** Whether the last segment is a helper for streaming, and the method's own verb therefore unknown. */
  readonly isStreamHelper: boolean;
}

const wrappers = new Set(["withRawResponse", "withStreamingResponse", "with_raw_response", "with_streaming_response"]);
const rawRequests = new Set(["get", "post", "put", "patch", "delete", "head", "options", "request", "fetch"]);
/** Methods of a client that make no request. */
const plumbing = new Set(["with_options", "withOptions", "close", "copy"]);

export function namedCall(call: SampledCall): NamedCall | undefined {
  const segments = call.path.filter((name) => !wrappers.has(name)).map(withoutHelper);
  const last = segments.at(-1);
  if (last === undefined || segments.some((name) => !/[A-Za-z]/.test(name))) return undefined;
  if (segments.length === 1 && (rawRequests.has(last) || plumbing.has(last))) return undefined;
  return { segments, isStreamHelper: last === "stream" && segments.length > 1 };
}

/** `createAndPoll` waits for what `create` starts. */
function withoutHelper(name: string): string {
  return name.replace(/(?:AndPoll|AndStream|_and_poll|_and_stream)$/, "");
}
