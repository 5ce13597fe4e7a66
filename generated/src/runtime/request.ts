/** Turns a call into what goes over the wire. */
import { credentialsOf, isBrowser, NOT_IN_HEADERS, secretOf } from "./credentials.js";
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Body, Input, InputDetail, Location, Operation, Style } from "./operation.js";
import type { AnyOptions } from "./options.js";
import { baseUrlOf } from "./server.js";

export type Params = Readonly<Record<string, unknown>>;

/** Headers by name in lower case; `null` removes. */
export type HeaderTexts = Record<string, string | null | undefined>;

/** A request as openapi-fetch is given it. */
export interface Draft {
  readonly url: string;
  readonly headers: HeaderTexts;
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
  const { call, body: shape } = operation;
  const headers = defaultHeaders(settings, operation, options);
  const query = new Map<string, string>();
  const secrets: string[] = [];
  const put = (place: Location, name: string, value: unknown, style?: Style): void => {
    if (value === undefined) return;
    const text = value === null ? "" : ((style ?? (place === "header" ? plain : form))(name, value) ?? "");
    if (place === "query") query.set(name, text);
    else if (place === "header") headers[name.toLowerCase()] = value === null ? value : text;
    else if (text) headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${text}` : text;
  };
  const baseUrl = baseUrlOf(settings, operation, options);
  for (const { option, passwordOption, in: place, name, write } of credentialsOf(settings, operation, options)) {
    const secret = await secretOf(options, option);
    const text = write?.(secret, await secretOf(options, passwordOption)) ?? secret;
    secrets.push(secret, text);
    put(place, name, text);
  }
  for (const place of ["header", "query"] as const) {
    for (const [name, value] of Object.entries(options[place === "query" ? place : "headers"] ?? {}))
      put(place, name, value);
  }
  let { path } = operation;
  const rest = { __proto__: null, ...params } as Record<string, unknown>;
  for (const [key, input] of Object.entries<Input>(operation.inputs ?? {})) {
    const { in: place, name = key, style }: InputDetail = typeof input === "string" ? { in: input } : input;
    const value = rest[key];
    delete rest[key];
    try {
      if (place === "path") path = path.replaceAll(`{${name}}`, filled((style ?? simple)(name, value)));
      else put(place, name, value, style);
    } catch {
      throw new APIUsageError(`${key} is missing or cannot be sent in the ${place}`, call);
    }
  }
  // A parser of URLs would shorten such a path, whatever pieces its dots come from.
  if (/\/(\.|%2e){1,2}(\/|$)|[{}]/i.test(path))
    throw new APIUsageError("the path is incomplete or leads elsewhere", call);
  const body = await bodyOf(shape, rest, call);
  if (body !== undefined) headers["content-type"] ??= body instanceof FormData ? null : shape?.type || null;
  for (const name in headers) {
    if (NOT_IN_HEADERS.test(headers[name] ?? "")) throw new APIUsageError(`${name} cannot be sent in a header`, call);
  }
  const search = [...query.values()].filter(Boolean).join("&");
  return { url: baseUrl + path + (search && `?${search}`), headers, body, secrets };
}

function defaultHeaders(
  { agent }: ApiSettings,
  { accept, result, idempotency, method }: Operation,
  options: AnyOptions,
): HeaderTexts {
  return {
    accept: accept ?? (/te|re/.test(String(result)) ? "*/*" : "application/json"),
    "user-agent": isBrowser() ? undefined : agent,
    [idempotency?.header ?? "idempotency-key"]:
      options.idempotencyKey ?? (/^P[OA]/.test(method) ? idempotency?.key() : undefined),
  };
}

/** What is left of the arguments as the body; undefined where none is sent. */
function bodyOf(shape: Body | undefined, rest: Params, call: string): BodyInit | Promise<BodyInit> | undefined {
  const keys = Object.keys(rest).filter((key) => rest[key] !== undefined);
  const stray = keys.find((key) => !shape || (shape.key ?? key) !== key);
  if (stray !== undefined) throw new APIUsageError(`there is no argument ${stray}`, call);
  if (!shape || !(keys.length || (shape.required && shape.key === undefined))) return undefined;
  const value: unknown = shape.key === undefined ? rest : rest[shape.key];
  return shape.write ? shape.write(value) : JSON.stringify(value);
}

function filled(text: string | undefined): () => string {
  if (!text) throw new TypeError();
  return () => text;
}

/** Style `simple`, not exploded: the default of path parameters. Arrays are joined by commas. */
const simple: Style = (_name, value) => (Array.isArray(value) ? value.map(encode).join() : encode(value));

/** The same in a header, where nothing is percent-encoded. */
const plain: Style = (_name, value) => (Array.isArray(value) ? value.map(textOf).join() : textOf(value));

/** Style `form`, exploded: the default of query and cookie parameters. */
export const form: Style = (name, value) =>
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
export function encode(value: unknown): string {
  return encodeURIComponent(textOf(value));
}

/** @throws TypeError for a value that is not a text, a number or a boolean */
export function textOf(value: unknown): string {
  if (value === undefined || value === null || Object(value) === value) throw new TypeError();
  return String(value);
}
