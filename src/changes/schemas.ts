/**
 * Compares what two schemas allow. Each pair of schemas is compared once for each use, whoever reaches it, so that a
 * shared schema costs once and recursion ends; a call's changes are those of every pair that it reaches. Schemas that are
 * written alike are not looked into.
 */
import type { SchemaView } from "../api/schema/schema.js";
import type { Pointer } from "../diagnostic.js";
import { judgeSchema, type SchemaChangeKind, type Use } from "./judge.js";
import { createAlike } from "./alike.js";
import { limitChanges } from "./limits.js";
import { otherKeysChange } from "./other-keys.js";
import { shapeOf, type Shape, type ShapeProperty, type Whole } from "./shape.js";
import { declaredTag, tagChange, type Discriminator } from "./tags.js";
import { componentOf, formsOf, listed, nameOf, namesOf, saysNothing, scalarOf, typeChange } from "./texts.js";

/** One difference between two schemas. */
export interface SchemaChange {
  readonly kind: SchemaChangeKind;
  readonly use: Use;
  /** Where in a component schema, or in what a call takes or gives: `Order.status`, `argument limits[].type`. */
  readonly subject: string;
  /** Completes the subject to a sentence. */
  readonly text: string;
  /** In the later document; absent where the part is gone. */
  readonly after: Pointer | undefined;
}

interface Pair {
  readonly changes: SchemaChange[];
  readonly inner: Pair[];
}

/** Pairs of schemas that one comparison may look at. */
const MOST_PAIRS = 200_000;

export interface SchemaComparer {
  /** Every change of a whole and of all below it. */
  changes(before: Whole, after: Whole, use: Use, subject: string): readonly SchemaChange[];
  /** Whether the comparison was given up, because the schemas are too many. */
  readonly isExhausted: boolean;
}

