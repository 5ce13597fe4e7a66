/** Which credentials a call carries, and how they are written. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Security } from "./operation.js";
import { secretsOf, type AnyOptions, type Credential } from "./options.js";

/** What a request is signed with. */
export interface Signature {
  readonly headers: Record<string, string>;
  /** Parameters by name, not yet encoded. */
  readonly query: Record<string, string>;
  readonly cookies: readonly string[];
  /** All secrets that are sent, as they appear on the wire. */
  readonly secrets: readonly string[];
}

/**
 * Checks what a client was given before it is used: secrets that no header can carry, and secrets in a browser.
 * @throws APIUsageError, which never quotes a secret
 */
export function checkCredentials(settings: ApiSettings, options: AnyOptions): void {
  let secret: string | undefined;
  for (const security of Object.values(settings.security)) {
    for (const [option] of secretsOf(security)) {
      if (options[option]) secret = option;
      if (typeof options[option] === "string") checkSecret(options[option], option, security);
    }
  }
  if (secret && !options.dangerouslyAllowBrowser && isBrowser()) {
    throw new APIUsageError(
      `${settings.name} was given ${secret} in a browser, where every visitor can read it. ` +
        "Call the API from a server, or set the option dangerouslyAllowBrowser if the secret may be public",
    );
  }
}

/** Whether this is a page or a worker of one. */
export function isBrowser(): boolean {
  return "document" in globalThis || "importScripts" in globalThis;
}

/**
 * Signs a call by the first alternative of its operation whose credentials are all set, else by the one with most of
 * them set.
 * @throws APIUsageError where none is set, unless the operation allows anonymous calls or an option was set to null
 */
export async function sign(settings: ApiSettings, operation: Operation, options: AnyOptions): Promise<Signature> {
  const signature = { headers: {}, query: {}, cookies: [] as string[], secrets: [] as string[] };
  const alternatives = (operation.security ?? []).map((names) =>
    names.map((name) => settings.security[name] as Security),
  );
  let best: readonly Security[] = [];
  for (const alternative of alternatives) {
    const set = alternative.filter((security) => options[security.option]);
    if (set.length > best.length) best = set;
    if (set.length && set.length === alternative.length) {
      best = set;
      break;
    }
  }
  if (!best.length) requireAnonymous(alternatives, options, operation);
  for (const security of best) await write(security, options, signature);
  return signature;
}

function requireAnonymous(
  alternatives: readonly (readonly Security[])[],
  options: AnyOptions,
  operation: Operation,
): void {
  const needed = alternatives.flat();
  if (
    alternatives.every((names) => names.length) &&
    needed.length &&
    !needed.some(({ option }) => options[option] === null)
  ) {
    const ways = needed.map(({ option, env }) => `the option ${option} or the environment variable ${env}`);
    throw new APIUsageError(
      `no credential is set. Set ${[...new Set(ways)].join(", or ")}; ${needed[0]?.option}: null calls without one`,
      operation.call,
    );
  }
}

async function write(security: Security, options: AnyOptions, to: Signature): Promise<void> {
  let secret = await read(security, security.option, options);
  if (security.type === "apiKey") {
    (to.secrets as string[]).push(secret);
    if (security.in === "header") to.headers[security.name.toLowerCase()] = secret;
    else if (security.in === "query") to.query[security.name] = secret;
    else (to.cookies as string[]).push(`${security.name}=${encodeURIComponent(secret)}`);
    return;
  }
  if (security.type === "basic") {
    secret = base64(`${secret}:${await read(security, security.passwordOption, options)}`);
  }
  (to.secrets as string[]).push(secret);
  to.headers["authorization"] = `${security.type === "basic" ? "Basic" : "Bearer"} ${secret}`;
}

async function read(security: Security, option: string, options: AnyOptions): Promise<string> {
  const credential = (options[option] ?? "") as Credential;
  const secret = typeof credential === "function" ? await credential() : credential;
  checkSecret(secret, option, security);
  return secret;
}

/** Basic credentials are sent in base64 and may hold anything but control characters. */
function checkSecret(secret: unknown, option: string, { type }: Security): void {
  if (
    typeof secret !== "string" ||
    /[\x00-\x1f\x7f-\x9f]/.test(secret) ||
    (type !== "basic" && /[^\0-\xff]/.test(secret))
  ) {
    throw new APIUsageError(
      `${option} is not a text that can be sent: it holds a line break or another character that no header carries`,
    );
  }
}

/** Base64 of the text's UTF-8 (RFC 7617, section 2.1). */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
