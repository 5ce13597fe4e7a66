/** The options of a client and of a call: their types, their merging and their checks. */
import { APIUsageError } from "./errors.js";
import type { Logger, LogLevel } from "./log.js";
import type { ApiSettings } from "./operation.js";
import type { Middleware } from "./transport.js";

/** A secret, or a function that gives it anew for each call. */
export type Credential = string | (() => string | Promise<string>);

/** Headers by name; `null` removes one that would be sent otherwise. */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>;

/** Sends one request. Must pass both arguments on: the second carries the signal that ends the request. */
export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>;

/** What every call of a client shares, and any single call may change. */
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
   * Anything that is not a positive number means no limit; above 2^31 - 1 counts as that. Default: 60,000.
   */
  timeout?: number | undefined;
  /** How often a failed attempt is repeated at most; not at all for what is no positive number. Default: 2. */
  maxRetries?: number | undefined;
  /** The most bytes of a body that are read, counted after decompression; per event in a stream. Default: 128 MiB. */
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
  /** Default: `console`. */
  logger?: Logger | undefined;
  /** Default: `warn`. */
  logLevel?: LogLevel | undefined;
  /** Middleware of openapi-fetch. A call passes it once, however often it is attempted. */
  middleware?: readonly Middleware[] | undefined;
  /** Allows a client with a secret to start in a browser, where every visitor can read the secret. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** The options of a single call; each comes before the client's. */
export interface RequestOptions extends ClientOptions {
  /** Ends the call when it is aborted: before, during and between attempts, and while a stream is read. */
  signal?: AbortSignal | null | undefined;
  /** Names this call for the server, so that an attempt that is repeated is not carried out twice. */
  idempotencyKey?: string | undefined;
}

/** Options as the runtime works with them: with the credentials, by the names that the generator gave them. */
export type AnyOptions = RequestOptions & Readonly<Record<string, unknown>>;

/**
 * Options with others on top. Options that are undefined do not count; `headers` and `query` are merged by name,
 * middleware is lined up. Neither argument is changed.
 * @throws APIUsageError for two different base URLs
 */
export function mergeOptions(base: AnyOptions, over: AnyOptions): AnyOptions {
  const { baseUrl = over.baseURL, baseURL = baseUrl } = over;
  if (baseUrl !== baseURL) throw new APIUsageError("baseUrl and baseURL differ");
  const given = Object.entries({ ...over, baseUrl, baseURL: undefined }).filter(([, value]) => value !== undefined);
  return {
    ...base,
    ...Object.fromEntries(given),
    headers: { ...base.headers, ...over.headers },
    query: { ...base.query, ...over.query },
    middleware: [...(base.middleware ?? []), ...(over.middleware ?? [])],
  };
}

/**
 * The options of a new client: what it was given, then what the environment says.
 * @throws APIUsageError for a secret that no header can carry, or that a page would show; never quotes it
 */
export function clientOptions({ security, baseUrlEnv }: ApiSettings, given: object): AnyOptions {
  const { baseUrl = environment(baseUrlEnv), ...options } = mergeOptions({}, given as AnyOptions);
  const filled: Record<string, unknown> = { ...options, baseUrl };
  for (const { option, env } of Object.values(security)) {
    const secret = filled[option] === undefined ? environment(env) : filled[option];
    filled[option] = secret;
    if (typeof secret === "string" && NOT_IN_HEADERS.test(secret)) throw new APIUsageError(`${option} cannot be sent`);
    if (secret && isBrowser() && !options.dangerouslyAllowBrowser) {
      throw new APIUsageError(`${option} would be public: see dangerouslyAllowBrowser`);
    }
  }
  return filled;
}

/** What neither RFC 9110, section 5.5, nor `fetch` lets a header hold. */
export const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/;

/** Whether this is a page or a worker of one. */
export const isBrowser = (): boolean => "document" in globalThis || "importScripts" in globalThis;

/** An environment variable, where the engine has an environment and lets it be read; undefined where it is empty. */
function environment(name: string): string | undefined {
  try {
    return (
      (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env[name]?.trim() || undefined
    );
  } catch {
    return undefined;
  }
}
