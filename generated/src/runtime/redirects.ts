/** Follows redirects, so that no credential, header or body reaches another origin. */
import { APIResponseError, shortened } from "./errors.js";
import { discard } from "./readers.js";
import type { Operation } from "./operation.js";
import type { HttpRequest } from "./transport.js";

/** The Fetch standard's limit (section 4.4, HTTP-redirect fetch). */
const MOST_REDIRECTS = 20;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether a request of this method may have a body. */
export function mayHaveBody(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Whether a body can be read only once. Not every engine has a class for such bodies. */
export function isStream(body: unknown): boolean {
  return typeof (Object(body) as Partial<ReadableStream>).getReader === "function";
}

/**
 * The request that a redirect leads to, as the Fetch standard has it; undefined for any other answer.
 *
 * @param followed how many redirects have been followed for this request
 * @param elsewhere gives the headers that another origin may see, where the specification declares redirects: a GET may
 *   then be led to the storage that holds a file, but never from https to http
 * @throws APIResponseError for a redirect that is not followed; in a page that is every one
 */
export function redirected(
  sent: HttpRequest,
  response: Response,
  followed: number,
  elsewhere?: Operation["redirects"],
): HttpRequest | undefined {
  const { status } = response;
  // A page does not see where it would be led: the status is 0 (Fetch, opaque-redirect).
  if (status === 0) return refuse("", "pages cannot see where it leads", response);
  if (!REDIRECTS.has(status)) return undefined;
  const location = response.headers.get("location");
  if (!location || !URL.canParse(location, sent.url)) return undefined;
  const [url, from] = [new URL(location, sent.url), new URL(sent.url)];
  const method = methodAfter(status, sent.method);
  const body = mayHaveBody(method) ? sent.body : null;
  const to = ` to ${shortened(url.origin)}`;
  const leaves = url.origin !== from.origin;
  if (leaves && !(elsewhere && sent.method === "GET")) return refuse(to, "it leads to another origin", response);
  if (leaves && url.protocol !== from.protocol && url.protocol !== "https:") {
    return refuse(to, "it leads away from https", response);
  }
  if (followed >= MOST_REDIRECTS) return refuse(to, "there were too many before it", response);
  if (isStream(body)) return refuse(to, "a stream cannot be sent twice", response);
  discard(response.body);
  return { url: url.href, method, headers: leaves && elsewhere ? elsewhere(sent.headers) : sent.headers, body };
}

function methodAfter(status: number, method: string): string {
  const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
  return becomesGet ? "GET" : method;
}

/** @param to names the origin alone: a path or a query may hold a secret */
function refuse(to: string, reason: string, response: Response): never {
  discard(response.body);
  throw new APIResponseError(`Redirect${to} refused: ${reason}`, response);
}
