/** What a document that exhausts is, and the words its makers share. */
import { baseDocument, setAt, type Tree, type Value, type Way } from "./base.js";

export interface Exhausting {
  /** Unique among all. */
  readonly name: string;
  /** The text of the document: made when the case runs, since many are large. */
  readonly text: () => string;
  /** How the file is called; JSON without it. */
  readonly ending?: "json" | "yaml";
  /** The code of the finding it must be refused with; every other case must be done. */
  readonly refused?: string;
  /** The code of a finding that `lint` shows, where a part of the document is left out. */
  readonly finding?: string;
}

/** The base document with some places changed. */
export function spoiled(name: string, places: Readonly<Record<Way, () => Value>>): Exhausting {
  return { name, text: () => JSON.stringify(withPlaces(places)) };
}

export function withPlaces(places: Readonly<Record<Way, () => Value>>): Tree {
  const document = baseDocument();
  for (const [way, value] of Object.entries(places)) setAt(document, way, value());
  return document;
}

/** A case that must be refused. */
export function refused(code: string, one: Exhausting): Exhausting {
  return { ...one, refused: code };
}

/** A case that is done, but for a part of it. */
export function partly(code: string, one: Exhausting): Exhausting {
  return { ...one, finding: code };
}

/** A case whose document is YAML, put below a key of its own beside a small API. */
export function yaml(name: string, text: () => string): Exhausting {
  return { name, ending: "yaml", text: () => `openapi: 3.1.0\ninfo: { title: Small, version: "1" }\n${text()}\n` };
}

/** An object with as many members as are asked for. */
export function members(count: number, name: (index: number) => string, value: (index: number) => Value): Tree {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), value(index)]));
}

export function items(count: number, value: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => value(index));
}

/** A value inside as many objects. */
export function nested(levels: number, key: string, innermost: Value = {}): Value {
  let value = innermost;
  for (let level = 0; level < levels; level += 1) value = { [key]: value };
  return value;
}

/** `open` as often as asked for, and `close` as often behind it. */
export function brackets(levels: number, open: string, close: string, inner = ""): string {
  return open.repeat(levels) + inner + close.repeat(levels);
}

export const MEGA = 1_000_000;
