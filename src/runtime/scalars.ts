/** One value as a parameter or a field of a form sends it. */
import { APIUsageError } from "./errors.js";

/**
 * @param value a `Date` becomes its ISO text (RFC 3339, section 5.6); anything else is returned as it is
 * @throws APIUsageError for a number that is not finite, and for a date that is invalid
 */
export function sendable(value: unknown): unknown {
  const isDate = value instanceof Date;
  if ((isDate || typeof value === "number") && !Number.isFinite(Number(value))) {
    throw new APIUsageError(`${String(value)} cannot be sent`);
  }
  return isDate ? value.toISOString() : value;
}
