/** Turns a call into what goes over the wire. */
import { credentialsOf } from "./credentials.js";
import { APIUsageError } from "./errors.js";
import type { ApiSettings, InputDetail, Location, Operation, Style } from "./operation.js";
import { isBrowser, NOT_IN_HEADERS, type AnyOptions, type Credential } from "./options.js";
import { baseUrlOf } from "./server.js";

export type Params = Readonly<Record<string, unknown>>;

/** A request as openapi-fetch is given it. */
export interface Draft {
  readonly url: string;
  /** By name in lower case; `null` removes. */
  readonly headers: Readonly<Record<string, string | null | undefined>>;
  readonly body: BodyInit | undefined;
  /** The secrets in it. */
  readonly secrets: readonly string[];
}

/**
 * @throws APIUsageError for an argument that is missing, goes nowhere or cannot be written into its place, for a missing
 *   credential or address; never quotes a value
 */
export async function draft(
  settings: ApiSettings,
  operation: Operation,
  params: Params,
  options: AnyOptions,
): Promise<Draft> {
  const { accept = "application/json", body: shape, idempotency, inputs = {} } = operation;
  let url = baseUrlOf(settings, options, operation) + operation.path;
  const query = new Map<string, string | null | undefined>();
  const secrets: string[] = [];
  const headers: Record<string, string | null | undefined> = {
    accept,
    "user-agent": isBrowser() ? undefined : settings.agent,
    ...idempotency?.(options),
  };
  const put = (place: string, name: string, value: unknown, style: Style = STYLES[place] ?? form, key = name): void => {
    try {
      if (value === undefined && place !== "path") return;
      const text = value === null && place === "header" ? value : style(name, value);
      if (NOT_IN_HEADERS.test(text ?? "") || (!text && place === "path")) throw new TypeError();
      if (isSecret(name, settings)) secrets.push(text ?? "");
      if (place === "query") query.set(name, text);
      else if (place === "path") url = url.replaceAll(`{${name}}`, () => text as string);
      else if (place === "header") headers[name] = text;
      else headers["cookie"] = [headers["cookie"], text].filter(Boolean).join("; ");
    } catch {
      throw new APIUsageError(`${key} cannot be sent in the ${place}`);
    }
  };
  for (const { option, in: place, name, write } of credentialsOf(settings, options, operation.security)) {
    const credential = options[option] as Credential;
    const secret = typeof credential === "function" ? await credential() : credential;
    secrets.push(secret);
    put(place, name, (await write?.(secret, options)) ?? secret);
  }
  for (const [place, values] of [
    ["header", options.headers],
    ["query", options.query],
    ...Object.entries(options["params"] ?? {}),
  ] as [string, object | undefined][]) {
    for (const [name, value] of Object.entries(values ?? {})) put(place, name, value);
  }
  const rest = { __proto__: null, ...params } as Record<string, unknown>;
  for (const key of Object.keys(inputs)) {
    const { in: place = inputs[key] as Location, name = key, style } = inputs[key] as Partial<InputDetail>;
    put(place, name, rest[key], style, key);
    delete rest[key];
  }
  // A parser of URLs would shorten such a path, whatever pieces its dots come from.
  if (/\/(\.|%2e){1,2}(\/|$)|[{}]/i.test(url)) throw new APIUsageError("the path leads elsewhere");
  const body = await shape?.write(rest, shape);
  for (const key in rest) if (!shape && rest[key] !== undefined) throw new APIUsageError(`there is no argument ${key}`);
  const search = [...query.values()].filter(Boolean).join("&");
  return {
    url: search ? `${url}?${search}` : url,
    headers: body === undefined ? headers : { "content-type": shape?.type, ...headers },
    body,
    secrets,
  };
}

function isSecret(name: string, { security }: ApiSettings): boolean {
  return (
    /^cookie$|authorization$/i.test(name) ||
    Object.values(security).some((scheme) => scheme.name === name.toLowerCase())
  );
}

/** Writes one value or, joined by commas, several: style `simple`, not exploded. */
const list =
  (write: (value: unknown) => string): Style =>
  (_name, value) =>
    Array.isArray(value) ? value.map(write).join() : write(value);

/** Style `form`, exploded. */
const form: Style = (name, value) =>
  Object.entries(Object(value) === value ? (value as object) : [value])
    .filter(([, item]) => item !== undefined && item !== null)
    .map(([key, item]) => `${encode(Array.isArray(value) || Object(value) !== value ? name : key)}=${encode(item)}`)
    .join("&");

/** One value as a percent-encoded piece of text. */
export const encode = (value: unknown): string => encodeURIComponent(textOf(value));

/** @throws TypeError for a value that is not a text, a number or a boolean */
export function textOf(value: unknown): string {
  if (value === undefined || value === null || Object(value) === value) throw new TypeError();
  return String(value);
}

/** How values are written where an operation does not say; nothing is percent-encoded in a header. Else as a `form`. */
const STYLES: Readonly<Record<string, Style>> = { path: list(encode), header: list(textOf) };
