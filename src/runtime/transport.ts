/** Sends requests through openapi-fetch. The only file that knows it. */
import createClient, { createQuerySerializer, type Middleware } from "openapi-fetch";

export type { Middleware };

/** One logical request, as openapi-fetch is given it. */
export interface Draft {
  readonly baseUrl: string;
  readonly params: { readonly path: Record<string, unknown>; readonly query: Record<string, unknown> };
  /** By their names in lower case; `null` removes one. */
  readonly headers: Record<string, unknown>;
  body?: BodyInit | undefined;
  readonly middleware: readonly Middleware[] | undefined;
  pathSerializer: PathWriter;
  /** Writes the query, where a value of it is not written the default way. Its names are encoded already. */
  querySerializer?: QueryWriter;
}

/** Fills in a path template. */
export type PathWriter = (template: string, values: Record<string, unknown>) => string;

/** Gives the text of a query, without the question mark. */
export type QueryWriter = (query: Record<string, unknown>) => string;

/** A request as `fetch` takes it. */
export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | null | undefined;
}

/** In place of a `Request`, which is slow to make and can be sent only once. */
class PlainRequest implements HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | null | undefined;

  constructor(url: string, { method, headers, body }: Omit<HttpRequest, "url">) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.body = body;
  }
}

/** The part of openapi-fetch's `request` that is used. Its own types ask for a document's `paths`. */
type OpenapiFetch = (
  method: string,
  path: string,
  init: object,
) => Promise<{ readonly response: Response; readonly error?: unknown }>;

const request = createClient({ bodySerializer: (body) => body }).request as unknown as OpenapiFetch;

/**
 * Sends a request through openapi-fetch and its middleware.
 *
 * @param fetch sends what openapi-fetch made of the draft; a `Request` where middleware saw it
 * @returns the answer, and as `error` the body of a failure; the body of a success is left unread
 */
export function send(
  method: string,
  path: string,
  { baseUrl, params, headers, body, middleware, pathSerializer, querySerializer }: Draft,
  fetch: (request: HttpRequest | Request) => Promise<Response>,
): ReturnType<OpenapiFetch> {
  return request(method, path, {
    baseUrl,
    params,
    headers,
    body,
    middleware,
    pathSerializer,
    querySerializer,
    fetch,
    // Only middleware needs a real one.
    Request: middleware ? undefined : PlainRequest,
    parseAs: "stream",
    // The Fetch standard asks for it where the body is a stream.
    duplex: "half",
  });
}

/** The text of a query as openapi-fetch writes it: lists repeat their name. */
export const writeQuery: QueryWriter = (query) => createQuerySerializer()(query);
