/** The kinds of value in the configuration: how each is checked, and what it is converted to. */
import { statSync } from "node:fs";
import path from "node:path";
import type { JsonObject } from "../document/document.js";
import { isObject } from "../document/refs.js";
import { nearest } from "../document/text/nearest.js";
import type { Setting } from "./settings.js";

export interface Kind<Value> {
  /** Completes "`key` must be …". */
  readonly is: string;
  /** The same as JSON Schema (draft 7), for editors: it accepts everything that `read` accepts, and rejects what it can. */
  readonly schema: JsonObject;
  /** @throws UnusableInput if the setting, which exists in the file, is of another kind */
  readonly read: (setting: Setting) => Value;
}

export interface Field<Value> {
  readonly kind: Kind<Value>;
  /** One line for the user, without a full stop. */
  readonly doc: string;
  /** An older spelling of the key that is still accepted. */
  readonly formerly?: string;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The result of reading a table of fields; keys that the file does not have are absent. */
export type Values<Table extends Fields> = {
  readonly [Key in keyof Table]?: Table[Key] extends Field<infer Value> ? Value : never;
};

/**
 * Reads the map at `setting` with a table of its keys; a missing or empty map has no values.
 *
 * @throws UnusableInput at the first key that is not in the table, and for a value of the wrong kind
 */
export function readFields<Table extends Fields>(setting: Setting, table: Table): Values<Table> {
  checkKeys(setting, table);
  const entries = Object.entries(table).flatMap(([key, field]) => {
    const given = fieldAt(setting, key, field);
    return given.value === undefined ? [] : [[key, field.kind.read(given)] as const];
  });
  return Object.fromEntries(entries) as Values<Table>;
}

/** The setting of a key, in whichever spelling the file uses. */
export function fieldAt(setting: Setting, key: string, { formerly }: Pick<Field<unknown>, "formerly">): Setting {
  const given = setting.at(key);
  return given.value === undefined && formerly !== undefined ? setting.at(formerly) : given;
}

function checkKeys(setting: Setting, table: Fields): void {
  map.read(setting);
  checkSpellings(setting, table);
  const known = Object.keys(table);
  const accepted = new Set([...known, ...Object.values(table).flatMap(({ formerly = [] }) => formerly)]);
  const unknown = setting.keys.find((key) => !accepted.has(key));
  if (unknown === undefined) return;
  const near = nearest(unknown, [...accepted]);
  const meant = known.find((key) => key === near || (near !== undefined && table[key]?.formerly === near));
  const doc = meant === undefined ? undefined : table[meant]?.doc;
  throw setting
    .at(unknown)
    .error(
      `\`${setting.name}\` has no key \`${unknown}\`.`,
      meant === undefined
        ? `Known keys: ${known.join(", ")}.`
        : `Did you mean \`${meant}\`${doc === undefined ? "" : ` (${doc})`}?`,
    );
}

/** Rejects a key that is given in both spellings, because one of them would be ignored. */
function checkSpellings(setting: Setting, table: Fields): void {
  for (const [key, { formerly }] of Object.entries(table)) {
    if (formerly === undefined || setting.at(key).value === undefined || setting.at(formerly).value === undefined)
      continue;
    throw setting
      .at(formerly)
      .error(`\`${formerly}\` is the older name of \`${key}\`, which is also set.`, `Move its entries to \`${key}\`.`);
  }
}

function mismatch(setting: Setting, is: string, hint: string): Error {
  return setting.error(`\`${setting.name}\` must be ${is}.`, hint);
}

export const string: Kind<string> = {
  is: "a string",
  schema: { type: "string" },
  read: (setting) => {
    if (typeof setting.value === "string") return setting.value;
    throw mismatch(setting, string.is, "Put it in quotes if YAML reads it as something else.");
  },
};

/** A line of a table: the kind of value, and its description for the user without a full stop. */
export function field<Value>(kind: Kind<Value>, doc: string): Field<Value> {
  return { kind, doc };
}

export const boolean: Kind<boolean> = {
  is: "true or false",
  schema: { type: "boolean" },
  read: (setting) => {
    if (typeof setting.value === "boolean") return setting.value;
    throw mismatch(setting, boolean.is, "Write `true` or `false` without quotes, or remove the line.");
  },
};

export const positiveNumber: Kind<number> = {
  is: "a positive number",
  schema: { type: "number", exclusiveMinimum: 0 },
  read: (setting) => {
    if (typeof setting.value === "number" && setting.value > 0) return setting.value;
    throw mismatch(setting, positiveNumber.is, "Give a number, or remove the line.");
  },
};

export const wholeNumber: Kind<number> = {
  is: "a whole number",
  schema: { type: "integer", minimum: 0 },
  read: (setting) => {
    if (Number.isSafeInteger(setting.value) && Number(setting.value) >= 0) return Number(setting.value);
    throw mismatch(setting, wholeNumber.is, "Give a number such as 0 or 2, or remove the line.");
  },
};

/** Any map, unchanged. */
export const map: Kind<JsonObject> = {
  is: "a map",
  schema: { type: ["object", "null"] },
  read: (setting) => {
    const value = setting.value ?? {};
    if (isObject(value)) return value;
    throw mismatch(setting, map.is, "Write it as `key: value` lines.");
  },
};

/** A map whose values all have one kind. A key without a value (`calls:`) is an empty map. */
export function mapOf<Value>(entry: Kind<Value>): Kind<Readonly<Record<string, Value>>> {
  return {
    is: `a map whose values are each ${entry.is}`,
    schema: { type: ["object", "null"], additionalProperties: entry.schema },
    read: (setting) => {
      map.read(setting);
      return Object.fromEntries(setting.keys.map((key) => [key, entry.read(setting.at(key))]));
    },
  };
}

/** A list whose items all have one kind. A key without a value (`skip:`) is an empty list. */
export function listOf<Value>(item: Kind<Value>): Kind<readonly Value[]> {
  const is = `a list whose items are each ${item.is}`;
  return {
    is,
    schema: { type: ["array", "null"], items: item.schema },
    read: (setting) => {
      if (Array.isArray(setting.value ?? [])) return setting.items.map((one) => item.read(one));
      throw mismatch(setting, "a list", "Write it as `- item` lines.");
    },
  };
}

/** A string that matches a pattern. */
export function matching(pattern: RegExp, is: string): Kind<string> {
  return {
    is,
    schema: { type: "string", pattern: pattern.source },
    read: (setting) => {
      if (typeof setting.value === "string" && pattern.test(setting.value)) return setting.value;
      throw mismatch(setting, is, "Correct it, or remove the line.");
    },
  };
}

/** One of these words. */
export function oneOf<Word extends string>(...words: readonly [Word, ...Word[]]): Kind<Word> {
  const is = words.map((word) => `\`${word}\``).join(" or ");
  return {
    is,
    schema: { enum: words },
    read: (setting) => {
      const word = words.find((one) => one === setting.value);
      if (word !== undefined) return word;
      throw mismatch(setting, is, `Write \`${setting.name}: ${words[0]}\`, or remove the line.`);
    },
  };
}

/** A map with only these keys. */
export function object<Table extends Fields>(table: Table): Kind<Values<Table>> {
  return { is: "a map", schema: schemaOf(table), read: (setting) => readFields(setting, table) };
}

/** A map with only the keys of a table, each with its description. */
export function schemaOf(table: Fields): JsonObject {
  const properties = Object.entries(table).flatMap(([key, { kind, doc, formerly }]) => [
    [key, { description: doc, ...kind.schema }] as const,
    ...(formerly === undefined
      ? []
      : [[formerly, { description: `the older name of \`${key}\``, ...kind.schema }] as const]),
  ]);
  return { type: ["object", "null"], properties: Object.fromEntries(properties), additionalProperties: false };
}

/** A path, relative to the configuration; read as an absolute path to any location that the user can read. */
export const location: Kind<string> = {
  is: "a path",
  schema: { type: "string" },
  read: (setting) => path.resolve(path.dirname(setting.source.file), string.read(setting)),
};

/** A path, relative to the configuration, of an existing file. */
export const file: Kind<string> = {
  is: "the path of a file",
  schema: { type: "string" },
  read: (setting) => {
    const absolute = location.read(setting);
    if (isFile(absolute)) return absolute;
    const message = `\`${setting.name}\` names a file that does not exist: \`${string.read(setting)}\`.`;
    throw setting.error(message, "Correct the path; it is relative to this configuration.");
  },
};

/** False also for an invalid path: too long, or with a forbidden character. */
function isFile(absolute: string): boolean {
  try {
    return statSync(absolute).isFile();
  } catch {
    return false;
  }
}

export const hostHint = "Give a host name, such as `api.example.com` or `localhost:8080`.";

/** A host, with `:port` unless it is the default; normalised as in URLs (WHATWG URL, `host`). */
export const host: Kind<string> = {
  is: "a host name",
  schema: { type: "string" },
  read: (setting) => {
    const found = hostOf(string.read(setting));
    if (found !== undefined) return found;
    throw mismatch(setting, host.is, hostHint);
  },
};

/** A host, normalised as in URLs; undefined if the text is not a host. */
export function hostOf(text: string): string | undefined {
  const isHost = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(text);
  return isHost && URL.canParse(`https://${text}`) ? new URL(`https://${text}`).host : undefined;
}
