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
  { idempotency, method }: Operation,
  { fetch = globalThis.fetch, fetchOptions, maxRetries = 2 }: AnyOptions,
  deadline: Deadline,
  repeatable: boolean,
  report: Report,
): Fetch {
  const send = (request: Request): Promise<Response> => {
    report("debug", request.method, request);
    return fetch(request, { ...fetchOptions, signal });
  };
  let signal: AbortSignal;
  return async (original) => {
    // Unsafe calls are repeated only where the server knows them again, or surely did not carry them out.
    const safe = idempotency || !/^P[OA]/.test(method);
    for (let retry = 1; ; retry++) {
      signal = deadline.begin();
      let response: Response | undefined;
      let failure: unknown;
      try {
        response = await deadline.race(followRedirects(original, send, repeatable), "no answer");
        report("debug", response.status);
        if (response.ok) return response;
      } catch (error) {
        failure = error;
      }
      const header = (name: string): string => response?.headers.get(name) ?? "";
      const outcome = header("x-should-retry") || (response?.status ?? connectionCode(failure));
      if (
        !repeatable ||
        !(retry <= maxRetries) ||
        !(safe ? /408|409|429|5..|true|CON/ : /408|429|true|CON.*(REF|NOTF|AGAIN|UNREA|CONN)/).test(`${outcome}`)
      ) {
        if (response) return response;
        throw failure;
      }
      discard(response?.body);
      const wait = delay(header, retry);
      report("info", `attempt ${retry + 1} in ${wait} ms`);
      await deadline.pause(wait);
    }
  };
}

/** What a failed connection failed of, as `CON` and the codes of its causes; empty for any other error. */
function connectionCode(error: unknown): string {
  const { code, cause } = Object((error as Error).cause) as { code?: string; cause?: { code?: string } };
  return error instanceof APIConnectionError ? `CON${code}${cause?.code}` : "";
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
  return asked === undefined ? Math.min(8e3, 250 * 2 ** retry) * (1 - Math.random() / 4) : Math.min(asked, 6e4);
}

/**
 * Sends a request and follows redirects as the Fetch standard does (section 4.4, HTTP-redirect fetch), but only within
 * its origin, so that no credential, header or body reaches another.
 * @throws APIResponseError for a redirect that is not followed
 */
async function followRedirects(original: Request, send: Fetch, repeatable: boolean): Promise<Response> {
  const hasBody = !/GET|HEAD/.test(original.method);
  let request = repeatable && hasBody ? original.clone() : original;
  for (let hops = 0; ; hops++) {
    const response = await send(request);
    const { status, headers, type } = response;
    const location = /30[12378]/.test(`${status}`) && headers.get("location");
    if (!location && type !== "opaqueredirect") return response;
    discard(response.body);
    const { url, method } = request;
    const target = location ? new URL(location, url) : undefined;
    if (target?.origin !== new URL(url).origin || hops > 19) {
      throw new APIResponseError(`the redirect to ${target?.origin} was not followed`, response);
    }
    const init: RequestInit = { method, headers: request.headers, redirect: "manual" };
    if (status === 303 ? method !== "HEAD" : status < 303 && method === "POST") init.method = "GET";
    else if (hasBody && method !== "GET") init.body = await original.clone().arrayBuffer();
    request = new Request(target, init);
  }
}
