/** Turns a call into what openapi-fetch is given. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, InputDetail, Location, Operation, Place, Security } from "./operation.js";
import { checkText, isBrowser, refuse, type AnyOptions, type Credential } from "./options.js";
import { baseUrlOf } from "./server.js";
import type { Exchange } from "./transport.js";

/**
 * The request of a call, and the secrets in it, as they are written.
 * @throws APIUsageError for an argument that goes nowhere or cannot be sent, and for a missing credential or address;
 *   never quotes a value
 */
export async function draft(
  settings: ApiSettings,
  operation: Operation,
  args: object | null | undefined,
  options: AnyOptions,
): Promise<[exchange: Exchange, secrets: string[]]> {
  const { accept = "application/json", body, idempotency, inputs = {} } = operation;
  const given = { ...(options["params"] as Partial<Exchange["params"]> | undefined) };
  const headers: Exchange["headers"] = {
    "content-type": body?.type,
    accept,
    "user-agent": isBrowser() ? undefined : settings.agent,
    ...idempotency?.(options),
  };
  const exchange: Exchange = {
    baseUrl: baseUrlOf(settings, options, operation),
    params: {
      ...given,
      path: { ...given.path },
      query: { ...options.query, ...given.query },
    },
    headers,
    middleware: options.middleware,
  };
  const secrets = await sign(exchange, settings, options, operation);
  Object.assign(headers, options.headers);
  const rest: Record<string, unknown> = { ...args };
  for (const key in inputs) {
    const { in: place = inputs[key] as Location, name = key, style = put } = inputs[key] as Partial<InputDetail>;
    style(name, Object.hasOwn(rest, key) ? rest[key] : undefined, exchange, place);
    rest[key] = undefined;
  }
  for (const name in headers) checkText(headers[name], name);
  if (body) exchange.body = await body.write(rest, body);
  for (const key in rest) if (!body && rest[key] !== undefined) refuse(key);
  return [exchange, secrets];
}

/**
 * Puts a value into its place: in styles `form`, exploded, in query and cookie and `simple` elsewhere, as far as
 * openapi-fetch does not see to them: it encodes values but no names, and knows no cookies.
 */
const put: Place = (name, value, { headers, params: { path, query } }, place) => {
  if (place === "path") path[name] = value;
  else if (value === undefined) return;
  else if (place === "header") headers[name] = value;
  else if (place === "cookie") {
    const others = headers["cookie"] ? `${headers["cookie"] as string}; ` : "";
    headers["cookie"] = `${others}${name}=${encodeURIComponent(value as string)}`;
  } else if (Object(value) !== value || Array.isArray(value)) query[encodeURIComponent(name)] = value;
  else for (const [key, item] of Object.entries(value as object)) query[encodeURIComponent(key)] = item;
};

/** Puts the credentials of a call into its request. Gives the secrets, in the forms they are written in. */
async function sign(
  exchange: Exchange,
  settings: ApiSettings,
  options: AnyOptions,
  operation: Operation,
): Promise<string[]> {
  const secrets = [];
  for (const { option, in: place, name, write } of credentialsOf(settings, options, operation)) {
    const credential = options[option] as Credential;
    const secret = typeof credential === "function" ? await credential() : credential;
    if (!secret) refuse(option);
    const text = write ? await write(secret, options) : secret;
    secrets.push(text, secret, encodeURIComponent(secret));
    put(name, text, exchange, place);
  }
  return secrets;
}

/** @throws APIUsageError where none is set, unless the operation allows anonymous calls or an option was set to null */
function credentialsOf(settings: ApiSettings, options: AnyOptions, operation: Operation): readonly Security[] {
  const { security, chooseCredentials } = settings;
  const alternatives = (operation.security ?? []).map((names) => names.map((name) => security[name] as Security));
  const chosen =
    chooseCredentials?.(alternatives, options) ??
    alternatives.find((names) => names.every(({ option }) => options[option]));
  const all = alternatives.flat();
  if (!chosen && all.every(({ option }) => options[option] !== null)) {
    for (const { option, env } of all) throw new APIUsageError(`set ${option} or ${env}`);
  }
  return chosen ?? [];
}
