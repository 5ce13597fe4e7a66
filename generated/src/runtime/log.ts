/** What a client tells its logger, with everything secret masked. Bodies are never logged. */

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

/**
 * A text without the secrets in it.
 * @param least the length from which on a secret is looked for: a short one may be part of innocent words
 */
export function mask(text: string, secrets: readonly string[], least = 1): string {
  return secrets.reduce((masked, secret) => (secret.length < least ? masked : masked.replaceAll(secret, "***")), text);
}
