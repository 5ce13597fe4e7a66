/** Where a call goes. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation } from "./operation.js";
import type { AnyOptions } from "./options.js";

/**
 * The address that an operation's path is put behind: the option `baseUrl`, else the first server of the operation, else
 * of the API, that is a whole address.
 * @returns without a slash at its end
 * @throws APIUsageError where there is none or it cannot be used; never quotes it, as it may hold a password
 */
export function baseUrlOf(
  { servers, chooseServer, baseUrlEnv }: ApiSettings,
  options: AnyOptions,
  operation?: Operation,
): string {
  const { baseUrl } = options;
  const own = operation?.servers ?? servers;
  for (const { url } of baseUrl === undefined ? (chooseServer?.(own, servers, options) ?? own) : [{ url: baseUrl }]) {
    // Of a server that is not a whole address only the name is known of what must be set.
    if (/^https?:\/\/[^\s/@?#\\]+(\/[^\s?#\\]*)?$/i.test(url)) return url.replace(/\/+$/, "");
  }
  throw new APIUsageError(`set baseUrl or ${baseUrlEnv} to a plain address`);
}
