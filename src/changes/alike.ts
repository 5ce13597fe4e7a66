/**
 * Schemas that two documents write alike, with all that they refer to: there is nothing to compare in them. Most of a
 * document is, from one revision to the next.
 */
import { sourceOf } from "../api/schema/schema.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { pointerOf, tokensOf } from "../document/pointer.js";
import { isObject, member } from "../document/refs.js";
import type { Whole } from "./shape.js";

/** Tells whether two wholes are written alike. A no means that they must be compared. */
export type IsAlike = (one: Whole, other: Whole) => boolean;

/** Remembers what it has read, for one comparison. */
export function createAlike(): IsAlike {
  const written = new WeakMap<JsonObject, Written>();
  const changed = new WeakMap<Document, WeakMap<Document, ReadonlySet<string>>>();

  function writtenOf(node: JsonObject): Written {
    const found = written.get(node) ?? readWritten(node);
    written.set(node, found);
    return found;
  }

  function changedBetween(one: Document, other: Document): ReadonlySet<string> {
    const ofOne = changed.get(one) ?? new WeakMap<Document, ReadonlySet<string>>();
    const found = ofOne.get(other) ?? changedComponents(one, other);
    changed.set(one, ofOne.set(other, found));
    return found;
  }

  return (one, other) =>
    one.length === other.length &&
    one.every((view, index) => {
      const [old, now] = [sourceOf(view), sourceOf(other[index])];
      if (!old || !now || old.document.version !== now.document.version) return false;
      const { text, refs } = writtenOf(old.node);
      if (text !== writtenOf(now.node).text) return false;
      const components = changedBetween(old.document, now.document);
      return [view.pointer, ...refs].every((at) => !components.has(at) && at !== ELSEWHERE);
    });
}

/** A part of a document as text, and the components that it refers to. */
interface Written {
  readonly text: string;
  readonly refs: readonly string[];
}

/** Stands for what a reference leads to that is no component: never alike. */
const ELSEWHERE = "";

function readWritten(node: Json): Written {
  const text = JSON.stringify(node);
  const refs = [...text.matchAll(/"\$(?:ref|dynamicRef)":("(?:[^"\\]|\\.)*")/g)].map(([, ref = '""']) =>
    componentAt(JSON.parse(ref) as string),
  );
  return { text, refs: [...new Set(refs)] };
}

function componentAt(ref: string): string {
  if (!ref.startsWith("#/components/")) return ELSEWHERE;
  return pointerOf(...tokensOf(ref).slice(0, 3));
}

/** Components that differ between two documents, or depend on one that does. */
function changedComponents(one: Document, other: Document): ReadonlySet<string> {
  const sides = [componentsOf(one), componentsOf(other)] as const;
  const [before, after] = sides;
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changed = names.filter((name) => before.get(name)?.text !== after.get(name)?.text);
  const leadsTo = (name: string): readonly string[] => sides.flatMap((side) => side.get(name)?.refs ?? []);
  const dependants = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const name of names) for (const ref of leadsTo(name)) dependants.get(ref)?.push(name);
  // A schema with a discriminator is one of those that extend it (OpenAPI Specification 3.1, section 4.8.25).
  const bases = [...reachable(changed, leadsTo)].filter((name) =>
    sides.some((side) => side.get(name)?.text.includes('"discriminator"')),
  );
  return reachable([...changed, ...bases], (name) => dependants.get(name) ?? []);
}

/** All that can be reached, the beginnings included. */
function reachable(beginnings: readonly string[], next: (name: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(beginnings);
  // A set that grows is walked to its new end.
  for (const name of found) for (const one of next(name)) found.add(one);
  return found;
}

function componentsOf(document: Document): ReadonlyMap<string, Written> {
  const components = member(document.root, "components");
  return new Map(
    Object.entries(isObject(components) ? components : {}).flatMap(([section, members]) =>
      Object.entries(isObject(members) ? members : {}).map(
        ([key, node]) => [pointerOf("components", section, key), readWritten(node ?? null)] as const,
      ),
    ),
  );
}
