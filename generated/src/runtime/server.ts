/** Where a call goes. */
import type { ApiSettings, Operation } from "./operation.js";
import { refuse, unset, type AnyOptions } from "./options.js";

/**
 * The address that an operation's path is put behind: the option `baseUrl`, else the first server of the operation, else
 * of the API, that is a whole address. The others only name what must be set.
 * @throws APIUsageError where there is none or it cannot be used; never quotes it, as it may hold a password
 */
export function baseUrlOf(settings: ApiSettings, options: AnyOptions, operation: Operation): string {
  const { servers, chooseServer, baseUrlEnv } = settings;
  const { baseUrl, server } = options;
  // Else it would be part of the host's name.
  if (operation.path[0] !== "/") refuse(operation.path);
  const own = operation.servers ?? servers;
  // Where there is no choice, none can be made.
  const given = chooseServer?.(own, servers, options) ?? (server === undefined ? own : []);
  const candidates = baseUrl === undefined ? given : [{ url: baseUrl }];
  for (const { url } of candidates) if (/^https?:\/\/[^\s@?#]+$/i.test(url)) return url;
  return unset("baseUrl", baseUrlEnv);
}
