/** Turns a call into what goes over the wire. */
import { credentialsOf, isBrowser, NOT_IN_HEADERS, secretOf } from "./credentials.js";
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Body, InputDetail, Location, Operation, Style } from "./operation.js";
import type { AnyOptions } from "./options.js";
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
export async function draft(settings: ApiSettings, operation: Operation, params: Params, options: AnyOptions): Promise<Draft> {
  const { accept = "application/json", body: shape, call, idempotency, inputs = {}, method } = operation;
  let url = baseUrlOf(settings, operation, options) + operation.path;
  const query = new Map<string, string>();
  const secrets: string[] = [];
  const headers: Record<string, string | null | undefined> = {
    accept,
    "user-agent": isBrowser() ? undefined : settings.agent,
    [idempotency?.header ?? "idempotency-key"]: options.idempotencyKey ?? (/^P[OA]/.test(method) ? idempotency?.key() : undefined),
  };
  const put = (place: string, name: string, value: unknown, style?: Style, key = name): void => {
    const header = name.toLowerCase();
    try {
      if (value === null && place === "header") headers[header] = value;
      if ((value ?? undefined) === undefined && place !== "path") return;
      const text = (style ?? STYLES[place] ?? form)(name, value) ?? "";
      if (header === "authorization" || Object.values(settings.security).some((scheme) => scheme.name === header)) secrets.push(text);
      if (place === "query") query.set(name, text);
      else if (place === "path") url = url.replaceAll(`{${name}}`, () => text);
      else if (NOT_IN_HEADERS.test(text)) throw new TypeError();
      else if (place === "header") headers[header] = text;
      else headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${text}` : text;
    } catch {
      throw new APIUsageError(`${key} cannot be sent in the ${place}`, call);
    }
  };
  for (const { option, passwordOption, in: place, name, write } of credentialsOf(settings, operation, options)) {
    const secret = await secretOf(options, option);
    secrets.push(secret);
    put(place, name, write?.(secret, await secretOf(options, passwordOption)) ?? secret);
  }
  for (const [place, values] of Object.entries({ ...(options["params"] as object), query: options.query, header: options.headers })) {
    for (const [name, value] of Object.entries(values ?? {})) put(place, name, value);
  }
  const rest = { __proto__: null, ...params } as Record<string, unknown>;
  for (const key of Object.keys(inputs)) {
    const { in: place = inputs[key] as Location, name = key, style } = inputs[key] as Partial<InputDetail>;
    put(place, name, rest[key], style, key);
    delete rest[key];
  }
  // A parser of URLs would shorten such a path, whatever pieces its dots come from.
  if (/\/(\.|%2e){1,2}(\/|$)|[{}]/i.test(url)) throw new APIUsageError("the path leads elsewhere", call);
  const body = await bodyOf(shape, rest, call);
  if (body !== undefined) headers["content-type"] ??= shape?.type ?? null;
  const search = [...query.values()].filter(Boolean).join("&");
  return { url: search ? `${url}?${search}` : url, headers, body, secrets };
}

/** What is left of the arguments as the body; undefined where none is sent. */
function bodyOf(shape: Body | undefined, rest: Params, call: string): BodyInit | Promise<BodyInit> | undefined {
  const keys = Object.keys(rest).filter((key) => rest[key] !== undefined);
  const stray = keys.find((key) => !shape || (shape.key ?? key) !== key);
  if (stray !== undefined) throw new APIUsageError(`there is no argument ${stray}`, call);
  if (!shape || !(keys.length || (shape.required && shape.key === undefined))) return undefined;
  return (shape.write ?? JSON.stringify)(shape.key === undefined ? rest : rest[shape.key]);
}

/** Writes one value or, joined by commas, several: style `simple`, not exploded. */
const list =
  (write: (value: unknown) => string): Style =>
  (_name, value) => {
    const text = Array.isArray(value) ? value.map(write).join() : write(value);
    return text;
  };

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
