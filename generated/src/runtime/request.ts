/** Turns a call into what goes over the wire. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, InputDetail, Location, Operation, Security, Style } from "./operation.js";
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
    "content-type": shape?.type,
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
  for (const { option, in: place, name, write } of credentialsOf(settings, options, operation)) {
    const credential = options[option] as Credential;
    const secret = typeof credential === "function" ? await credential() : credential;
    secrets.push(secret);
    put(place, name, (await write?.(secret, options)) ?? secret);
  }
  const extra = [{ header: options.headers, query: options.query }, { ...(options["params"] as object) }];
  for (const [place, values] of extra.flatMap(Object.entries<object | undefined>)) {
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
  return { url: search ? `${url}?${search}` : url, headers, body, secrets };
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
  return String(value);
}

/** How values are written where an operation does not say; nothing is percent-encoded in a header. Else as a `form`. */
const STYLES: Readonly<Record<string, Style>> = {
  path: (_name, value) => encode(value),
  header: (_name, value) => textOf(value),
};
