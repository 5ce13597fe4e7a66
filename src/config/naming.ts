/** What the configuration decides about names. */
import type { Position } from "../diagnostic.js";
import type { JsonObject } from "../document/document.js";
import type { CredentialNames, NamingConfig } from "../naming/config.js";
import { readPagination } from "./pagination.js";
import type { SettingsSource } from "./settings-file.js";

/**
 * @param block where the `x-callwright` block stands
 * @throws UnusableInput where a key of it has a value of another kind
 */
export function readNaming(source: SettingsSource, root: JsonObject, block: readonly string[]): NamingConfig {
  const client = source.text(root, [...block, "client"]);
  const credentials = readCredentials(source, root, [...block, "credentials"]);
  const maps = Object.fromEntries(
    ["calls", "prefix", "verbs"].flatMap((key) => {
      const map = source.texts(root, [...block, key]);
      return map ? [[key, map]] : [];
    }),
  );
  const lists = Object.fromEntries(
    ["skip", "only"].flatMap((key) => {
      const list = source.list(root, [...block, key]);
      return list ? [[key, list]] : [];
    }),
  );
  const pagination = readPagination(source, root, [...block, "pagination"]);
  return {
    ...(client === undefined ? {} : { client }),
    ...(pagination === undefined ? {} : { pagination }),
    ...(credentials === undefined ? {} : { credentials }),
    ...maps,
    ...lists,
    placeOf: (key, entry) => placeOf(source, root, [...block, key], entry),
  };
}

const CREDENTIAL_KEYS: readonly (keyof CredentialNames)[] = ["option", "env", "passwordOption", "passwordEnv"];

/** Security scheme to option: `bearerAuth: token`, or with `env` and the password of basic security as a map. */
function readCredentials(
  source: SettingsSource,
  root: JsonObject,
  at: readonly string[],
): Readonly<Record<string, CredentialNames>> | undefined {
  const schemes = source.object(root, at);
  if (schemes === undefined) return undefined;
  return Object.fromEntries(
    Object.keys(schemes).map((scheme) => [scheme, readCredential(source, root, [...at, scheme])]),
  );
}

function readCredential(source: SettingsSource, root: JsonObject, at: readonly string[]): CredentialNames {
  const given = source.at(root, at);
  if (typeof given === "string") return { option: given };
  source.checkKeys(source.object(root, at) ?? {}, at, CREDENTIAL_KEYS);
  return Object.fromEntries(
    CREDENTIAL_KEYS.flatMap((key) => {
      const text = source.text(root, [...at, key]);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

function placeOf(source: SettingsSource, root: JsonObject, at: readonly string[], entry: string): Position | undefined {
  const value = source.at(root, at);
  if (Array.isArray(value)) {
    const index = value.indexOf(entry);
    return index < 0 ? undefined : source.position([...at, String(index)]);
  }
  return source.at(root, [...at, entry]) === undefined ? undefined : source.position([...at, entry]);
}
