/** Reads files that Stainless adds to an SDK: `api.md`, which lists every call with its address, and `.stats.yml`. */
import { load } from "js-yaml";

/** Maps calls (`apiKeys.retrieve`) to addresses (`GET /api-keys/{id}`). */
export function listedCalls(apiMd: string): ReadonlyMap<string, string> {
  const calls = new Map<string, string>();
  for (const [, address = "", code = ""] of apiMd.matchAll(/<code title="(\w+ \/[^"]*)">(.*?)<\/code>/g)) {
    const [, call] = /^\w+\.([\w$.]+)\(/.exec(code.replaceAll(/<[^>]*>|\\/g, "")) ?? [];
    if (call !== undefined)
      calls.set(
        call,
        address.replace(/^\w+/, (method) => method.toUpperCase()),
      );
  }
  return calls;
}

export interface Stats {
  /** The number of operations that the SDK was generated from. */
  readonly operations?: number;
  /** The URL of the document that it was generated from. */
  readonly document?: string;
}

/** Returns nothing if the text is not YAML, because no decision depends on it. */
export function readStats(text: string): Stats {
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return {};
  const { configured_endpoints: operations, openapi_spec_url: document } = value as Readonly<Record<string, unknown>>;
  return {
    ...(typeof operations === "number" ? { operations } : {}),
    ...(typeof document === "string" ? { document } : {}),
  };
}

function parsed(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}
