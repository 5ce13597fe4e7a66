/** Values against schemas, by a validator that interprets: no document becomes code. Only this file imports it. */
import { runInNewContext } from "node:vm";
import { Validator, type OutputUnit, type Schema } from "@cfworker/json-schema";
import type { SchemaView } from "../api/schema/schema.js";
import { translate, type JsonSchema, type Sender, type Translation } from "./json-schema.js";

/** One thing in a value that its schema does not allow. */
export interface Fault {
  /** The keyword of JSON Schema that it breaks; `unevaluatedProperties` for a key that nothing declares. */
  readonly keyword: string;
  /** From the whole value: `.items[].status`; keys of maps are not named. */
  readonly steps: string;
  /** The value, or the object that lacks a key, or the value under an undeclared key. */
  readonly value: unknown;
  /** Of an undeclared key: its name. */
  readonly key?: string;
  /** What the keyword asks, where that is a number or a text. */
  readonly wanted: unknown;
  readonly view: SchemaView;
  /** The schema of which `view` is a part or an alternative; else `view` itself. */
  readonly outer: SchemaView;
}

/** Judges values; undefined for one that is too deep, or takes too long. */
export type Judge = (value: unknown, view: SchemaView, sender: Sender) => readonly Fault[] | undefined;

interface Prepared extends Translation {
  readonly validator: Validator;
}

/** Milliseconds for one value: a pattern of the document may need more time than anybody has. */
const LONGEST = 2_000;

export function createJudge(): Judge {
  const known = { request: new Map<SchemaView, Prepared>(), answer: new Map<SchemaView, Prepared>() };
  return (value, view, sender) => {
    const prepared = known[sender].get(view) ?? prepare(translate(view, sender));
    known[sender].set(view, prepared);
    const errors = inTime(() => prepared.validator.validate(value).errors);
    return errors && leavesOf(errors, value, prepared).map((error) => faultOf(error, value, prepared));
  };
}

function prepare(translation: Translation): Prepared {
  return { ...translation, validator: new Validator(translation.schema as Schema, "2020-12", false) };
}

/** `runInNewContext` is here for its clock alone: what it runs is this file's own function. */
function inTime<T>(work: () => T): T | undefined {
  try {
    return runInNewContext("work()", { work }, { timeout: LONGEST }) as T;
  } catch {
    return undefined;
  }
}

/** Keywords that report only that something below them failed. */
const WRAPPERS = new Set(["$ref", "allOf", "properties", "additionalProperties", "unevaluatedProperties"]);
const LISTS = new Set(["items", "prefixItems"]);

/** The errors that say something; of alternatives that all fail, those of the one that fits best. */
function leavesOf(errors: readonly OutputUnit[], value: unknown, prepared: Prepared): readonly OutputUnit[] {
  const found: OutputUnit[] = [];
  for (let index = 0; index < errors.length; index += 1) {
    const error = errors[index];
    if (error === undefined || WRAPPERS.has(error.keyword) || LISTS.has(error.keyword)) continue;
    if (error.keyword !== "anyOf") {
      found.push(error);
      continue;
    }
    let end = index + 1;
    while (end < errors.length && isBelow(errors[end], error)) end += 1;
    found.push(...bestBranch(error, errors.slice(index + 1, end), value, prepared));
    index = end - 1;
  }
  return found;
}

/** The errors of alternatives follow the error of their `anyOf`. */
function isBelow(error: OutputUnit | undefined, { keywordLocation, instanceLocation }: OutputUnit): boolean {
  return (
    error?.keywordLocation.startsWith(`${keywordLocation}/`) === true &&
    `${error.instanceLocation}/`.startsWith(`${instanceLocation}/`)
  );
}

function bestBranch(
  owner: OutputUnit,
  errors: readonly OutputUnit[],
  value: unknown,
  prepared: Prepared,
): readonly OutputUnit[] {
  const branches = new Map<string, OutputUnit[]>();
  for (const error of errors) {
    const [index = ""] = error.keywordLocation.slice(owner.keywordLocation.length + 1).split("/");
    const branch = branches.get(index);
    if (branch === undefined) branches.set(index, [error]);
    else branch.push(error);
  }
  const leaves = [...branches.values()].map((branch) => leavesOf(branch, value, prepared));
  const ranks = leaves.map((branch) => rankOf(branch, owner, prepared));
  return leaves[ranks.indexOf(Math.min(...ranks))] ?? [];
}

