/** Names and places the components that are copied in from other files. */
import { pathToFileURL } from "node:url";
import path from "node:path";
import type { Pointer } from "../../diagnostic.js";
import type { Json, JsonObject } from "../document.js";
import { kindUnder, sectionNames, sectionOf } from "./grammar.js";
import type { Kind, Section } from "./grammar.js";
import { childPointer, decodePercent, pointerOf, tokensOf } from "../pointer.js";
import { isObject, member, refOf } from "../refs.js";
import { isProblem, targetKey } from "./reference-targets.js";
import type { Target } from "../origin.js";
import { addProblem, kindAt, put } from "./bundling.js";
import type { Bundling } from "./bundling.js";

/**
 * Replaces a `components` object, or a section of it, that is itself a reference to a file by one reference per
 * component. The specification does not allow such a reference, but many split documents use it.
 */
export function expandComponents(bundling: Bundling): void {
  const root = bundling.files.root.value;
  const components = member(root, "components");
  if (!isObject(root) || !isObject(components)) return;
  const sections = refOf(components) === undefined ? { ...components } : expand(bundling, components, ["components"]);
  let changed = refOf(components) !== undefined;
  for (const section of sectionNames) {
    const entries = member(sections, section);
    if (!isObject(entries) || refOf(entries) === undefined) continue;
    put(sections, section, expand(bundling, entries, ["components", section]));
    changed = true;
  }
  if (changed) put(root, "components", sections);
}

/** Returns an object with one reference for each member of the reference's target. */
function expand(bundling: Bundling, node: JsonObject, tokens: readonly string[]): JsonObject {
  const target = bundling.resolver.resolve(bundling.files.root, refOf(node) ?? "", [...tokens, "$ref"]);
  const result: JsonObject = {};
  if (isProblem(target)) addProblem(bundling, target);
  else
    for (const key of Object.keys(isObject(target.value) ? target.value : {}))
      put(result, key, { $ref: uriOf(target, key) });
  for (const [key, value] of Object.entries(node)) if (key !== "$ref" && value !== undefined) put(result, key, value);
  return result;
}

function uriOf(target: Target, key: string): string {
  return `${pathToFileURL(target.source.file).href}${childPointer(pointerOf(...target.tokens), key)}`;
}

/**
 * Finds the components that consist only of a reference to another file. Their target's content is placed there, and
 * every other reference to that target becomes a pointer to that component.
 */
export function collectReferences(bundling: Bundling): void {
  const { root } = bundling.files;
  for (const section of sectionNames) {
    const entries = member(member(root.value, "components"), section);
    if (!isObject(entries)) continue;
    bundling.carried.names.set(section, new Map(Object.keys(entries).map((name) => [name, 2])));
    for (const [name, entry] of Object.entries(entries)) {
      const ref = refOf(entry);
      if (!isObject(entry) || ref === undefined || Object.keys(entry).length > 1 || ref.startsWith("#")) continue;
      collectReference(bundling, section, name, ref);
    }
  }
}

function collectReference(bundling: Bundling, section: Section, name: string, ref: string): void {
  const { root } = bundling.files;
  const tokens = ["components", section, name];
  const target = bundling.resolver.resolve(root, ref, [...tokens, "$ref"]);
  // The problem is found and reported again when the component is rewritten.
  if (isProblem(target) || target.source === root || !isObject(target.value)) return;
  const targetId = homeKey(section, target);
  if (bundling.carried.pointers.has(targetId)) return;
  const pointer = pointerOf(...tokens);
  bundling.carried.pointers.set(targetId, pointer);
  bundling.carried.sites.add(pointer);
  bundling.carried.queue.push({ target, kind: kindUnder(kindUnder("components", section), name), section, name });
}

function homeKey(section: Section, target: Target): string {
  return `${section} ${targetKey(target)}`;
}

/** Returns the pointer to a component and copies the component in on first use; undefined if its kind has no section. */
export function componentPointer(bundling: Bundling, target: Target, ref: string, kind: Kind): Pointer | undefined {
  const section = sectionOf(kind);
  if (section === undefined) return undefined;
  const isInPlace =
    target.source === bundling.files.root &&
    !target.tokens.includes("") &&
    kindAt(bundling.files.root.value, target.tokens) === kind;
  return isInPlace ? pointerOf(...target.tokens) : carryIn(bundling, target, section, kind, ref);
}

/** Returns the pointer of a component that is carried in, and gives it a unique name on first use. */
function carryIn(bundling: Bundling, target: Target, section: Section, kind: Kind, ref: string): Pointer {
  const targetId = homeKey(section, target);
  const known = bundling.carried.pointers.get(targetId);
  if (known !== undefined) return known;
  const name = uniqueName(bundling, section, nameFor(target, ref));
  const pointer = pointerOf("components", section, name);
  bundling.carried.pointers.set(targetId, pointer);
  bundling.carried.queue.push({ target, kind, section, name });
  return pointer;
}

/** The last word of a reference: of its pointer, otherwise of its file. */
function nameFor(target: Target, ref: string): string {
  const [uri = "", fragment = ""] = ref.split("#");
  const word =
    tokensOf(`#${fragment}`).at(-1) ??
    path.basename(uri === "" ? target.source.file : decodePercent(uri)).replace(/\.[^.]+$/, "");
  // OpenAPI Specification 3.1, section 4.8.7: the characters allowed in a component's name.
  return word.replace(/[^A-Za-z0-9._-]/g, "_") || fileWord(target);
}

function fileWord(target: Target): string {
  return path.basename(target.source.file).replace(/\W.*$/, "") || "Unnamed";
}

/** Returns the wanted name, or the first unused one of `Pet2`, `Pet3` and so on. */
function uniqueName(bundling: Bundling, section: Section, wanted: string): string {
  const taken = bundling.carried.names.get(section) ?? new Map<string, number>();
  bundling.carried.names.set(section, taken);
  let name = wanted;
  let count = taken.get(wanted) ?? 2;
  for (; taken.has(name); count += 1) name = `${wanted}${count}`;
  taken.set(wanted, count);
  if (name !== wanted) taken.set(name, 2);
  return name;
}

/** Returns the root document with all carried-in components added. */
export function addComponents(bundling: Bundling, root: JsonObject): JsonObject {
  if (bundling.carried.results.size === 0) return root;
  const components = copyOf(bundling, member(root, "components"));
  for (const [section, entries] of bundling.carried.results) {
    const map = copyOf(bundling, member(components, section));
    for (const [name, { value, place }] of entries) {
      put(map, name, value);
      bundling.origins.mount(map, name, place);
    }
    put(components, section, map);
  }
  const complete = copyOf(bundling, root);
  put(complete, "components", components);
  return complete;
}

function copyOf(bundling: Bundling, value: Json | undefined): JsonObject {
  if (!isObject(value)) return {};
  const copy = { ...value };
  bundling.origins.transfer(value, copy);
  return copy;
}
