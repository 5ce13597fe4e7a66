/** Turns a call into what goes over the wire. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Security, Style } from "./operation.js";
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

/** A request in the making. */
interface Sheet {
  url: string;
  /** By name, each as the text of its whole `name=value`. */
  readonly query: Map<string, string | null | undefined>;
  readonly headers: Record<string, string | null | undefined>;
  readonly secrets: string[];
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
  const { accept = "application/json", body: shape, idempotency } = operation;
  const sheet: Sheet = {
    url: baseUrlOf(settings, options, operation) + operation.path,
    query: new Map(),
    headers: {
      "content-type": shape?.type,
      accept,
      "user-agent": isBrowser() ? undefined : settings.agent,
      ...idempotency?.(options),
    },
    secrets: [],
  };
  await sign(sheet, settings, operation, options);
  putOptions(sheet, settings, options);
  const rest = putInputs(sheet, settings, operation, params);
  // A parser of URLs would shorten such a path, whatever pieces its dots come from.
  if (/\/(\.|%2e){1,2}(\/|$)|[{}]/i.test(sheet.url)) throw new APIUsageError("the path leads elsewhere");
  const body = await shape?.write(rest, shape);
  const stray = Object.keys(rest).find((key) => !shape && rest[key] !== undefined);
  if (stray !== undefined) throw new APIUsageError(`there is no argument ${stray}`);
  const search = [...sheet.query.values()].filter(Boolean).join("&");
  return { ...sheet, url: search ? `${sheet.url}?${search}` : sheet.url, body };
}

async function sign(sheet: Sheet, settings: ApiSettings, operation: Operation, options: AnyOptions): Promise<void> {
  for (const { option, in: place, name, write } of credentialsOf(settings, options, operation)) {
    const credential = options[option] as Credential;
    const secret = typeof credential === "function" ? await credential() : credential;
    sheet.secrets.push(secret);
    put(sheet, settings, place, name, (await write?.(secret, options)) ?? secret);
  }
}

/** The headers and query parameters that every call carries, then those of a call by path. */
function putOptions(sheet: Sheet, settings: ApiSettings, { headers, query, params }: AnyOptions): void {
  const extra = [{ header: headers, query }, { ...(params as object) }];
  for (const [place, values] of extra.flatMap(Object.entries<object | undefined>)) {
    for (const [name, value] of Object.entries(values ?? {})) put(sheet, settings, place, name, value);
  }
}

/** Puts the arguments in their places and gives those that have none: the body's. */
function putInputs(sheet: Sheet, settings: ApiSettings, { inputs = {} }: Operation, params: Params): Params {
  for (const [key, input] of Object.entries(inputs)) {
    const { in: place, name = key, style } = typeof input === "string" ? { in: input } : input;
    put(sheet, settings, place, name, Object.hasOwn(params, key) ? params[key] : undefined, style, key);
  }
  return Object.fromEntries(Object.entries(params).filter(([key]) => !Object.hasOwn(inputs, key)));
}

/** @param key what the caller calls it */
function put(
  sheet: Sheet,
  settings: ApiSettings,
  place: string,
  name: string,
  value: unknown,
  style: Style = STYLES[place] ?? form,
  key = name,
): void {
  if (value === undefined && place !== "path") return;
  let text: string | null | undefined;
  let readable = true;
  try {
    text = value === null && place === "header" ? value : style(name, value);
  } catch {
    // Told below, in our own words: the engine's would quote the value.
    readable = false;
  }
  if (!readable || (!text && place === "path") || NOT_IN_HEADERS.test(text ?? "")) {
    throw new APIUsageError(`${key} cannot be sent in the ${place}`);
  }
  if (isSecret(name, settings)) sheet.secrets.push(text ?? "");
  write(sheet, place, name, text);
}

function write(sheet: Sheet, place: string, name: string, text: string | null | undefined): void {
  const { query, headers } = sheet;
  if (place === "query") query.set(name, text);
  else if (place === "path") sheet.url = sheet.url.replaceAll(`{${name}}`, () => text ?? "");
  else if (place === "header") headers[name.toLowerCase()] = text;
  else headers["cookie"] = [headers["cookie"], text].filter(Boolean).join("; ");
}

/** @throws APIUsageError where none is set, unless the operation allows anonymous calls or an option was set to null */
function credentialsOf(
  { security, chooseCredentials }: ApiSettings,
  options: AnyOptions,
  operation: Operation,
): readonly Security[] {
  const alternatives = (operation.security ?? []).map((names) => names.map((name) => security[name] as Security));
  const all = alternatives.flat();
  const chosen = chooseCredentials?.(alternatives, options) ?? all.filter(({ option }) => options[option]).slice(0, 1);
  if (
    !chosen.length &&
    alternatives.every(({ length }) => length) &&
    all.every(({ option }) => options[option] !== null)
  ) {
    for (const { option, env } of all) throw new APIUsageError(`set ${option} or ${env}`);
  }
  return chosen;
}

function isSecret(name: string, { security }: ApiSettings): boolean {
  return (
    /^cookie$|authorization$/i.test(name) ||
    Object.values(security).some((scheme) => scheme.name === name.toLowerCase())
  );
}

/** Style `form`, exploded. */
const form: Style = (name, value) => {
  const items = Object(value) === value ? (value as object) : [value];
  return Object.entries(items)
    .filter(([, item]) => item !== undefined && item !== null)
    .map(([key, item]) => `${encode(Array.isArray(items) ? name : key)}=${encode(item)}`)
    .join("&");
};

/** One value as a percent-encoded piece of text. */
export const encode = (value: unknown): string => encodeURIComponent(textOf(value));

/**
 * One value as text; several joined by commas, as style `simple` has it.
 * @throws TypeError for a value that is missing or an object
 */
export function textOf(value: unknown): string {
  if (value === undefined || value === null || (Object(value) === value && !Array.isArray(value)))
    throw new TypeError();
  return value as string;
}

/** How values are written where an operation does not say; nothing is percent-encoded in a header. Else as a `form`. */
const STYLES: Readonly<Record<string, Style>> = {
  path: (_name, value) => encode(value),
  header: (_name, value) => textOf(value),
};
