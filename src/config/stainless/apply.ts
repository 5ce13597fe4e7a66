/**
 * Merges a `stainless.yml` into the decisions of a target, and reports the parts that have no effect.
 *
 * Precedence is decided here: the user's own keys override the file. Calls and pages from the file have keys of their own
 * in `Decisions`, because `prefix` and `verbs` apply to the file's calls but not to the user's.
 */
import type { Diagnostic, Position } from "../../diagnostic.js";
import { normalisedAddress } from "../../document/address.js";
import type { CredentialNames, Decisions, PackageSettings, PlacedKey } from "../decisions.js";
import { type SettingsFile, settingsIn } from "../settings.js";
import type { Target } from "../target.js";
import type { KeyPath } from "./mapping.js";
import { readStainless, type StainlessReading } from "./read.js";

/** A `stainless.yml` that has been read. */
interface StainlessFile {
  readonly reading: StainlessReading;
  readonly source: SettingsFile;
}

/**
 * Adds the decisions of its `stainless.yml` to a target; returns the target unchanged if it has none.
 *
 * @throws UnusableInput if the file is not YAML
 */
export function withStainless(target: Target): Target {
  if (target.stainless === undefined) return target;
  const source = settingsIn(target.stainless);
  const file = { source, reading: readStainless(source.value) };
  return {
    ...target,
    decisions: merged(target.decisions, file),
    diagnostics: [...(target.diagnostics ?? []), ...idleFindings(file), ...notCarriedOver(file)],
  };
}

function merged(own: Decisions, file: StainlessFile): Decisions {
  const {
    skip = [],
    credentials = {},
    bodies,
    options,
    streams,
    defaults,
    package: packaged,
    webhooks,
    ...rest
  } = file.reading.decisions;
  const wanted = new Set([...Object.keys(own.calls ?? {}), ...(own.only ?? [])].map(normalisedAddress));
  return {
    ...rest,
    ...own,
    ...(bodies ? { bodies: { ...bodies, ...own.bodies } } : {}),
    ...(options ? { options: { ...options, ...own.options } } : {}),
    ...(streams ? { streams: { ...streams, ...own.streams } } : {}),
    ...(defaults ? { defaults: { ...defaults, ...own.defaults } } : {}),
    ...(webhooks ? { webhooks: { ...webhooks, ...own.webhooks } } : {}),
    ...(packaged ? { package: mergedPackage(packaged, own.package) } : {}),
    skip: [...new Set([...(own.skip ?? []), ...skip.filter((address) => !wanted.has(address))])],
    credentials: mergedCredentials(own.credentials ?? {}, credentials),
    placeOf: (key, entry) => own.placeOf?.(key, entry) ?? placeIn(file, key, entry),
  };
}

function mergedPackage(theirs: PackageSettings, own: PackageSettings = {}): PackageSettings {
  const fields = { ...theirs.fields, ...own.fields };
  return { ...theirs, ...own, ...(Object.keys(fields).length > 0 ? { fields } : {}) };
}

function mergedCredentials(
  own: Readonly<Record<string, CredentialNames>>,
  stainless: Readonly<Record<string, CredentialNames>>,
): Readonly<Record<string, CredentialNames>> {
  const schemes = new Map(Object.entries(stainless));
  for (const [scheme, names] of Object.entries(own)) schemes.set(scheme, { ...schemes.get(scheme), ...names });
  return Object.fromEntries(schemes);
}

const PLACED: ReadonlySet<PlacedKey> = new Set<PlacedKey>([
  "stainless",
  "stainlessFurther",
  "skip",
  "models",
  "bodies",
  "streams",
]);

function placeIn({ source, reading }: StainlessFile, key: PlacedKey, entry: string): Position | undefined {
  if (key === "credentials") return source.position(["client_settings", "opts"]);
  if (key === "unwrap") return source.position(["settings", "unwrap_response_fields"]);
  const at = PLACED.has(key) ? reading.places.get(entry) : undefined;
  return at && source.position(at);
}

/** Returns one warning for each key that would change the client, and one informational finding about all others. */
function idleFindings({ source, reading }: StainlessFile): Diagnostic[] {
  const harmless = reading.idle.filter(({ fate }) => fate === "harmless");
  const [first] = harmless;
  const quiet: Diagnostic[] = first
    ? [
        {
          code: "config/stainless-unread",
          severity: "info",
          message: `These keys do not affect the client, so they are ignored: ${harmless.map(({ pattern }) => `\`${pattern.join(".")}\``).join(", ")}.`,
          hint: "Nothing needs doing.",
          place: source.position(first.path),
        },
      ]
    : [];
  return [
    ...reading.idle.flatMap(({ fate, pattern, path: at }): Diagnostic[] => {
      if (fate === "harmless") return [];
      const message = `\`${pattern.join(".")}\` is not supported.`;
      return [{ ...UNKNOWN, message, hint: fate.instead, place: source.position(at) }];
    }),
    ...reading.misfits.map(({ pattern, path: at, instead }): Diagnostic => ({
      ...UNKNOWN,
      message: `The value of \`${pattern}\` is not supported.`,
      hint: instead ?? "If you need it, configure it under `x-callwright` or in an overlay of the document.",
      place: source.position(at),
    })),
    ...quiet,
  ];
}

const UNKNOWN = { code: "config/stainless-unknown", severity: "warning" } as const;

/** Returns a warning for each option and each pagination scheme that is understood but does not change the client. */
function notCarriedOver({ source, reading }: StainlessFile): Diagnostic[] {
  const known = new Set(reading.decisions.stainlessPages?.schemes.map(({ name }) => name));
  const warningOf = ({ path }: { readonly path: KeyPath }, message: string, hint: string): Diagnostic => ({
    code: "config/stainless-not-carried-over",
    severity: "warning",
    message,
    hint,
    place: source.position(path),
  });
  return [
    ...reading.options.map((option) =>
      warningOf(
        option,
        `The client has no option \`${option.name}\`: the file does not say where it is sent.`,
        "Give it `send_in_header`, `send_as_query_param` or `server_variable`, or pass it with each call.",
      ),
    ),
    ...reading.schemes
      // A `fake_page` is a list that is answered whole.
      .filter(({ name, type }) => !known.has(name) && type !== "fake_page")
      .map((scheme) =>
        warningOf(
          scheme,
          `Lists are not paged by the scheme \`${scheme.name}\`: its type and purposes do not say how to ask for the next page.`,
          "Describe such lists under `x-callwright.pages`, if `callwright explain` does not show that they are paged.",
        ),
      ),
  ];
}
