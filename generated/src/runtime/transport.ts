/** openapi-fetch, and the only file that knows it. */
import createClient, { type Middleware } from "openapi-fetch";
import type { Fetch } from "./options.js";

export type { Middleware };

/** One logical request, as openapi-fetch is given it. */
export interface Exchange {
  /** The whole address. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | null | undefined>>;
  readonly body: BodyInit | undefined;
  readonly middleware: readonly Middleware[];
  readonly fetch: Fetch;
}

/**
 * Sends a request through openapi-fetch and the middleware. Of an answer that is not a success the body is read and
 * given as `error`, of a success nothing.
 */
export type Transport = (
  method: string,
  path: string,
  exchange: Exchange,
) => Promise<{ readonly response: Response; readonly error?: unknown }>;

export function createTransport(): Transport {
  const send = createClient().request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => ReturnType<Transport>;
  return (method, path, { url, ...exchange }) =>
    send(method, path, {
      ...exchange,
      // The address is complete and checked: openapi-fetch would leave a missing parameter in it and let `..` climb.
      pathSerializer: () => url,
      params: { path: {} },
      bodySerializer: (body: BodyInit) => body,
      // A success is read by us: within the limits of the call, and not at all where it is handed over as it is.
      parseAs: "stream",
      // Followed by us, so that nothing secret reaches another origin.
      redirect: "manual",
      // Only a stream needs it, and nothing minds.
      duplex: "half",
    });
}
