/** Turns the arguments of a call into what goes over the wire: path, query, headers and body. */
import { APIUsageError } from "./errors.js";
import type { InputDetail, Location, Operation, Style } from "./operation.js";

/** A request in the making. */
export interface Draft {
  /** Query parameters by name, each as the text of its whole `name=value`. */
  readonly query: Map<string, string | undefined>;
  /** By names in lower case; `null` removes. */
  readonly headers: Record<string, string | null | undefined>;
  /** The secrets in it, as they are written and as they are encoded. */
  readonly secrets: string[];
}

export type Params = Readonly<Record<string, unknown>>;

/** Writes one value into its place outside of the path; a value that is undefined or null into none. */
export function put({ query, headers }: Draft, place: Location, name: string, value: unknown, style?: Style): void {
  if (value === undefined || value === null) return;
  const text = (style ?? (place === "header" ? plain : form))(name, value);
  if (place === "query") query.set(name, text);
  else if (place === "header") headers[name.toLowerCase()] = text;
  else if (text) headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${text}` : text;
}

/**
 * Writes a call's arguments into the draft.
 * @returns the path with its parameters filled in
 * @throws APIUsageError for an argument that is missing or cannot be written into its place; never quotes it
 */
export function putArguments(draft: Draft, { inputs = {}, path, call }: Operation, params: Params): string {
  for (const key of Object.keys(inputs)) {
    const input = inputs[key] as Location | InputDetail;
    const { in: place, name = key, style }: InputDetail = typeof input === "string" ? { in: input } : input;
    const value = Object.hasOwn(params, key) ? params[key] : undefined;
    try {
      if (place !== "path") put(draft, place, name, value, style);
      else {
        const text = (style ?? simple)(name, value);
        if (!text) throw new TypeError("is empty");
        path = path.replaceAll(`{${name}}`, () => text);
      }
    } catch (error) {
      // A URIError, or a TypeError of this file or styles.ts: none quotes the value.
      throw new APIUsageError(`${key} ${error instanceof TypeError ? error.message : "is malformed"}`, call);
    }
  }
  // A parser of URLs would shorten such a path, whatever pieces its dots come from.
  if (/\/(\.|%2e){1,2}(\/|$)|[{}]/i.test(path))
    throw new APIUsageError("its path is incomplete or leads elsewhere", call);
  return path;
}

/**
 * The body of a call, undefined where none is sent.
 * @throws APIUsageError for an argument that goes nowhere
 */
export function bodyOf(
  { inputs = {}, body, call }: Operation,
  params: Params,
): BodyInit | Promise<BodyInit> | undefined {
  const rest = Object.entries(params).filter(([key, value]) => value !== undefined && !Object.hasOwn(inputs, key));
  const stray = rest.find(([key]) => !body || (body.key ?? key) !== key);
  if (stray) throw new APIUsageError(`there is no argument ${stray[0]}`, call);
  if (!body || !(rest.length || (body.required && body.key === undefined))) return undefined;
  const value: unknown = body.key === undefined ? Object.fromEntries(rest) : rest[0]?.[1];
  return body.write ? body.write(value) : JSON.stringify(value);
}

/** Style `simple`, not exploded: the default of path parameters. Arrays are joined by commas. */
function simple(_name: string, value: unknown): string {
  return Array.isArray(value) ? value.map(encode).join() : encode(value);
}

/** The same in a header, where nothing is percent-encoded. */
function plain(_name: string, value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join() : textOf(value);
}

/** Style `form`, exploded: the default of query and cookie parameters. Undefined where nothing is to be sent. */
export function form(name: string, value: unknown): string | undefined {
  const pairs: [string, unknown][] = Array.isArray(value)
    ? value.map((item: unknown) => [name, item])
    : typeof value === "object"
      ? Object.entries(value as object)
      : [[name, value]];
  const texts = pairs
    .filter(([, item]) => item !== undefined && item !== null)
    .map(([key, item]) => `${encode(key)}=${encode(item)}`);
  return texts.join("&") || undefined;
}

/** One value as a percent-encoded piece of text. */
export function encode(value: unknown): string {
  return encodeURIComponent(textOf(value));
}

/** @throws TypeError for a value that is not a text, a number or a boolean; its message completes "the argument x …" */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) throw new TypeError("is missing");
  if (typeof value === "object" || typeof value === "function")
    throw new TypeError("must be a text, a number or a boolean");
  return String(value);
}
