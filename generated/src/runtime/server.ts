/** Where a call goes: base URLs, servers and their variables. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation } from "./operation.js";
import type { AnyOptions } from "./options.js";

/**
 * The address that an operation's path is put behind: the option `baseUrl`, else the chosen server, else the first
 * server of the operation, else of the API, that is a whole address.
 * @returns without a slash at its end
 * @throws APIUsageError where there is none or it cannot be used; never quotes it, as it may hold a password
 */
export function baseUrlOf(settings: ApiSettings, operation: Operation | undefined, options: AnyOptions): string {
  const { baseUrl, server, serverVariables } = options;
  const own = operation?.servers ?? settings.servers;
  const candidates =
    baseUrl !== undefined
      ? [{ url: baseUrl }]
      : [...own, ...settings.servers].filter(({ url, description }, index) =>
          server === undefined ? index < own.length : server === index || server === description || server === url,
        );
  for (const candidate of candidates) {
    const values = { __proto__: null, ...candidate.variables, ...serverVariables } as Record<string, unknown>;
    const url = usable(candidate.url.replace(/{(.+?)}/g, (_, name: string) => String(values[name])));
    if (url) return url;
  }
  throw new APIUsageError(
    `no usable address: set baseUrl or ${settings.baseUrlEnv}, without credentials and query`,
    operation?.call,
  );
}

function usable(text: string): string | undefined {
  try {
    const { protocol, username, password, search, hash, origin, pathname } = new URL(text);
    if (/^https?:$/.test(protocol) && !(username + password + search + hash))
      return (origin + pathname).replace(/\/+$/, "");
  } catch {
    return undefined;
  }
}
