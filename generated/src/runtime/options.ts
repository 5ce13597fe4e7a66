/** The options of a client and of a call: their types, their merging and their checks. */
import { APIUsageError } from "./errors.js";
import type { Logger, LogLevel } from "./log.js";
import type { ApiSettings } from "./operation.js";
import type { Middleware } from "./transport.js";

/** A secret, or a function that gives it anew for each call; what that is rejected with, the call is rejected with. */
export type Credential = string | (() => string | Promise<string>);

/** Headers by name; `null` removes one that would be sent otherwise. */
export type HeaderOptions = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** Sends one request. Must pass both arguments on: the second carries the signal that ends the request. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

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
   * Anything that is not a positive number below 2^31, which are 24 days, means no limit. Default: 60,000.
   */
  timeout?: number | undefined;
  /** How often a failed attempt is repeated at most; not at all for what is no positive number. Default: 2. */
  maxRetries?: number | undefined;
  /**
   * The most bytes of a body that are read, counted after decompression; per event in a stream. A `Response` that is
   * handed over is the caller's to limit. Default: 128 MiB.
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
   * Ends the call when it is aborted: before, during and between attempts, and while a stream or the body of a response
   * that was handed over is read.
   */
  signal?: AbortSignal | null | undefined;
  /**
   * Names this call for the server, so that an attempt that is repeated is not carried out twice; where the
   * specification declares a header for it. Default there: a random one for each call.
   */
  idempotencyKey?: string | undefined;
}

/** Options as the runtime works with them: with the credentials, by the names that the generator gave them. */
export type AnyOptions = RequestOptions & Readonly<Record<string, unknown>>;

/**
 * Options with others on top. Options that are undefined do not count; `middleware` is lined up, and `headers`, `query`
 * and `fetchOptions` are merged by name. Neither argument is changed.
 */
export function mergeOptions(base: AnyOptions, over: AnyOptions): Record<string, unknown> {
  const merged = assign({ ...base }, { ...over, baseUrl: over.baseUrl ?? over.baseURL });
  for (const name of ["headers", "query", "fetchOptions"] as const) {
    if (over[name]) merged[name] = assign({ ...base[name] }, over[name]);
  }
  if (over.middleware) merged["middleware"] = [...(base.middleware ?? []), ...over.middleware];
  return merged;
}

/** Sets what is not undefined. */
function assign(target: Record<string, unknown>, values: object = {}): Record<string, unknown> {
  for (const [name, value] of Object.entries<unknown>(values as Record<string, unknown>)) {
    if (value !== undefined) target[name] = value;
  }
  return target;
}

/**
 * The options of a new client: what it was given, then what the environment says.
 * @throws APIUsageError for a secret that no header can carry or that a page would show; never quotes it
 */
export function clientOptions({ security, baseUrlEnv }: ApiSettings, given: object): AnyOptions {
  const options = mergeOptions({}, given as AnyOptions);
  options["baseUrl"] ??= environment(baseUrlEnv);
  for (const { option, env } of Object.values(security)) {
    const { [option]: secret = environment(env) } = options;
    options[option] = secret;
    // More than that depends on where it is sent.
    if (typeof secret === "string" && /[\0-\x1f]/.test(secret)) refuse(option);
    if (secret && isBrowser() && !options["dangerouslyAllowBrowser"]) {
      refuse(`${option} without dangerouslyAllowBrowser`);
    }
  }
  return options;
}

/** Whether this is a page: what it holds, its visitors can read. */
export const isBrowser = (): boolean => "document" in globalThis;

/** @throws APIUsageError for what neither RFC 9110, section 5.5, nor `fetch` lets a header hold */
export function checkText(text: unknown, name: string): unknown {
  return /[^\t\x20-\x7e\x80-\xff]/.test(text as string) ? refuse(name) : text;
}

/** Refuses a value without quoting it. */
export function refuse(name: string): never {
  throw new APIUsageError(`${name} cannot be sent`);
}

/** Says what is missing. */
export function unset(option: string, env: string): never {
  throw new APIUsageError(`set ${option} or ${env}`);
}

/** Where engines have an environment. */
interface Engine {
  readonly process: { readonly env: Readonly<Record<string, string | undefined>> };
}

/** An environment variable, where the engine has an environment and lets it be read; undefined where it is empty. */
function environment(name: string): string | undefined {
  try {
    return (globalThis as unknown as Engine).process.env[name]?.trim() || undefined;
  } catch {
    return undefined;
  }
}
