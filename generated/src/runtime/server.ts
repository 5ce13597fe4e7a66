/** Where a call goes. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation } from "./operation.js";
import type { AnyOptions } from "./options.js";

/**
 * The address that an operation's path is put behind: the option `baseUrl`, else the first server of the operation, else
 * of the API, that is a whole address. The others only name what must be set.
 * @throws APIUsageError where there is none or it cannot be used; never quotes it, as it may hold a password
 */
export function baseUrlOf(settings: ApiSettings, options: AnyOptions, operation: Operation): string {
  const { servers, chooseServer, baseUrlEnv } = settings;
  const { baseUrl } = options;
  const own = operation.servers ?? servers;
  const candidates = baseUrl === undefined ? (chooseServer?.(own, servers, options) ?? own) : [{ url: baseUrl }];
  for (const { url } of candidates) if (/^https?:\/\/[^\s@?#]+$/i.test(url)) return url;
  throw new APIUsageError(`set baseUrl or ${baseUrlEnv} to a plain address`);
}
