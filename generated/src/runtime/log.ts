/** What is shown of requests and answers, in logs and errors: everything but secrets. */

/** From the most to the least talkative. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

/** `console`, or anything with these methods of it. */
export interface Logger {
  debug(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  error(message: string, ...details: unknown[]): void;
}
