/** Which call an exchange is of, by its method and its path. */
import type { Server } from "../api/api.js";
import { judgeCall } from "../changes/judge.js";
import type { Method } from "../naming/surface.js";
import type { Found } from "./observation.js";
import type { Exchange } from "./traffic.js";

export interface Match {
  readonly method: Method;
  /** Values of the placeholders of the path, decoded. */
  readonly path: ReadonlyMap<string, string>;
}

/** Static paths before templated ones; a path below a server's own, or at the root where a recorder stood in between. */
export function matcher(
  methods: readonly Method[],
  servers: readonly Server[],
): (exchange: Exchange) => Match | undefined {
  const routes = methods
    .map((method) => {
      const { address, servers: own } = method.operation;
      const bases = [...new Set([...(own ?? servers).map(basePath), ""])].map(escaped).join("|");
      const template = address.path.split(/\{[^}]*\}/).map(escaped);
      const pattern = new RegExp(`^(?:${bases})${template.join("([^/]+)")}/?$`);
      const names = [...address.path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
      return { method, verb: address.method.toUpperCase(), pattern, names };
    })
    .sort((one, other) => one.names.length - other.names.length);
  return ({ method: verb, url }) => {
    for (const route of routes) {
      const values = route.verb === verb ? route.pattern.exec(url.pathname)?.slice(1) : undefined;
      if (values === undefined) continue;
      const path = new Map(route.names.map((name, index) => [name, decoded(values[index] ?? "")]));
      return { method: route.method, path };
    }
    return undefined;
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function basePath({ url, variables }: Server): string {
  const filled = variables.reduce((text, { name, default: value }) => text.replaceAll(`{${name}}`, value), url);
  return URL.canParse(filled, "http://host") ? new URL(filled, "http://host").pathname.replace(/\/+$/, "") : "";
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** Segments of an unknown path may be ids, or worse: only words that paths of the document have are told. */
export function unknownAddress(
  { method, url }: Exchange,
  methods: readonly Method[],
  servers: readonly Server[],
): Found {
  const paths = [...servers.map(basePath), ...methods.map(({ operation }) => operation.address.path)];
  const words = new Set(paths.flatMap((one) => one.split("/")));
  const segments = url.pathname.split("/").map((segment) => (words.has(segment) ? segment : "{}"));
  const found = { kind: "call-added", ...judgeCall("call-added"), pointer: "#/paths" } as const;
  return { ...found, subject: `${method} ${segments.join("/")}`, text: "is not declared", value: url.pathname };
}
