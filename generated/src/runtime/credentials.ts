/** Which credentials a call carries. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Security } from "./operation.js";
import type { AnyOptions, Credential } from "./options.js";

/** Whether this is a page or a worker of one. */
export const isBrowser = (): boolean => "document" in globalThis || "importScripts" in globalThis;

/**
 * Checks a new client's credentials: that headers can carry them, and that no browser shows them.
 * @throws APIUsageError, which never quotes a secret
 */
export function checkCredentials({ security }: ApiSettings, options: AnyOptions): void {
  for (const { option, passwordOption } of Object.values(security)) {
    const secret = options[option];
    // Basic credentials are encoded and may hold any letter.
    if ((passwordOption ? /[\0-\x1f]/ : NOT_IN_HEADERS).test(String(secret))) {
      throw new APIUsageError(`${option} holds a character that cannot be sent`);
    }
    if (secret && isBrowser() && !options.dangerouslyAllowBrowser) {
      throw new APIUsageError(`a page shows ${option} to its visitors: see dangerouslyAllowBrowser`);
    }
  }
}

/** What neither RFC 9110, section 5.5, nor `fetch` lets a header hold. */
export const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * The credentials to sign a call with: the first alternative of its operation that is set as a whole, else the one
 * with most of it set.
 * @throws APIUsageError where none is set, unless the operation allows anonymous calls or an option was set to null
 */
export function credentialsOf(
  { security }: ApiSettings,
  operation: Operation,
  options: AnyOptions,
): readonly Security[] {
  let best: readonly Security[] = [];
  let most = 0;
  let missing: Security | undefined;
  for (const names of operation.security ?? []) {
    const alternative = names.map((name) => security[name] as Security);
    const set = alternative.filter(({ option }) => options[option]);
    const score = set.length === names.length ? Infinity : set.length;
    if (set.length && score > most) [best, most] = [set, score];
    missing ??= alternative[0];
    if (!names.length || alternative.some(({ option }) => options[option] === null)) most ||= 0.5;
  }
  if (missing && !most)
    throw new APIUsageError(`no credential: set ${missing.option} or ${missing.env}`, operation.call);
  return best;
}

/** The secret behind an option, asked for anew where it is a function. */
export function secretOf(options: AnyOptions, option = ""): string | Promise<string> {
  const credential = options[option] as Credential | undefined;
  return typeof credential === "function" ? credential() : (credential ?? "");
}
