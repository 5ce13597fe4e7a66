/** The servers that a client may choose from, and those of single operations that lead elsewhere. */
import type { Api, Operation, Server } from "../../api/api.js";

export interface ServerPlan {
  /** Whether there is a server to choose, or a variable to fill in. */
  readonly isChosen: boolean;
  /** The servers of the API; without their descriptions and variables where nothing is chosen. */
  readonly servers: readonly Server[];
  /** The servers of an operation; undefined where they make no difference to those of the API. */
  readonly ofOperation: (operation: Operation) => readonly Server[] | undefined;
}

export function planServers(api: Api): ServerPlan {
  const isChosen = hasChoice([api.servers, ...api.operations.map(({ servers = [] }) => servers)]);
  const needed = (servers: readonly Server[]): readonly Server[] =>
    isChosen ? servers : servers.map(({ url }) => ({ url, variables: [] }));
  const usual = api.servers.find(isWhole)?.url;
  return {
    isChosen,
    servers: needed(api.servers),
    ofOperation: ({ servers }) =>
      servers !== undefined && (isChosen || servers.find(isWhole)?.url !== usual) ? needed(servers) : undefined,
  };
}

/** A server without a scheme and host of its own only says what must be configured, and is none to choose. */
export function hasChoice(lists: readonly (readonly Server[])[]): boolean {
  return (
    lists.some((list) => list.filter(isWhole).length > 1) || lists.flat().some(({ variables }) => variables.length > 0)
  );
}

function isWhole({ url }: Server): boolean {
  return /^https?:\/\/[^\s@?#]+$/i.test(url);
}
