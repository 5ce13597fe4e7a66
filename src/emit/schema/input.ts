/**
 * Rewrites a document for openapi-typescript: whatever openapi-typescript would misread is expressed in a form that it
 * reads correctly. The input is not changed, and parts that need no change are shared, not copied.
 */
import type { ExtendedComponent } from "../../api/schema/discriminators.js";
import type { Pointer } from "../../diagnostic.js";
import type { Json, JsonObject, OpenApiVersion } from "../../document/document.js";
import { pointerOf } from "../../document/pointer.js";
import { isObject, member, valueAt } from "../../document/refs.js";
import { splitBases } from "./bases.js";
import { withEventItems } from "./event-items.js";
import { holdsKey, isTyped, SECTIONS } from "./parts.js";
import { noInnerParts, withParts } from "./inner-parts.js";
import { mapItems, mapMembers, type Whole } from "./rule.js";
import { rules } from "./rules.js";

/** All that the types of a document depend on, as plain data. */
export interface PlainDocument {
  readonly root: JsonObject;
  readonly version: OpenApiVersion;
  readonly extended: readonly ExtendedComponent[];
}

/** A document, rewritten for openapi-typescript. */
export interface SchemaInput {
  /** `paths`, `webhooks` and `components`. */
  readonly parts: JsonObject;
  /** Components that hold the declarations of a component that became a union of its variants, mapped to that one's name. */
  readonly bases: ReadonlyMap<string, string>;
  /** Whether no part's rewriting shows in other parts: every reference leads to a component, and none was split. */
  readonly isByPart: boolean;
}

/**
 * A document in whose schemas openapi-typescript may write values of discriminators: a copy, in which no two schemas are one
 * object, if it has discriminators.
 */
export function writableDocument(document: PlainDocument): PlainDocument {
  const { root } = document;
  if (!sectionsOf(root).some(([, value]) => holdsKey(value, ["discriminator"]))) return document;
  return { ...document, root: JSON.parse(JSON.stringify(root)) as JsonObject };
}

/** Rewrites a document for openapi-typescript. The result shares unchanged parts with the document. */
export function schemaInput({ root, version, extended }: PlainDocument): SchemaInput {
  const split = splitBases(Object.fromEntries(sectionsOf(root)), extended);
  const whole: Whole = { root: split.sections, version, parts: noInnerParts() };
  const members = Object.entries(split.sections).map(([section, value]) => {
    return [section, isObject(value) ? prepared(value, whole, section !== "components") : value] as const;
  });
  const parts = withParts(Object.fromEntries(members), whole.parts, (part) => prepared(part, whole));
  return { parts, bases: split.bases, isByPart: whole.parts.found.size === 0 && split.bases.size === 0 };
}

/**
 * Rewrites a document again after a change: only the parts that the change reaches.
 *
 * @param before the last result, whose `isByPart` is true
 * @param stale the pointers of the changed parts and of those that refer to them
 */
export function renewedInput(
  before: SchemaInput,
  { root, version }: PlainDocument,
  stale: ReadonlySet<Pointer>,
): SchemaInput {
  const sections = Object.fromEntries(sectionsOf(root));
  const whole: Whole = { root: sections, version, parts: noInnerParts() };
  const renewed = (owner: JsonObject, steps: readonly string[]): JsonObject => {
    const known = valueAt(before.parts, pointerOf(...steps));
    return mapMembers(owner, (part, key) => {
      if (!isObject(part)) return part;
      const kept = stale.has(pointerOf(...steps, key)) ? undefined : member(known, key);
      return kept ?? prepared(part, whole);
    });
  };
  const members = Object.entries(sections).map(([section, value]) => {
    if (section !== "components") return [section, renewed(value, [section])] as const;
    const kinds = mapMembers(value, (parts, kind) => {
      return isObject(parts) && isTyped(kind) ? renewed(parts, [section, kind]) : parts;
    });
    return [section, kinds] as const;
  });
  return { ...before, parts: Object.fromEntries(members) };
}

function sectionsOf(root: JsonObject): readonly (readonly [string, JsonObject])[] {
  return SECTIONS.flatMap((section) => {
    const value = member(root, section);
    return isObject(value) ? [[section, value] as const] : [];
  });
}

/** Keys whose value is data, even if it looks like a schema. */
const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

/** Keys whose members have names chosen by the author, so that a name says nothing about its value. */
const NAMED: ReadonlySet<string> = new Set(
  (
    "properties patternProperties $defs schemas responses parameters requestBodies headers content pathItems callbacks " +
    "mediaTypes"
  ).split(" "),
);

function prepared(value: JsonObject, whole: Whole, named = false): JsonObject {
  const inner = mapMembers(value, (part, key) => {
    if (typeof part !== "object" || part === null || (!named && isData(key))) return part;
    if (Array.isArray(part))
      return mapItems(part as readonly Json[], (item) => (isObject(item) ? prepared(item, whole) : item));
    const object = part as JsonObject;
    const isContent = !named && key === "content";
    return prepared(isContent ? withEventItems(object, whole.root) : object, whole, !named && NAMED.has(key));
  });
  return named ? inner : rules.reduce((node, rule) => rule(node, whole), inner);
}

function isData(key: string): boolean {
  return DATA.has(key) || key.startsWith("x-");
}
