/** The header that makes repeating a call safe. */
import type { Operation } from "./operation.js";

/**
 * The caller's key, else one of its own for each call.
 * @param header its name, as the specification declares it
 */
export function idempotency(header: string): NonNullable<Operation["idempotency"]> {
  return ({ idempotencyKey }) => ({ [header.toLowerCase()]: idempotencyKey ?? uniqueKey() });
}

/** As unique as a UUID, and unlike `crypto.randomUUID` at hand in pages served over http too. */
export function uniqueKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
