/** The `fetch` that openapi-fetch is given: one logical request, in as many attempts and redirects as it takes. */
import type { Deadline } from "./deadline.js";
import { APIResponseError } from "./errors.js";
import type { Operation } from "./operation.js";
import type { AnyOptions, Fetch } from "./options.js";
import { discard } from "./response.js";

/** Tells the log what happens. */
export type Report = (level: "debug" | "info", message: string, headers?: Headers) => void;

/**
 * Sends a request, follows redirects within its origin, and starts over while it fails in a way that another attempt may
 * mend.
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
      : /^(408|429|true|no .*(refus|found|again|connect))/i;
  const attempt = async (original: Request): Promise<Response> => {
    const signal = deadline.begin();
    let request = repeatable && hasBody(original) ? original.clone() : original;
    for (let hops = 0; ; hops++) {
      report("debug", `${request.method} ${request.url}`, request.headers);
      const response = await deadline.race(fetch(request, { ...fetchOptions, signal }), "no answer");
      if (!/30[12378]/.test(`${response.status}`) || !response.headers.has("location")) return response;
      request = await redirected(request, original, response, hops);
    }
  };
  return async (original) => {
    for (let retry = 1; ; retry++) {
      const [response, failure] = await attempt(original).then(
        (answer) => [answer] as const,
        (error: unknown) => [undefined, error as Error] as const,
      );
      const header = (name: string): string => response?.headers.get(name) ?? "";
      const outcome = header("x-should-retry") || `${response?.status ?? failure?.message}`;
      if (response?.ok || !repeatable || retry > maxRetries || !worthwhile.test(outcome)) {
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
 * at random.
 */
function delay(header: (name: string) => string, retry: number): number {
  const after = header("retry-after");
  const asked = [parseFloat(header("retry-after-ms")), parseFloat(after) * 1e3, Date.parse(after) - Date.now()].find(
    (ms) => ms >= 0,
  );
  return Math.min(asked ?? Math.min(8e3, 250 * 2 ** retry) * (1 - Math.random() / 4), 6e4);
}

function hasBody({ method }: Request): boolean {
  return !/GET|HEAD/.test(method);
}

/**
 * The request that a redirect leads to, as the Fetch standard has it (section 4.4, HTTP-redirect fetch), but only within
 * the origin, so that no credential, header or body reaches another.
 * @throws APIResponseError for a redirect that is not followed
 */
async function redirected(request: Request, original: Request, response: Response, hops: number): Promise<Request> {
  const { url, headers } = request;
  const { status } = response;
  const location = response.headers.get("location") ?? "";
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
  discard(response.body);
  if (target?.origin !== new URL(url).origin || hops > 19)
    throw new APIResponseError(`the redirect to ${target?.origin} was not followed`, response);
  let { method } = request;
  if (status === 303 ? method !== "HEAD" : status < 303 && method === "POST") method = "GET";
  const next = new Request(target, { method, headers, redirect: "manual" });
  return hasBody(next) ? new Request(next, { body: await original.clone().arrayBuffer() }) : next;
}
