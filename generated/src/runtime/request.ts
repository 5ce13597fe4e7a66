/** Turns a call into what openapi-fetch is given. */
import type { ApiSettings, InputDetail, Location, Operation, Place, Security } from "./operation.js";
import { checkText, isBrowser, refuse, unset, type AnyOptions, type Credential } from "./options.js";
import { baseUrlOf } from "./server.js";
import type { Exchange } from "./transport.js";

/** Parameters by their place and name. */
type Named = Record<Location, Readonly<Record<string, unknown>> | undefined>;

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
): Promise<[exchange: Exchange, secrets: unknown[]]> {
  const { accept = "application/json", body, idempotency, inputs = {}, security = [] } = operation;
  const headers: Exchange["headers"] = {
    accept,
    "content-type": body?.type,
    "user-agent": isBrowser() ? undefined : settings.agent,
  };
  const exchange: Exchange = {
    baseUrl: baseUrlOf(settings, options, operation),
    params: { path: {}, query: {} },
    middleware: options.middleware,
    headers,
  };
  const secrets = await sign(exchange, settings, options, security);
  putNamed({ header: { ...idempotency?.(options), ...options.headers }, query: options.query }, exchange);
  putNamed(options["params"] as Partial<Named>, exchange);
  // No name leads to a prototype.
  const rest = { __proto__: null, ...args } as Record<string, unknown>;
  for (const key in inputs) {
    const { in: place = inputs[key] as Location, name = key, style = put } = inputs[key] as Partial<InputDetail>;
    style(name, rest[key], exchange, place);
    rest[key] = undefined;
  }
  for (const { option, name } of Object.values(settings.security)) {
    secrets.push(options[option], headers[name], exchange.params.query[encodeURIComponent(name)]);
  }
  if (body) exchange.body = await body.write(rest, body);
  else for (const key in rest) if (rest[key] !== undefined) refuse(key);
  return [exchange, secrets];
}

/** Puts parameters that are given by their place and name into a request. */
function putNamed(named: Partial<Named>, exchange: Exchange): void {
  for (const place in named) {
    const values = named[place as Location];
    for (const name in values) put(name, values[name], exchange, place as Location);
  }
}

/**
 * Puts a value into its place: in style `form`, exploded, in the query and `simple` elsewhere, as far as openapi-fetch does
 * not see to them: it encodes values but no names. Cookies always have a style, as few specifications have cookies.
 */
const put: Place = (name, value, { headers, params: { path, query } }, place) => {
  if (place === "path") path[name] = value;
  else if (value === undefined) return;
  else if (place === "header") headers[name.toLowerCase()] = checkText(value, name);
  else if (place === "cookie") refuse(name);
  else {
    const items = Object(value) === value && !Array.isArray(value) ? (value as object) : { [name]: value };
    for (const [key, item] of Object.entries(items)) query[encodeURIComponent(key)] = item;
  }
};

/**
 * Puts the credentials of a call into its request. Gives what is secret.
 * @throws APIUsageError where one is not set, unless the operation allows anonymous calls or the option was set to null
 */
async function sign(
  exchange: Exchange,
  { security, chooseCredentials }: ApiSettings,
  options: AnyOptions,
  alternatives: NonNullable<Operation["security"]>,
): Promise<unknown[]> {
  const secrets: unknown[] = [];
  for (const key of chooseCredentials?.(alternatives, security, options) ?? alternatives[0] ?? []) {
    const { option, env, in: place, name, write, style = put } = security[key] as Security;
    const credential = options[option] as Credential | null | undefined;
    const secret = typeof credential === "function" ? await credential() : credential;
    if (secret) {
      const text = write ? await write(secret, options) : secret;
      secrets.push(secret);
      style(name, text, exchange, place);
    } else if (credential !== null && alternatives.every(([first]) => first)) {
      unset(option, env);
    }
  }
  return secrets;
}
