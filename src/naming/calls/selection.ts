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
  const [skip, only] = [filtersOf(config.skip), filtersOf(config.only)];
  const isListed = listedReader(config);
  const byAddress = only.filter(({ isAboutAddresses }) => isAboutAddresses);
  return operations.filter((operation) => {
    const isMeant =
      only.length === 0 || only.length > byAddress.length || byAddress.some(({ concerns }) => concerns(operation));
    return isMeant && isListed(operation) && !skip.some(({ concerns }) => concerns(operation));
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
export function isWantedCall(segments: readonly string[], operation: Operation, config: Decisions): boolean {
  const call = callText(segments);
  const only = filtersOf(config.only);
  const isMeant = only.length === 0 || only.some(({ concerns, holds }) => concerns(operation) || holds(call));
  return isMeant && !filtersOf(config.skip).some(({ holds }) => holds(call));
}

/** An entry of `skip` or `only`: it is about addresses (`GET /a`, `/admin`), or about a namespace (`admin.users`). */
export interface Filter {
  readonly entry: string;
  readonly isAboutAddresses: boolean;
  /** Whether it is about the address of an operation. */
  readonly concerns: (operation: Operation) => boolean;
  /** Whether it is about the namespace of a call. */
  readonly holds: (call: string) => boolean;
}

const known = new WeakMap<readonly string[], readonly Filter[]>();

/** The entries of a list, each of which is read once: they are asked about every operation. */
export function filtersOf(entries: readonly string[] = NONE): readonly Filter[] {
  const filters = known.get(entries) ?? entries.map(filterOf);
  known.set(entries, filters);
  return filters;
}

const NONE: readonly string[] = [];

const never = (): boolean => false;

function filterOf(entry: string): Filter {
  if (!entry.includes("/")) {
    const inside = `${entry.replace(/\.\*$/, "")}.`;
    const holds = (call: string): boolean => call === entry || call.startsWith(inside);
    return { entry, isAboutAddresses: false, concerns: never, holds };
  }
  const trimmed = entry.trim();
  const address = normalisedAddress(entry);
  const concerns = trimmed.startsWith("/")
    ? (operation: Operation) => isBelow(operation.address.path, trimmed)
    : (operation: Operation) => addressOf(operation) === address;
  return { entry, isAboutAddresses: true, concerns, holds: never };
}

const addresses = new WeakMap<Operation, string>();

function addressOf(operation: Operation): string {
  const address = addresses.get(operation) ?? normalisedAddress(addressText(operation.address));
  addresses.set(operation, address);
  return address;
}
