/** A `stainless.yml` beside the configuration: its names below the user's own, and word of what was not taken over. */
import path from "node:path";
import type { Diagnostic, Position } from "../../diagnostic.js";
import { type CredentialNames, type NamingConfig, normalisedAddress, type PlacedKey } from "../../naming/config.js";
import { readStainless, type StainlessOption, type StainlessPagination, type StainlessReading } from "./read.js";
import { SettingsSource } from "../settings-file.js";

/** What a `stainless.yml` says beside names. */
export interface Stainless {
  readonly pagination: readonly StainlessPagination[];
  /** Options of the client that belong to no security scheme. */
  readonly options: readonly StainlessOption[];
}

/** One `stainless.yml`, read. */
export interface StainlessFile {
  readonly reading: StainlessReading;
  readonly source: SettingsSource;
}

/** @throws UnusableInput where the file is not YAML */
export function readStainlessFile(file: string): StainlessFile {
  const source = new SettingsSource(file);
  return { source, reading: readStainless(source.value) };
}

/** The parts of a target that the file adds to. */
interface Configured {
  readonly naming: NamingConfig;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Adds the names of the file to those of the user, which win wherever both speak of the same. */
export function withStainless<T extends Configured>(
  target: T,
  file: StainlessFile,
): T & { readonly stainless: Stainless } {
  const { pagination, options } = file.reading;
  return {
    ...target,
    naming: mergedNaming(target.naming, file),
    stainless: { pagination, options },
    diagnostics: [...(target.diagnostics ?? []), ...unknownKeys(file), ...notCarriedOver(file)],
  };
}

function mergedNaming(own: NamingConfig, file: StainlessFile): NamingConfig {
  const { client, stainless = {}, stainlessPages, credentials = {}, skip = [] } = file.reading.config;
  const wanted = new Set([...Object.keys(own.calls ?? {}), ...(own.only ?? [])].map(normalisedAddress));
  return {
    ...(client === undefined ? {} : { client }),
    ...own,
    stainless,
    ...(stainlessPages === undefined ? {} : { stainlessPages }),
    skip: [...new Set([...(own.skip ?? []), ...skip.filter((address) => !wanted.has(address))])],
    credentials: mergedCredentials(own.credentials ?? {}, credentials),
    placeOf: (key, entry) => own.placeOf?.(key, entry) ?? placeIn(file, key, entry),
  };
}

function mergedCredentials(
  own: Readonly<Record<string, CredentialNames>>,
  stainless: Readonly<Record<string, CredentialNames>>,
): Readonly<Record<string, CredentialNames>> {
  const schemes = new Map(Object.entries(stainless));
  for (const [scheme, names] of Object.entries(own)) schemes.set(scheme, { ...schemes.get(scheme), ...names });
  return Object.fromEntries(schemes);
}

function placeIn({ source, reading }: StainlessFile, key: PlacedKey, entry: string): Position | undefined {
  if (key === "credentials") return source.position(["client_settings", "opts"]);
  const at = key === "stainless" || key === "skip" ? reading.places.get(entry) : undefined;
  return at && source.position(at);
}

function unknownKeys({ source, reading }: StainlessFile): Diagnostic[] {
  const [first] = reading.unknown;
  if (!first) return [];
  const keys = reading.unknown.map(({ pattern, path: at }) => {
    const { line, column } = source.position(at);
    return `\`${pattern}\` (${nameOf(source)}:${line}:${column})`;
  });
  return [
    {
      code: "config/stainless-unknown",
      severity: "warning",
      message: `What this file says under these keys is not taken over: ${keys.join(", ")}.`,
      hint: "Say what you still need of it under `x-callwright`; nothing else follows from these keys.",
      place: source.position(first.path),
    },
  ];
}

/** What is understood but changes nothing about the client: silence would promise that it does. */
function notCarriedOver({ source, reading }: StainlessFile): Diagnostic[] {
  const { options } = reading;
  const known = new Set(reading.config.stainlessPages?.schemes.map(({ name }) => name));
  const pagination = reading.pagination.filter(({ name }) => !known.has(name));
  const parts = [
    ...(options.length > 0 ? [`client options without a security scheme (${listed(options)})`] : []),
    ...(pagination.length > 0 ? [`pagination schemes (${listed(pagination)})`] : []),
  ];
  if (parts.length === 0) return [];
  return [
    {
      code: "config/stainless-not-carried-over",
      severity: "info",
      message: `Names, credentials and omissions are taken from this file, but not its ${parts.join(" and ")}.`,
      hint: "Give such options with each call, as the document declares them.",
      place: source.position([options.length > 0 ? "client_settings" : "pagination"]),
    },
  ];
}

function listed(items: readonly { readonly name: string }[]): string {
  return items.map(({ name }) => `\`${name}\``).join(", ");
}

function nameOf(source: SettingsSource): string {
  return path.basename(source.file);
}
