/** Reads what Stainless writes beside an SDK: `api.md`, which lists every call with its address, and `.stats.yml`. */
import { load } from "js-yaml";

/** Call (`apiKeys.retrieve`) to address (`GET /api-keys/{id}`). */
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
  /** How many operations the SDK was made with. */
  readonly operations?: number;
  /** Where the document was that it was made of. */
  readonly document?: string;
}

/** Nothing where the text is no YAML: it decides about nothing. */
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
