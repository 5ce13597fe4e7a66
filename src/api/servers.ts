/** Reads servers (OpenAPI Specification 3.1, section 4.8.5). */
import type { JsonObject } from "../document/document.js";
import type { Server, ServerVariable } from "./api.js";
import { isObject, listOf, objectOf, optional, stringsOf, textOf, valueOf } from "./values.js";

/** The servers that an object declares; undefined if it declares none. */
export function readServers(owner: JsonObject): readonly Server[] | undefined {
  const servers = listOf(owner, "servers").flatMap((node) => (isObject(node) ? readServer(node) : []));
  return servers.length > 0 ? servers : undefined;
}

function readServer(node: JsonObject): readonly Server[] {
  const url = textOf(node, "url");
  if (!url) return [];
  return [{ url, ...optional("description", textOf(node, "description")), variables: readVariables(node) }];
}

function readVariables(server: JsonObject): readonly ServerVariable[] {
  return Object.entries(objectOf(server, "variables") ?? {}).flatMap(([name, node]) => {
    if (!isObject(node)) return [];
    const values = stringsOf(node, "enum");
    const fallback = valueOf(node, "default");
    return [
      {
        name,
        default: typeof fallback === "string" || typeof fallback === "number" ? String(fallback) : (values[0] ?? ""),
        ...optional("values", values.length > 0 ? values : undefined),
      },
    ];
  });
}
