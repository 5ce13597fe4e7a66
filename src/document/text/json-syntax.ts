/** Checks JSON text (RFC 8259) without building values: where it stops being JSON, and whether it exceeds limits. */
import { closeBrace, closeBracket, openBrace, openBracket, quote, skipSpace, skipString } from "./json-positions.js";
import type { Limits } from "../limits.js";

const comma = 0x2c;
const blank = 0x20;

/**
 * Finds where a text that looks like JSON exceeds the limits for values or depth. Builds no values, because `JSON.parse`
 * needs far more memory for a file of brackets than the file has bytes.
 */
export function jsonExcess(text: string, limits: Limits): { kind: "depth" | "values"; offset: number } | undefined {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Indented documents are half blanks.
    if (code <= blank) continue;
    if (code === quote) at = skipString(text, at) - 1;
    else if (code === openBrace || code === openBracket) {
      depth += 1;
      values += 1;
      if (depth > limits.depth) return { kind: "depth", offset: at };
    } else if (code === closeBrace || code === closeBracket) depth -= 1;
    else if (code === comma) values += 1;
    if (values > limits.values) return { kind: "values", offset: at };
  }
  return undefined;
}

/** A JSON string, number or name, matched at the expression's `lastIndex`. */
const scalar =
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/** The tokens that may come next in JSON text. */
type Expected = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or end";

/** The offset of the first character that makes a text invalid JSON; undefined if it is valid. */
export function jsonErrorOffset(text: string): number | undefined {
  const open: string[] = [];
  let expected: Expected = "value";
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const step = nextStep(text, at, expected, open);
    if (step === undefined) return at;
    expected = step.expected;
    at = skipSpace(text, step.end);
  }
  return expected === "comma or end" && open.length === 0 ? undefined : text.length;
}

/** The result of reading one token: the offset after it, and what may follow. */
interface Step {
  readonly expected: Expected;
  readonly end: number;
}

/** Reads one token if it is expected; updates `open`, the closing brackets that are still to come. */
function nextStep(text: string, at: number, expected: Expected, open: string[]): Step | undefined {
  const character = text[at] ?? "";
  if (closes(character, expected, open)) {
    open.pop();
    return { expected: "comma or end", end: at + 1 };
  }
  switch (expected) {
    case "colon":
      return character === ":" ? { expected: "value", end: at + 1 } : undefined;
    case "comma or end":
      if (character !== "," || open.length === 0) return undefined;
      return { expected: open.at(-1) === "}" ? "key" : "value", end: at + 1 };
    case "key":
    case "key or }":
      return character === '"' ? scalarStep(text, at, "colon") : undefined;
    case "value":
    case "value or ]":
      return opens(character, at, open) ?? scalarStep(text, at, "comma or end");
  }
}

/** Whether a bracket may close the open container here: after a value, or directly after its start. */
function closes(character: string, expected: Expected, open: readonly string[]): boolean {
  if (character === "" || character !== open.at(-1)) return false;
  return expected === "comma or end" || expected === `key or ${character}` || expected === `value or ${character}`;
}

function opens(character: string, at: number, open: string[]): Step | undefined {
  if (character !== "{" && character !== "[") return undefined;
  open.push(character === "{" ? "}" : "]");
  return { expected: character === "{" ? "key or }" : "value or ]", end: at + 1 };
}

function scalarStep(text: string, at: number, expected: Expected): Step | undefined {
  scalar.lastIndex = at;
  return scalar.test(text) ? { expected, end: scalar.lastIndex } : undefined;
}
