/** Turns a call into what goes over the wire. */
import { credentialsOf, isBrowser, NOT_IN_HEADERS, secretOf } from "./credentials.js";
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Body, Input, InputDetail, Location, Operation, Style } from "./operation.js";
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
export async function draft(
  settings: ApiSettings,
  operation: Operation,
  params: Params,
  options: AnyOptions,
): Promise<Draft> {
  const { accept = "application/json", body: shape, call, idempotency, inputs = {}, method } = operation;
  let { path } = operation;
  const query = new Map<string, string>();
  const secrets: string[] = [];
  const headers: Record<string, string | null | undefined> = {
    accept,
    "user-agent": isBrowser() ? undefined : settings.agent,
    [idempotency?.header ?? "idempotency-key"]:
      options.idempotencyKey ?? (/^P[OA]/.test(method) ? idempotency?.key() : undefined),
  };
  const put = (place: Location, name: string, value: unknown, style: Style = STYLES[place], key = name): void => {
    try {
      if (place !== "path" && (value === undefined || value === null)) {
        if (value === null && place === "header") headers[name.toLowerCase()] = value;
        return;
      }
      const text = style(name, value) ?? "";
      if (
        /^authorization$|^cookie$/i.test(name) ||
        Object.values(settings.security).some((scheme) => scheme.name === name)
      )
        secrets.push(text);
      if (place === "query") query.set(name, text);
      else if (place === "path") path = path.replaceAll(`{${name}}`, () => present(text));
      else if (NOT_IN_HEADERS.test(text)) throw new TypeError();
      else if (place === "header") headers[name.toLowerCase()] = text;
      else headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${text}` : text;
    } catch {
      throw new APIUsageError(`${key} is missing or cannot be sent in the ${place}`, call);
    }
  };
  const baseUrl = baseUrlOf(settings, operation, options);
  for (const { option, passwordOption, in: place, name, write } of credentialsOf(settings, operation, options)) {
    const secret = await secretOf(options, option);
    secrets.push(secret);
    put(place, name, write?.(secret, await secretOf(options, passwordOption)) ?? secret);
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) put("header", name, value);
  for (const [name, value] of Object.entries(options.query ?? {})) put("query", name, value);
  const rest = { __proto__: null, ...params } as Record<string, unknown>;
  for (const [key, input] of Object.entries<Input>(inputs)) {
    const { in: place, name = key, style }: InputDetail = typeof input === "string" ? { in: input } : input;
    put(place, name, rest[key], style, key);
    delete rest[key];
  }
  // A parser of URLs would shorten such a path, whatever pieces its dots come from.
  if (/\/(\.|%2e){1,2}(\/|$)|[{}]/i.test(path))
    throw new APIUsageError("the path is incomplete or leads elsewhere", call);
  const body = await bodyOf(shape, rest, call);
  if (body !== undefined) headers["content-type"] ??= shape?.type ?? null;
  const search = [...query.values()].filter(Boolean).join("&");
  return { url: baseUrl + path + (search && `?${search}`), headers, body, secrets };
}

/** What is left of the arguments as the body; undefined where none is sent. */
function bodyOf(shape: Body | undefined, rest: Params, call: string): BodyInit | Promise<BodyInit> | undefined {
  const keys = Object.keys(rest).filter((key) => rest[key] !== undefined);
  const stray = keys.find((key) => !shape || (shape.key ?? key) !== key);
  if (stray !== undefined) throw new APIUsageError(`there is no argument ${stray}`, call);
  if (!shape || !(keys.length || (shape.required && shape.key === undefined))) return undefined;
  return (shape.write ?? JSON.stringify)(shape.key === undefined ? rest : rest[shape.key]);
}

function present(text: string): string {
  if (!text) throw new TypeError();
  return text;
}

/** Writes one value or, joined by commas, several. */
const list =
  (write: (value: unknown) => string): Style =>
  (_name, value) =>
    Array.isArray(value) ? value.map(write).join() : write(value);

/** Style `form`, exploded: the default of query and cookie parameters. */
const form: Style = (name, value) =>
  (Array.isArray(value)
    ? value.map((item: unknown) => [name, item])
    : Object(value) === value
      ? Object.entries(value as object)
      : [[name, value]]
  )
    .filter(([, item]) => item !== undefined && item !== null)
    .map((pair) => pair.map(encode).join("="))
    .join("&");

/** One value as a percent-encoded piece of text. */
export const encode = (value: unknown): string => encodeURIComponent(textOf(value));

/** @throws TypeError for a value that is not a text, a number or a boolean */
export function textOf(value: unknown): string {
  if (value === undefined || value === null || Object(value) === value) throw new TypeError();
  return String(value);
}

/** How values are written where an operation does not say. Nothing is percent-encoded in a header. */
const STYLES: Readonly<Record<Location, Style>> = {
  path: list(encode),
  header: list(textOf),
  query: form,
  cookie: form,
};
