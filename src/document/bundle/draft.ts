/** A document under change: values are copied before they change, and keep their origin. */
import type { Json, JsonObject } from "../document.js";
import { createOrigins } from "../origin.js";
import type { Origins, Location } from "../origin.js";
import { pointerOf } from "../pointer.js";
import { isList, isObject, partOf } from "../refs.js";
import type { Source } from "../text/source-file.js";
import { put } from "./bundling.js";

/** Source objects are never changed, because aliases and other readers may share them. */
export interface Draft {
  readonly source: Source;
  readonly origins: Origins;
  /** Copies that occur only once in this draft. */
  readonly owned: WeakSet<object>;
  root: Json;
}

type Container = JsonObject | Json[];

/** A container that may be changed, and its origin. */
interface Owned {
  readonly container: Container;
  readonly place: Location;
}

/** Begins a draft of a source; the source itself never changes. */
export function createDraft(source: Source): Draft {
  return { source, origins: createOrigins(), owned: new WeakSet(), root: source.value };
}

/** Returns a function that locates a value (or its key) in the original file, or in the file that it was merged from. */
export function locatorOf(draft: Draft): Source["locate"] {
  return (tokens, onKey = false) => draft.origins.locate(draft.root, draft.source, pointerOf(...tokens), onKey);
}

/**
 * Merges `update` into the object at `tokens`, or appends it to the list there.
 *
 * @returns false if `tokens` lead to no value, or to an object while the update is not one
 */
export function mergeAt(draft: Draft, tokens: readonly string[], update: Json, from: Location): boolean {
  const target = ownAt(draft, tokens);
  if (target === undefined) return false;
  if (Array.isArray(target.container)) append(draft, target.container, update, from);
  else if (isObject(update)) merge(draft, target, update, from);
  else return false;
  return true;
}

/** Removes the value at `tokens` from its object or list, if it exists. */
export function removeAt(draft: Draft, tokens: readonly string[]): void {
  const key = tokens.at(-1);
  const holder = key === undefined ? undefined : ownAt(draft, tokens.slice(0, -1));
  if (key === undefined || holder === undefined || partOf(holder.container, key) === undefined) return;
  if (Array.isArray(holder.container)) removeItem(draft, holder.container, Number(key), holder.place);
  else Reflect.deleteProperty(holder.container, key);
}

/** Returns a copy used only here, made on first use; undefined for a value without members. */
function own({ owned, origins }: Draft, value: Json | undefined): Container | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (owned.has(value)) return value as Container;
  const copy = isList(value) ? [...value] : { ...value };
  origins.transfer(value, copy);
  owned.add(copy);
  return copy;
}

function ownAt(draft: Draft, tokens: readonly string[]): Owned | undefined {
  const container = own(draft, draft.root);
  if (container === undefined) return undefined;
  draft.root = container;
  const whole: Owned = { container, place: { source: draft.source, tokens: [] } };
  return tokens.reduce<Owned | undefined>((parent, token) => parent && ownMember(draft, parent, token), whole);
}

function ownMember(draft: Draft, { container, place }: Owned, key: string): Owned | undefined {
  const copy = own(draft, partOf(container, key));
  if (copy === undefined) return undefined;
  put(container as JsonObject, key, copy);
  return { container: copy, place: draft.origins.placeOf(container, key, place) };
}

/** Overlay Specification 1.0, section 4.4.3: objects are merged key by key, lists are joined, all else is replaced. */
function merge(draft: Draft, target: Owned, update: JsonObject, from: Location): void {
  for (const [key, value] of Object.entries(update)) {
    if (value === undefined) continue;
    const place = below(from, key);
    const known = partOf(target.container, key);
    const member = areAlike(known, value) ? ownMember(draft, target, key) : undefined;
    if (member === undefined) {
      put(target.container as JsonObject, key, value);
      draft.origins.mount(target.container, key, place);
    } else if (isObject(value)) merge(draft, member, value, place);
    else {
      const items = value as readonly Json[];
      for (const [index, item] of items.entries())
        append(draft, member.container as Json[], item, below(place, String(index)));
    }
  }
}

function areAlike(one: Json | undefined, other: Json): boolean {
  return (isObject(one) && isObject(other)) || (Array.isArray(one) && Array.isArray(other));
}

function append({ origins }: Draft, list: Json[], item: Json, from: Location): void {
  origins.mount(list, String(list.length), from);
  list.push(item);
}

/** Removes an item and moves all later items down by one index, together with their origins. */
function removeItem({ origins }: Draft, list: Json[], index: number, place: Location): void {
  const places = list.map((_, at) => (at > index ? origins.placeOf(list, String(at), place) : undefined));
  list.splice(index, 1);
  for (const [at, before] of places.entries()) if (before) origins.mount(list, String(at - 1), before);
}

function below({ source, tokens }: Location, key: string): Location {
  return { source, tokens: [...tokens, key] };
}
