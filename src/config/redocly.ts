/**
 * The configuration file: a `redocly.yaml`, whose `apis` name the specifications and whose `x-callwright` blocks hold
 * what Callwright needs beside them. It is read as data; plugins in it are never loaded.
 */
import path from "node:path";
import type { Diagnostic, Position } from "../diagnostic.js";
import { isRemote } from "../document/fetch.js";
import type { Json } from "../document/document.js";
import { isObject, member } from "../document/refs.js";
import type { Decisions, LintRules } from "./decisions.js";
import { nearest } from "../document/text/nearest.js";
import { KEYS } from "./keys.js";
import { fieldAt, map, readFields, string } from "./kinds.js";
import { type Setting, SettingsFile, unusable } from "./settings.js";
import type { Target } from "./target.js";

/**
 * Reads the APIs of a configuration file, in the order it lists them. Other files that it names are not read yet.
 *
 * @throws UnusableInput where it is not YAML, has an unknown key, or a value is of the wrong kind
 */
export function readConfig(file: string): readonly Target[] {
  const { top } = new SettingsFile(file);
  if (top.value !== null && !isObject(top.value)) {
    throw unusable(file, "config/not-a-map", "The configuration must be a map.", "See `apis` in the README.");
  }
  const apis = top.at("apis");
  if (apis.value !== undefined) map.read(apis);
  const targets = apis.keys.map((name, index) => readTarget(top, apis.at(name), name, index === 0));
  for (const [index, { name, out }] of targets.entries()) {
    const other = targets.slice(0, index).find((earlier) => out !== undefined && earlier.out === out);
    if (other === undefined) continue;
    const message = `The APIs \`${other.name}\` and \`${name}\` have the same \`output\`.`;
    throw apis.at(name).at("x-callwright").at("output").error(message, "Give each a folder of its own.");
  }
  return targets;
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

/** Keys that were most likely meant to be `x-callwright`, and one that stands where nothing reads it. */
function misspelled(owner: Setting): readonly Diagnostic[] {
  const isTop = owner.path.length === 0;
  return owner.keys
    .filter((key) => (key === BLOCK ? isTop : nearest(key, [BLOCK]) !== undefined || key === "callwright"))
    .map((key) => ({
      code: "config/misspelled",
      severity: "warning",
      message:
        key === BLOCK ? "`x-callwright` stands beside `apis`, where nothing reads it." : `\`${key}\` is not read.`,
      hint: isTop ? "Move it into an API, as `x-callwright` beside its `root`." : "Did you mean `x-callwright`?",
      place: owner.at(key).position,
    }));
}

/** The rules of the API's own block over those of the whole file, as Redocly reads them. */
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

/** Finds entries of a block: the keys of its maps, and the items of its lists. */
function placesIn(block: Setting): NonNullable<Decisions["placeOf"]> {
  return (key, entry) => {
    if (key === "stainless" || key === "stainlessFurther") return undefined;
    const owner = fieldAt(block, key, KEYS[key]);
    return Array.isArray(owner.value) ? itemPosition(owner, entry) : keyPosition(owner, entry);
  };
}

function itemPosition(list: Setting, entry: string): Position | undefined {
  return list.items.find(({ value }) => value === entry)?.position;
}

function keyPosition(owner: Setting, entry: string): Position | undefined {
  const found = owner.at(entry);
  return found.value === undefined ? undefined : found.position;
}
