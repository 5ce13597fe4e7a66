/** The few scalars of a document that mean more than themselves. */
import type { Diagnostic } from "../diagnostic.js";
import { componentPointer } from "./components.js";
import type { Json } from "./document.js";
import { kindUnder } from "./grammar.js";
import type { Kind } from "./grammar.js";
import { pointerOf } from "./pointer.js";
import { member } from "./refs.js";
import { isProblem } from "./targets.js";
import { addProblem, outPointer, placeIn } from "./work.js";
import type { Frame, Work } from "./work.js";

type Scalar = string | number | boolean;

/** Whether a scalar in an object of some kind needs a look at all: most do not. */
export function mayMean(value: Scalar, kind: Kind): boolean {
  if (typeof value === "number") return !Number.isSafeInteger(value) && Number.isInteger(value);
  return kind === "mapping" || kind === "discriminator" || kind === "example";
}

/** The scalar at the frame's end, in an object of some kind, as the document shall have it; undefined to leave it out. */
export function rewriteScalar(work: Work, frame: Frame, value: Scalar, kind: Kind): Json | undefined {
  const key = frame.path.at(-1) ?? "";
  if (typeof value === "number" && kindUnder(kind, key) === "data") work.notes.push(roundedNumber(frame, value));
  if (typeof value !== "string") return value;
  if (kind === "mapping" || (kind === "discriminator" && key === "defaultMapping"))
    return rewriteMapping(work, frame, value);
  if (kind !== "example" || key !== "externalValue") return value;
  work.notes.push(externalValue(frame, value));
  return undefined;
}

function roundedNumber(frame: Frame, value: number): Diagnostic {
  return {
    code: "document/rounded-number",
    severity: "info",
    message: `The whole number here is beyond 2^53 and is read as ${value}.`,
    hint: "Put it in quotes, and say `type: string`, where every digit matters.",
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
 * A value of a discriminator's mapping is the name of a schema or a reference to one (OpenAPI Specification 3.1,
 * section 4.8.25.3): a name where there is such a schema, a reference where it looks like one.
 */
function rewriteMapping(work: Work, frame: Frame, value: string): Json {
  const looksLikeRef = /[#/]/.test(value) || /\.(?:ya?ml|json)$/i.test(value) || /^[a-z][a-z0-9+.-]+:/i.test(value);
  const isName = hasSchema(work.files.root.value, value);
  if (isName && !looksLikeRef) return value;
  if (isName || hasSchema(frame.source.value, value))
    return mappedPointer(work, frame, pointerOf("components", "schemas", value));
  return looksLikeRef ? mappedPointer(work, frame, value) : value;
}

function hasSchema(root: Json, name: string): boolean {
  return member(member(member(root, "components"), "schemas"), name) !== undefined;
}

function mappedPointer(work: Work, frame: Frame, ref: string): Json {
  const target = work.resolver.resolve(frame.source, ref, placeIn(frame).tokens);
  if (!isProblem(target)) return componentPointer(work, target, ref, "schema") ?? ref;
  addProblem(work, target);
  return ref;
}
