/** Turns the arguments of a call into what goes over the wire: path, query, headers and body. */
import { APIUsageError } from "./errors.js";
import type { Body, InputDetail, Location, Operation } from "./operation.js";

/** A call's arguments, each written into its place. */
export interface Written {
  /** The path with its parameters filled in, starting with a slash. */
  readonly path: string;
  /** Query parameters by name, each as the text of its whole `name=value`. */
  readonly query: Map<string, string>;
  readonly headers: Record<string, string>;
  readonly cookies: string[];
  /** Undefined where no body is sent. */
  readonly body: BodyInit | undefined;
}

export type Params = Readonly<Record<string, unknown>>;

/**
 * @throws APIUsageError for an argument that is missing, unknown, or cannot be written into its place
 */
export async function writeArguments(operation: Operation, params: Params): Promise<Written> {
  const inputs = operation.inputs ?? {};
  const query = new Map<string, string>();
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  let path = operation.path;
  for (const key of Object.keys(inputs)) {
    const input = inputs[key] as Location | InputDetail;
    const { in: location, name = key, style }: InputDetail = typeof input === "string" ? { in: input } : input;
    const value = Object.hasOwn(params, key) ? params[key] : undefined;
    try {
      if (location === "path") {
        path = path.replaceAll(`{${name}}`, () => segment((style ?? simple)(name, value)));
        continue;
      }
      if (value === undefined || value === null) continue;
      const text = (style ?? (location === "header" ? plain : form))(name, value);
      if (text === undefined) continue;
      if (location === "query") query.set(name, text);
      else if (location === "cookie") cookies.push(text);
      else headers[name.toLowerCase()] = text;
    } catch (error) {
      // A URIError, or a TypeError of this file and of styles.ts: both say what is wrong with the value without quoting it.
      throw new APIUsageError(
        `the argument ${key} ${error instanceof URIError ? MALFORMED : (error as Error).message}`,
        operation.call,
      );
    }
  }
  checkPath(path, operation);
  return { path, query, headers, cookies, body: await writeBody(operation, inputs, params) };
}

const MALFORMED = "holds half of a surrogate pair";

function segment(text: string | undefined): string {
  if (!text) throw new TypeError("must not be empty");
  return text;
}

/** Refuses a path that the URL parser would shorten, whatever pieces its dots come from. */
function checkPath(path: string, operation: Operation): void {
  if (/\/(\.|%2e){1,2}(?=\/|$)/i.test(path) || /[{}]/.test(path)) {
    throw new APIUsageError(
      `the arguments of the path ${operation.path} are missing or lead out of it`,
      operation.call,
    );
  }
}

async function writeBody(operation: Operation, inputs: object, params: Params): Promise<BodyInit | undefined> {
  const { body } = operation;
  const own = Object.entries(params).filter(([key, value]) => value !== undefined && !Object.hasOwn(inputs, key));
  if (body && body.key === undefined) {
    return own.length || body.required ? write(body, Object.fromEntries(own)) : undefined;
  }
  for (const [key, value] of own) {
    if (body?.key === key) return write(body, value);
    throw new APIUsageError(`there is no argument ${JSON.stringify(key)}`, operation.call);
  }
  return undefined;
}

function write(body: Body, value: unknown): BodyInit | Promise<BodyInit> {
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
  const pairs = Array.isArray(value)
    ? value.map((item: unknown) => [name, item])
    : typeof value === "object"
      ? Object.entries(value as object)
      : [[name, value]];
  return (
    pairs
      .filter(([, item]) => item !== undefined && item !== null)
      .map(([key, item]) => `${encode(key)}=${encode(item)}`)
      .join("&") || undefined
  );
}

/** One value as a percent-encoded piece of text. */
export function encode(value: unknown): string {
  return encodeURIComponent(textOf(value));
}

/** @throws TypeError for a value that is not a text, a number or a boolean; its message completes "the argument x …" */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) throw new TypeError("is missing");
  if (typeof value === "object" || typeof value === "function" || typeof value === "symbol") {
    throw new TypeError("must be a text, a number or a boolean");
  }
  return String(value);
}
