/**
 * Finds the positions of values in JSON text (RFC 8259).
 *
 * `JSON.parse` gives no positions, and building a syntax tree of a large document takes seconds. This module finds the
 * ends of all objects and lists in one pass, and then reads only the containers on the path to a value.
 */
import type { Located, Locator } from "./lines.js";

/** Structural characters of JSON, as `charCodeAt` returns them. */
export const quote = 0x22;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;

/** A member of an object, or an element of a list. An element's key offset is that of the element. */
interface Part {
  readonly key: number;
  readonly value: number;
}

/** Creates the locator of a text that `JSON.parse` accepts. */
export function jsonLocator(text: string): Locator {
  const ends = containerEnds(text);
  const read = new Map<number, ReadonlyMap<string, Part>>();

  function partsAt(offset: number): ReadonlyMap<string, Part> {
    const known = read.get(offset) ?? readParts(text, offset, ends);
    read.set(offset, known);
    return known;
  }

  return (tokens, onKey): Located => {
    const start = skipSpace(text, 0);
    let at: Part = { key: start, value: start };
    for (const token of tokens) {
      const part = partsAt(at.value).get(token);
      if (part === undefined) return { offset: onKey ? at.key : at.value, exact: false };
      at = part;
    }
    return { offset: onKey ? at.key : at.value, exact: true };
  };
}

/**
 * The members of the object or list at an offset, by key or index; the last one wins for a repeated key, as in
 * `JSON.parse`.
 */
function readParts(text: string, offset: number, ends: ContainerEnds): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const open = text[offset];
  if (open !== "{" && open !== "[") return parts;
  let at = skipSpace(text, offset + 1);
  while (at < text.length && text[at] !== "}" && text[at] !== "]") {
    const key = at;
    let name = String(parts.size);
    if (open === "{") {
      const end = skipString(text, at);
      name = stringAt(text, at, end);
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    parts.set(name, { key, value: at });
    at = skipSpace(text, skipValue(text, at, ends));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return parts;
}

/** Returns the offset after the object or list that begins at an offset. */
type ContainerEnds = (start: number) => number;

/** Finds the ends of all containers in one pass; skipping each container separately would take quadratic time. */
function containerEnds(text: string): ContainerEnds {
  let starts = new Int32Array(1024);
  let ends = new Int32Array(1024);
  const open: number[] = [];
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = skipString(text, at) - 1;
    else if (code === openBrace || code === openBracket) {
      if (count === starts.length) [starts, ends] = [grown(starts), grown(ends)];
      open.push(count);
      starts[count] = at;
      count += 1;
    } else if (code === closeBrace || code === closeBracket) ends[open.pop() ?? 0] = at + 1;
  }
  return (start) => ends[indexOf(starts, count, start)] ?? text.length;
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}

/** The index of a number among the first `count` elements of an ascending list. */
function indexOf(ascending: Int32Array, count: number, wanted: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function stringAt(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes("\\") ? String(JSON.parse(text.slice(start, end))) : inner;
}

export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The offset after the string that begins at `offset`. */
export function skipString(text: string, offset: number): number {
  let end = text.indexOf('"', offset + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** Whether the character at an offset follows an odd number of backslashes. */
function isEscaped(text: string, offset: number): boolean {
  let at = offset;
  while (text[at - 1] === "\\") at -= 1;
  return (offset - at) % 2 === 1;
}

/** The offset after the value that begins at `offset`. */
function skipValue(text: string, offset: number, ends: ContainerEnds): number {
  const code = text.charCodeAt(offset);
  if (code === quote) return skipString(text, offset);
  if (code === openBrace || code === openBracket) return ends(offset);
  let at = offset;
  while (at < text.length && !/[,\]}\s]/.test(text[at] ?? "")) at += 1;
  return at;
}
