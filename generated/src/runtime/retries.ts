/** Which failed attempts are repeated, and after which pause. */
import { APIConnectionError, APIConnectionTimeoutError } from "./errors.js";

/** Which requests an attempt may be repeated for: any, those that do no harm when carried out twice, or none. */
type Repeatable = "any" | "idempotent" | "none";

/** Why an attempt did not succeed, as far as repeating it depends on that. */
export interface RetryReason {
  /** For logs. */
  readonly text: string;
  readonly repeatable: Repeatable;
  /** Whether the server refused the credentials (RFC 9110, section 15.5.2). */
  readonly isUnauthorized?: boolean;
}

/** Statuses after which any request may be repeated: the server did not carry it out (RFC 9110, 15.5.9; RFC 6585, 4). */
const NOT_CARRIED_OUT: ReadonlySet<number> = new Set([408, 429]);

/** Codes that say that no request reached the server: refused, unknown host, resolver busy, no connection in time. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ConnectionRefused",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * Whether an attempt is worth repeating.
 *
 * @param idempotent whether carrying the request out twice does no harm (RFC 9110, section 9.2.2)
 */
export function shouldRetry({ repeatable }: RetryReason, idempotent: boolean): boolean {
  return repeatable === "any" || (repeatable === "idempotent" && idempotent);
}

/** Why an unsuccessful response may be worth another attempt: `x-should-retry` is the server's own word on it. */
export function reasonOfAnswer({ status, headers }: Response): RetryReason {
  const asked = headers.get("x-should-retry");
  if (asked) return { text: "The server asks for another attempt", repeatable: asked === "true" ? "any" : "none" };
  const mayPass = status === 409 || status >= 500;
  return {
    text: `Status ${status}`,
    repeatable: NOT_CARRIED_OUT.has(status) ? "any" : mayPass ? "idempotent" : "none",
    isUnauthorized: status === 401,
  };
}

/** Why an attempt without an answer failed; undefined where repeating it would change nothing. */
export function reasonOfError(error: unknown): RetryReason | undefined {
  if (!(error instanceof APIConnectionError)) return undefined;
  if (error instanceof APIConnectionTimeoutError) return { text: "The attempt timed out", repeatable: "idempotent" };
  const { code } = error;
  return {
    text: `The connection failed${code ? ` (${code})` : ""}`,
    repeatable: NEVER_SENT.has(code ?? "") ? "any" : "idempotent",
  };
}

/** The longest pause that a server may ask for, in milliseconds. */
const LONGEST_PAUSE = 60_000;
/** The pause before the first repetition, in milliseconds; each further one is twice as long. */
const FIRST_PAUSE = 500;
/** Where doubling ends, in milliseconds. */
const LONGEST_OWN_PAUSE = 8_000;
/** How much of a pause is random, so that clients that failed together do not come back together. */
const JITTER = 0.25;

/**
 * The pause before an attempt is repeated, in milliseconds: what the server asks for (`retry-after-ms`, or `Retry-After` of
 * RFC 9110, section 10.2.3), else one that doubles each time.
 *
 * @param retry which repetition this is, from 1
 */
export function pauseBefore(retry: number, headers?: Headers): number {
  const milliseconds = headers?.get("retry-after-ms") ?? "";
  const after = headers?.get("retry-after") ?? "";
  const wishes = [
    /^\d+(\.\d+)?$/.test(milliseconds) ? Number(milliseconds) : NaN,
    /^\d+$/.test(after) ? Number(after) * 1_000 : NaN,
    // Parsers of dates take almost anything for one: a day and a time are in each form of RFC 9110, section 5.6.7.
    /^[a-z]+,? .*\d\d:\d\d:\d\d/i.test(after) ? Date.parse(after) - Date.now() : NaN,
  ];
  const asked = wishes.find((wish) => wish >= 0);
  if (asked !== undefined) return Math.min(asked, LONGEST_PAUSE);
  const doubled = Math.min(FIRST_PAUSE * 2 ** (retry - 1), LONGEST_OWN_PAUSE);
  return doubled * (1 - JITTER * Math.random());
}
