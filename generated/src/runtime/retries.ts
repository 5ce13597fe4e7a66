/** Which failed attempts are repeated, and after which pause. */
import { APIConnectionError, APIConnectionTimeoutError } from "./errors.js";

/** Why an attempt did not succeed, as far as repeating it depends on that. */
export type RetryReason =
  /** The server says itself whether to repeat the request: the header `x-should-retry`. */
  | { readonly kind: "asked"; readonly again: boolean }
  /** The server answered with a status that is not a success. */
  | { readonly kind: "status"; readonly status: number }
  /** No answer came within the time limit. */
  | { readonly kind: "timeout" }
  /** The connection was not made, or broke; `code` is the engine's, e.g. `ECONNREFUSED`. */
  | { readonly kind: "connection"; readonly code: string | undefined };

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
export function shouldRetry(reason: RetryReason, idempotent: boolean): boolean {
  switch (reason.kind) {
    case "asked":
      return reason.again;
    case "status":
      if (NOT_CARRIED_OUT.has(reason.status)) return true;
      return idempotent && (reason.status === 409 || reason.status >= 500);
    case "timeout":
      return idempotent;
    case "connection":
      return idempotent || NEVER_SENT.has(reason.code ?? "");
  }
}

/** Whether the credentials of an attempt were refused (RFC 9110, section 15.5.2). */
export function isUnauthorized(reason: RetryReason): boolean {
  return reason.kind === "status" && reason.status === 401;
}

/** Why an unsuccessful response may be worth another attempt. */
export function reasonOfAnswer({ status, headers }: Response): RetryReason {
  const asked = headers.get("x-should-retry");
  return asked ? { kind: "asked", again: asked === "true" } : { kind: "status", status };
}

/** Why an attempt without an answer failed; undefined where repeating it would change nothing. */
export function reasonOfError(error: unknown): RetryReason | undefined {
  if (error instanceof APIConnectionTimeoutError) return { kind: "timeout" };
  return error instanceof APIConnectionError ? { kind: "connection", code: error.code } : undefined;
}

/** A reason in a log. */
export function reasonText(reason: RetryReason): string {
  switch (reason.kind) {
    case "asked":
      return "The server asks for another attempt";
    case "status":
      return `Status ${reason.status}`;
    case "timeout":
      return "The attempt timed out";
    case "connection":
      return `The connection failed${reason.code ? ` (${reason.code})` : ""}`;
  }
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