/** Lower is better: the right type comes before the right tag, and that before few faults. */
function rankOf(leaves: readonly OutputUnit[], owner: OutputUnit, prepared: Prepared): number {
  const { view } = placeOf(owner, prepared);
  const property = view.discriminator?.property;
  const tag = property === undefined ? undefined : `${owner.instanceLocation}/${property}`;
  const isOtherType = leaves.some(
    ({ keyword, instanceLocation }) => keyword === "type" && instanceLocation === owner.instanceLocation,
  );
  const isOtherTag = leaves.some(({ instanceLocation }) => instanceLocation === tag);
  return (isOtherType ? 1e12 : 0) + (isOtherTag ? 1e9 : 0) + leaves.length;
}

function faultOf(error: OutputUnit, whole: unknown, prepared: Prepared): Fault {
  const tokens = tokensOf(error.instanceLocation);
  const { schema, view, outer, steps } = placeOf(error, prepared);
  // Nothing else is translated to `not`.
  const isUndeclared = error.keyword === "not";
  const value = tokens.reduce<unknown>((inner, token) => (inner as Readonly<Record<string, unknown>>)[token], whole);
  const key = tokens.at(-1);
  return {
    keyword: isUndeclared ? "unevaluatedProperties" : error.keyword,
    steps,
    value,
    ...(isUndeclared && key !== undefined ? { key } : {}),
    wanted: schema[error.keyword],
    view,
    outer,
  };
}

interface Place {
  readonly schema: JsonSchema;
  readonly view: SchemaView;
  readonly outer: SchemaView;
  readonly steps: string;
}

/** Follows the keywords from the whole schema to where an error was found. */
function placeOf({ keywordLocation }: OutputUnit, { schema: root, views }: Prepared): Place {
  const left = [...tokensOf(keywordLocation)];
  let [schema, steps] = [root, ""];
  let [view, outer]: (SchemaView | undefined)[] = [];
  for (let token = left.shift(); token !== undefined; token = left.shift()) {
    const next = token === "$ref" ? referred(schema, root) : stepFrom(schema, token, left);
    if (next === undefined) break;
    schema = next.schema;
    view = views.get(schema) ?? view;
    if (next.step !== "") [steps, outer] = [`${steps}${next.step}`, undefined];
    outer ??= views.get(schema);
  }
  if (view === undefined) throw new TypeError(`No schema at ${keywordLocation}.`);
  return { schema, view, outer: outer ?? view, steps };
}

interface Step {
  readonly schema: JsonSchema;
  /** What it adds to the name of the place. */
  readonly step: string;
}

function found(schema: JsonSchema | undefined, step = ""): Step | undefined {
  return schema === undefined ? undefined : { schema, step };
}

function referred({ $ref = "" }: JsonSchema, { $defs = {} }: JsonSchema): Step | undefined {
  return found($defs[$ref.split("/").at(-1) ?? ""]);
}

/** One keyword further; undefined where it leads to no schema of a part of the value. */
function stepFrom(schema: JsonSchema, keyword: string, left: string[]): Step | undefined {
  if (keyword === "items") return found(schema.items, "[]");
  if (keyword === "additionalProperties") return found(schema.additionalProperties, "[key]");
  if (keyword === "prefixItems") return found(schema.prefixItems?.[Number(left.shift())], "[]");
  if (keyword === "allOf" || keyword === "anyOf") return found(schema[keyword]?.[Number(left.shift())]);
  if (keyword !== "properties") return undefined;
  const name = left.shift();
  return name === undefined ? undefined : found(schema.properties?.[name], `.${name}`);
}

/** Of a pointer as the validator writes it: RFC 6901 in a URI fragment. */
function tokensOf(location: string): readonly string[] {
  const tokens = location.split("/").slice(1);
  return tokens.map((token) => decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~"));
}
