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
  const all = [...own, ...settings.servers];
  const chosen =
    typeof server === "number"
      ? own[server]
      : all.find(({ url, description }) => server === description || server === url);
  for (const candidate of baseUrl !== undefined ? [{ url: baseUrl }] : server === undefined ? own : [chosen]) {
    const values: Record<string, string> = { __proto__: null, ...candidate?.variables, ...serverVariables };
    const url = usable(candidate?.url.replace(/{(.+?)}/g, (_, name: string) => values[name] ?? ""));
    if (url) return url;
  }
  const names = own.map(({ url, description }) => description ?? url);
  throw new APIUsageError(
    `no usable address: set the option baseUrl or ${settings.baseUrlEnv} to a whole one without credentials, query and ` +
      `fragment, like https://api.example.com/v1; or the option server to one of ${JSON.stringify(names)}`,
    operation?.call,
  );
}

/** An address as it is sent, if it is one that can be sent: a variable may not turn it into another host's. */
function usable(text = ""): string | undefined {
  try {
    const { protocol, username, password, search, hash, origin, pathname } = new URL(text);
    if (/^https?:$/.test(protocol) && !(username + password + search + hash))
      return (origin + pathname).replace(/\/+$/, "");
  } catch {
    return undefined;
  }
}
