/** The header that makes repeating a call safe. */
import type { Idempotency } from "./operation.js";

/** @param header its name, as the specification declares it */
export function idempotency(header: string): Idempotency {
  return { header: header.toLowerCase(), key };
}

/** As unique as a UUID, and unlike `crypto.randomUUID` at hand in pages served over http too. */
function key(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
