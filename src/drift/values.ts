/** What a value shows that its schema does not say, as the changes that would document it. */
import type { SchemaView } from "../api/schema/schema.js";
import type { SchemaChangeKind } from "../changes/judge.js";
import type { Pointer } from "../diagnostic.js";
import { namesIn, type Sender } from "./json-schema.js";
import type { Fault, Judge } from "./validate.js";

/** One thing that is not documented. */
export interface Undeclared {
  readonly kind: SchemaChangeKind;
  /** `answer.items[].status`. */
  readonly subject: string;
  /** Completes the subject to a sentence, without any value. */
  readonly text: string;
  /** The value as JSON. */
  readonly value?: string;
  readonly pointer: Pointer;
}

/**
 * @param subject what the whole value is called
 * @returns undefined for a value that could not be judged
 */
export function undeclaredIn(
  value: unknown,
  view: SchemaView,
  sender: Sender,
  subject: string,
  judge: Judge,
): readonly Undeclared[] | undefined {
  return judge(value, view, sender)?.flatMap((fault) => undeclaredBy(fault, `${subject}${fault.steps}`, sender));
}

function undeclaredBy(fault: Fault, subject: string, sender: Sender): readonly Undeclared[] {
  const { keyword, value, view, wanted } = fault;
  const { pointer } = view;
  if (keyword === "unevaluatedProperties") return undeclaredKey(fault, subject, sender);
  if (keyword === "required") return absentKeys(fault, subject, sender);
  if (keyword === "type") return [{ ...wrongType(fault), subject, pointer }];
  const shown = JSON.stringify(value);
  if (keyword === "enum") {
    // A value of another type is told as that.
    if (view.types.length > 0 && !takesType(view, value)) return [];
    return [{ kind: "enum-grown", subject, text: "was a value that is not declared", value: shown, pointer }];
  }
  if (keyword === "format")
    return [{ kind: "format-changed", subject, text: `was no \`${String(wanted)}\``, value: shown, pointer }];
  return [{ kind: "limit-loosened", subject, text: beyond(keyword, wanted), ...scalar(value), pointer }];
}

/** A key that the validator leaves over only because its value has faults of its own is declared all the same. */
function undeclaredKey(
  { key = "", outer, view: { pointer } }: Fault,
  subject: string,
  sender: Sender,
): readonly Undeclared[] {
  const { sent, hidden } = namesIn(outer, sender);
  if (sent.has(key)) return [];
  const text = hidden.has(key) ? "is declared `writeOnly`" : "is not declared";
  return [{ kind: "property-added", subject: `${subject}.${key}`, text, pointer }];
}

/** The validator tells each absent key, but not by name: each is given as often as there are absent ones. */
function absentKeys({ value, wanted, outer, view }: Fault, subject: string, sender: Sender): readonly Undeclared[] {
  const { hidden } = namesIn(outer, sender);
  return (wanted as readonly string[])
    .filter((name) => !Object.hasOwn(value as object, name) && !hidden.has(name))
    .map((name) => ({
      kind: "property-optional",
      subject: `${subject}.${name}`,
      text: "was absent",
      pointer: view.properties.get(name)?.schema?.pointer ?? view.pointer,
    }));
}

function wrongType({ value, view }: Fault): Pick<Undeclared, "kind" | "text"> {
  if (value === null) return { kind: "null-added", text: "was null" };
  const isFraction = typeof value === "number" && view.types.includes("integer");
  return { kind: isFraction ? "number-from-integer" : "type-widened", text: `was ${typeOf(value)}` };
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

function takesType({ types, isNullable }: SchemaView, value: unknown): boolean {
  if (value === null) return isNullable;
  const type = typeOf(value);
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

/** Texts of the document, such as patterns, may be long. */
function beyond(keyword: string, wanted: unknown): string {
  return `did not keep to \`${keyword}\`${typeof wanted === "number" ? ` ${String(wanted)}` : ""}`;
}

/** Lists and objects are bodies, which are never shown. */
function scalar(value: unknown): Pick<Undeclared, "value"> {
  return typeof value === "object" ? {} : { value: JSON.stringify(value) };
}
