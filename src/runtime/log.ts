/** What a client tells its logger, with everything secret masked. Bodies are never logged. */
import type { ApiSettings } from "./operation.js";

/** From the most to the least talkative. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

/** `console`, or anything with these methods of it. */
export interface Logger {
  debug(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  error(message: string, ...details: unknown[]): void;
}

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error", "off"];

/** Whether something of a level is logged where the option says `wanted`. */
export function isLogged(level: LogLevel, wanted: LogLevel = "warn"): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}

/** Stands for a secret. */
export const MASK = "***";

/** Headers as a plain object, those that carry a secret masked. */
export function maskedHeaders(headers: Headers, settings: ApiSettings): Record<string, string> {
  const secret = new Set([
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    ...secretNames(settings, "header"),
  ]);
  const plain: Record<string, string> = {};
  headers.forEach((value, name) => (plain[name] = secret.has(name) ? MASK : value));
  return plain;
}

/** An address, with the query parameters that carry a secret masked. */
export function maskedUrl(url: string, settings: ApiSettings): string {
  const names = secretNames(settings, "query");
  if (!names.length) return url;
  const masked = new URL(url);
  for (const name of names) if (masked.searchParams.has(name)) masked.searchParams.set(name, MASK);
  return masked.href;
}

function secretNames(settings: ApiSettings, place: "header" | "query"): readonly string[] {
  return Object.values(settings.security).flatMap((security) =>
    security.type === "apiKey" && security.in === place
      ? [place === "header" ? security.name.toLowerCase() : security.name]
      : [],
  );
}
