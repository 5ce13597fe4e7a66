/**
 * The arguments that an operation's own code sample shows, as far as the document takes them: examples in docs show a call
 * as its owner writes it. A sample may be older than the document, so nothing of it is taken unseen.
 */
import { fits } from "../../api/schema/fitting.js";
import type { Property } from "../../api/api.js";
import type { Json, JsonObject } from "../../document/document.js";
import type { ShownValues } from "../../snippets/snippet.js";
import type { BodyArgument, Method, ShownArguments } from "../surface.js";
import { comparable } from "../calls/words.js";

/** How long one value, and a whole body, may be as JSON: an example is to be read at a glance. */
const LONGEST_VALUE = 200;
const LONGEST_BODY = 600;

/** @param given what the sample gives, by the keys that it writes */
export function shownArguments(method: Method, given: ShownValues): ShownArguments | undefined {
  const entries = [...idsOf(method, given.byPosition), ...(Object.entries(given.byKey) as [string, Json][])];
  const left = new Map(entries.filter(([, value]) => lengthOf(value) <= LONGEST_VALUE));
  const inputs: Record<string, Json> = {};
  for (const { name, input } of method.arguments) {
    const key = keyFor(name, left);
    const value = key === undefined ? undefined : left.get(key);
    if (key === undefined || value === undefined) continue;
    left.delete(key);
    if (fits(input.view, value)) inputs[name] = value;
  }
  const body = method.body && shownBody(method.body, withoutStream(left, method));
  const isNothing = body === undefined && Object.keys(inputs).length === 0;
  return isNothing ? undefined : { inputs, ...(body ? { body } : {}) };
}

/** Ids by position are those of the path, in its order, where they are all. */
function idsOf(method: Method, values: readonly Json[]): readonly [string, Json][] {
  const ids = method.arguments.filter(({ input }) => input.location === "path");
  return ids.length === values.length ? ids.map(({ name }, index) => [name, values[index] ?? null]) : [];
}

function lengthOf(value: Json): number {
  return JSON.stringify(value).length;
}

/** The key that a sample gives an argument under: its name, or the same words in another case. */
function keyFor(name: string, left: ReadonlyMap<string, unknown>): string | undefined {
  if (left.has(name)) return name;
  const wanted = comparable(name);
  return [...left.keys()].find((key) => comparable(key) === wanted);
}

/** Examples show the whole answer; what asks for a stream is left out. */
function withoutStream(left: ReadonlyMap<string, Json>, { result }: Method): ReadonlyMap<string, Json> {
  const choice = result.streamed?.choice;
  return new Map([...left].filter(([key, value]) => key !== choice?.name || value !== choice.value));
}

/** A body of named properties, whole and right: what the sample shows, or that beside what must be given. */
function shownBody({ key, media }: BodyArgument, left: ReadonlyMap<string, Json>): JsonObject | undefined {
  const { properties = [], least = {}, view } = media;
  if (key !== undefined || properties.length === 0) return undefined;
  const shown = Object.fromEntries(properties.flatMap((property) => entryOf(property, left)));
  if (Object.keys(shown).length === 0) return undefined;
  const body = fits(view, shown) ? shown : added(least, shown, (one) => fits(view, one));
  return body && lengthOf(body) <= LONGEST_BODY ? body : undefined;
}

function entryOf({ name }: Property, left: ReadonlyMap<string, Json>): readonly (readonly [string, Json])[] {
  const key = keyFor(name, left);
  const value = key === undefined ? undefined : left.get(key);
  return value === undefined ? [] : [[name, value]];
}

/** An object with as many further members as it may have; undefined where it gets none. */
function added(least: JsonObject, more: JsonObject, isRight: (one: JsonObject) => boolean): JsonObject | undefined {
  const body = Object.entries(more).reduce<JsonObject>((found, [key, value]) => {
    const next = { ...found, [key]: value };
    return isRight(next) ? next : found;
  }, least);
  return body === least ? undefined : body;
}
