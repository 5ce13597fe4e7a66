/**
 * Reads a `stainless.yml`, the configuration of a discontinued generator, for the names that callers of its clients know:
 * resources and methods, the client and its options. Pure: it takes the parsed file and reads nothing from disk.
 *
 * Keys that decide nothing are listed once each, with `*` for the names of resources and methods.
 */
import type { Decisions } from "../decisions.js";
import { readCasings } from "./casings.js";
import { readClientSettings } from "./client.js";
import { type IdleKey, idleKeys } from "./keys.js";
import { type KeyPath, mappingOf, type Misfit, Misfits, recordOf } from "./mapping.js";
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
  /** Keys that decide nothing: each pattern once, with its first position. */
  readonly idle: readonly IdleKey[];
  /** Keys whose values were not understood. */
  readonly misfits: readonly Misfit[];
}

/** @param parsed the file as returned by a YAML parser; anything but a mapping decides nothing */
export function readStainless(parsed: unknown): StainlessReading {
  const file = mappingOf(parsed);
  const misfits = new Misfits();
  const casings = readCasings(file["custom_casings"], misfits);
  const calls = readCalls(file, casings, misfits);
  const models = readModels(file, casings, misfits);
  const client = readClient(file, casings);
  const settingsOfClient = mappingOf(file["client_settings"]);
  const { credentials, options, others, webhooks } = readOptions(settingsOfClient, casings, calls.webhookKey);
  const schemes = readSchemes(file["pagination"]);
  const settings = mappingOf(file["settings"]);
  return {
    decisions: {
      ...(client === undefined ? {} : { client }),
      ...readClientSettings(file, misfits),
      ...callDecisions(calls, models),
      ...(settings["positional_params"] === false ? { positional: "none" } : {}),
      // Stainless's clients have `_request_id` on every object.
      requestIds: true,
      credentials: recordOf(credentials),
      ...(webhooks ? { webhooks } : {}),
      ...(options.size > 0 ? { options: recordOf(options) } : {}),
      ...readQuery(mappingOf(file["query_settings"]), misfits),
      ...(schemes.length + calls.unpaged.length > 0 ? { stainlessPages: pagesOf(schemes, calls.unpaged) } : {}),
    },
    places: new Map([...models.places, ...calls.places]),
    schemes,
    options: others,
    idle: idleKeys(file),
    misfits: misfits.list,
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
