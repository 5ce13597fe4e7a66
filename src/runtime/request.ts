/** Turns the arguments of a call into a request. */
import { isBrowser } from "./client-options.js";
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Input, InputDetail, Location, Operation } from "./operation.js";
import type { AnyOptions } from "./options.js";
import { sendable } from "./scalars.js";
import { addSecret, headerValue, sign, type Signed } from "./signing.js";
import type { Draft } from "./transport.js";
import { baseUrlOf, faultOfPathValue, hasDotSegment, MISSING } from "./urls.js";

/** Arguments, or parameters by name. */
type Values = Readonly<Record<string, unknown>>;

/** A request that is ready to be sent. */
export interface Prepared {
  readonly draft: Draft;
  readonly signed: Signed;
}

/**
 * The request of a call.
 *
 * @param args the arguments of the call, by the keys that a caller writes
 * @throws APIUsageError for an argument that is missing, unknown or cannot be sent, and for a missing credential or
 *   address; never quotes a credential
 */
export async function prepare(
  settings: ApiSettings,
  operation: Operation,
  args: object | null | undefined,
  options: AnyOptions,
): Promise<Prepared> {
  const { body } = operation;
  const draft = newDraft(settings, operation, options);
  const signed = await sign(draft, settings, options, operation);
  putByLocation(
    { header: { ...operation.idempotency?.(options), ...options.headers }, query: options.query },
    draft,
    operation,
  );
  putByLocation(options["params"] as ByLocation | undefined, draft, operation);
  const left = putInputs(args, draft, operation);
  addSecrets(signed.secrets, draft, settings, options);
  if (body) draft.body = await body.write(left, body, { operation, draft, options });
  else refuseUnknown(left, operation);
  return { draft, signed };
}

function newDraft(settings: ApiSettings, operation: Operation, options: AnyOptions): Draft {
  return {
    baseUrl: baseUrlOf(settings, options, operation),
    params: { path: {}, query: {} },
    middleware: options.middleware,
    headers: {
      accept: operation.accept ?? "application/json",
      "content-type": options.contentType ?? operation.body?.type,
      // Pages may not set it.
      "user-agent": isBrowser() ? undefined : settings.agent,
    },
    pathSerializer: (template, values) => writePath(template, values, operation),
  };
}

/** Puts each input of the operation into the request. @returns the arguments that no input took */
function putInputs(args: object | null | undefined, draft: Draft, operation: Operation): Values {
  // A key of the caller's must not reach a prototype.
  const left: Record<string, unknown> = { __proto__: null, ...args };
  const { inputs = {} } = operation;
  for (const key of Object.keys(inputs)) {
    const { in: location, name = key, style } = detailOf(inputs[key] as Input);
    const value = left[key];
    withArgumentName(key, operation, () =>
      style ? style(name, value, draft, location) : put(name, value, draft, location),
    );
    left[key] = undefined;
  }
  return left;
}

function detailOf(input: Input): InputDetail {
  return typeof input === "string" ? { in: input } : input;
}

/** Writers know the name on the wire alone; what they refuse is reported under the name that the caller wrote. */
export function withArgumentName<T>(key: string, { call, path }: Operation, write: () => T, kind = "Argument"): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof APIUsageError)
      throw new APIUsageError(`${kind} "${key}" of ${call || path}: ${error.message}`);
    throw error;
  }
}

type ByLocation = Partial<Record<Location, Values | undefined>>;

/** Puts parameters that are given by location and name into a request. */
function putByLocation(given: ByLocation = {}, draft: Draft, operation: Operation): void {
  for (const [location, values] of Object.entries(given) as [Location, Values | undefined][]) {
    const kind = location === "header" ? "Header" : "Argument";
    for (const [name, value] of Object.entries(values ?? {}))
      withArgumentName(name, operation, () => put(name, value, draft, location), kind);
  }
}

/**
 * Puts a value where it is written by default: exploded `form` in the query, `simple` elsewhere. openapi-fetch encodes
 * values, but not the names of a query. Cookies always have a style of their own, as few documents have cookies.
 */
function put(name: string, given: unknown, draft: Draft, location: Location): void {
  const { headers, params } = draft;
  const value = given instanceof Date ? sendable(given) : given;
  if (location === "path") {
    params.path[name] = value;
  } else if (value === undefined) {
    return;
  } else if (location === "query") {
    const hasMembers = isObject(value) && !Array.isArray(value);
    const items: Values = hasMembers ? (value as Values) : { [name]: value };
    for (const [key, item] of Object.entries(items))
      params.query[encodeURIComponent(key)] = Array.isArray(item)
        ? item.filter((one) => one !== undefined && one !== null).map(flat)
        : flat(item);
  } else if (location === "header") {
    headers[name.toLowerCase()] = headerValue(sendable(value));
  } else {
    throw new APIUsageError('this call cannot send a cookie; set the header "cookie" instead');
  }
}

/** What openapi-fetch can write. */
function flat(given: unknown): unknown {
  const value = sendable(given);
  if (isObject(value)) throw new APIUsageError("this parameter takes no object or list within another");
  return value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/**
 * Fills in a path template. openapi-fetch would leave a missing parameter in it, let `..` climb, and an empty value hit the
 * collection.
 */
function writePath(template: string, values: Values, operation: Operation): string {
  const path = template.replace(/{(.+?)}/g, (_, name: string) => segment(name, values[name], operation));
  if (hasDotSegment(path)) {
    throw new APIUsageError(
      `The path arguments of ${operation.call} make "." or ".." a segment of the path, which leads elsewhere`,
    );
  }
  return path;
}

function segment(name: string, value: unknown, operation: Operation): string {
  const fault = faultOfPathValue(value);
  if (fault === undefined) return encodeURIComponent(String(value));
  const key = `path argument "${argumentOf(name, operation)}" of ${operation.call}`;
  throw new APIUsageError(fault === MISSING ? `Missing ${key}` : `The ${key} ${fault}; give a string or a number`);
}

/** The key under which a caller gives a path parameter. */
function argumentOf(parameter: string, { inputs = {} }: Operation): string {
  const found = Object.entries(inputs).find(([key, input]) => {
    const { in: location, name = key } = detailOf(input);
    return location === "path" && name === parameter;
  });
  return found?.[0] ?? parameter;
}

/**
 * @param bodyKey the argument that holds the whole body
 * @throws APIUsageError for an argument that belongs nowhere
 */
export function refuseUnknown(left: Values, { call, inputs = {} }: Operation, bodyKey?: string): void {
  const unknown = Object.keys(left).find((key) => left[key] !== undefined && key !== bodyKey);
  if (unknown === undefined) return;
  const known = [...Object.keys(inputs), ...(bodyKey === undefined ? [] : [bodyKey])];
  const takes = known.length > 0 ? known.join(", ") : "no arguments";
  throw new APIUsageError(`Unknown argument "${unknown}"; ${call} takes ${takes}`);
}

/** Adds what credentials became in the request, however they got there. */
function addSecrets(
  secrets: Set<string>,
  { headers, params }: Draft,
  { security }: ApiSettings,
  options: AnyOptions,
): void {
  for (const { option, name } of Object.values(security)) {
    for (const text of [options[option], headers[name], params.query[encodeURIComponent(name)]])
      addSecret(secrets, text);
  }
}
