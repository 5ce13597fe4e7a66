/** Changes of texts and of JSON, as data: what was found once can be kept, and made again. */
import fc from "fast-check";

/** Puts `text`, some times over, in the place of as many characters as are removed. */
export interface TextEdit {
  readonly at: number;
  readonly removed: number;
  readonly text: string;
  readonly times: number;
}

/** Changes the member, or the item, that comes `at`-th in all of a value. */
export interface Edit {
  readonly at: number;
  readonly what: "set" | "remove" | "copy" | "rename";
  readonly value: unknown;
}

const FRAGMENTS: readonly string[] = [
  ...["", "a", "1", " ", "\n", "\r", "\t", "\0", "\u001b[31m", "\u202e", "\u2028", "\ud800", "\ufeff", "😀"],
  ...[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    '"',
    "'",
    "`",
    "\\",
    "/",
    "//",
    "/*",
    "*/",
    "#",
    "$",
    "${",
    "${{",
    "..",
    ",",
  ],
  ...[
    ":",
    ";",
    "=",
    "&",
    "*a",
    "&a ",
    "!!js/function ",
    "<<: ",
    "- ",
    "? ",
    "| ",
    "%",
    "%00",
    "%zz",
    "::error::",
    "@",
    "|",
  ],
  ...["$ref", "#/", "__proto__", "constructor", "prototype", "toString", "then", "null", "true", "-0", "1e999", "0x"],
  ...[
    "await ",
    "async ",
    "lambda ",
    "f'{",
    "-H ",
    "--data @",
    "\\\n",
    "$(",
    "<<EOF\n",
    "data: ",
    "event: ",
    "\n\n",
    "rel=next",
  ],
];

const WRONG: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, 2 ** 53, "", " ", "a", [], {}, [[]], [null], { $ref: "#" }, { $ref: "#/" }],
  ...[{ $ref: "x.json" }, { $ref: 1 }, { allOf: [] }, { type: [] }, { type: "x" }, { enum: [] }, { properties: null }],
  ...[{ "": {} }, { default: {} }, ["a", "a"], { oneOf: [{}, {}] }, { discriminator: {} }, { pattern: "(a+)+$" }],
];

const size = fc.nat(100_000);

export const textEdits: fc.Arbitrary<readonly TextEdit[]> = fc.array(
  fc.record({
    at: size,
    removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(12), fc.nat(400)),
    text: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) },
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    times: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.nat(40), fc.constant(4_000)),
  }),
  { minLength: 1, maxLength: 5 },
);

const member = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WRONG) },
  fc.constantFrom(...FRAGMENTS),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.jsonValue({ maxDepth: 2 }),
);

const edit: fc.Arbitrary<Edit> = fc.record({
  at: size,
  what: fc.constantFrom("set", "set", "remove", "copy", "rename"),
  value: member,
});

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(edit, { minLength: 1, maxLength: 6 });

/** For values of many thousands of parts, of which a few changes would seldom meet. */
export const manyEdits: fc.Arbitrary<readonly Edit[]> = fc.array(edit, { minLength: 1, maxLength: 30 });

export function editedText(text: string, changes: readonly TextEdit[]): string {
  return changes.reduce((before, { at, removed, text: put, times }) => {
    const index = before === "" ? 0 : at % (before.length + 1);
    return before.slice(0, index) + put.repeat(times) + before.slice(index + removed);
  }, text);
}

interface Place {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

/** A copy of a value with changes, each of them to what the earlier ones have left. */
export function edited(value: unknown, changes: readonly Edit[]): unknown {
  const top = { value: structuredClone(value) };
  for (const { at, what, value: given } of changes) {
    const places = placesIn(top);
    const place = places[at % places.length];
    if (place !== undefined) change(place, what, structuredClone(given), places[(at * 7 + 1) % places.length]);
  }
  return top.value;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((key) => [{ owner, key }, ...placesIn(owner[key])]);
}

function change({ owner, key }: Place, what: Edit["what"], given: unknown, other: Place | undefined): void {
  if (what === "set") put(owner, key, given);
  else if (what === "copy") put(owner, key, structuredClone(other?.owner[other.key]));
  else {
    const before = owner[key];
    Reflect.deleteProperty(owner, key);
    if (what === "rename" && !Array.isArray(owner)) put(owner, String(given), before);
  }
}

/** Whatever the key: `__proto__` is one like any other. */
function put(owner: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(owner, key, { value, writable: true, enumerable: true, configurable: true });
}
