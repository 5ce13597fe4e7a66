/** The options of a client and of a call: their types, their merging and their checks. */
import { APIUsageError } from "./errors.js";
import type { Logger, LogLevel } from "./log.js";
import type { ApiSettings, Security } from "./operation.js";
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
   * 0 and Infinity mean no limit; above 2^31 - 1 counts as that. Default: 60,000.
   */
  timeout?: number | undefined;
  /** How often a failed attempt is repeated at most. Default: 2. */
  maxRetries?: number | undefined;
  /** The most bytes of a body that are read, counted after decompression; per event in a stream. Default: 100 MiB. */
  maxResponseBytes?: number | undefined;
  /** Headers to send with every request. */
  headers?: HeaderOptions | undefined;
  /** Query parameters to send with every request; arguments of the call come before them. */
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Default: the engine's `fetch`. */
  fetch?: Fetch | undefined;
  /** Handed to `fetch` with every request, e.g. `cache`, `credentials`, or an engine's own such as undici's `dispatcher`. */
  fetchOptions?: Readonly<Record<string, unknown>> | undefined;
  /** Default: `console`. */
  logger?: Logger | undefined;
  /** Default: `warn`. */
  logLevel?: LogLevel | undefined;
  /** Middleware of openapi-fetch. One call passes it once, however often it is attempted. */
  middleware?: readonly Middleware[] | undefined;
  /**
   * What to do where the server redirects to another origin: refuse, or follow with a bare GET that carries no
   * credential, no other header and no body. Default: `error`.
   */
  crossOriginRedirects?: "error" | "follow" | undefined;
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

/** Options as the runtime works with them: with the credentials, by the names that the specification gives them. */
export type AnyOptions = RequestOptions & Readonly<Record<string, unknown>>;

/**
 * Options with others on top. Options that are undefined do not count; `headers` and `query` are merged by name,
 * middleware is lined up. Neither argument is changed.
 */
export function mergeOptions(base: AnyOptions, over: object): AnyOptions {
  const given = definedOf(over);
  if ("baseURL" in given) {
    if ("baseUrl" in given && given["baseUrl"] !== given["baseURL"]) {
      throw new APIUsageError("the options baseUrl and baseURL are the same option and were given different values");
    }
    given["baseUrl"] = given["baseURL"];
    delete given["baseURL"];
  }
  const merged: Record<string, unknown> = { ...base, ...given };
  if ("server" in given && !("baseUrl" in given)) delete merged["baseUrl"];
  merged["headers"] = { ...base.headers, ...lowerCased(given["headers"]) };
  merged["query"] = { ...base.query, ...(given["query"] as object) };
  merged["middleware"] = [...(base.middleware ?? []), ...((given["middleware"] as Middleware[] | undefined) ?? [])];
  for (const limit of ["timeout", "maxRetries", "maxResponseBytes"]) {
    const value = merged[limit];
    if (value !== undefined && !(typeof value === "number" && value >= 0)) {
      throw new APIUsageError(`the option ${limit} must be a number of at least 0`);
    }
  }
  return merged as AnyOptions;
}

/** The options of a new client: what was given, then what the environment says. Checks all that can be checked now. */
export function clientOptions(settings: ApiSettings, given: object): AnyOptions {
  const fromEnvironment: Record<string, unknown> = { baseUrl: environment(settings.baseUrlEnv) };
  const options: Record<string, unknown> = mergeOptions({}, given);
  for (const security of Object.values(settings.security)) {
    for (const [option, env] of secretsOf(security)) {
      fromEnvironment[option] = environment(env);
    }
  }
  return { ...definedOf(fromEnvironment), ...options } as AnyOptions;
}

/** The options that carry a credential, each with its environment variable. */
export function secretsOf(security: Security): readonly (readonly [option: string, env: string])[] {
  const first = [security.option, security.env] as const;
  return security.type === "basic" ? [first, [security.passwordOption, security.passwordEnv]] : [first];
}

function definedOf(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function lowerCased(headers: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

/** An environment variable, where the engine has an environment and lets it be read. */
function environment(name: string): string | undefined {
  try {
    return (
      (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name]?.trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}
