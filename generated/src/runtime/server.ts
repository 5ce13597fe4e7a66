/** Where a call goes: base URLs, servers and their variables. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Server } from "./operation.js";
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
  const isChosen = ({ url, description }: Server, index: number): boolean =>
    server === index || server === description || server === url;
  const servers = server === undefined ? own : [...own, ...settings.servers].filter(isChosen);
  for (const { url, variables } of baseUrl === undefined ? servers : [{ url: baseUrl, variables: undefined }]) {
    const values: Record<string, string | null> = { __proto__: null, ...variables, ...serverVariables };
    try {
      const { protocol, username, password, search, hash, origin, pathname } = new URL(
        url.replace(/{(.+?)}/g, (_, name: string) => `${values[name]}`),
      );
      if (/^http/.test(protocol) && !(username + password + search + hash))
        return (origin + pathname).replace(/\/+$/, "");
    } catch {
      // Not a whole address: it only names what must be set.
    }
  }
  throw new APIUsageError(
    `no usable address: set baseUrl or ${settings.baseUrlEnv}, without credentials and query`,
    operation?.call,
  );
}
