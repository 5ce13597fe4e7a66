/**
 * Turns parts of schemas that are referred to into components: `#/components/schemas/Pet/properties/owner`, or references
 * that bundlers produce, `#/paths/~1pets/get/responses/200/content/application~1json/schema`. openapi-typescript would
 * make an indexed access type of every step, but types have no members for `schema` or `items`, and optional parts cannot
 * be indexed.
 */
import type { Pointer } from "../../diagnostic.js";
import type { JsonObject } from "../../document/document.js";
import { sectionOf } from "../../document/bundle/grammar.js";
import { pointerOf, tokensOf } from "../../document/pointer.js";
import { isObject, member, refOf, valueAt } from "../../document/refs.js";
import { kindAt } from "../../document/bundle/bundling.js";

/** A part that becomes a component. */
export interface InnerPart {
  /** A section of `components`, e.g. `schemas`. */
  readonly section: string;
  /** Unique in its section: the path to the part without keywords, e.g. `Pet.owner`. */
  readonly name: string;
  readonly value: JsonObject;
}

/** The parts of a document that are referred to, by pointer, in the order in which references were found. */
export interface InnerParts {
  readonly found: Map<Pointer, InnerPart>;
  /** Names in use, each prefixed with its section. */
  readonly taken: Set<string>;
}

export const noInnerParts = (): InnerParts => ({ found: new Map(), taken: new Set() });

/** Rewrites the reference of an object to point to a component, if its target is part of something that can be a component. */
export function referToPart(node: JsonObject, root: JsonObject, parts: InnerParts): JsonObject {
  const ref = refOf(node);
  if (ref === undefined || isToComponent(ref)) return node;
  const part = parts.found.get(ref) ?? innerPart(root, ref, parts.taken);
  if (part === undefined) return node;
  parts.found.set(ref, part);
  return { ...node, $ref: pointerOf("components", part.section, part.name) };
}

function isToComponent(ref: string): boolean {
  return ref.startsWith("#/components/") && ref.split("/").length === 4;
}

function innerPart(root: JsonObject, ref: string, taken: Set<string>): InnerPart | undefined {
  const tokens = tokensOf(ref);
  const section = sectionOf(kindAt(root, tokens));
  const value = valueAt(root, ref);
  if (section === undefined || !isObject(value)) return undefined;
  const known = member(member(root, "components"), section);
  const wanted = nameOf(tokens);
  let name = wanted;
  for (let count = 2; taken.has(`${section} ${name}`) || member(known, name) !== undefined; count += 1) {
    name = `${wanted}${String(count)}`;
  }
  taken.add(`${section} ${name}`);
  return { section, name, value };
}

/** Keywords in a pointer that are not useful in a name. */
const SILENT: ReadonlySet<string> = new Set(["components", "schemas", "paths", "properties", "content", "schema"]);

function nameOf(tokens: readonly string[]): string {
  const telling = tokens.filter((token, index) => !SILENT.has(token) && tokens[index - 1] !== "content");
  const words = telling.flatMap((token) => token.split(/[^A-Za-z0-9_-]+/));
  return words.filter((word) => word !== "").join(".") || "Part";
}

/** Adds the parts to a document's components. `prepare` rewrites each part, and may find further parts. */
export function withParts(
  members: JsonObject,
  parts: InnerParts,
  prepare: (value: JsonObject) => JsonObject,
): JsonObject {
  const sections = new Map<string, [name: string, value: JsonObject][]>();
  for (const { section, name, value } of parts.found.values()) {
    const added = sections.get(section) ?? [];
    sections.set(section, added);
    added.push([name, prepare(value)]);
  }
  if (sections.size === 0) return members;
  const components = objectAt(members, "components");
  const extended = [...sections].map(([section, added]) => {
    return [section, { ...objectAt(components, section), ...Object.fromEntries(added) }];
  });
  return { ...members, components: { ...components, ...Object.fromEntries(extended) } as JsonObject };
}

function objectAt(owner: JsonObject, key: string): JsonObject {
  const value = member(owner, key);
  return isObject(value) ? value : {};
}
