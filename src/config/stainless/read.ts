/**
 * Reads a `stainless.yml`, the configuration of a discontinued generator, for the names that callers of its clients know:
 * resources and methods, the client and its options. Pure: it takes the parsed file and reads nothing from disk.
 *
 * Keys that are not understood are listed once each, with `*` for the names of resources and methods.
 */
import type { Decisions } from "../decisions.js";
import { readCasings } from "./casings.js";
import { readClientSettings } from "./client.js";
import { inside, type KeyPath, mappingOf, recordOf, top, under, type UnknownKey, UnknownKeys } from "./mapping.js";
import { isOwnLanguage } from "./languages.js";
import { readModels, type StainlessModels } from "./models.js";
import { readClient, readOptions, type StainlessOption } from "./options.js";
import { pagesOfScheme } from "./pages.js";
import { readQuery } from "./query.js";
import { readCalls, type StainlessCalls } from "./resources.js";
import { readSchemes, type StainlessScheme } from "./schemes.js";

export interface StainlessReading {
  /** Decisions about calls have keys of their own (`stainless`, `stainlessPages`), because the user's keys override them. */
  readonly decisions: Decisions;
  /** The position in the file of each address or component in `decisions`. */
  readonly places: ReadonlyMap<string, KeyPath>;
  readonly schemes: readonly StainlessScheme[];
  /** Client options that cannot be carried over. */
  readonly options: readonly StainlessOption[];
  /** Keys that were not understood: each pattern once, with its first position. */
  readonly unknown: readonly UnknownKey[];
}

const topKeys = [
  "organization",
  "resources",
  "custom_casings",
  "pagination",
  "client_settings",
  "settings",
  "targets",
  "environments",
  "security",
  "security_schemes",
  "openapi",
  "query_settings",
  "unspecified_endpoints",
];

/** @param parsed the file as returned by a YAML parser; anything but a mapping decides nothing */
export function readStainless(parsed: unknown): StainlessReading {
  const file = mappingOf(parsed);
  const unknown = new UnknownKeys();
  const casings = readCasings(file["custom_casings"], unknown);
  unknown.noteOthers(file, top, topKeys);
  const calls = readCalls(file, casings, unknown);
  const models = readModels(file, casings, unknown);
  const client = readClient(mappingOf(file["organization"]), casings, unknown);
  const { credentials, options, others } = readOptions(mappingOf(file["client_settings"]), casings, unknown);
  const schemes = readSchemes(file["pagination"], unknown);
  const settings = mappingOf(file["settings"]);
  unknown.noteOthers(settings, under(top, "settings"), ["license", "positional_params", "unwrap_response_fields"]);
  for (const [language, target] of Object.entries(mappingOf(file["targets"]))) {
    const known = isOwnLanguage(language) ? ["package_name", "production_repo"] : [];
    unknown.noteOthers(mappingOf(target), inside(under(top, "targets"), language), known);
  }
  unknown.noteOthers(mappingOf(file["openapi"]), under(top, "openapi"), []);
  return {
    decisions: {
      ...(client === undefined ? {} : { client }),
      ...readClientSettings(file, unknown),
      ...callDecisions(calls, models),
      ...(settings["positional_params"] === false ? { positional: "none" } : {}),
      // Stainless's clients have `_request_id` on every object.
      requestIds: true,
      credentials: recordOf(credentials),
      ...(options.size > 0 ? { options: recordOf(options) } : {}),
      ...readQuery(mappingOf(file["query_settings"]), unknown),
      ...(schemes.length + calls.unpaged.length > 0 ? { stainlessPages: pagesOf(schemes, calls.unpaged) } : {}),
    },
    places: new Map([...models.places, ...calls.places]),
    schemes,
    options: others,
    unknown: unknown.list,
  };
}

function callDecisions(
  { calls, further, skip, positional, bodies, streams }: StainlessCalls,
  models: StainlessModels,
): Decisions {
  const events = [...streams].flatMap(([address, model]) => {
    const event = models.components.get(model)?.replace(/^schemas\//, "");
    return event === undefined ? [] : [[address, { event }] as const];
  });
  return {
    stainless: recordOf(calls),
    skip,
    ...(further.size > 0 ? { stainlessFurther: recordOf(further) } : {}),
    ...(models.names.size > 0 ? { stainlessModels: recordOf(models.names) } : {}),
    ...(positional.size > 0 ? { stainlessPositional: recordOf(positional) } : {}),
    ...(bodies.size > 0 ? { bodies: recordOf(bodies) } : {}),
    ...(events.length > 0 ? { streams: recordOf(new Map(events)) } : {}),
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
