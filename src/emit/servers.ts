/** Servers as the runtime reads them. */
import type { Server } from "../api/api.js";
import type { Json } from "../document/document.js";

export function plainServers(servers: readonly Server[]): readonly Json[] {
  return servers.map(plainServer);
}

function plainServer({ url, description, variables }: Server): Json {
  const defaults = Object.fromEntries(variables.map((variable) => [variable.name, variable.default]));
  return {
    url,
    ...(description === undefined ? {} : { description }),
    ...(variables.length > 0 ? { variables: defaults } : {}),
  };
}
