/** openapi-fetch, and the only file that knows it. */
import createClient from "openapi-fetch";
import type { Fetch } from "./options.js";

export type { Middleware } from "openapi-fetch";
import type { Middleware } from "openapi-fetch";

/** One logical request, as openapi-fetch is given it. */
export interface Exchange {
  readonly baseUrl: string;
  /** The whole address but for `query`. */
  readonly url: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: BodyInit | undefined;
  readonly middleware: readonly Middleware[];
  readonly fetch: Fetch;
}

/** What openapi-fetch answers: of an answer that is not a success it has read the body, of a success nothing. */
export interface Exchanged {
  readonly response: Response;
  readonly error?: unknown;
}

/** Sends a request through openapi-fetch and the middleware. */
export type Transport = (method: string, path: string, exchange: Exchange) => Promise<Exchanged>;

type Send = (method: string, path: string, init: object) => Promise<Exchanged>;

export function createTransport(): Transport {
  const send = createClient().request as unknown as Send;
  return (method, path, { baseUrl, url, query, headers, body, middleware, fetch }) =>
    send(method, path, {
      baseUrl,
      // The path is filled in and checked already; openapi-fetch would leave a missing parameter in it and let `..` climb.
      pathSerializer: () => url,
      querySerializer: () => query,
      params: { path: {} },
      headers,
      body,
      bodySerializer: (written: BodyInit) => written,
      middleware,
      fetch,
      // A success is read by us: within the call's limits, and not at all where it is handed over as it is.
      parseAs: "stream",
      // Followed by us, so that nothing secret reaches another origin.
      redirect: "manual",
      ...(body instanceof ReadableStream && { duplex: "half" }),
    });
}
