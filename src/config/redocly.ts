/**
 * Reads the configuration file: a `redocly.yaml`, whose `apis` list the specifications and whose `x-callwright` blocks
 * hold Callwright's settings. The file is read as data; its plugins are never loaded.
 */
import path from "node:path";
import type { Diagnostic, Position } from "../diagnostic.js";
import { isRemote } from "../document/is-remote.js";
import type { Json } from "../document/document.js";
import { isObject, member } from "../document/refs.js";
import type { Decisions, LintRules } from "./decisions.js";
import { nearest } from "../document/text/nearest.js";
import { KEYS } from "./keys.js";
import { fieldAt, map, readFields, string } from "./kinds.js";
import { type Setting, type SettingsFile, settingsIn, unusable } from "./settings.js";
import type { Target } from "./target.js";

/** The most APIs of one configuration: each has a document and a lint, which takes at least a second. */
const MOST_APIS = 1_000;

/** The most values of all lint rules together, including nested ones: Redocly compares unknown rules with each other. */
const MOST_RULE_VALUES = 5_000;

/** The settings read last: a worker reads the configuration again for each API. */
let lastRead: SettingsFile | undefined;

/**
 * Reads the APIs of a configuration file, in its order. Does not read the files that it refers to yet.
 *
 * @throws UnusableInput if it is not YAML, has an unknown key or a value of the wrong kind, or exceeds a limit
 */
export function readConfig(file: string): readonly Target[] {
  lastRead = settingsIn(file, lastRead);
  const { top } = lastRead;
  if (top.value !== null && !isObject(top.value)) {
    throw unusable(file, "config/not-a-map", "The configuration must be a map.", "See `apis` in the README.");
  }
  const apis = top.at("apis");
  if (apis.value !== undefined) map.read(apis);
  checkCounts(top, apis);
  const targets = apis.keys.map((name, index) => readTarget(top, apis.at(name), name, index === 0));
  checkOutputs(apis, targets);
  return targets;
}

/** @throws UnusableInput if the file lists more than a run could process */
function checkCounts(top: Setting, apis: Setting): void {
  const { length } = apis.keys;
  if (length > MOST_APIS) {
    const message = `The configuration lists ${String(length)} APIs, more than the limit of ${String(MOST_APIS)}.`;
    throw apis.error(message, "Split it into several files, and choose one with `--config`.");
  }
  let left = MOST_RULE_VALUES;
  for (const owner of [top, ...apis.keys.map((name) => apis.at(name))])
    for (const key of ["extends", "rules"]) {
      const { value } = owner.at(key);
      if (value !== undefined) left = valuesLeft(value, left);
      if (left >= 0) continue;
      const message = `The lint rules have more values than the limit of ${String(MOST_RULE_VALUES)}, counted over all APIs.`;
      throw owner.at(key).error(message, "Remove some, or run Redocly separately for them.");
    }
}

/** Subtracts the number of values from a budget; stops counting below zero. */
function valuesLeft(value: unknown, left: number): number {
  if (typeof value !== "object" || value === null) return left - 1;
  let rest = left - 1;
  for (const part of Object.values(value)) {
    if (rest < 0) return rest;
    rest = valuesLeft(part, rest);
  }
  return rest;
}

/** @throws UnusableInput if two APIs have the same output folder */
function checkOutputs(apis: Setting, targets: readonly Target[]): void {
  const owners = new Map<string, string>();
  for (const { name, out } of targets) {
    if (out === undefined) continue;
    const other = owners.get(out);
    owners.set(out, name);
    if (other === undefined) continue;
    const message = `The APIs \`${other}\` and \`${name}\` have the same \`output\`.`;
    throw apis.at(name).at("x-callwright").at("output").error(message, "Give each a folder of its own.");
  }
}

function readTarget(top: Setting, api: Setting, name: string, isFirst: boolean): Target {
  const root = api.at("root");
  if (root.value === undefined) throw api.error(`The API \`${name}\` has no \`root\`.`, "Add `root: <file>` to it.");
  const config = api.source.file;
  const block = api.at("x-callwright");
  const { output, names, stainless, ...decided } = readFields(block, KEYS);
  const diagnostics = [...misspelled(api), ...(isFirst ? misspelled(top) : [])];
  return {
    name,
    spec: isRemote(string.read(root)) ? string.read(root) : path.resolve(path.dirname(config), string.read(root)),
    ...(output === undefined ? {} : { out: output }),
    config,
    ...(stainless === undefined ? {} : { stainless: stainless.file }),
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
    isLocked: names === "locked",
    decisions: {
      ...decided,
      ...(stainless?.only ? { onlyStainless: true } : {}),
      lint: lintRules(top.value, api.value),
      placeOf: placesIn(block),
    },
  };
}

const BLOCK = "x-callwright";

/** Reports keys that look like misspellings of `x-callwright`, and one where nothing reads it. */
function misspelled(owner: Setting): readonly Diagnostic[] {
  const isTop = owner.path.length === 0;
  return owner.keys
    .filter((key) => (key === BLOCK ? isTop : nearest(key, [BLOCK]) !== undefined || key === "callwright"))
    .map((key) => ({
      code: "config/misspelled",
      severity: "warning",
      message: key === BLOCK ? "`x-callwright` is next to `apis`, where nothing reads it." : `\`${key}\` is not read.`,
      hint: isTop ? "Move it into an API, next to its `root`." : "Did you mean `x-callwright`?",
      place: owner.at(key).position,
    }));
}

/** Merges the rules of the whole file with those of the API's own block, which win, as Redocly does. */
function lintRules(...owners: readonly (Json | undefined)[]): LintRules {
  const merged: { extends?: string[]; rules?: Record<string, unknown> } = {};
  for (const owner of owners) {
    const base = member(owner, "extends");
    const rules = member(owner, "rules");
    if (Array.isArray(base)) merged.extends = base.filter((item) => typeof item === "string");
    if (isObject(rules)) merged.rules = { ...merged.rules, ...rules };
  }
  return merged;
}

/** Creates the function that finds entries of a block: the keys of its maps, and the items of its lists. */
function placesIn(block: Setting): NonNullable<Decisions["placeOf"]> {
  const indices = new Map<string, ReadonlyMap<Json | undefined, string>>();
  return (key, entry) => {
    if (key === "stainless" || key === "stainlessFurther") return undefined;
    const owner = fieldAt(block, key, KEYS[key]);
    if (!Array.isArray(owner.value)) return keyPosition(owner, entry);
    const indexOf = indices.get(key) ?? firstIndices(owner.value as readonly Json[]);
    indices.set(key, indexOf);
    const index = indexOf.get(entry);
    return index === undefined ? undefined : owner.at(index).position;
  };
}

/** The first index of each item of a list. */
function firstIndices(list: readonly Json[]): ReadonlyMap<Json | undefined, string> {
  return new Map(list.map((item, index) => [item, String(index)] as const).reverse());
}

function keyPosition(owner: Setting, entry: string): Position | undefined {
  const found = owner.at(entry);
  return found.value === undefined ? undefined : found.position;
}
