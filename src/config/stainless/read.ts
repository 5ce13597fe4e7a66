/**
 * Reads a `stainless.yml`, the configuration of a generator that was switched off, for the names that callers of its
 * clients know: resources and methods, the client and its options. Pure: it takes the parsed file and reads nothing.
 *
 * Keys that decide nothing here are listed, each once, with `*` for the names of resources and methods.
 */
import type { Decisions } from "../decisions.js";
import { readCasings } from "./casings.js";
import { type KeyPath, mappingOf, recordOf, top, type UnknownKey, UnknownKeys } from "./mapping.js";
import { readClient, readOptions, type StainlessOption } from "./options.js";
import { pagesOfScheme } from "./pages.js";
import { readQuery } from "./query.js";
import { readCalls } from "./resources.js";
import { readSchemes, type StainlessScheme } from "./schemes.js";

export interface StainlessReading {
  /** `client`, `credentials`, `skip`, `arrays`, `objects`, `stainlessPages`, and the calls as `stainless`. */
  readonly decisions: Decisions;
  /** Where the file has an address of `decisions`. */
  readonly places: ReadonlyMap<string, KeyPath>;
  readonly schemes: readonly StainlessScheme[];
  /** Options of the client that belong to no security scheme. */
  readonly options: readonly StainlessOption[];
  /** Keys that were not understood, each pattern once, with the first place it stands at. */
  readonly unknown: readonly UnknownKey[];
}

const topKeys = [
  "organization",
  "resources",
  "custom_casings",
  "pagination",
  "client_settings",
  "query_settings",
  "unspecified_endpoints",
  "edition",
  "$schema",
];

/** @param parsed the file as a YAML parser gives it; anything but a mapping decides nothing */
export function readStainless(parsed: unknown): StainlessReading {
  const file = mappingOf(parsed);
  const unknown = new UnknownKeys();
  const casings = readCasings(file["custom_casings"], unknown);
  unknown.noteOthers(file, top, topKeys);
  const { calls, skip, unpaged, places } = readCalls(file, casings, unknown);
  const client = readClient(mappingOf(file["organization"]), casings, unknown);
  const { credentials, others } = readOptions(mappingOf(file["client_settings"]), casings, unknown);
  const schemes = readSchemes(file["pagination"], unknown);
  return {
    decisions: {
      ...(client === undefined ? {} : { client }),
      stainless: recordOf(calls),
      skip,
      credentials: recordOf(credentials),
      ...readQuery(mappingOf(file["query_settings"]), unknown),
      ...(schemes.length + unpaged.length > 0 ? { stainlessPages: pagesOf(schemes, unpaged) } : {}),
    },
    places,
    schemes,
    options: others,
    unknown: unknown.list,
  };
}

function pagesOf(
  schemes: readonly StainlessScheme[],
  without: readonly string[],
): NonNullable<Decisions["stainlessPages"]> {
  const given = schemes.flatMap((scheme) => {
    const pages = pagesOfScheme(scheme);
    return pages ? [{ name: scheme.name, given: pages }] : [];
  });
  return { schemes: given, without };
}
