/** Entries of the configuration that match nothing in the document: spelling mistakes, or left over from an older one. */
import type { Operation } from "../../api/api.js";
import type { SecurityScheme } from "../../api/security.js";
import type { Decisions, PlacedKey } from "../../config/decisions.js";
import type { Diagnostic } from "../../diagnostic.js";
import { addressText, blankAddress } from "../../document/address.js";
import { writtenCall } from "../evidence/overrides.js";
import { notACall, unknownScheme, unmatchedEntry } from "./entries.js";
import { isBelow } from "../calls/paths.js";
import { filtersOf } from "../calls/selection.js";

/** Findings about entries that match no operation of the document, and about calls that are not calls. */
export function unmatchedEntries(operations: readonly Operation[], config: Decisions): readonly Diagnostic[] {
  const addresses = new Set(operations.map(({ address }) => blankAddress(addressText(address))));
  return [
    ...(["calls", "stainless"] as const).flatMap((key) => unmatchedCalls(key, addresses, config)),
    ...Object.keys(config.prefix ?? {})
      .filter((path) => !operations.some(({ address }) => isBelow(address.path, path)))
      .map((path) => unmatched("prefix", path, config)),
    ...(["skip", "only"] as const).flatMap((key) => unmatchedFilters(key, operations, config)),
    ...(config.unwrap ?? [])
      .filter((field) => !operations.some((operation) => isUnwrapped(operation, field)))
      .map((field) => unmatched("unwrap", field, config)),
    ...operations.flatMap(({ wantedCall, address, pointer }) =>
      wantedCall === undefined || writtenCall(wantedCall)
        ? []
        : [notACall(wantedCall, addressText(address), { pointer: `${pointer}/x-callwright-call` })],
    ),
  ];
}

/** Findings about `credentials` for security schemes that the document does not have. */
export function unmatchedCredentials(
  schemes: readonly SecurityScheme[],
  { credentials = {}, placeOf }: Decisions,
): readonly Diagnostic[] {
  const names = schemes.map(({ name }) => name);
  return Object.keys(credentials)
    .filter((scheme) => !names.includes(scheme))
    .map((scheme) => unknownScheme(scheme, names, placeOf?.("credentials", scheme)));
}

function unmatchedCalls(
  key: "calls" | "stainless",
  addresses: ReadonlySet<string>,
  config: Decisions,
): readonly Diagnostic[] {
  return Object.entries(config[key] ?? {}).flatMap(([address, call]) => {
    if (!addresses.has(blankAddress(address))) return [unmatched(key, address, config)];
    return writtenCall(call) ? [] : [notACall(call, address, config.placeOf?.(key, address))];
  });
}

function unmatchedFilters(
  key: "skip" | "only",
  operations: readonly Operation[],
  config: Decisions,
): readonly Diagnostic[] {
  return filtersOf(config[key])
    .filter(({ isAboutAddresses, concerns }) => isAboutAddresses && !operations.some(concerns))
    .map(({ entry }) => unmatched(key, entry, config));
}

function isUnwrapped({ outcomes }: Operation, field: string): boolean {
  return outcomes.some(({ media }) => media.some(({ unwrapped }) => unwrapped?.field === field));
}

function unmatched(key: PlacedKey, entry: string, { placeOf }: Decisions): Diagnostic {
  return unmatchedEntry(key, entry, placeOf?.(key, entry));
}
