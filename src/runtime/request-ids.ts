/** Results that name the request they answer, as SDKs do whose callers log `result._request_id`. */
import type { ResultReader } from "./operation.js";

/**
 * Gives an object the property `_request_id`, which neither `JSON.stringify` nor a copy takes along: the server's name for
 * the request, or null where it sent none. Lists, and objects that the server itself gave the property, stay as they are.
 *
 * @param header the answer header that names the request
 */
export function withRequestId(read: ResultReader, header = "x-request-id"): ResultReader {
  return async (response, context) => {
    const data = await read(response, context);
    if (typeof data !== "object" || data === null || Array.isArray(data) || Object.hasOwn(data, "_request_id"))
      return data;
    const id = response.headers.get(header);
    return Object.defineProperty(data, "_request_id", { value: id === null ? id : context.mask(id) });
  };
}
