/**
 * References into something: `#/components/schemas/Pet/properties/owner`, or what bundlers leave behind,
 * `#/paths/~1pets/get/responses/200/content/application~1json/schema`. openapi-typescript makes an index type of every step,
 * though types have no `schema` or `items` to step into, and what is optional has nothing. So each part that is referred to
 * becomes a component.
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
  /** Free in its section: the way to it without words of the specification, e.g. `Pet.owner`. */
  readonly name: string;
  readonly value: JsonObject;
}

/** The parts of a document that are referred to, by where they stand, in the order they were met. */
export interface InnerParts {
  readonly found: Map<Pointer, InnerPart>;
  /** Names that are taken already, each behind its section. */
  readonly taken: Set<string>;
}

export const noInnerParts = (): InnerParts => ({ found: new Map(), taken: new Set() });

/** The object with its reference made one to a component, where it leads to a part of something that can be one. */
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

/** Words of a way that say nothing about where it leads. */
const SILENT: ReadonlySet<string> = new Set(["components", "schemas", "paths", "properties", "content", "schema"]);

function nameOf(tokens: readonly string[]): string {
  const telling = tokens.filter((token, index) => !SILENT.has(token) && tokens[index - 1] !== "content");
  const words = telling.flatMap((token) => token.split(/[^A-Za-z0-9_-]+/));
  return words.filter((word) => word !== "").join(".") || "Part";
}

/** The members of a document with the parts among its components, each made ready by `prepare`, which may meet more. */
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
