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

const LEVELS = "debug info warn error off";

/** Whether something of a level is logged where the option says `wanted`. */
export function isLogged(level: LogLevel, wanted: LogLevel = "warn"): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}

/** Headers as a plain object, those that carry a secret masked. */
export function maskedHeaders(headers: Headers, settings: ApiSettings): object {
  const plain: Record<string, string> = {};
  headers.forEach((value, name) => (plain[name] = masked(name, value, settings)));
  return plain;
}

/** An address, with the query parameters that carry a secret masked. */
export function maskedUrl(url: string, settings: ApiSettings): string {
  return url.replace(
    /([^?&=]+)=([^&]*)/g,
    (_, name: string, value: string) => `${name}=${masked(name, value, settings)}`,
  );
}

function masked(name: string, value: string, { security }: ApiSettings): string {
  const isSecret = Object.values(security).some((scheme) => scheme.name === decodeURIComponent(name));
  return isSecret || /authorization$|cookie$/i.test(name) ? "***" : value;
}
