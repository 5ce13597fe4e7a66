/**
 * Finds the parts of a document whose types a change can reach. The types of a part depend on it, on what it refers to, and
 * so on; and on discriminators, which also change what they refer to and what extends them.
 */
import type { Pointer } from "../../diagnostic.js";
import type { Json } from "../../document/document.js";
import { pointerOf, tokensOf } from "../../document/pointer.js";
import { member } from "../../document/refs.js";
import type { PlainDocument } from "./input.js";
import { SECTIONS } from "./parts.js";

/** A part of a document, as text. */
export interface Source {
  readonly text: string;
  /** What it refers to, in order, with repetitions. */
  readonly refs: readonly Pointer[];
  /** Whether it declares a discriminator. */
  readonly discriminates: boolean;
}

/** Every path item, webhook and component, also components that have no types. */
export type Sources = ReadonlyMap<Pointer, Source>;

/** The parts of a document as text. @param before those of the last run, from which equal ones are taken */
export function sourcesOf({ root, version }: PlainDocument, before?: Sources): Sources {
  const sources = new Map<Pointer, Source>([[VERSION, { text: version, refs: [], discriminates: false }]]);
  const add = (value: Json | undefined, above: readonly string[]): void => {
    for (const [key, part] of Object.entries(value ?? {})) {
      const pointer = pointerOf(...above, key);
      const text = JSON.stringify(part) ?? "";
      const known = before?.get(pointer);
      sources.set(pointer, known?.text === text ? known : sourceOf(text));
    }
  };
  for (const section of SECTIONS) {
    const value = member(root, section);
    if (section !== "components") add(value, [section]);
    else for (const [kind, parts] of Object.entries(value ?? {})) add(parts as Json, [section, kind]);
  }
  return sources;
}

/** The version of OpenAPI, on which every part depends. */
const VERSION: Pointer = "#/openapi";

function sourceOf(text: string): Source {
  const refs = Array.from(text.matchAll(REFERENCE), ([, literal = ""]) => JSON.parse(literal) as string);
  return {
    text,
    refs: refs.map((ref) => pointerOf(...tokensOf(ref))),
    discriminates: text.includes('"discriminator":'),
  };
}

/** In JSON as `JSON.stringify` writes it; inside a string, the quotation marks would be escaped. */
const REFERENCE = /"\$ref":("(?:[^"\\]|\\.)*")/g;

/** The parts that a change reaches; undefined if it may reach all of them. */
export function staleParts(before: Sources, after: Sources): ReadonlySet<Pointer> | undefined {
  const every = [...new Set([...before.keys(), ...after.keys()])];
  const changed = every.filter((pointer) => before.get(pointer)?.text !== after.get(pointer)?.text);
  const refs = changed.flatMap((pointer) => after.get(pointer)?.refs ?? []);
  const sensitive = [before, after].map(aroundDiscriminators);
  const isOrdinary =
    refs.every((ref) => ref.startsWith("#/components/") && after.has(ref)) &&
    changed.every((pointer) => pointer !== VERSION && !sensitive.some((set) => set.has(pointer)));
  return isOrdinary ? withUsers(changed, after) : undefined;
}

/** These parts, and those that refer to them, directly or through others. */
export function withUsers(pointers: readonly Pointer[], sources: Sources): ReadonlySet<Pointer> {
  return reachable(pointers, usersIn(sources));
}

/** Parts with a discriminator, everything that they refer to, and the components that refer to them. */
function aroundDiscriminators(sources: Sources): ReadonlySet<Pointer> {
  const owners = [...sources].flatMap(([pointer, { discriminates }]) => (discriminates ? [pointer] : []));
  const above = [...withUsers(owners, sources)].filter((pointer) => pointer.startsWith("#/components/"));
  const below = reachable(owners, new Map(Array.from(sources, ([pointer, { refs }]) => [pointer, refs])));
  return new Set([...owners, ...above, ...below]);
}

/** The parts that refer to each part. */
function usersIn(sources: Sources): ReadonlyMap<Pointer, readonly Pointer[]> {
  const users = new Map<Pointer, Pointer[]>();
  for (const [pointer, { refs }] of sources) {
    for (const ref of new Set(refs)) {
      const known = users.get(ref);
      if (known) known.push(pointer);
      else users.set(ref, [pointer]);
    }
  }
  return users;
}

/** These parts, and all that `next` leads to from them. */
function reachable(start: readonly Pointer[], next: ReadonlyMap<Pointer, readonly Pointer[]>): ReadonlySet<Pointer> {
  const found = new Set(start);
  for (const pointer of found) for (const other of next.get(pointer) ?? []) found.add(other);
  return found;
}
