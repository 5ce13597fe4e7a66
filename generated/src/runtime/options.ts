/** The options of a client and of a single call. */
import type { Logger, LogLevel } from "./log.js";
import type { Middleware } from "./transport.js";

/**
 * A secret, or a function that gives it anew for each attempt of a call; what that is rejected with, the call is rejected
 * with. Where the server answers 401, the function is asked again and told the secret that was refused; if it gives another
 * one, the call is attempted once more.
 */
export type Credential = string | ((refused?: string) => string | Promise<string>);

/** Headers by name; `null` removes one that would be sent otherwise. */
export type HeaderOptions = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** Sends one request. Must pass both arguments on: the second carries the signal that ends the request. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Options of all calls of a client, which any single call can override. */
export interface ClientOptions {
  /** Where the API is, e.g. `https://api.example.com/v1`. Comes before every server of the specification. */
  baseUrl?: string | undefined;
  /** The same as `baseUrl`. */
  baseURL?: string | undefined;
  /** One of the servers that the specification declares, by its description, its address or its index. */
  server?: string | number | undefined;
  /** Values of the variables in the server's address. */
  serverVariables?: Readonly<Record<string, string>> | undefined;
  /**
   * Milliseconds that one attempt may take, headers and body together; in a stream, the headers and then each wait.
   * Anything that is not a positive number below 2^31, which are 24 days, means no limit. Default: 60,000.
   */
  timeout?: number | undefined;
  /** How often a failed attempt is repeated at most; not at all unless it is a positive number. Default: 2. */
  maxRetries?: number | undefined;
  /**
   * The most bytes of a body that are read, counted after decompression; per event in a stream. JSON may hold one value for
   * every 32 of them, and a thousand lists and objects inside each other. A `Response` that is handed over is the caller's
   * to limit. Default: 128 MiB.
   */
  maxResponseBytes?: number | undefined;
  /** Headers to send with every request. */
  headers?: HeaderOptions | undefined;
  /** Query parameters to send with every request; arguments of the call come before them. */
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Default: the engine's `fetch`. */
  fetch?: Fetch | undefined;
  /**
   * Handed to `fetch` with every request, e.g. `cache`, `credentials`, or an engine's own such as undici's `dispatcher`.
   * `redirect: "follow"` gives redirects to the engine, which takes custom headers along to any origin.
   */
  fetchOptions?: Readonly<Record<string, unknown>> | undefined;
  /** Default: `console`. One that throws is not heard. */
  logger?: Logger | undefined;
  /**
   * How much the logger is told: `debug` every request, `info` every repeated attempt; what fails is thrown, not logged.
   * Secrets are masked; headers and bodies are not logged at all. Default: `warn`.
   */
  logLevel?: LogLevel | undefined;
  /**
   * Middleware of openapi-fetch. A call passes it once, however often it is attempted. Of a request that it makes, address,
   * method, headers and body are sent; the body is held in memory, as it may be sent again.
   */
  middleware?: readonly Middleware[] | undefined;
  /** Allows a client with a secret to start in a browser, where every visitor can read the secret. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** The options of a single call; each comes before the client's. */
export interface RequestOptions extends ClientOptions {
  /**
   * Sends the call to another path of the server, such as that of a preview: `/v2/keys/{id}`. The arguments of the path are
   * filled in where it names them.
   */
  path?: string | undefined;
  /**
   * Ends the call when it is aborted: before, during and between attempts, and while a stream or the body of a response
   * that was handed over is read.
   */
  signal?: AbortSignal | null | undefined;
  /**
   * Names this call for the server, so that an attempt that is repeated is not carried out twice; where the
   * specification declares a header for it. Default there: a random one for each call.
   */
  idempotencyKey?: string | undefined;
  /**
   * The media type of the body. Where a call takes its body in several, it is sent as this one; without it, the arguments
   * decide: a file is sent as a form of parts.
   */
  contentType?: string | undefined;
}

/** Options as the runtime works with them: with the credentials, by the names that the generator gave them. */
export type AnyOptions = RequestOptions & Readonly<Record<string, unknown>>;
