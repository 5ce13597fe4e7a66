/** The `fetch` that openapi-fetch is given: one logical request, in as many attempts and redirects as it takes. */
import type { Deadline } from "./deadline.js";
import { APIResponseError } from "./errors.js";
import type { Operation } from "./operation.js";
import type { AnyOptions, Fetch } from "./options.js";
import { discard } from "./response.js";

/** Tells the log what happens. */
export type Report = (level: "debug" | "info", message: string, headers?: Headers) => void;

/**
 * Sends a request and repeats it while it fails in a way that another attempt may mend.
 * @param repeatable whether its body can be sent more than once
 */
export function withRetries(
  { idempotency, method }: Operation,
  { fetch = globalThis.fetch, fetchOptions, maxRetries = 2 }: AnyOptions,
  deadline: Deadline,
  repeatable: boolean,
  report: Report,
): Fetch {
  // What is not idempotent is repeated only where the server knows the call again, or surely did not carry it out.
  const worthwhile =
    idempotency || !/^P[OA]/.test(method)
      ? /^(408|409|429|5|true|no )/
      : /^(408|429|true|no .*(REFU|NOTF|AGAIN|UNREA|CONNECT))/;
  return async (original) => {
    for (let retry = 1; ; retry++) {
      const signal = deadline.begin();
      const send = (request: Request): Promise<Response> => {
        report("debug", `${request.method} ${request.url}`, request.headers);
        return fetch(request, { ...fetchOptions, signal });
      };
      let response: Response | undefined;
      let failure: unknown;
      try {
        response = await deadline.race(followRedirects(original, send, repeatable), "no answer");
        if (response.ok) return response;
      } catch (error) {
        failure = error;
      }
      const header = (name: string): string => response?.headers.get(name) ?? "";
      const outcome = header("x-should-retry") || `${response?.status ?? (failure as Error).message}`;
      if (!(repeatable && retry <= maxRetries && worthwhile.test(outcome))) {
        if (response) return response;
        throw failure;
      }
      discard(response?.body);
      const wait = delay(header, retry);
      report("info", `${outcome}, again in ${wait} ms`);
      await deadline.pause(wait);
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
  const asked = [parseFloat(header("retry-after-ms")), parseFloat(after) * 1e3, Date.parse(after) - now].find(
    (ms) => ms >= 0,
  );
  return Math.min(asked ?? Math.min(8e3, 250 * 2 ** retry) * (1 - Math.random() / 4), 6e4);
}

/**
 * Sends a request and follows redirects as the Fetch standard does (section 4.4, HTTP-redirect fetch), but only within
 * its origin, so that no credential, header or body reaches another.
 * @throws APIResponseError for a redirect that is not followed
 */
async function followRedirects(original: Request, send: Fetch, repeatable: boolean): Promise<Response> {
  const isBodiless = (verb: string): boolean => /GET|HEAD/.test(verb);
  let request = repeatable && !isBodiless(original.method) ? original.clone() : original;
  for (let hops = 0; ; hops++) {
    const response = await send(request);
    const { status, headers, type } = response;
    const location = /30[12378]/.test(`${status}`) && headers.get("location");
    if (!location && type !== "opaqueredirect") return response;
    discard(response.body);
    let { method } = request;
    const target = location ? new URL(location, request.url) : undefined;
    if (target?.origin !== new URL(request.url).origin || hops > 19) {
      throw new APIResponseError(`the redirect to ${target?.origin} was not followed`, response);
    }
    if (status === 303 ? method !== "HEAD" : status < 303 && method === "POST") method = "GET";
    const body = isBodiless(method) ? null : await original.clone().arrayBuffer();
    request = new Request(target, { method, headers: request.headers, redirect: "manual", body });
  }
}
