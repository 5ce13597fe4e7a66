/** The `Snippet`: the content of a code sample, in a form that does not depend on its language. */
import type { Json, JsonObject } from "../document/document.js";
import type { Word } from "./shell.js";

export type SnippetLanguage = "javascript" | "python" | "curl";

export interface Snippet {
  /** Calls on an API's client, in source order. */
  readonly calls: readonly SnippetCall[];
  /** The clients that it creates. */
  readonly clients: readonly SnippetClient[];
  /** The HTTP requests that it spells out, as curl does. */
  readonly requests: readonly SnippetRequest[];
  /** The first reason why it is not valid code. The other fields hold what could still be read. */
  readonly problem?: SnippetProblem;
}

export interface SnippetCall {
  /** The properties between the client and the parentheses, as written: `["fine_tuning", "jobs", "list"]`. */
  readonly path: readonly string[];
  readonly arguments: readonly ArgumentKind[];
  /** The arguments that are plain data; only for JavaScript. */
  readonly shown?: ShownValues;
  /** The variable that the call is made on, if the snippet never declares it. */
  readonly undeclared?: string;
}

/** Data that is passed to a call. */
export interface ShownValues {
  /** The values before the first object. */
  readonly byPosition: readonly Json[];
  /** The members of the first object. */
  readonly byKey: JsonObject;
}

/** How an argument is passed: `keyword` is Python's `id="…"`, `unknown` a variable whose value the snippet does not show. */
export type ArgumentKind = "value" | "object" | "keyword" | "unknown";

export interface SnippetClient {
  readonly className: string;
  readonly variable?: string;
  /** The keys of the options that are passed to its constructor. */
  readonly options: readonly string[];
  /** The package or module that its class is imported from. */
  readonly package?: string;
}

export interface SnippetRequest {
  /** In upper case; undefined if the shell computes it. */
  readonly method: string | undefined;
  /** Whether the method is explicit, not implied by other options. */
  readonly isMethodWritten: boolean;
  readonly url: Word;
  readonly methodOffset: number;
}

export interface SnippetProblem {
  /** Without a full stop: a parser's sentence or, for curl, a phrase that completes "the command …". */
  readonly message: string;
  /** The next step, as an imperative sentence; absent if the parser suggests none. */
  readonly remedy?: string;
  /** In UTF-16 code units from the start of the source. */
  readonly offset: number;
}

/** A call as the name of a method, without helpers around the request. */
export interface MethodCall {
  readonly segments: readonly string[];
  /** Whether the last segment is a streaming helper, so that the method's own verb is unknown. */
  readonly isStreamHelper: boolean;
}

const wrappers = new Set(["withRawResponse", "withStreamingResponse", "with_raw_response", "with_streaming_response"]);
const rawRequests = new Set(["get", "post", "put", "patch", "delete", "head", "options", "request", "fetch"]);
/** Methods of a client that make no request. */
const plumbing = new Set(["with_options", "withOptions", "close", "copy"]);

/** Returns the method that a call names; undefined for a raw request such as `client.post("/path")`. */
export function methodCallOf(call: SnippetCall): MethodCall | undefined {
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

/** The line of the source that contains an offset, from 1. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}
