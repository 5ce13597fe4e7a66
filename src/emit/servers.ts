/** Servers as the runtime reads them, and no more of them than it needs. */
import type { Api, Server } from "../api/api.js";
import type { Json } from "../document/document.js";
import { jsonLiteral } from "./text.js";

/**
 * Whether there is a server to choose, or a variable to fill in. A server without a scheme and host of its own only says
 * what must be configured, and is none to choose.
 */
export function hasChoice({ servers, operations }: Api): boolean {
  const lists = [servers, ...operations.map((operation) => operation.servers ?? [])];
  return (
    lists.some((list) => list.filter(isWhole).length > 1) || lists.flat().some(({ variables }) => variables.length > 0)
  );
}

function isWhole({ url }: Server): boolean {
  return /^https?:\/\/[^\s@?#]+$/i.test(url);
}

/** Whether the servers of an operation matter: not where there is no choice and they lead where the API's lead. */
export function leadsElsewhere(servers: readonly Server[], api: Api): boolean {
  return hasChoice(api) || servers.find(isWhole)?.url !== api.servers.find(isWhole)?.url;
}

/** A list of servers; what describes one is for choosing. */
export function serversLiteral(servers: readonly Server[], api: Api, indent: number): string {
  const isChosen = hasChoice(api);
  return jsonLiteral(
    servers.map((server) => plainServer(isChosen ? server : { url: server.url, variables: [] })),
    indent,
  );
}

function plainServer({ url, description, variables }: Server): Json {
  const defaults = Object.fromEntries(variables.map((variable) => [variable.name, variable.default]));
  return {
    url,
    ...(description === undefined ? {} : { description }),
    ...(variables.length > 0 ? { variables: defaults } : {}),
  };
}
