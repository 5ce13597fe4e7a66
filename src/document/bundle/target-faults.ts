/** Checks that the target of a reference may take the reference's position. */
import type { Target } from "../origin.js";
import { isList, isObject } from "../refs.js";
import type { Bundling } from "./bundling.js";
import { mayStandForText } from "./description.js";
import type { Fault } from "./fault.js";
import { sectionOf, type Kind } from "./grammar.js";
import { typeText } from "./object-types.js";

/** Returns the fault of a target whose kind does not fit its reference; undefined if it fits. */
export function kindFault(target: Target, ref: string, kind: Kind): Fault | undefined {
  const { value } = target;
  if (kind === "plain" || kind === "names" || isObject(value) || (kind === "schema" && typeof value === "boolean"))
    return undefined;
  if (isList(value) && sectionOf(kind) === undefined) return undefined;
  return {
    code: "document/unfit-ref",
    message: `The reference \`${ref}\` leads to ${typeText(value)} where an object is needed.`,
    hint: "Correct the reference, or what it names.",
  };
}

/** Returns the fault of a value in another file that is neither part of an OpenAPI document nor text for one. */
export function foreignValue(bundling: Bundling, target: Target, ref: string): Fault | undefined {
  const { value, source } = target;
  const isBare = isList(value) ? value.some((item) => !isObject(item)) : !isObject(value) && typeof value !== "boolean";
  if (source === bundling.files.root || !isBare || mayStandForText(target)) return undefined;
  return {
    code: "document/unfit-ref",
    message: `The reference \`${ref}\` leads to a value in another file that is not text of an OpenAPI document.`,
    hint: "Refer to a title, a summary or a description, or to a .md or .txt file.",
  };
}
