/**
 * Recognises text that contains only type declarations, in the part of TypeScript's grammar that `schema.ts` uses; none
 * of it can run. The compiler's own parser would take half a second for the largest documents.
 */

export interface TypesRead {
  /** The first place that is not part of a type declaration; absent if there is none. */
  readonly strange?: { readonly line: number; readonly text: string };
  /** Names of the types that have type arguments. */
  readonly generics: ReadonlySet<string>;
  /** Whether a member is marked `readonly`. */
  readonly hasReadonly: boolean;
}

class Unexpected extends Error {}

/** Parses `code` as type declarations. */
export function readTypes(code: string): TypesRead {
  const reader = read(code);
  const { found } = reader;
  try {
    while (!reader.atEnd()) declaration(reader);
    return found;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const at = reader.place();
    return { ...found, strange: { line: code.slice(0, at).split("\n").length, text: code.slice(at, at + 40) } };
  }
}

type Reader = ReturnType<typeof read>;

function declaration(reader: Reader): void {
  reader.take("export");
  if (reader.take("interface")) {
    reader.expect("word");
    members(reader);
  } else {
    reader.need("type");
    reader.expect("word");
    reader.need("=");
    type(reader);
    reader.need(";");
  }
}

function members(reader: Reader): void {
  reader.need("{");
  while (!reader.take("}")) {
    if (reader.take("[")) {
      reader.expect("word");
      reader.need(":");
      reader.need("string");
      reader.need("]");
    } else {
      memberName(reader);
      reader.take("?");
    }
    reader.need(":");
    type(reader);
    reader.need(";");
  }
}

/** A member may itself be called `readonly`. */
function memberName(reader: Reader): void {
  const word = reader.take("readonly");
  if (word && (reader.is("?") || reader.is(":"))) return;
  if (word) reader.found.hasReadonly = true;
  reader.expectName();
}

function type(reader: Reader): void {
  reader.take("|");
  do {
    reader.take("&");
    do operand(reader);
    while (reader.take("&"));
  } while (reader.take("|"));
}

/** One type, and the brackets after it: a list of it, or a member of it. */
function operand(reader: Reader): void {
  if (reader.is("{")) members(reader);
  else if (reader.take("(")) list(reader, ")");
  else if (reader.take("[")) list(reader, "]");
  else if (reader.take("-")) reader.expect("number");
  else {
    const name = reader.place();
    reader.expectName();
    if (reader.take("<")) {
      reader.noteGeneric(name);
      list(reader, ">");
    }
  }
  while (reader.take("[")) if (!reader.take("]")) list(reader, "]");
}

function list(reader: Reader, end: string): void {
  if (reader.take(end)) return;
  do item(reader);
  while (reader.take(","));
  reader.need(end);
}

/** Accepts tuple syntax (optional items and a rest item) for type arguments as well, which is harmless. */
function item(reader: Reader): void {
  if (reader.take(".")) for (const mark of "..") reader.need(mark);
  type(reader);
  reader.take("?");
}

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

type Kind = "word" | "string" | "number" | "mark" | "end";

/** A tokeniser with one token of lookahead. */
function read(code: string) {
  let kind: Kind = "end";
  let start = 0;
  let end = 0;
  const found = { generics: new Set<string>(), hasReadonly: false };

  function advance(): void {
    start = afterSpace(code, end);
    const first = code.charCodeAt(start);
    if (start >= code.length) kind = "end";
    else if (first === QUOTE) kind = "string";
    else if (isDigit(first)) kind = "number";
    else kind = afterWordUnit(code, start) > start ? "word" : "mark";
    end = kind === "end" ? start : kind === "string" ? afterString(code, start) : start + 1;
    if (kind === "word") end = afterWord(code, start);
    if (kind === "number") while (isNumberUnit(code.charCodeAt(end))) end += 1;
  }

  function is(text: string): boolean {
    return end - start === text.length && code.startsWith(text, start) && kind !== "string";
  }

  function take(text: string): boolean {
    const found = is(text);
    if (found) advance();
    return found;
  }

  function expect(...kinds: readonly Kind[]): void {
    if (!kinds.includes(kind)) throw new Unexpected();
    advance();
  }

  advance();
  return {
    atEnd: () => kind === "end",
    is,
    take,
    expect,
    expectName: () => {
      expect("word", "string", "number");
    },
    need: (text: string) => {
      if (!take(text)) throw new Unexpected();
    },
    found,
    noteGeneric: (at: number) => {
      found.generics.add(/[\p{ID_Continue}$]+/u.exec(code.slice(at, at + 40))?.[0] ?? "");
    },
    place: () => start,
  };
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function afterWord(code: string, from: number): number {
  let at = from;
  for (let next = afterWordUnit(code, at); next > at; next = afterWordUnit(code, at)) at = next;
  return at;
}

/** The offset after one character of a word; `at` if there is none. Names of models may be in any script. */
function afterWordUnit(code: string, at: number): number {
  const unit = code.charCodeAt(at);
  const isLetter = (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
  if (isLetter || isDigit(unit) || unit === 0x5f || unit === 0x24) return at + 1;
  if (!(unit > 0x7f)) return at;
  const character = String.fromCodePoint(code.codePointAt(at) ?? 0);
  return /\p{ID_Continue}/u.test(character) ? at + character.length : at;
}

/** `1`, `0.5`, `1e+21`. */
function isNumberUnit(unit: number): boolean {
  return isDigit(unit) || unit === 0x2e || unit === 0x65 || unit === 0x2b || unit === 0x2d;
}

/** The offset after whitespace and comments. */
function afterSpace(code: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = code.charCodeAt(at);
    if (unit === SPACE || unit === LINE_FEED) at += 1;
    else if (code.startsWith("/*", at)) {
      const ender = code.indexOf("*/", at + 2);
      if (ender === -1) return at;
      at = ender + 2;
    } else return at;
  }
}

/** @throws Unexpected if the string does not end on its line */
function afterString(code: string, from: number): number {
  for (let at = from + 1; at < code.length; at += 1) {
    const unit = code.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    if (unit === BACKSLASH) at += 1;
    if (code.charCodeAt(at) === LINE_FEED) break;
  }
  throw new Unexpected();
}
