/** Logs what a client does. Failures are thrown, not logged. */

/** From the most to the least talkative. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

/** `console`, or anything with these methods of it. */
export interface Logger {
  debug(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  error(message: string, ...details: unknown[]): void;
}

/** The two levels at which there is something to say: each request, and each repeated attempt. */
type SpokenLevel = "debug" | "info";

/**
 * Says something to the logger of a client, if its level asks for it. A logger that throws is not heard.
 *
 * @param message is made only where it is said: most calls are logged nowhere
 */
export function log(
  { logger = console, logLevel }: { logger?: Logger | undefined; logLevel?: LogLevel | undefined },
  level: SpokenLevel,
  message: () => string,
): void {
  if (logLevel !== "debug" && logLevel !== level) return;
  try {
    logger[level](message());
  } catch {
    // A call does not fail because its log does.
  }
}
