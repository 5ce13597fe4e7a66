/** Which credentials a call carries. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Security } from "./operation.js";
import type { AnyOptions, Credential } from "./options.js";
import { put, type Draft } from "./request.js";

/** Whether this is a page or a worker of one. */
export const isBrowser = (): boolean => "document" in globalThis || "importScripts" in globalThis;

/**
 * Checks a new client's credentials: that headers can carry them, and that no browser shows them.
 * @throws APIUsageError, which never quotes a secret
 */
export function checkCredentials({ name, security }: ApiSettings, options: AnyOptions): void {
  for (const { option, type } of Object.values(security)) {
    const secret = options[option];
    if (typeof secret === "string") checkText(secret, option, type === "basic" ? /[\0-\x1f\x7f]/ : NOT_IN_HEADERS);
    if (secret && !options.dangerouslyAllowBrowser && isBrowser()) {
      throw new APIUsageError(
        `${name} would show its ${option} to every visitor of this page: call the API from a server, or set dangerouslyAllowBrowser`,
      );
    }
  }
}

/** What neither RFC 9110, section 5.5, nor `fetch` lets a header hold. */
const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/;

export function checkText(text: string, what: string, forbidden = NOT_IN_HEADERS, call?: string): void {
  if (forbidden.test(text))
    throw new APIUsageError(`${what} holds a line break or another character that cannot be sent`, call);
}

/**
 * Signs a request by the first alternative of its operation whose credentials are all set, else by the one with most
 * of them set.
 * @throws APIUsageError where none is set, unless the operation allows anonymous calls or an option was set to null
 */
export async function sign(
  draft: Draft,
  settings: ApiSettings,
  operation: Operation,
  options: AnyOptions,
): Promise<void> {
  const alternatives = (operation.security ?? []).map((names) =>
    names.map((name) => settings.security[name] as Security),
  );
  const set = alternatives.map((alternative) => alternative.filter(({ option }) => options[option]));
  const most = Math.max(...set.map(({ length }) => length));
  const best =
    set.find(({ length }, index) => length && length === alternatives[index]?.length) ??
    set.find(({ length }) => length === most) ??
    [];
  const wanted = alternatives.flat();
  if (
    !best.length &&
    alternatives.every(({ length }) => length) &&
    wanted.every(({ option }) => options[option] !== null)
  ) {
    const ways = new Set(wanted.map(({ option, env }) => `${option} or ${env}`));
    if (ways.size)
      throw new APIUsageError(
        `no credential: set ${[...ways].join(", or ")}, or an option to null to send none`,
        operation.call,
      );
  }
  for (const security of best) await write(draft, security, options);
}

async function write(draft: Draft, security: Security, options: AnyOptions): Promise<void> {
  let secret = await read(options[security.option]);
  if (security.type === "basic") secret = base64(`${secret}:${await read(options[security.passwordOption])}`);
  draft.secrets.push(secret, encodeURIComponent(secret));
  if (security.type === "apiKey") put(draft, security.in, security.name, secret);
  else put(draft, "header", "authorization", `${security.type === "basic" ? "Basic" : "Bearer"} ${secret}`);
}

function read(credential: unknown): string | Promise<string> {
  return typeof credential === "function" ? (credential as Exclude<Credential, string>)() : String(credential ?? "");
}

/** Base64 of the text's UTF-8 (RFC 7617, section 2.1). */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
