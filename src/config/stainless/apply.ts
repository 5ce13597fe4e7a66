/**
 * Merges a `stainless.yml` into the decisions of a target, and reports the parts that change nothing.
 *
 * Precedence is decided here: the user's own keys win over the file wherever both speak of the same name. Calls and pages
 * of the file keep keys of their own, because `prefix` and `verbs` apply to its calls, but not to the user's.
 */
import path from "node:path";
import type { Diagnostic, Position } from "../../diagnostic.js";
import { normalisedAddress } from "../../document/address.js";
import type { CredentialNames, Decisions, PlacedKey } from "../decisions.js";
import { SettingsFile } from "../settings.js";
import type { Target } from "../target.js";
import { readStainless, type StainlessReading } from "./read.js";

/** One `stainless.yml`, read. */
interface StainlessFile {
  readonly reading: StainlessReading;
  readonly source: SettingsFile;
}

/**
 * The target with what its `stainless.yml` decides; unchanged where it names none.
 *
 * @throws UnusableInput where the file is not YAML
 */
export function withStainless(target: Target): Target {
  if (target.stainless === undefined) return target;
  const source = new SettingsFile(target.stainless);
  const file = { source, reading: readStainless(source.value) };
  return {
    ...target,
    decisions: merged(target.decisions, file),
    diagnostics: [...(target.diagnostics ?? []), ...unknownKeys(file), ...notCarriedOver(file)],
  };
}

function merged(own: Decisions, file: StainlessFile): Decisions {
  const { skip = [], credentials = {}, ...rest } = file.reading.decisions;
  const wanted = new Set([...Object.keys(own.calls ?? {}), ...(own.only ?? [])].map(normalisedAddress));
  return {
    ...rest,
    ...own,
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
    return `\`${pattern}\` (${path.basename(source.file)}:${line}:${column})`;
  });
  return [
    {
      code: "config/stainless-unknown",
      severity: "warning",
      message: `These keys of the file are not taken over: ${keys.join(", ")}.`,
      hint: "Write what you still need of them under `x-callwright`.",
      place: source.position(first.path),
    },
  ];
}

/** Reports keys that are understood but do not change the client. */
function notCarriedOver({ source, reading }: StainlessFile): Diagnostic[] {
  const { options, decisions } = reading;
  const known = new Set(decisions.stainlessPages?.schemes.map(({ name }) => name));
  const schemes = reading.schemes.filter(({ name }) => !known.has(name));
  const parts = [
    ...(options.length > 0 ? [`client options without a security scheme (${listed(options)})`] : []),
    ...(schemes.length > 0 ? [`pagination schemes (${listed(schemes)})`] : []),
  ];
  if (parts.length === 0) return [];
  return [
    {
      code: "config/stainless-not-carried-over",
      severity: "info",
      message: `Names, credentials and omissions are taken from this file, but not its ${parts.join(" and ")}.`,
      hint: "Pass such options with each call, as the document declares them.",
      place: source.position([options.length > 0 ? "client_settings" : "pagination"]),
    },
  ];
}

function listed(items: readonly { readonly name: string }[]): string {
  return items.map(({ name }) => `\`${name}\``).join(", ");
}
