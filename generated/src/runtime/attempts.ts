/** The `fetch` that openapi-fetch is given: one logical request, in as many attempts and redirects as it takes. */
import type { Deadline } from "./deadline.js";
import { APIConnectionError, APIResponseError } from "./errors.js";
import type { Operation } from "./operation.js";
import type { AnyOptions, Fetch } from "./options.js";
import { discard } from "./response.js";

/** Tells the log what happens to a request. */
export type Report = (level: "debug" | "info", message: string, about?: Request | Response) => void;

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
  return async (original) => {
    for (let retry = 1; ; retry++) {
      const signal = deadline.begin();
      const send = async (request: Request): Promise<Response> => {
        report("debug", request.method, request);
        const answer = await deadline.race(fetch(request, { ...fetchOptions, signal }), "no answer");
        report("debug", `${answer.status}`, answer);
        return answer;
      };
      let response: Response | undefined;
      let failure: unknown;
      try {
        response = await followRedirects(original, send, repeatable, operation.call);
      } catch (error) {
        failure = error;
      }
      if (response?.ok || retry > maxRetries || !repeatable || !mayRepeat(original, operation, response, failure)) {
        if (response) return response;
        throw failure;
      }
      discard(response?.body);
      const wait = delay((name) => response?.headers.get(name) ?? "", retry);
      report("info", `${response?.status ?? (failure as Error).message}: attempt ${retry + 1} in ${wait | 0} ms`);
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
  const wait = [parseFloat(header("retry-after-ms")), parseFloat(after) * 1e3, Date.parse(after) - now].find(
    (ms) => ms >= 0,
  );
  return Math.min(wait ?? Math.min(8e3, 250 * 2 ** retry) * (1 - Math.random() / 4), 6e4);
}

/** Whether a request may be sent again after this outcome. */
function mayRepeat(
  { method, headers }: Request,
  { idempotency }: Operation,
  response?: Response,
  failure?: unknown,
): boolean {
  const safe = !/^P[OA]/.test(method) || headers.has(idempotency?.header ?? "idempotency-key");
  const told = response?.headers.get("x-should-retry");
  return response
    ? told
      ? told === "true"
      : (safe ? /408|409|429|5../ : /408|429/).test(`${response.status}`)
    : failure instanceof APIConnectionError && (safe || neverSent(failure.cause));
}

/** Whether the connection failed before anything went over it. */
function neverSent(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: string; cause?: { code?: string } };
  return /REFUSED|NOTFOUND|AGAIN|UNREACH|CONNECT_T/i.test(code + " " + cause?.code);
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
  let hasBody = !/GET|HEAD/.test(original.method);
  let request = hasBody && repeatable ? original.clone() : original;
  for (let hops = 0; ; hops++) {
    const response = await send(request);
    const { status, headers, type } = response;
    const location = /30[12378]/.test(`${status}`) && headers.get("location");
    if (!location && type !== "opaqueredirect") return response;
    discard(response.body);
    const { url, method } = request;
    const target = location && URL.canParse(location, url) ? new URL(location, url) : undefined;
    hasBody &&= status > 303 || (status < 303 && method !== "POST");
    if (target?.origin !== new URL(url).origin || target.username || hops > 19 || (hasBody && !repeatable)) {
      throw new APIResponseError(`the redirect to ${target?.origin} was not followed`, call, response);
    }
    request = new Request(target, {
      method: hasBody || method === "HEAD" ? method : "GET",
      headers: request.headers,
      redirect: "manual",
      ...(hasBody && { body: await original.clone().arrayBuffer() }),
    });
    if (!hasBody) request.headers.delete("content-type");
  }
}
