/** How a user declares that an operation lists in pages: in the configuration, or on the operation itself. */
import type { Json, JsonObject } from "../document/document.js";
import { isObject } from "../document/refs.js";
import type { Kind } from "./kinds.js";

/** Keys from a value down: `["meta", "next_cursor"]`. */
export type KeyPath = readonly string[];

/** `false` if the call does not list in pages, whatever the document suggests. Inputs have their names in the document. */
export type GivenPages = false | GivenKind;

export interface GivenKind {
  readonly kind: "numbered" | "offset" | "cursor" | "linked" | "linkHeader" | "single";
  /** The property of the response that holds the list. If absent, the recognised list or the only one. */
  readonly items?: KeyPath;
  readonly page?: string;
  readonly offset?: string;
  readonly cursor?: string;
  readonly before?: string;
  readonly first?: number;
  /** A response header. */
  readonly header?: string;
  readonly next?: KeyPath;
  readonly id?: KeyPath;
  readonly more?: KeyPath;
  readonly total?: KeyPath;
  readonly pages?: KeyPath;
  readonly current?: KeyPath;
}

/** Why a value does not describe pages. */
export interface PagesProblem {
  /** Keys from the value down to the fault. */
  readonly path: KeyPath;
  /** A clause that follows the name of the setting. */
  readonly message: string;
  readonly hint: string;
}

type Key = Exclude<keyof GivenKind, "kind">;

/** The keys of each kind: required ones and optional ones. */
const KINDS: Readonly<Record<GivenKind["kind"], readonly [needed: readonly Key[], more: readonly Key[]]>> = {
  numbered: [["page"], ["items", "first", "current", "more", "total", "pages"]],
  offset: [["offset"], ["items", "first", "more", "total"]],
  cursor: [["cursor"], ["items", "header", "next", "id", "before", "more"]],
  linked: [["next"], ["items"]],
  linkHeader: [[], ["items"]],
  single: [[], ["items"]],
};

const INPUTS: ReadonlySet<string> = new Set<Key>(["page", "offset", "cursor", "before"]);

/** Reads `false`, or a kind with its keys. Unknown keys are rejected, so that no typing error goes unnoticed. */
export function readGivenPages(value: Json): { readonly given: GivenPages } | { readonly problem: PagesProblem } {
  if (value === false) return { given: false };
  const kind = isObject(value) ? value["kind"] : undefined;
  if (!isObject(value) || typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) {
    return problem(
      isObject(value) && kind !== undefined ? ["kind"] : [],
      "it must be `false` or a map with a known `kind`.",
      `Write \`false\`, or \`{ kind: … }\` with one of these: ${Object.keys(KINDS).join(", ")}.`,
    );
  }
  return readKind(value, kind as GivenKind["kind"]);
}

function readKind(
  value: JsonObject,
  kind: GivenKind["kind"],
): { readonly given: GivenKind } | { readonly problem: PagesProblem } {
  const [needed, more] = KINDS[kind];
  const known: readonly string[] = ["kind", ...needed, ...more];
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    return problem(
      [unknown],
      `pages of the kind \`${kind}\` have no key \`${unknown}\`.`,
      `Known keys: ${known.join(", ")}.`,
    );
  }
  const missing = needed.find((key) => value[key] === undefined);
  if (missing !== undefined) {
    return problem([], `pages of the kind \`${kind}\` need the key \`${missing}\`.`, "Add it.");
  }
  if (kind === "cursor" && ["next", "id", "header"].every((key) => value[key] === undefined)) {
    const message =
      "pages of the kind `cursor` need the key `next` (a path in the response), `header` (a response header) or `id` (a path in each item), to say where the next cursor is.";
    return problem([], message, "Add one of them.");
  }
  const given: Record<string, unknown> = { kind };
  for (const key of [...needed, ...more]) {
    if (value[key] === undefined) continue;
    const read = readValue(key, value[key]);
    if (read === undefined)
      return problem([key], `\`${key}\` must be ${VALUES[kindOfKey(key)].is}.`, VALUES[kindOfKey(key)].hint);
    given[key] = read;
  }
  return { given: given as unknown as GivenKind };
}

const VALUES = {
  input: { is: "the name of a parameter", hint: "Write it as the document does." },
  header: { is: "the name of a header", hint: "Write it as the document does." },
  number: { is: "a whole number", hint: "Give the number of the first page or item, such as 0 or 1." },
  path: { is: "a path of keys", hint: "Write keys with dots between them (`meta.next_cursor`), or as a list." },
};

function kindOfKey(key: Key): keyof typeof VALUES {
  if (key === "header") return "header";
  return INPUTS.has(key) ? "input" : key === "first" ? "number" : "path";
}

function readValue(key: Key, value: Json): string | number | KeyPath | undefined {
  switch (kindOfKey(key)) {
    case "input":
    case "header":
      return typeof value === "string" && value !== "" ? value : undefined;
    case "number":
      return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
    case "path":
      if (typeof value === "string") return value === "" ? [] : value.split(".");
      return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
  }
}

function problem(path: KeyPath, message: string, hint: string): { readonly problem: PagesProblem } {
  return { problem: { path, message, hint } };
}

function schemaOfKind(kind: string, needed: readonly Key[], more: readonly Key[]): JsonObject {
  const keys = [...needed, ...more].map((key) => [
    key,
    { description: VALUES[kindOfKey(key)].is, ...schemaOfKey(key) },
  ]);
  return {
    type: "object",
    properties: { kind: { const: kind }, ...(Object.fromEntries(keys) as JsonObject) },
    required: ["kind", ...needed],
    additionalProperties: false,
  };
}

function schemaOfKey(key: Key): JsonObject {
  if (kindOfKey(key) === "number") return { type: "integer" };
  return kindOfKey(key) === "path"
    ? { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] }
    : { type: "string", minLength: 1 };
}

/** An entry of the key `pages` in the configuration. */
export const givenPages: Kind<GivenPages> = {
  is: "`false` or a map with a known `kind`",
  schema: { anyOf: [{ const: false }, ...Object.entries(KINDS).map(([kind, keys]) => schemaOfKind(kind, ...keys))] },
  read: (setting) => {
    const read = readGivenPages(setting.value ?? null);
    if ("given" in read) return read.given;
    const { path, message, hint } = read.problem;
    throw setting.at(...path).error(`\`${setting.name}\`: ${message}`, hint);
  },
};
