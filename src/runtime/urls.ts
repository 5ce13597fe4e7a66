/** The address of a call: its server and its path. */
import { APIUsageError, shortened } from "./errors.js";
import type { ApiSettings, Operation } from "./operation.js";
import type { AnyOptions } from "./options.js";

/**
 * The address that an operation's path is put behind: the option `baseUrl`, else the first server of the operation, else
 * of the API, that is a whole address. The others only name what must be set.
 *
 * @throws APIUsageError where there is none, or where it cannot be used; never quotes what may be a password
 */
export function baseUrlOf(settings: ApiSettings, options: AnyOptions, operation: Operation): string {
  const { servers, chooseServer, baseUrlEnv } = settings;
  const { baseUrl, server } = options;
  // It would be part of the host's name.
  if (!operation.path.startsWith("/"))
    throw new APIUsageError(`The path ${quoted(operation.path)} must begin with "/"`);
  if (baseUrl !== undefined) return checkedBaseUrl(baseUrl);
  const own = operation.servers ?? servers;
  if (server !== undefined && !chooseServer) {
    throw new APIUsageError(`This API declares ${countOf(own.length)}; "server" cannot be chosen`);
  }
  const candidates = chooseServer?.(own, servers, options) ?? own;
  const whole = candidates.find(({ url }) => isWholeAddress(url));
  if (whole) return whole.url;
  throw new APIUsageError(`No server address is known; set the option baseUrl or the variable ${baseUrlEnv}`);
}

function countOf(servers: number): string {
  return servers === 0 ? "no server" : servers === 1 ? "one server" : `${servers} servers`;
}

/** @throws APIUsageError for an address that cannot be used; never quotes what may be a password */
export function checkedBaseUrl(url: string): string {
  if (isWholeAddress(url)) return url;
  if (url.includes("@")) throw new APIUsageError("baseUrl must not hold a user name or a password");
  if (/[?#]/.test(url)) throw new APIUsageError("baseUrl must not hold a query or a fragment");
  throw new APIUsageError(`baseUrl ${quoted(url)} is not an absolute http(s) URL`);
}

/** The address that was found to be whole last: nearly all calls ask the same server. */
let lastWhole: string | undefined;

/** Whether a text is an absolute http(s) URL without credentials, query and fragment. */
function isWholeAddress(url: string): boolean {
  if (url === lastWhole) return true;
  const isWhole = /^https?:\/\/[^\s@?#]+$/i.test(url) && URL.canParse(url);
  if (isWhole) lastWhole = url;
  return isWhole;
}

/** A short text of the caller's own, as a message repeats it. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}

/** The reason, as a phrase, why a value cannot be a path segment; undefined if it can. */
export function faultOfPathValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return MISSING;
  if (Array.isArray(value)) return "is a list";
  if (typeof value === "number" && !Number.isFinite(value)) return `is ${value}`;
  if (UNWRITABLE.has(typeof value)) return `is of type ${typeof value}`;
  const text = `${value as string | number}`;
  if (text === "") return MISSING;
  // Half of a surrogate pair.
  return /\p{Cs}/u.test(text) ? "is not well-formed Unicode" : undefined;
}

export const MISSING = "is missing";

const UNWRITABLE: ReadonlySet<string> = new Set(["object", "function", "symbol", "boolean"]);

/** Whether a parser of URLs would shorten a path (WHATWG URL, section 4.4), whatever pieces its dots come from. */
export function hasDotSegment(path: string): boolean {
  return /[\\/](\.|%2e){1,2}([\\/?#]|$)/i.test(path);
}
