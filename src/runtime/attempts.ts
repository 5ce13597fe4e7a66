/** The `fetch` that openapi-fetch is given: one logical request, in as many attempts and redirects as it takes. */
import type { Deadline } from "./deadline.js";
import { APIConnectionError, APIResponseError } from "./errors.js";
import type { Operation } from "./operation.js";
import type { AnyOptions, Fetch } from "./options.js";
import { discard } from "./response.js";

/** Tells the log what happens to a request. */
export type Report = (level: "debug" | "info", message: unknown, about?: Request) => void;

/**
 * Sends a request and repeats it while it fails in a way that another attempt may mend.
 * @param repeatable whether its body can be sent more than once
 */
export function withRetries(
  operation: Operation,
  options: AnyOptions,
  deadline: Deadline,
  repeatable: boolean,
  report: Report,
): Fetch {
  const { fetch = globalThis.fetch, fetchOptions, maxRetries = 2 } = options;
  const send = (request: Request): Promise<Response> => {
    report("debug", request.method, request);
    return fetch(request, { ...fetchOptions, signal: deadline.signal() });
  };
  return async (original) => {
    for (let retry = 1; ; retry++) {
      let response: Response | undefined;
      let failure: unknown;
      try {
        response = await deadline.race(followRedirects(original, send, repeatable, operation.call), "no answer");
        report("debug", response.status);
        if (response.ok) return response;
      } catch (error) {
        failure = error;
      }
      const header = (name: string): string => response?.headers.get(name) ?? "";
      if (
        !repeatable ||
        retry > maxRetries ||
        !mayRepeat(original, operation, header("x-should-retry") || response?.status, failure)
      ) {
        if (response) return response;
        throw failure;
      }
      discard(response?.body);
      const wait = delay(header, retry);
      report("info", `attempt ${retry + 1} follows in ${wait | 0} ms`);
      await deadline.pause(wait);
      deadline.begin();
    }
  };
}

/**
 * Milliseconds before the next attempt: what the server asks for (`retry-after-ms`, or `Retry-After` of RFC 9110,
 * section 10.2.3), at most a minute; else half a second doubled with each attempt up to eight, less up to a quarter
 * at random. A date counts from the server's own: our clock may be wrong.
 */
function delay(header: (name: string) => string, retry: number): number {
  const after = header("retry-after");
  const now = Date.parse(header("date")) || Date.now();
  const wait = [parseFloat(header("retry-after-ms")), parseFloat(after) * 1e3, Date.parse(after) - now].find(
    (ms) => ms >= 0,
  );
  return Math.min(wait ?? Math.min(8e3, 250 * 2 ** retry) * (1 - Math.random() / 4), 6e4);
}

/**
 * Whether a request may be sent again after an outcome.
 * @param answer the server's own word for it, else the status; undefined where there was none
 */
function mayRepeat(
  { method, headers }: Request,
  { idempotency }: Operation,
  answer: string | number | undefined,
  failure: unknown,
): boolean {
  const safe = !/^P[OA]/.test(method) || headers.has(idempotency?.header ?? "idempotency-key");
  if (answer) return (safe ? /408|409|429|5..|true/ : /408|429|true/).test(`${answer}`);
  const { cause } = failure as { cause?: { code?: string; cause?: { code?: string } } };
  const neverSent = /REFUSED|NOTFOUND|AGAIN|UNREACH|CONNECT_T/i.test(`${cause?.code}${cause?.cause?.code}`);
  return failure instanceof APIConnectionError && (safe || neverSent);
}

/**
 * Sends a request and follows redirects as the Fetch standard does (section 4.4, HTTP-redirect fetch), but only within
 * its origin, so that no credential, header or body reaches another.
 * @throws APIResponseError for a redirect that is not followed
 */
async function followRedirects(
  original: Request,
  send: (request: Request) => Promise<Response>,
  repeatable: boolean,
  call: string,
): Promise<Response> {
  const hasBody = ({ method }: Request): boolean => !/GET|HEAD/.test(method);
  let request = repeatable && hasBody(original) ? original.clone() : original;
  for (let hops = 0; ; hops++) {
    const response = await send(request);
    const { status, headers, type } = response;
    const location = /30[12378]/.test(`${status}`) && headers.get("location");
    if (!location && type !== "opaqueredirect") return response;
    discard(response.body);
    const { url, method } = request;
    const target = location ? new URL(location, url) : undefined;
    if (target?.origin !== new URL(url).origin || hops > 19) {
      throw new APIResponseError(`the redirect to ${target?.origin} was not followed`, call, response);
    }
    const init: RequestInit = { method, headers: request.headers, redirect: "manual" };
    if (status === 303 ? method !== "HEAD" : status < 303 && method === "POST") init.method = "GET";
    else if (hasBody(request)) init.body = await original.clone().arrayBuffer();
    request = new Request(target, init);
  }
}
