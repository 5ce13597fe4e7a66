/** Redirects within an origin. */
import { APIResponseError } from "./errors.js";
import { discard } from "./response.js";

/** Whether a request of this method is sent with a body. */
export const hasBody = (method: string): boolean => !/GET|HEAD/.test(method);

/**
 * The request that a redirect leads to, as the Fetch standard has it (section 4.4, HTTP-redirect fetch), but only within
 * the origin, so that no credential, header or body reaches another.
 * @param original the request that the chain began with, its body unread
 * @param hops how many redirects have been followed
 * @throws APIResponseError for a redirect that is not followed
 */
export async function redirected(
  request: Request,
  original: Request,
  response: Response,
  hops: number,
): Promise<Request> {
  const { url, headers } = request;
  const { status } = response;
  const location = response.headers.get("location") ?? "";
  const target = URL.canParse(location, url) && new URL(location, url);
  const origin = target && target.origin;
  discard(response.body);
  if (!target || origin !== new URL(url).origin || hops > 19) {
    throw new APIResponseError(`redirect to ${origin} refused`, response);
  }
  let { method } = request;
  if (status === 303 ? method !== "HEAD" : status < 303 && method === "POST") method = "GET";
  const body = hasBody(method) ? await original.clone().arrayBuffer() : null;
  return new Request(target, { method, headers, body, redirect: "manual" });
}
