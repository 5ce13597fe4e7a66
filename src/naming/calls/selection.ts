/** Which operations get a method: `only` and `skip` of the configuration. */
import type { Operation } from "../../api/api.js";
import type { Decisions } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import { addressText, normalisedAddress } from "../../document/address.js";
import { callText } from "./candidates.js";
import { listReader } from "../evidence/overrides.js";
import { unlistedOperations } from "../findings/lost-calls.js";
import { isBelow } from "./paths.js";

/** The operations that get a method, as far as addresses decide it. */
export function wantedOperations(operations: readonly Operation[], config: Decisions): readonly Operation[] {
  const { skip = [], only = [] } = config;
  const isListed = listedReader(config);
  const byAddress = only.filter(isAboutAddresses);
  return operations.filter((operation) => {
    const isMeant =
      only.length === 0 || only.length > byAddress.length || byAddress.some((entry) => concerns(entry, operation));
    return (
      isMeant && isListed(operation) && !skip.some((entry) => isAboutAddresses(entry) && concerns(entry, operation))
    );
  });
}

/** With `stainless: { only: true }`, operations that its file lists, and those that `calls` names. */
function listedReader(config: Decisions): (operation: Operation) => boolean {
  if (config.onlyStainless !== true) return () => true;
  const [isStainless, isCalled] = [listReader(config.stainless), listReader(config.calls)];
  return (operation) => isStainless(operation) || isCalled(operation);
}

/** Says how many operations `stainless: { only: true }` leaves out. */
export function unlistedFindings(operations: readonly Operation[], config: Decisions): readonly Diagnostic[] {
  const isListed = listedReader(config);
  const left = operations.filter((operation) => !isListed(operation));
  return left.length === 0 ? [] : [unlistedOperations(left)];
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
