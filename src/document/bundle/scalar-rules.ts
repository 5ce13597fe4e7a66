/** Rewrites the scalars of a document that are not plain values: references, names, and numbers too large to be exact. */
import type { Diagnostic } from "../../diagnostic.js";
import { componentPointer } from "./carried-components.js";
import type { Json } from "../document.js";
import { isNamed, kindUnder } from "./grammar.js";
import type { Kind } from "./grammar.js";
import { pointerOf } from "../pointer.js";
import { member, partOf } from "../refs.js";
import { nearest } from "../text/nearest.js";
import { asSchema, isText } from "./object-types.js";
import { isProblem } from "./reference-targets.js";
import { addProblem, outPointer, locationIn } from "./bundling.js";
import type { Frame, Bundling } from "./bundling.js";

type Scalar = string | number | boolean;

/** Whether a scalar member of an object of some kind may need rewriting: most do not. */
export function mayMean(value: Scalar, owner: Kind, key: string): boolean {
  if (owner === "schema" && (key === "required" || key === "type")) return true;
  if (typeof value === "string") return owner === "mapping" || owner === "discriminator" || owner === "example";
  if (isText(owner, key)) return true;
  return typeof value === "number" ? isRounded(value) : isNamed(owner);
}

function isRounded(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Rewrites the scalar at the frame's current path; undefined to leave it out. */
export function rewriteScalar(bundling: Bundling, frame: Frame, value: Scalar, owner: Kind): Json | undefined {
  const key = frame.path.at(-1) ?? "";
  if (owner === "schema" && key === "required") return without(bundling, notAList(frame));
  if (owner === "schema" && key === "type") return isType(value) ? value : without(bundling, notAType(frame, value));
  if (typeof value === "string") return rewriteText(bundling, frame, value, owner, key);
  if (isText(owner, key)) return asText(bundling, frame, value);
  if (typeof value === "boolean") return kindUnder(owner, key) === "schema" ? asSchema(value) : value;
  if (kindUnder(owner, key) === "data") bundling.notes.push(roundedNumber(frame, value));
  return value;
}

function without(bundling: Bundling, note: Diagnostic): undefined {
  bundling.notes.push(note);
}

function rewriteText(bundling: Bundling, frame: Frame, value: string, owner: Kind, key: string): Json | undefined {
  if (owner === "mapping" || key === "defaultMapping") return rewriteMapping(bundling, frame, value);
  return owner === "example" && key === "externalValue" ? without(bundling, externalValue(frame, value)) : value;
}

/** Returns a number or boolean in a text position as the author wrote it: `version: 1.10` is not 1.1. */
function asText(bundling: Bundling, frame: Frame, value: number | boolean): string {
  bundling.notes.push(notQuoted(frame, `\`${frame.path.at(-1) ?? ""}\` must be a string.`, "Put the value in quotes."));
  const { source, tokens } = locationIn(frame);
  const owner = tokens
    .slice(0, -1)
    .reduce<Json | undefined>((part, token) => (part === undefined ? part : partOf(part, token)), source.value);
  const written =
    typeof owner === "object" && owner !== null ? source.written?.get(owner)?.get(tokens.at(-1) ?? "") : undefined;
  return written ?? String(value);
}

function notQuoted(frame: Frame, message: string, hint: string): Diagnostic {
  return { code: "document/not-quoted", severity: "warning", message, hint, place: { pointer: outPointer(frame) } };
}

const TYPES: ReadonlySet<Json> = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

function isType(value: Json): boolean {
  return TYPES.has(value);
}

/** Returns the valid types of a list of types; undefined if none is valid. YAML's own `null` means the type of that name. */
export function rewriteTypes(bundling: Bundling, frame: Frame, given: readonly Json[]): readonly Json[] | undefined {
  const list = given.map((one) => one ?? "null");
  if (given.includes(null)) {
    const message = "`null` in a list of types is a string, so it is read as the type `null`.";
    bundling.notes.push(notQuoted(frame, message, 'Put it in quotes: `"null"`.'));
  }
  const left = list.filter(isType);
  if (left.length === list.length) return list;
  bundling.notes.push(notAType(frame, list.find((one) => !isType(one)) ?? null));
  return left.length === 0 ? undefined : left;
}

function notAType(frame: Frame, value: Json): Diagnostic {
  const typeNames = [...TYPES].map(String);
  const close = typeof value === "string" ? nearest(value, typeNames) : undefined;
  return {
    code: "document/unknown-type",
    severity: "error",
    message: `\`${typeof value === "string" ? value : JSON.stringify(value)}\` is not a type, so any value is allowed here.`,
    hint: close === undefined ? `Write one of: ${typeNames.join(", ")}.` : `Did you mean \`${close}\`?`,
    place: { pointer: outPointer(frame) },
  };
}

/** Reports the first number of an enumeration that lost precision when it was read. */
export function noteRounded(bundling: Bundling, frame: Frame, list: readonly Json[]): void {
  const index = list.findIndex((value) => typeof value === "number" && isRounded(value));
  if (index === -1) return;
  const at = { ...frame, path: [...frame.path, String(index)] };
  bundling.notes.push(roundedNumber(at, list[index] as number));
}

/** Explains `required: true` on a property, which older drafts of JSON Schema allowed. */
function notAList(frame: Frame): Diagnostic {
  return {
    code: "document/not-a-list",
    severity: "warning",
    message: "`required` must be a list; this one is ignored.",
    hint: "List the names of required properties in the schema of the object.",
    place: { pointer: outPointer(frame), onKey: true },
  };
}

function roundedNumber(frame: Frame, value: number): Diagnostic {
  return {
    code: "document/rounded-number",
    severity: "info",
    message: `The whole number here is beyond 2^53, so it is read as ${value}.`,
    hint: "If every digit matters, put it in quotes and declare `type: string`.",
    place: { pointer: outPointer(frame) },
  };
}

function externalValue(frame: Frame, value: string): Diagnostic {
  return {
    code: "document/external-value",
    severity: "info",
    message: `The example is at \`${value}\`, which is not fetched, so it is left out.`,
    hint: "Give the example as `value`.",
    place: { pointer: outPointer(frame), onKey: true },
  };
}

/**
 * Rewrites a value of a discriminator's mapping, which is the name of a schema or a reference to one (OpenAPI
 * Specification 3.1, section 4.8.25.3): a name if such a schema exists, otherwise a reference. Both become a pointer,
 * because the libraries that read the document later interpret them differently.
 */
function rewriteMapping(bundling: Bundling, frame: Frame, value: string): Json | undefined {
  if (hasSchema(bundling.files.root.value, value)) return pointerOf("components", "schemas", value);
  if (hasSchema(frame.source.value, value)) {
    return mappedPointer(bundling, frame, pointerOf("components", "schemas", value));
  }
  const looksLikeRef = /[#/]/.test(value) || /\.(?:ya?ml|json)$/i.test(value) || /^[a-z][a-z0-9+.-]+:/i.test(value);
  if (looksLikeRef) return mappedPointer(bundling, frame, value);
  bundling.notes.push(unknownSchema(frame, value));
  return undefined;
}

function unknownSchema(frame: Frame, value: string): Diagnostic {
  return {
    code: "document/unknown-mapping",
    severity: "warning",
    message: `The discriminator maps to \`${value}\`, but no schema has that name, so this entry is left out.`,
    hint: "Name a schema of `#/components/schemas`, or remove the entry.",
    place: { pointer: outPointer(frame) },
  };
}

function hasSchema(root: Json, name: string): boolean {
  return member(member(member(root, "components"), "schemas"), name) !== undefined;
}

/** Returns undefined, so that the entry is left out, if the reference cannot be resolved. */
function mappedPointer(bundling: Bundling, frame: Frame, ref: string): Json | undefined {
  const target = bundling.resolver.resolve(frame.source, ref, locationIn(frame).tokens);
  if (!isProblem(target)) return componentPointer(bundling, target, ref, "schema") ?? ref;
  addProblem(bundling, target);
  return undefined;
}
