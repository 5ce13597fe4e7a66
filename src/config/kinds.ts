/** The kinds of value that keys of the configuration take: how each is checked, and what it becomes. */
import { statSync } from "node:fs";
import path from "node:path";
import type { JsonObject } from "../document/document.js";
import { isObject } from "../document/refs.js";
import { nearest } from "../document/text/nearest.js";
import type { Setting } from "./settings.js";

export interface Kind<Value> {
  /** Completes "`key` must be …". */
  readonly is: string;
  /** The same for editors, as JSON Schema (draft 7): it accepts whatever `read` does, and refuses what it can. */
  readonly schema: JsonObject;
  /** @throws UnusableInput where the setting, which the file has, is of another kind */
  readonly read: (setting: Setting) => Value;
}

export interface Field<Value> {
  readonly kind: Kind<Value>;
  /** One line for the user, without the period. */
  readonly doc: string;
  /** An older spelling of the key that is still accepted. */
  readonly formerly?: string;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The value read by a table of fields; a key that the file does not have is absent. */
export type Values<Table extends Fields> = {
  readonly [Key in keyof Table]?: Table[Key] extends Field<infer Value> ? Value : never;
};

/**
 * Reads the map at `setting` by a table of its keys; a map that the file does not have, or leaves empty, has no values.
 *
 * @throws UnusableInput at the first key that the table does not have, and where a value is of another kind
 */
export function readFields<Table extends Fields>(setting: Setting, table: Table): Values<Table> {
  checkKeys(setting, table);
  const entries = Object.entries(table).flatMap(([key, field]) => {
    const given = fieldAt(setting, key, field);
    return given.value === undefined ? [] : [[key, field.kind.read(given)] as const];
  });
  return Object.fromEntries(entries) as Values<Table>;
}

/** The setting of a key, under whichever spelling the file has. */
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

/** Refuses a key that is given in both of its spellings, because one would be ignored. */
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

/** Any map, as it is. */
export const map: Kind<JsonObject> = {
  is: "a map",
  schema: { type: ["object", "null"] },
  read: (setting) => {
    const value = setting.value ?? {};
    if (isObject(value)) return value;
    throw mismatch(setting, map.is, "Write it as `key: value` lines.");
  },
};

/** A map whose values are all of one kind. A key without a value (`calls:`) is an empty map. */
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

/** A list whose items are all of one kind. A key without a value (`skip:`) is an empty list. */
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

/** A string that fits a pattern. */
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

/** A map with these keys alone. */
export function object<Table extends Fields>(table: Table): Kind<Values<Table>> {
  return { is: "a map", schema: schemaOf(table), read: (setting) => readFields(setting, table) };
}

/** A map with the keys of a table and no others, each described by its line. */
export function schemaOf(table: Fields): JsonObject {
  const properties = Object.entries(table).flatMap(([key, { kind, doc, formerly }]) => [
    [key, { description: doc, ...kind.schema }] as const,
    ...(formerly === undefined
      ? []
      : [[formerly, { description: `the older name of \`${key}\``, ...kind.schema }] as const]),
  ]);
  return { type: ["object", "null"], properties: Object.fromEntries(properties), additionalProperties: false };
}

/** A path, relative to the configuration; it becomes absolute, and may lead anywhere that its user may read. */
export const location: Kind<string> = {
  is: "a path",
  schema: { type: "string" },
  read: (setting) => path.resolve(path.dirname(setting.source.file), string.read(setting)),
};

/** A path, relative to the configuration, of a file that exists. */
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

/** Not where the path is none: too long, or with a character that no path has. */
function isFile(absolute: string): boolean {
  try {
    return statSync(absolute).isFile();
  } catch {
    return false;
  }
}

export const hostHint = "Give a host name, such as `api.example.com` or `localhost:8080`.";

/** A host, with `:port` where it is not the usual one; it becomes what addresses have (WHATWG URL, `host`). */
export const host: Kind<string> = {
  is: "a host name",
  schema: { type: "string" },
  read: (setting) => {
    const found = hostOf(string.read(setting));
    if (found !== undefined) return found;
    throw mismatch(setting, host.is, hostHint);
  },
};

/** A host as addresses write it; undefined where the text is not a host. */
export function hostOf(text: string): string | undefined {
  const isHost = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(text);
  return isHost && URL.canParse(`https://${text}`) ? new URL(`https://${text}`).host : undefined;
}
