/** Where a call goes: base URLs, servers and their variables. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Server } from "./operation.js";
import type { AnyOptions } from "./options.js";

/**
 * The address that an operation's path is put behind: the option `baseUrl` (or its environment variable), else the
 * chosen server, else the first server of the operation, else of the API, that is a whole address.
 * @returns without a slash at its end
 * @throws APIUsageError where there is none, or where it cannot be used
 */
export function baseUrlOf(settings: ApiSettings, operation: Operation, options: AnyOptions): string {
  if (options.baseUrl !== undefined) return checkBaseUrl(options.baseUrl);
  const servers = operation.servers ?? settings.servers;
  const candidates = options.server === undefined ? servers : [chosen(options.server, servers, settings, operation)];
  for (const server of candidates) {
    const url = withVariables(server, options.serverVariables);
    if (/^https?:/i.test(url)) return checkBaseUrl(url);
  }
  throw new APIUsageError(
    `the address of the API is not known. Set the option baseUrl or the environment variable ${settings.baseUrlEnv}`,
    operation.call,
  );
}

/** Gives a base URL back without slashes at its end. Refuses one with credentials, as they would end up in errors and logs. */
export function checkBaseUrl(text: string): string {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // Said below, without quoting what may hold a password.
  }
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new APIUsageError(
      "baseUrl must be a whole http or https address without credentials, query and fragment, such as https://api.example.com/v1",
    );
  }
  return (url.origin + url.pathname).replace(/\/+$/, "");
}

function chosen(choice: string | number, own: readonly Server[], settings: ApiSettings, operation: Operation): Server {
  const all = [...own, ...settings.servers];
  const server =
    typeof choice === "number"
      ? own[choice]
      : all.find(({ url, description }) => choice === description || choice === url);
  if (server) return server;
  const names = own.map(({ url, description }, index) => `${index} (${description ?? url})`);
  throw new APIUsageError(
    `there is no server ${JSON.stringify(choice)}; choose one of ${names.join(", ")}`,
    operation.call,
  );
}

function withVariables(server: Server, values: Readonly<Record<string, string>> = {}): string {
  return server.url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? String(values[name]) : undefined;
    if (value !== undefined && !/^[\w.~:-]+$/.test(value)) {
      throw new APIUsageError(`the server variable ${name} may hold letters, digits and . _ ~ : - only`);
    }
    return value ?? (Object.hasOwn(server.variables ?? {}, name) ? server.variables?.[name] : undefined) ?? "";
  });
}
