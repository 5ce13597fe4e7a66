/** Which operations get a method: `only` and `skip` of the configuration. */
import type { Operation } from "../api/api.js";
import type { Decisions } from "../config/decisions.js";
import { addressText, normalisedAddress } from "../document/address.js";
import { callText } from "./candidates.js";
import { isBelow } from "./paths.js";

/** The operations that get a method, as far as addresses decide it. */
export function wantedOperations(
  operations: readonly Operation[],
  { skip = [], only = [] }: Decisions,
): readonly Operation[] {
  const byAddress = only.filter(isAboutAddresses);
  return operations.filter((operation) => {
    const isMeant =
      only.length === 0 || only.length > byAddress.length || byAddress.some((entry) => concerns(entry, operation));
    return isMeant && !skip.some((entry) => isAboutAddresses(entry) && concerns(entry, operation));
  });
}

/** Whether a settled call gets a method, as far as namespaces decide it. */
export function isWantedCall(
  segments: readonly string[],
  operation: Operation,
  { skip = [], only = [] }: Decisions,
): boolean {
  const call = callText(segments);
  const isInside = (entry: string) =>
    !isAboutAddresses(entry) && (call === entry || call.startsWith(`${entry.replace(/\.\*$/, "")}.`));
  const isMeant =
    only.length === 0 || only.some((entry) => (isAboutAddresses(entry) ? concerns(entry, operation) : isInside(entry)));
  return isMeant && !skip.some(isInside);
}

/** An entry is about addresses (`GET /a`, `/admin`), or about a namespace (`admin.users`). */
export function isAboutAddresses(entry: string): boolean {
  return entry.includes("/");
}

export function concerns(entry: string, operation: Operation): boolean {
  return entry.trim().startsWith("/")
    ? isBelow(operation.address.path, entry.trim())
    : normalisedAddress(entry) === normalisedAddress(addressText(operation.address));
}
