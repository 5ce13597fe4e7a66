/** Puts credentials into requests. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, CredentialSource, Operation, Security } from "./operation.js";
import type { AnyOptions, Credential } from "./options.js";
import type { Draft, HttpRequest } from "./transport.js";

/** The credentials of a call. */
export interface Signed {
  /** As they are and as they are written: what no message may show. Those of later attempts are added. */
  readonly secrets: Set<string>;
  /**
   * Gives the request as the next attempt sends it, where a function gives a credential: that is asked each time, and told
   * the secret that it gave before if the server refused it. The very same request where nothing has changed.
   */
  readonly renew?: (request: HttpRequest, isRefused?: boolean) => Promise<HttpRequest>;
}

/** A credential as it is sent in a request. */
interface Signature {
  readonly scheme: Security;
  text: string;
}

/**
 * Puts the credentials of a call into its request.
 *
 * @throws APIUsageError where one is not set, unless the operation allows anonymous calls or the option was set to null
 */
export async function sign(
  draft: Draft,
  { security, chooseCredentials }: ApiSettings,
  options: AnyOptions,
  { call, security: alternatives = [] }: Operation,
): Promise<Signed> {
  const secrets = new Set<string>();
  const signatures: Signature[] = [];
  const ask = asking(options, secrets);
  const isAnonymousAllowed = alternatives.some(({ length }) => length === 0);
  for (const key of chooseCredentials?.(alternatives, security, options) ?? alternatives[0] ?? []) {
    const scheme = security[key] as Security;
    const text = await writtenBy(scheme, ask, secrets);
    if (text) {
      putCredential(text, scheme, draft);
      signatures.push({ scheme, text });
    } else if (options[scheme.option] !== null && !isAnonymousAllowed) {
      throw new APIUsageError(
        `${call} needs a credential; set the option ${scheme.option} or the variable ${scheme.env}`,
      );
    }
  }
  return {
    secrets,
    renew: (request, isRefused) =>
      renewed(request, signatures, (scheme) => writtenBy(scheme, (option) => ask(option, isRefused), secrets)),
  };
}

function asking(options: AnyOptions, secrets: Set<string>): CredentialSource {
  const given: Record<string, string | null | undefined> = {};
  return async (option, isRefused) => {
    const credential = options[option] as Credential | null | undefined;
    const before = (isRefused && given[option]) || undefined;
    const secret = typeof credential === "function" ? await credential(before) : credential;
    given[option] = secret;
    addSecret(secrets, secret);
    return secret;
  };
}

/** The credential to send for a scheme; nothing if its option gives no secret. */
async function writtenBy(scheme: Security, ask: CredentialSource, secrets: Set<string>): Promise<string | undefined> {
  const secret = await ask(scheme.option);
  if (!secret) return undefined;
  const text = scheme.write ? await scheme.write(secret, ask) : secret;
  if (scheme.in === "header") headerValue(text, `The option ${scheme.option}`);
  addSecret(secrets, text);
  return text;
}

/** Adds a text that is sent, and the part of it behind the name of its scheme (RFC 9110, section 11.4). */
export function addSecret(secrets: Set<string>, text: unknown): void {
  if (typeof text !== "string" || secrets.has(text)) return;
  secrets.add(text).add(text.replace(/^\S+ +/, "").replace(/=+$/, ""));
}

function putCredential(text: string, { in: location, name, style }: Security, draft: Draft): void {
  if (style) style(name, text, draft, location);
  else if (location === "query") draft.params.query[encodeURIComponent(name)] = text;
  else draft.headers[name] = text;
}

async function renewed(
  request: HttpRequest,
  signatures: readonly Signature[],
  write: (scheme: Security) => Promise<string | undefined>,
): Promise<HttpRequest> {
  let result = request;
  for (const signature of signatures) {
    const { scheme, text: before } = signature;
    const text = await write(scheme);
    if (!text || text === before) continue;
    signature.text = text;
    result = replaced(result, scheme, before, text);
  }
  return result;
}

/** If middleware or the caller's headers replaced a credential, the replacement stays. */
function replaced(request: HttpRequest, { in: location, name }: Security, before: string, text: string): HttpRequest {
  const { url, method, body } = request;
  const headers = new Headers(request.headers);
  const pair = (value: string): string => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  const swap = (whole: string): string =>
    location === "header" ? (whole === before ? text : whole) : whole.replace(pair(before), () => pair(text));
  if (location === "query") return { url: swap(url), method, headers, body };
  const header = location === "cookie" ? location : name;
  headers.set(header, swap(headers.get(header) ?? ""));
  return { url, method, headers, body };
}

/**
 * A value that is sent as a header.
 *
 * @throws APIUsageError for what neither RFC 9110, section 5.5, nor `fetch` lets a header hold; never quotes it
 */
export function headerValue<T>(value: T, subject = "it"): T {
  if (!/[^\t\x20-\x7e\x80-\xff]/.test(String(value))) return value;
  throw new APIUsageError(`${subject} holds a character that no header can carry; encode or remove it`);
}
