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

/** A text without the secrets in it. What is shorter than four letters is no secret, and part of innocent words. */
export function mask(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => (secret[3] ? masked.replaceAll(secret, "***") : masked), text);
}
