/** The `fetch` that openapi-fetch is given: one logical request, in as many attempts and redirects as it takes. */
import type { Deadline } from "./deadline.js";
import { APIClientError, APIConnectionError, APIResponseError } from "./errors.js";
import type { Operation } from "./operation.js";
import type { AnyOptions, Fetch } from "./options.js";
import { connectionError } from "./response.js";

/** What an attempt reports, for the log. */
export type Report = (level: "debug" | "info", message: string, about?: Request | Response) => void;

/**
 * Sends a request and repeats it while it fails in a way that another attempt may mend.
 * @throws what the last attempt failed with, always one of our errors
 */
export function withRetries(
  operation: Operation,
  options: AnyOptions,
  deadline: Deadline,
  repeatable: boolean,
  report: Report,
): Fetch {
  const { fetch: send = globalThis.fetch, fetchOptions, maxRetries = 2 } = options;
  return async (original) => {
    const limit = repeatable ? maxRetries : 0;
    for (let retry = 0; ; retry++) {
      const signal = deadline.begin();
      const request = hasBody(original) && repeatable ? original.clone() : original;
      const fetch = (next: Request): Promise<Response> => deadline.race(send(next, { ...fetchOptions, signal }));
      let response: Response | undefined;
      let error: APIClientError | undefined;
      report("debug", `${request.method} sent`, request);
      try {
        response = await followRedirects(request, repeatable ? original : undefined, fetch, options, operation.call);
        report("debug", `${response.status} received`, response);
      } catch (thrown) {
        error = connectionError(thrown, "no answer", operation.call);
      }
      if (retry >= limit || !mayRepeat(original, operation, response, error)) {
        if (response) return response;
        throw error as APIClientError;
      }
      response?.body?.cancel().catch(() => {});
      const wait = delay(response?.headers, retry);
      report(
        "info",
        `${response?.status ?? error?.message}: attempt ${retry + 2} of ${limit + 1} in ${Math.round(wait)} ms`,
      );
      await deadline.pause(wait);
    }
  };
}

/** The longest that a server can make a client wait before its next attempt. */
const LONGEST_WAIT = 60_000;

/**
 * Milliseconds before the next attempt: what the server asks for (`retry-after-ms`, or `Retry-After` of RFC 9110,
 * section 10.2.3), else half a second doubled with each attempt up to eight, less up to a quarter at random.
 */
function delay(headers: Headers | undefined, retry: number): number {
  const after = headers?.get("retry-after");
  // The server's own clock says how far away its date is; ours may be wrong.
  const date = after && Date.parse(after) - (Date.parse(headers?.get("date") ?? "") || Date.now());
  for (const wait of [
    Number(headers?.get("retry-after-ms") || NaN),
    Number(after || NaN) * 1000,
    Number(date || NaN),
  ]) {
    if (wait >= 0) return Math.min(wait, LONGEST_WAIT);
  }
  return Math.min(8_000, 500 * 2 ** retry) * (1 - Math.random() / 4);
}

/** Whether the request may be sent again after this outcome. */
function mayRepeat(request: Request, operation: Operation, response?: Response, error?: APIClientError): boolean {
  if (response?.ok) return false;
  const told = response?.headers.get("x-should-retry");
  if (told === "true" || told === "false") return told === "true";
  const idempotent =
    !/POST|PATCH/.test(request.method) || request.headers.has(operation.idempotency ?? "idempotency-key");
  if (response) return (idempotent ? /408|409|429|5../ : /408|429/).test(String(response.status));
  return error instanceof APIConnectionError && (idempotent || neverSent(error));
}

/** Whether the connection failed before anything went over it. */
function neverSent({ cause }: Error): boolean {
  const { code, cause: inner } = (cause ?? {}) as { code?: string; cause?: { code?: string } };
  return /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT/i.test(`${code} ${inner?.code}`);
}

function hasBody({ method }: Request): boolean {
  return method !== "GET" && method !== "HEAD";
}

/**
 * Sends a request and follows redirects as the Fetch standard does (section 4.4, HTTP-redirect fetch), but only within
 * its origin.
 * @param spare the same request with an unread body; undefined where the body can be sent only once
 */
async function followRedirects(
  request: Request,
  spare: Request | undefined,
  fetch: (request: Request) => Promise<Response>,
  { crossOriginRedirects }: AnyOptions,
  call: string,
): Promise<Response> {
  for (let hops = 0; ; hops++) {
    const response = await fetch(request);
    const { status } = response;
    const location = /30[12378]/.test(String(status)) ? response.headers.get("location") : null;
    if (location === null && response.type !== "opaqueredirect") return response;
    response.body?.cancel().catch(() => {});
    const refuse = (why: string): APIResponseError => new APIResponseError(`a redirect ${why}`, call, response);
    if (location === null) throw refuse("was refused, as a browser does not tell where it leads");
    const target = URL.canParse(location, request.url) ? new URL(location, request.url) : undefined;
    if (!target || !/^https?:$/.test(target.protocol) || target.username || target.password)
      throw refuse("leads to no usable address");
    if (hops >= 20) throw refuse("followed twenty others");
    const keepsMethod = !hasBody(request) || (status !== 303 && (status > 303 || request.method !== "POST"));
    const method = keepsMethod ? request.method : "GET";
    const crosses = target.origin !== new URL(request.url).origin;
    if (crosses && (crossOriginRedirects !== "follow" || (keepsMethod && hasBody(request)))) {
      throw refuse(`to another origin was refused: ${target.origin}`);
    }
    const headers = new Headers(crosses ? undefined : request.headers);
    let body: ArrayBuffer | undefined;
    if (keepsMethod && hasBody(request)) {
      if (!spare) throw refuse("came for a body that can be sent only once");
      body = await spare.clone().arrayBuffer();
    } else {
      for (const name of ["content-encoding", "content-language", "content-location", "content-type", "content-length"])
        headers.delete(name);
    }
    request = new Request(target, { method, headers, redirect: "manual", ...(body && { body }) });
  }
}
