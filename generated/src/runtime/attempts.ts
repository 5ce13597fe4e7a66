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
  const { fetch = globalThis.fetch, fetchOptions } = options;
  const retries = repeatable ? (options.maxRetries ?? 2) : 0;
  return async (original) => {
    for (let retry = 0; ; retry++) {
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
        if (response.ok) return response;
      } catch (error) {
        failure = error;
      }
      if (retry >= retries || !mayRepeat(original, operation, response, failure)) {
        if (response) return response;
        throw failure;
      }
      discard(response?.body);
      const wait = delay(response?.headers, retry);
      report("info", `attempt ${retry + 2} in ${wait | 0} ms, after ${response?.status ?? (failure as Error).message}`);
      await deadline.pause(wait);
    }
  };
}

/**
 * Milliseconds before the next attempt: what the server asks for (`retry-after-ms`, or `Retry-After` of RFC 9110,
 * section 10.2.3), at most a minute; else half a second doubled with each attempt up to eight, less up to a quarter
 * at random. A date counts from the server's own: our clock may be wrong.
 */
function delay(headers: Headers | undefined, retry: number): number {
  const after = headers?.get("retry-after");
  const now = Date.parse(headers?.get("date") ?? "") || Date.now();
  const asked = [headers?.get("retry-after-ms") || NaN, Number(after || NaN) * 1000, Date.parse(after ?? "") - now];
  const wait = asked.map(Number).find((ms) => ms >= 0);
  return wait === undefined ? Math.min(8e3, 500 * 2 ** retry) * (1 - Math.random() / 4) : Math.min(wait, 6e4);
}

/** Whether a request may be sent again after this outcome. */
function mayRepeat(
  { method, headers }: Request,
  { idempotency }: Operation,
  response?: Response,
  failure?: unknown,
): boolean {
  const safe = !/POST|PATCH/.test(method) || headers.has(idempotency?.header ?? "idempotency-key");
  const told = response?.headers.get("x-should-retry");
  if (response)
    return told === "true" || (told !== "false" && (safe ? /408|409|429|5../ : /408|429/).test(`${response.status}`));
  return failure instanceof APIConnectionError && (safe || neverSent(failure.cause));
}

/** Whether the connection failed before anything went over it. */
function neverSent(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: string; cause?: { code?: string } };
  return /REFUSED|NOTFOUND|AGAIN|UNREACH|CONNECT_T/i.test(`${code} ${cause?.code}`);
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
  const hasBody = !/GET|HEAD/.test(original.method);
  let request = hasBody && repeatable ? original.clone() : original;
  for (let hops = 0; ; hops++) {
    const response = await send(request);
    const { status, headers, type } = response;
    const location = /30[12378]/.test(`${status}`) && headers.get("location");
    if (!location && type !== "opaqueredirect") return response;
    discard(response.body);
    const { url } = request;
    const target = location && URL.canParse(location, url) ? new URL(location, url) : undefined;
    const keepsBody =
      hasBody && request.method !== "GET" && (status > 303 || (status < 303 && request.method !== "POST"));
    if (target?.origin !== new URL(url).origin || target.username || hops > 19 || (keepsBody && !repeatable)) {
      throw new APIResponseError(
        `the redirect to ${target?.origin ?? "an unknown place"} was not followed`,
        call,
        response,
      );
    }
    request = new Request(target, {
      method: keepsBody || !hasBody ? request.method : "GET",
      headers: request.headers,
      redirect: "manual",
      ...(keepsBody && { body: await original.clone().arrayBuffer() }),
    });
    if (!keepsBody) request.headers.delete("content-type");
  }
}
