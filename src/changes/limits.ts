/** Compares what a schema asks of values of its type: bounds, patterns, formats, and keys that must be given together. */
import type { SchemaView, ValueLimits } from "../api/schema/schema.js";
import type { SchemaChangeKind } from "./judge.js";
import type { Shape } from "./shape.js";

type LimitChange = readonly [kind: SchemaChangeKind, text: string];

export function limitChanges(before: Shape, after: Shape): readonly LimitChange[] {
  const [old, now] = [before.limits, after.limits];
  return [
    ...boundChanges(old.lower, now.lower, 1),
    ...boundChanges(old.upper, now.upper, -1),
    ...[...new Set([...old.other.keys(), ...now.other.keys()])].flatMap((key) =>
      textChanges(key, old.other.get(key), now.other.get(key)),
    ),
    ...demandChanges(before.demands, after.demands),
    ...formatChanges(before, after),
  ];
}

function textChanges(key: string, old: string | undefined, now: string | undefined): readonly LimitChange[] {
  if (old === now) return [];
  const kind = old === undefined ? "limit-tightened" : now === undefined ? "limit-loosened" : "limit-changed";
  return [[kind, `has \`${key}\` ${now ?? "no more"}${old === undefined ? "" : `, not ${old}`}`]];
}

/** @param sign 1 for lower bounds, which are tighter where they are greater, else -1 */
function boundChanges(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  sign: number,
): readonly LimitChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): readonly LimitChange[] => {
    const none = -Infinity * sign;
    const [old, now] = [before.get(key) ?? none, after.get(key) ?? none];
    if (old === now) return [];
    const isTighter = (now - old) * sign > 0;
    const text = `has \`${key}\` ${after.has(key) ? String(now) : "no more"}${before.has(key) ? `, not ${String(old)}` : ""}`;
    return [[isTighter ? "limit-tightened" : "limit-loosened", text]];
  });
}

function demandChanges(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly LimitChange[] {
  const isKept = after.size === 0 || (before.size > 0 && [...before].every((one) => after.has(one)));
  const isSame = isKept && before.size === after.size;
  if (isSame) return [];
  const text =
    after.size === 0 ? "no longer wants one of several sets of keys" : `wants ${[...after].join(", or ")} now`;
  return [[isKept ? "limit-loosened" : "limit-tightened", text]];
}

function formatChanges(before: Shape, after: Shape): readonly LimitChange[] {
  const [old, now] = [before.format, after.format];
  if (old === now) return [];
  const isContent = (old === "binary") !== (now === "binary") && before.types?.has("string") === true;
  const text = `has format ${now ?? "no more"}${old === undefined ? "" : `, not ${old}`}`;
  return [[isContent ? "type-changed" : "format-changed", text]];
}

/** The limits of all views at once: of each bound the tightest. A least size of nothing asks nothing. */
export function limitsOf(views: readonly SchemaView[]): ValueLimits {
  const all = views.map(({ limits }) => limits);
  const isSize = (key: string) => /^min(?:Length|Items|Properties)$/.test(key);
  const lower = all.flatMap((limits) => [...limits.lower]).filter(([key, value]) => !(isSize(key) && value <= 0));
  return {
    lower: tightest(lower, Math.max),
    upper: tightest(
      all.flatMap(({ upper }) => [...upper]),
      Math.min,
    ),
    other: new Map(all.flatMap(({ other }) => [...other])),
  };
}

function tightest(bounds: readonly (readonly [string, number])[], choose: (...values: number[]) => number) {
  const found = new Map<string, number>();
  for (const [key, value] of bounds) found.set(key, choose(value, found.get(key) ?? value));
  return found;
}

/** Sets of keys of which a value must have one (`anyOf: [{ required: [a] }, { required: [b] }]`). */
export function demandsOf(choices: readonly (readonly SchemaView[])[]): ReadonlySet<string> {
  const [alone, ...others] = choices.filter(
    (choice) => choice.length > 1 && choice.every((one) => one.isConstraintOnly),
  );
  const sets = others.length === 0 ? (alone ?? []) : [];
  return new Set(sets.map(({ required }) => [...required].sort().join(" and ") || "nothing"));
}
