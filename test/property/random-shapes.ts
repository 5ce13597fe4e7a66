/** Random schemas, each with values that fit it. */
import fc from "fast-check";

export interface Shape {
  readonly kind: "one" | "list" | "object";
  readonly schema: Readonly<Record<string, unknown>>;
  readonly value: fc.Arbitrary<unknown>;
}

/** What texts may be made of: any of Unicode, or what stands in a header; `without` says which characters never. */
export interface Letters {
  readonly unit: "grapheme" | "grapheme-ascii";
  readonly without: RegExp;
}

const text = ({ unit, without }: Letters): fc.Arbitrary<string> =>
  fc.string({ unit, minLength: 1, maxLength: 12 }).filter((given) => !without.test(given) && given.trim() === given);

/** Names of properties; not those that every object has. */
export const key = fc
  .stringMatching(/^[a-zA-Z_é€][a-zA-Z0-9_ &%é€]{0,8}[a-z]$/)
  .filter((name) => !(name in Object.prototype) && name !== "value" && name !== "body");

/** Those that a header can hold. */
export const plainKey = key.filter((name) => !/[é€]/.test(name));

/** Texts, numbers, booleans and times. */
export const scalar = (letters: Letters): fc.Arbitrary<Shape> =>
  fc.constantFrom<Shape>(
    { kind: "one", schema: { type: "string" }, value: text(letters) },
    { kind: "one", schema: { type: "integer" }, value: fc.maxSafeInteger() },
    { kind: "one", schema: { type: "number" }, value: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { kind: "one", schema: { type: "boolean" }, value: fc.boolean() },
    {
      kind: "one",
      schema: { type: "string", format: "date-time" },
      value: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2999-12-31") }),
    },
  );

/** Lists of up to four. */
export const listOf = (item: fc.Arbitrary<Shape>, minLength = 0): fc.Arbitrary<Shape> =>
  item.map(({ schema, value }) => ({
    kind: "list",
    schema: { type: "array", items: schema },
    value: fc.array(value, { minLength, maxLength: 4 }),
  }));

/** Objects of up to four declared properties, each of which may be missing. */
export const objectOf = (member: fc.Arbitrary<Shape>, names = key): fc.Arbitrary<Shape> =>
  fc.dictionary(names, member, { minKeys: 1, maxKeys: 4 }).map((members) => {
    const entries = Object.entries(members);
    return {
      kind: "object",
      schema: { type: "object", properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])) },
      value: fc.record(Object.fromEntries(entries.map(([name, { value }]) => [name, value])), { requiredKeys: [] }),
    };
  });

/** Bytes. */
export const content: fc.Arbitrary<Shape> = fc.constant({
  kind: "one",
  schema: { type: "string", format: "binary" },
  value: fc.uint8Array({ maxLength: 300 }),
});

/**
 * A value as a reader of texts has it: every leaf is its text, and what holds nothing is not there.
 *
 * @returns undefined for what holds nothing
 */
export function asTexts(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) {
    const items = value.map(asTexts).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const found = asTexts(member);
    return found === undefined ? [] : [[name, found] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The same for the parts of a form: an object that is a part of its own is JSON. */
export function asParts(value: unknown): unknown {
  const entries = Object.entries(value as object).flatMap(([name, member]: [string, unknown]) => {
    const isJson = Object.prototype.toString.call(member) === "[object Object]";
    const found: unknown = isJson ? JSON.parse(JSON.stringify(member)) : asTexts(member);
    return found === undefined ? [] : [[name, found] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
