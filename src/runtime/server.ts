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
export function baseUrlOf(settings: ApiSettings, operation: Operation | undefined, options: AnyOptions): string {
  const { baseUrl } = options;
  const { servers, chooseServer, baseUrlEnv } = settings;
  const own = operation?.servers ?? servers;
  for (const { url } of baseUrl === undefined ? (chooseServer?.(own, servers, options) ?? own) : [{ url: baseUrl }]) {
    try {
      const { protocol, username, password, search, hash, origin, pathname } = new URL(url);
      if (/^http/.test(protocol) && !(username + password + search + hash)) return (origin + pathname).replace(/\/+$/, "");
    } catch {
      // Not a whole address: it only names what must be set.
    }
  }
  throw new APIUsageError(`no usable address: set baseUrl or ${baseUrlEnv}, without credentials or query`, operation?.call);
}