export function createComparer(): SchemaComparer {
  const ids = new WeakMap<SchemaView, number>();
  const known = new Map<string, Pair>();
  const isAlike = createAlike();
  let lastId = 0;

  function idOf(view: SchemaView): number {
    const id = ids.get(view) ?? (lastId += 1);
    ids.set(view, id);
    return id;
  }

  function pairOf(before: Whole, after: Whole, use: Use, path: string): Pair {
    const key = `${use} ${before.map(idOf).join()} ${after.map(idOf).join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const pair: Pair = { changes: [], inner: [] };
    known.set(key, pair);
    if (isAlike(before, after)) return pair;
    const subject = componentOf(after) ?? componentOf(before) ?? path;
    if (known.size <= MOST_PAIRS) new PairComparison(pair, use, subject, pairOf).compare(before, after);
    return pair;
  }

  return {
    changes: (before, after, use, subject) => collect(pairOf(before, after, use, subject)),
    get isExhausted() {
      return known.size > MOST_PAIRS;
    },
  };
}

function collect(pair: Pair, seen = new Set<Pair>()): readonly SchemaChange[] {
  const found: SchemaChange[] = [];
  const left = [pair];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    found.push(...next.changes);
    left.push(...next.inner);
  }
  return found;
}

/** What tells the alternatives of each side apart. */
interface Tags {
  readonly before: Discriminator;
  readonly after: Discriminator;
}

type PairOf = (before: Whole, after: Whole, use: Use, subject: string) => Pair;

/** One pair, and the pairs that it leads to. */
class PairComparison {
  readonly #pair: Pair;
  readonly #use: Use;
  readonly #subject: string;
  readonly #pairOf: PairOf;

  constructor(pair: Pair, use: Use, subject: string, pairOf: PairOf) {
    this.#pair = pair;
    this.#use = use;
    this.#subject = subject;
    this.#pairOf = pairOf;
  }

  compare(beforeWhole: Whole, afterWhole: Whole): void {
    const before = shapeOf(beforeWhole, this.#use);
    const after = shapeOf(afterWhole, this.#use);
    if (before.nullable !== after.nullable && !saysNothing(after) && !saysNothing(before)) this.#nullability(after);
    if (before.default !== after.default && before.default !== undefined)
      this.#add("default-changed", `defaults to ${after.default ?? "nothing"}, not ${before.default}`, after.pointer);
    else if (before.default !== after.default)
      this.#add("default-changed", `defaults to ${after.default ?? "nothing"} now`, after.pointer);
    if (before.alternatives.length > 0 || after.alternatives.length > 0) {
      this.#alternatives(before, after, beforeWhole, afterWhole);
      return;
    }
    if (!this.#types(before, after)) return;
    this.#values(before, after);
    this.#limits(before, after);
    this.#properties(before, after);
    this.#otherKeys(before, after);
    this.#items(before, after);
  }

  #add(kind: SchemaChangeKind, text: string, after: Pointer | undefined, subject = this.#subject): void {
    this.#pair.changes.push({ kind, use: this.#use, subject, text, after });
  }

  #inner(before: Whole, after: Whole, step: string): void {
    this.#pair.inner.push(this.#pairOf(before, after, this.#use, `${this.#subject}${step}`));
  }

  #nullability(after: Shape): void {
    if (after.nullable) this.#add("null-added", "may be null now", after.pointer);
    else this.#add("null-removed", "may no longer be null", after.pointer);
  }

  /** Whether both still have a type in common, so that more is worth comparing. */
  #types(before: Shape, after: Shape): boolean {
    const kind = typeChange(before, after);
    if (kind !== undefined) this.#add(kind, `is ${namesOf(after.types)}, not ${namesOf(before.types)}`, after.pointer);
    return kind === undefined;
  }

  #values(before: Shape, after: Shape): void {
    if (before.values === undefined && after.values === undefined) return;
    if (before.values === undefined) {
      this.#add("type-narrowed", `takes only ${listed(after.values ?? [])} now`, after.pointer);
      return;
    }
    if (after.values === undefined) {
      this.#add("type-widened", "may be any value now", after.pointer);
      return;
    }
    const gone = [...before.values].filter((value) => after.values?.has(value) !== true);
    const come = [...after.values].filter((value) => before.values?.has(value) !== true);
    if (gone.length > 0) this.#add("enum-shrunk", `no longer has ${listed(gone)}`, after.pointer);
    if (come.length > 0) this.#add("enum-grown", `may be ${listed(come)} now`, after.pointer);
  }

  #limits(before: Shape, after: Shape): void {
    for (const [kind, text] of limitChanges(before, after)) this.#add(kind, text, after.pointer);
  }

  #properties(before: Shape, after: Shape): void {
    const isNamed = before.properties.size === 0 && after.properties.size > 0 && before.types?.has("object") === true;
    if (isNamed && before.rest !== "closed" && typeof before.rest !== "object")
      this.#add("free-form-named", "took any keys and has named ones now", after.pointer);
    for (const [name, old] of before.properties) {
      const now = after.properties.get(name);
      if (now === undefined) this.#removed(`${this.#subject}.${name}`, old.required, after);
      else this.#kept(name, old, now, after);
    }
    for (const [name, property] of after.properties) if (!before.properties.has(name)) this.#added(name, property);
  }

  #kept(name: string, old: ShapeProperty, now: ShapeProperty, after: Shape): void {
    const subject = `${this.#subject}.${name}`;
    const at = now.whole[0]?.pointer ?? after.pointer;
    if (old.required && !now.required) this.#add("property-optional", "may be absent now", at, subject);
    if (!old.required && now.required) this.#add("property-required", "must be given now", at, subject);
    this.#inner(old.whole, now.whole, `.${name}`);
  }

  #added(name: string, { required, whole }: ShapeProperty): void {
    const kind = required ? "property-added-required" : "property-added";
    const text = required && this.#use === "request" ? "is new and must be given" : "is new";
    this.#add(kind, text, whole[0]?.pointer, `${this.#subject}.${name}`);
  }

  #removed(subject: string, required: boolean, after: Shape): void {
    const isRefused = this.#use === "request" && after.rest === "closed";
    const kind = isRefused ? "property-removed-closed" : required ? "property-removed-required" : "property-removed";
    this.#add(kind, "is gone", after.pointer, subject);
  }

  #otherKeys({ rest: before, properties }: Shape, { rest: after, pointer, types, properties: named }: Shape): void {
    if (types?.has("object") !== true) return;
    if (typeof before === "object" && typeof after === "object") this.#inner(before, after, "[key]");
    // An object without named keys may have any, whether it says so or not.
    const isFree = properties.size + named.size === 0 && before !== "closed" && after !== "closed";
    const isSame = isFree && typeof before !== "object" && typeof after !== "object";
    const change = isSame ? undefined : otherKeysChange(before, after);
    if (change) this.#add(...change, pointer);
  }

  #items(before: Shape, after: Shape): void {
    const isList = before.types?.has("array") === true;
    if (!isList) return;
    this.#inner(before.items, after.items, "[]");
    before.firstItems.forEach((whole, index) => {
      const now = after.firstItems[index];
      if (now !== undefined) this.#inner(whole, now, `[${String(index)}]`);
    });
    if (before.firstItems.length !== after.firstItems.length)
      this.#add("type-changed", "has another number of first items", after.pointer);
  }

  #alternatives(before: Shape, after: Shape, beforeWhole: Whole, afterWhole: Whole): void {
    const kind = saysNothing(before) ? "type-narrowed" : saysNothing(after) ? "type-widened" : undefined;
    if (kind !== undefined) {
      this.#add(kind, kind === "type-narrowed" ? "takes only some forms now" : "may be anything now", after.pointer);
      return;
    }
    const every = { old: formsOf(before, beforeWhole), now: formsOf(after, afterWhole) };
    const [old, now] = [[...every.old], [...every.now]];
    const tags = { before: before.tag, after: after.tag };
    for (const isMatch of this.#matches((before.tag ?? after.tag)?.property)) this.#take(old, now, isMatch, tags);
    const [lone, other] = [old[0], now[0]];
    if (old.length === 1 && now.length === 1 && lone !== undefined && other !== undefined) {
      this.#inner(lone, other, "");
      return;
    }
    const isTagged = before.tag !== undefined && after.tag !== undefined;
    this.#addedForms(now, every.old, isTagged, after);
    this.#goneForms(old, every.now, after);
  }

  #addedForms(added: readonly Whole[], before: readonly Whole[], isTagged: boolean, after: Shape): void {
    const kind = isTagged ? "alternative-added-tagged" : "alternative-added";
    for (const whole of added)
      if (!before.some((one) => this.#covers(one, whole)))
        this.#add(kind, `may also be ${nameOf(whole)}`, whole[0]?.pointer ?? after.pointer);
  }

  #goneForms(gone: readonly Whole[], now: readonly Whole[], after: Shape): void {
    for (const whole of gone)
      if (!now.some((one) => this.#covers(one, whole)))
        this.#add("alternative-removed", `is no longer ${nameOf(whole)}`, after.pointer);
  }

  /** Ways to tell that two alternatives are one, the surest first. */
  #matches(tag: string | undefined): readonly ((one: Whole, other: Whole) => boolean)[] {
    const isSame = (one: string | undefined, other: string | undefined) => one !== undefined && one === other;
    return [
      (one, other) => isSame(componentOf(one), componentOf(other)),
      (one, other) => isSame(declaredTag(one, tag), declaredTag(other, tag)),
      (one, other) => this.#isEqual(one, other),
      (one, other) => isSame(scalarOf(one), scalarOf(other)),
    ];
  }

  /** Takes alternatives that are one out of both lists, and compares them. */
  #take(old: Whole[], now: Whole[], isMatch: (one: Whole, other: Whole) => boolean, tags: Tags): void {
    for (const one of [...old]) {
      const other = now.find((candidate) => isMatch(one, candidate));
      if (other === undefined) continue;
      old.splice(old.indexOf(one), 1);
      now.splice(now.indexOf(other), 1);
      this.#inner(one, other, "");
      this.#tags(one, other, tags);
    }
  }

  #tags(one: Whole, other: Whole, { before, after }: Tags): void {
    const change = tagChange([one, before], [other, after]);
    const subject = `${componentOf(other) ?? this.#subject}.${(before ?? after)?.property ?? ""}`;
    if (change) this.#add(change.kind, change.text, other[0]?.pointer, subject);
  }

  #isEqual(one: Whole, other: Whole): boolean {
    return collect(this.#pairOf(one, other, this.#use, this.#subject)).length === 0;
  }

  /** Whether every value of `inner` is one of `outer`: a request may be narrowed from it to it without a break. */
  #covers(outer: Whole, inner: Whole): boolean {
    const changes = collect(this.#pairOf(outer, inner, "answer", this.#subject));
    return changes.every(({ kind }) => judgeSchema(kind, "answer").wire === "safe");
  }
}
