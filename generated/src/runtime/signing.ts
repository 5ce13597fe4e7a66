/** Puts credentials into requests. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Security } from "./operation.js";
import type { AnyOptions, Credential } from "./options.js";
import type { Draft } from "./transport.js";

/**
 * Puts the credentials of a call into its request.
 *
 * @returns the credentials, which no message may show
 * @throws APIUsageError where one is not set, unless the operation allows anonymous calls or the option was set to null
 */
export async function sign(
  draft: Draft,
  { security, chooseCredentials }: ApiSettings,
  options: AnyOptions,
  { call, security: alternatives = [] }: Operation,
): Promise<unknown[]> {
  const secrets: unknown[] = [];
  const isAnonymousAllowed = alternatives.some(({ length }) => length === 0);
  for (const key of chooseCredentials?.(alternatives, security, options) ?? alternatives[0] ?? []) {
    const scheme = security[key] as Security;
    const credential = options[scheme.option] as Credential | null | undefined;
    const secret = typeof credential === "function" ? await credential() : credential;
    if (secret) {
      secrets.push(secret);
      await putCredential(secret, scheme, options, draft);
    } else if (credential !== null && !isAnonymousAllowed) {
      throw new APIUsageError(
        `${call} needs a credential; set the option ${scheme.option} or the variable ${scheme.env}`,
      );
    }
  }
  return secrets;
}

async function putCredential(secret: string, scheme: Security, options: AnyOptions, draft: Draft): Promise<void> {
  const { in: location, name, option, style, write } = scheme;
  const text = write ? await write(secret, options) : secret;
  if (style) style(name, text, draft, location);
  else if (location === "query") draft.params.query[encodeURIComponent(name)] = text;
  else if (isHeaderText(text)) draft.headers[name] = text;
  else throw new APIUsageError(`The option ${option} holds a character that no header can carry`);
}

/** Whether RFC 9110, section 5.5, and `fetch` let a header hold a text. */
export function isHeaderText(text: string): boolean {
  return !/[^\t\x20-\x7e\x80-\xff]/.test(text);
}
