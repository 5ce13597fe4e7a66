/**
 * Removes foreign references from data. A `$ref` inside an example, a default, an enumeration or an extension is data,
 * but the libraries that read the document later would follow it to any file or host. Such data is left out and reported.
 */
import type { Diagnostic } from "../../diagnostic.js";
import type { Json, JsonObject } from "../document.js";
import { holdsData } from "./grammar.js";
import type { Kind } from "./grammar.js";
import { pointerOf } from "../pointer.js";
import { isList, refOf } from "../refs.js";
import { isProblem } from "./reference-targets.js";
import { noteRounded } from "./scalar-rules.js";
import { kindAt, outPointer, locationIn, put } from "./bundling.js";
import type { Frame, Bundling } from "./bundling.js";

/**
 * Removes references to outside the document from data. An extension loses its smallest part that contains one; an
 * example, default or enumeration is removed as a whole, because a part of it would mean something else.
 *
 * @returns undefined if nothing is left
 */
export function withoutForeignRefs(
  bundling: Bundling,
  frame: Frame,
  value: JsonObject | readonly Json[],
  kind: Kind,
): Json | undefined {
  if (kind === "extension") return pruned(bundling, frame, value);
  if (frame.path.at(-1) === "enum" && isList(value)) noteRounded(bundling, frame, value);
  const found = findForeign(bundling, frame, value, new Set());
  if (found === undefined) return value;
  bundling.notes.push(leftOut(frame, found));
  return undefined;
}

function pruned(bundling: Bundling, frame: Frame, value: Json): Json | undefined {
  if (typeof value !== "object" || value === null) return value;
  const foreign = foreignText(bundling, frame, value);
  if (foreign !== undefined) {
    bundling.notes.push(leftOut(frame, foreign));
    return undefined;
  }
  return isList(value) ? prunedList(bundling, frame, value) : prunedObject(bundling, frame, value);
}

function prunedPart(bundling: Bundling, frame: Frame, key: string, part: Json): Json | undefined {
  frame.path.push(key);
  const result = pruned(bundling, frame, part);
  frame.path.pop();
  return result;
}

function prunedList(bundling: Bundling, frame: Frame, list: readonly Json[]): Json {
  const parts = list.map((part, index) => prunedPart(bundling, frame, String(index), part));
  return parts.every((part, index) => part === list[index]) ? list : parts.filter((part) => part !== undefined);
}

function prunedObject(bundling: Bundling, frame: Frame, object: JsonObject): Json {
  let result = object;
  for (const [key, part] of Object.entries(object)) {
    const changed = part === undefined ? undefined : prunedPart(bundling, frame, key, part);
    if (changed === part) continue;
    if (result === object) result = { ...object };
    if (changed === undefined) Reflect.deleteProperty(result, key);
    else put(result, key, changed);
  }
  return result;
}

/** The first text inside `value` that another library would follow. */
function findForeign(bundling: Bundling, frame: Frame, value: Json | undefined, seen: Set<object>): string | undefined {
  if (typeof value !== "object" || value === null || seen.has(value)) return undefined;
  if (frame.source.shared.size > 0) seen.add(value);
  const own = foreignText(bundling, frame, value);
  if (own !== undefined) return own;
  for (const part of Object.values(value)) {
    if (typeof part !== "object") continue;
    const found = findForeign(bundling, frame, part, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The reference in an object that another library would follow out of the document, or fail to follow. */
function foreignText(bundling: Bundling, frame: Frame, value: Json): string | undefined {
  if (typeof value !== "object" || value === null || isList(value)) return undefined;
  const external = Object.hasOwn(value, "externalValue") ? value["externalValue"] : undefined;
  if (typeof external === "string") return external;
  const ref = refOf(value);
  return ref === undefined || isHarmless(bundling, frame, ref) ? undefined : ref;
}

/** Whether a reference in the root document's data is a plain pointer to a part of the document that is not data itself. */
function isHarmless(bundling: Bundling, frame: Frame, ref: string): boolean {
  if (frame.source !== bundling.files.root || !ref.startsWith("#/")) return false;
  const target = bundling.resolver.resolve(frame.source, ref, [...locationIn(frame).tokens, "$ref"]);
  if (isProblem(target) || target.source !== frame.source || target.tokens.includes("")) return false;
  return pointerOf(...target.tokens) === ref && !holdsData(kindAt(frame.source.value, target.tokens));
}

function leftOut(frame: Frame, text: string): Diagnostic {
  return {
    code: "document/ref-in-data",
    severity: "info",
    message: `A \`$ref\` or \`externalValue\` inside data is not followed (\`${text}\`), so this value is left out.`,
    hint: "Write the value itself.",
    place: { pointer: outPointer(frame), onKey: true },
  };
}
