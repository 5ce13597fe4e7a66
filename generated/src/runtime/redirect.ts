/** Redirects within an origin. */
import { APIResponseError } from "./errors.js";
import { discard } from "./response.js";
import type { Sendable } from "./transport.js";

/** Whether a request of this method is sent with a body. */
export const hasBody = (method: string): boolean => !/GET|HEAD/.test(method);

/**
 * What a redirect leads to, as the Fetch standard has it (section 4.4, HTTP-redirect fetch), but only within the origin,
 * so that no credential, header or body reaches another; undefined where there is nowhere to go.
 * @param hops how many redirects have been followed
 * @throws APIResponseError for a redirect that is not followed, which in a page is every one
 */
export function redirected(sent: Sendable, response: Response, hops: number): Sendable | undefined {
  const { url, headers } = sent;
  const { status } = response;
  const location = response.headers.get("location");
  // A page does not see where it would be led: the status is 0 (Fetch, opaque-redirect), and it is not followed.
  if (status && (!location || !/30[12378]/.test(`${status}`) || !URL.canParse(location, url))) return undefined;
  let { method } = sent;
  if (status === 303 ? method !== "HEAD" : status < 303 && method === "POST") method = "GET";
  const body = hasBody(method) ? sent.body : null;
  const { origin, href } = new URL(location as string, url);
  discard(response.body);
  if (!status || origin !== new URL(url).origin || hops > 19 || body instanceof ReadableStream) {
    throw new APIResponseError(`redirect to ${origin} refused`, response);
  }
  return { url: href, method, headers, body };
}
