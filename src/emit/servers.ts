/** Writes servers as the runtime reads them. */
import type { Server } from "../api/api.js";
import type { Json } from "../document/document.js";

/** Converts servers to the JSON values that the runtime reads. */
export function plainServers(servers: readonly Server[]): readonly Json[] {
  return servers.map(plainServer);
}

function plainServer({ url, description, variables }: Server): Json {
  const defaults = Object.fromEntries(variables.map((variable) => [variable.name, variable.default]));
  const values = Object.fromEntries(variables.flatMap(({ name, values: all }) => (all ? [[name, all]] : [])));
  return {
    url,
    ...(description === undefined ? {} : { description }),
    ...(variables.length > 0 ? { variables: defaults } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
  };
}
