/** The choice among the servers of a specification, and the variables in their addresses. */
import { APIUsageError } from "./errors.js";
import type { Server, ServerChooser } from "./operation.js";
import type { AnyOptions } from "./options.js";

/**
 * The server that the options choose, by its description, its address or its index; else all of the operation's.
 * @throws APIUsageError for a server or a variable that is not declared, and for a variable that could lead to another host
 */
export const chooseServer: ServerChooser = (own, all, { server, serverVariables }) => {
  const isChosen = (index: number, url: string, description?: string): boolean =>
    server === index || server === url || (description !== undefined && server === description);
  const chosen =
    server === undefined
      ? own
      : [...own, ...all].filter(({ url, description }, index) => isChosen(index, url, description));
  if (!chosen.length) {
    const declared = own.map(({ url, description }) => JSON.stringify(description ?? url)).join(", ");
    throw new APIUsageError(`Unknown server ${JSON.stringify(server)}; this API declares ${declared}`);
  }
  refuseUnknownVariables(serverVariables, [...own, ...all]);
  return chosen.map((one) => ({
    url: one.url.replace(/{([^{}]+)}/g, (_, name: string) => valueOf(name, one, serverVariables)),
  }));
};

/** The same for servers that have names: the option `environment` chooses one, where `server` does not. */
export const chooseEnvironment: ServerChooser = (own, all, options) => {
  const { environment, server = environment } = options as AnyOptions & { readonly environment?: string };
  return chooseServer(own, all, { ...options, server });
};

/** A client holds the variables of all its servers, so a name is unknown only if no server has it. */
function refuseUnknownVariables(given: Readonly<Record<string, string>> = {}, servers: readonly Server[]): void {
  const declared = new Set(servers.flatMap(({ url }) => [...url.matchAll(/{([^{}]+)}/g)].map(([, name]) => name)));
  const unknown = Object.keys(given).find((name) => !declared.has(name));
  if (unknown === undefined) return;
  const names = [...declared].map((name) => JSON.stringify(name)).join(", ") || "none";
  throw new APIUsageError(`Unknown server variable ${JSON.stringify(unknown)}; this API declares ${names}`);
}

function valueOf(name: string, { variables, values }: Server, given: Readonly<Record<string, string>> = {}): string {
  if (!Object.hasOwn(given, name)) return ownValue(variables, name) ?? "";
  const value = String(given[name]);
  const allowed = ownValue(values, name);
  if (allowed && !allowed.includes(value)) {
    const listed = allowed.map((one) => JSON.stringify(one)).join(", ");
    throw new APIUsageError(`The server variable "${name}" is ${JSON.stringify(value)}; this API declares ${listed}`);
  }
  if (/^[\w.~:-]+$/.test(value)) return value;
  throw new APIUsageError(`The server variable "${name}" may only hold letters, digits and . _ ~ : -`);
}

function ownValue<Value>(of: Readonly<Record<string, Value>> = {}, name: string): Value | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
