/** The components that are carried in from other files: what they are called, and where they go. */
import { pathToFileURL } from "node:url";
import path from "node:path";
import type { Pointer } from "../diagnostic.js";
import { put, rewrite } from "./bundle.js";
import type { Work } from "./bundle.js";
import type { Json, JsonObject } from "./document.js";
import { kindUnder, sectionNames } from "./grammar.js";
import type { Kind, Section } from "./grammar.js";
import type { Place } from "./origin.js";
import { childPointer, pointerOf, tokensOf } from "./pointer.js";
import { isObject, member, refOf } from "./refs.js";
import { isProblem, targetKey } from "./targets.js";
import type { Target } from "./targets.js";

export interface Carried {
  /** The pointers of carried-in components, by section and target. */
  readonly homes: Map<string, Pointer>;
  /** Those of them that the root document names itself, with a reference. */
  readonly sites: Set<Pointer>;
  readonly names: Map<Section, Set<string>>;
  readonly results: Map<Section, Map<string, { readonly value: Json; readonly place: Place }>>;
  readonly queue: Job[];
}

interface Job {
  readonly target: Target;
  readonly kind: Kind;
  readonly section: Section;
  readonly name: string;
}

/**
 * Makes one reference per component of a `components`, or a section of it, that is itself a reference to a file: many
 * split documents are written so, though the specification has no word for it.
 */
export function expandComponents(work: Work): void {
  const root = work.files.root.value;
  const components = member(root, "components");
  if (!isObject(root) || !isObject(components)) return;
  const sections = refOf(components) === undefined ? { ...components } : expand(work, components, ["components"]);
  let changed = refOf(components) !== undefined;
  for (const section of sectionNames) {
    const entries = member(sections, section);
    if (!isObject(entries) || refOf(entries) === undefined) continue;
    put(sections, section, expand(work, entries, ["components", section]));
    changed = true;
  }
  if (changed) put(root, "components", sections);
}

/** An object with a reference to each member of what a reference leads to. */
function expand(work: Work, node: JsonObject, tokens: readonly string[]): JsonObject {
  const target = work.resolver.resolve(work.files.root, refOf(node) ?? "", [...tokens, "$ref"]);
  const result: JsonObject = {};
  if (isProblem(target)) work.problems.add(target);
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
 * Finds the components that are nothing but a reference to another file: their content goes there, and every other
 * reference to it is made a pointer to that component.
 */
export function settleHomes(work: Work): void {
  const { root } = work.files;
  for (const section of sectionNames) {
    const entries = member(member(root.value, "components"), section);
    if (!isObject(entries)) continue;
    work.carried.names.set(section, new Set(Object.keys(entries)));
    for (const [name, entry] of Object.entries(entries)) {
      const ref = refOf(entry);
      if (!isObject(entry) || ref === undefined || Object.keys(entry).length > 1 || ref.startsWith("#")) continue;
      settleHome(work, section, name, ref);
    }
  }
}

function settleHome(work: Work, section: Section, name: string, ref: string): void {
  const { root } = work.files;
  const tokens = ["components", section, name];
  const target = work.resolver.resolve(root, ref, [...tokens, "$ref"]);
  // A problem is met, and told, again when the component is rewritten.
  if (isProblem(target) || target.source === root || !isObject(target.value)) return;
  const home = homeKey(section, target);
  if (work.carried.homes.has(home)) return;
  const pointer = pointerOf(...tokens);
  work.carried.homes.set(home, pointer);
  work.carried.sites.add(pointer);
  work.carried.queue.push({ target, kind: kindUnder(kindUnder("components", section), name), section, name });
}

function homeKey(section: Section, target: Target): string {
  return `${section} ${targetKey(target)}`;
}

/** The pointer of a component that is to be carried in, with a name of its own at the first call for it. */
export function carryIn(work: Work, target: Target, section: Section, kind: Kind, ref: string): Pointer {
  const home = homeKey(section, target);
  const known = work.carried.homes.get(home);
  if (known !== undefined) return known;
  const name = uniqueName(work, section, nameFor(target, ref));
  const pointer = pointerOf("components", section, name);
  work.carried.homes.set(home, pointer);
  work.carried.queue.push({ target, kind, section, name });
  return pointer;
}

/** The last word of a reference: of its pointer, else of its file. */
function nameFor(target: Target, ref: string): string {
  const [uri = "", fragment = ""] = ref.split("#");
  const word = tokensOf(`#${fragment}`).at(-1) ?? path.basename(uri || target.source.file).replace(/\.[^.]+$/, "");
  // OpenAPI Specification 3.1, section 4.8.7: the characters a component's name may have.
  return word.replace(/[^A-Za-z0-9._-]/g, "_") || section(target);
}

function section(target: Target): string {
  return path.basename(target.source.file).replace(/\W.*$/, "") || "Unnamed";
}

function uniqueName(work: Work, section: Section, wanted: string): string {
  const taken = work.carried.names.get(section) ?? new Set<string>();
  work.carried.names.set(section, taken);
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
  taken.add(name);
  return name;
}

/** The root document with every component that was asked for, and those that they ask for in turn. */
export function addComponents(work: Work, root: JsonObject): JsonObject {
  for (let job = work.carried.queue.shift(); job !== undefined; job = work.carried.queue.shift()) carry(work, job);
  if (work.carried.results.size === 0) return root;
  const components = copyOf(work, member(root, "components"));
  for (const [section, entries] of work.carried.results) {
    const map = copyOf(work, member(components, section));
    for (const [name, { value, place }] of entries) {
      put(map, name, value);
      work.origins.mount(map, name, place);
    }
    put(components, section, map);
  }
  const complete = copyOf(work, root);
  put(complete, "components", components);
  return complete;
}

function carry(work: Work, { target, kind, section, name }: Job): void {
  const out = pointerOf("components", section, name);
  const value = rewrite(work, { source: target.source, tokens: target.tokens, out, path: [] }, target.value, kind);
  const ofSection = work.carried.results.get(section) ?? new Map<string, { value: Json; place: Place }>();
  work.carried.results.set(section, ofSection.set(name, { value: value ?? {}, place: target }));
}

function copyOf(work: Work, value: Json | undefined): JsonObject {
  if (!isObject(value)) return {};
  const copy = { ...value };
  work.origins.transfer(value, copy);
  return copy;
}
