/** openapi-fetch, and the only file that knows it. */
import createClient, { createQuerySerializer, type Middleware } from "openapi-fetch";
import { refuse } from "./options.js";

export type { Middleware };

/** One logical request, as openapi-fetch is given it. */
export interface Exchange {
  readonly baseUrl: string;
  readonly params: { readonly path: Record<string, unknown>; readonly query: Record<string, unknown> };
  /** By their names in lower case; `null` removes one. */
  readonly headers: Record<string, unknown>;
  body?: BodyInit | undefined;
  readonly middleware: readonly Middleware[] | undefined;
  fetch?: (request: Sendable | Request) => Promise<Response>;
  /** Writes the path, where a value of it is not written the default way. */
  pathSerializer?: typeof writePath;
  /** Writes the query, where a value of it is not written the default way. Its names are encoded already. */
  querySerializer?: typeof writeQuery;
}

/** What `fetch` is given of a request. */
export interface Sendable {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | null | undefined;
}

/** In place of a `Request`, which is slow to make and can be sent once. */
class Plain {
  declare readonly url: string;

  constructor(url: string, init: object) {
    Object.assign(this, init, { url });
  }
}

/** What openapi-fetch makes of a request. */
type Send = (
  method: string,
  path: string,
  init: object,
) => Promise<{ readonly response: Response; readonly error?: unknown }>;

const { request } = createClient({ pathSerializer: writePath, bodySerializer: (body) => body });

/**
 * Sends a request through openapi-fetch and the middleware. Of an answer that is not a success the body is read and
 * given as `error`, of a success nothing.
 */
export function send(method: string, path: string, exchange: Exchange): ReturnType<Send> {
  return (request as unknown as Send)(method, path, {
    ...exchange,
    // Only middleware is to see a real one.
    Request: exchange.middleware ? undefined : Plain,
    // A success is read by us, and not at all where it is handed over as it is.
    parseAs: "stream",
    // Only streams need it.
    duplex: "half",
  });
}

/** The text of a query: lists repeat their name. */
export const writeQuery: (query: Record<string, unknown>) => string = (query) => createQuerySerializer()(query);

/**
 * Fills in a path. openapi-fetch would leave a missing parameter in it, let `..` climb and an empty one hit the collection.
 * @throws APIUsageError for a value that is missing, empty or an object, and for a path that a parser of URLs would
 *   shorten, whatever pieces its dots come from
 */
export function writePath(path: string, values: Record<string, unknown>): string {
  const url = path.replace(/{(.+?)}/g, (_, name: string) => segment(name, values[name]));
  return /[\\/](\.|%2e){1,2}([\\/?#]|$)/i.test(url) ? refuse(Object.keys(values).join() || "the path") : url;
}

function segment(name: string, value: unknown): string {
  let text: string | false | undefined;
  try {
    text = (Object(value) !== value || Array.isArray(value)) && encodeURIComponent((value ?? "") as string);
  } catch {
    // Half of a surrogate pair.
  }
  return text || refuse(name);
}
