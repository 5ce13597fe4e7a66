/**
 * Compares two calls with the compiler: what code written for the earlier call can no longer pass, and what it no longer
 * finds in the result. Compares only public properties, one by one, because private members make the classes of two
 * packages incompatible.
 */
import { ts } from "./program.js";

/** One difference that a caller notices in a call. */
export interface Gap {
  readonly part: "argument" | "result";
  /** `gone`: the name no longer exists. `required`: it is required now. `type`: the types do not fit. */
  readonly kind: "gone" | "required" | "type";
  /** `argument 1`, `id`, `data[].created_at`. */
  readonly path: string;
  /** The earlier and the later type, if both are known. */
  readonly before?: string;
  readonly after?: string;
  /** The argument that contains it, unless that is the first: `options`. */
  readonly owner?: string;
  /** The index of an argument that is missing as a whole or has another kind of type. */
  readonly position?: number;
}

/** Receives the names of two object types that correspond to each other. */
export type OnPair = (before: string, after: string) => void;

/** The deepest level at which results are compared. */
const deepest = 4;

/** Larger unions are compared by assignability. */
const mostPairs = 64;

/** The most characters of a type in a gap. */
const longestType = 90;

export class GapFinder {
  readonly #checker: ts.TypeChecker;
  readonly #onPair: OnPair;
  /** Pairs of types that were compared, or are being compared. */
  #seen = new Map<ts.Type, Set<ts.Type>>();

  /** @param onPair called whenever two named types are at the same place */
  constructor(checker: ts.TypeChecker, onPair: OnPair = () => undefined) {
    this.#checker = checker;
    this.#onPair = onPair;
  }

  /** Compares each earlier signature with the later one that fits it best. */
  gaps(before: readonly ts.Signature[], after: readonly ts.Signature[], part?: "argument"): readonly Gap[] {
    const found = before.flatMap((old) => {
      const each = after.map((now) => [
        ...this.#argumentGaps(old, now),
        ...(part === "argument" ? [] : this.#resultGaps(old.getReturnType(), now.getReturnType())),
      ]);
      return each.reduce<readonly Gap[]>((best, gaps) => (weight(gaps) < weight(best) ? gaps : best), each[0] ?? []);
    });
    const keyOf = ({ part: side, kind, owner = "", path }: Gap) => `${side} ${kind} ${owner} ${path}`;
    return [...new Map(found.map((gap) => [keyOf(gap), gap])).values()];
  }

  #argumentGaps(old: ts.Signature, now: ts.Signature): readonly Gap[] {
    const count = Math.max(old.parameters.length, now.parameters.length);
    return Array.from({ length: count }).flatMap((_, position): readonly Gap[] => {
      const [given, taken] = [old.parameters[position], now.parameters[position]];
      const path = `argument ${String(position + 1)}`;
      if (given === undefined) {
        const isFine = taken === undefined || isOptional(taken);
        return isFine ? [] : [{ part: "argument", kind: "required", path: `${path} (${taken.name})`, position }];
      }
      if (taken === undefined) return [{ part: "argument", kind: "gone", path: `${path} (${given.name})`, position }];
      return this.#argumentGap(given, taken, position);
    });
  }

  #argumentGap(given: ts.Symbol, taken: ts.Symbol, position: number): readonly Gap[] {
    const path = `argument ${String(position + 1)} (${given.name})`;
    const isNowRequired = isOptional(given) && !isOptional(taken);
    // An optional argument may be undefined.
    const typeOf = (parameter: ts.Symbol): ts.Type =>
      isOptional(taken) || isOptional(given)
        ? this.#checker.getNonNullableType(this.#typeOf(parameter))
        : this.#typeOf(parameter);
    const gaps = this.#between(typeOf(given), typeOf(taken), "argument", "", 0);
    const rooted = gaps.map((gap) =>
      gap.path === "" ? { ...gap, path, position } : position === 0 ? gap : { ...gap, owner: given.name },
    );
    return isNowRequired ? [{ part: "argument", kind: "required", path, position }, ...rooted] : rooted;
  }

  #resultGaps(old: ts.Type, now: ts.Type): readonly Gap[] {
    const awaited = (type: ts.Type): ts.Type => this.#checker.getAwaitedType(type) ?? type;
    const promised = this.#checker
      .getPropertiesOfType(old)
      .filter(({ name, valueDeclaration }) => isPublic(name, valueDeclaration))
      .filter(({ name }) => !PROMISE.has(name) && this.#checker.getPropertyOfType(now, name) === undefined)
      .map(({ name }): Gap => ({ part: "result", kind: "gone", path: `${name}(), not awaited` }));
    const isPromise = this.#checker.getPropertyOfType(old, "then") !== undefined;
    this.#seen = new Map();
    const [before, after] = [awaited(old), awaited(now)];
    const inside = this.#unwrapped(before, after);
    const gaps = this.#between(inside ?? before, after, "result", "", 0);
    const iterates = (type: ts.Type) =>
      type.getProperties().some(({ escapedName }) => ITERATOR.test(escapedName as string));
    const lostLoop = [old, before].some(iterates) && ![now, after].some(iterates);
    return [
      ...(isPromise ? promised : []),
      ...(lostLoop ? [{ part: "result", kind: "gone", path: "for await" } as const] : []),
      ...(inside ? [WRAPPED] : []),
      ...gaps,
    ];
  }

  /** The `data` of a result `{ data, status, headers }`, if the later result has no such form. */
  #unwrapped(old: ts.Type, now: ts.Type): ts.Type | undefined {
    const has = (type: ts.Type, name: string): boolean => this.#checker.getPropertyOfType(type, name) !== undefined;
    const data = this.#checker.getPropertyOfType(old, "data");
    const beside = ["headers", "response"].find((name) => has(old, name));
    if (data === undefined || beside === undefined || (has(now, "data") && has(now, beside))) return undefined;
    return this.#typeOf(data);
  }

  /**
   * Compares two types below one path. For an `argument`, the earlier type must be assignable to the later; for a
   * `result`, vice versa.
   */
  #between(old: ts.Type, now: ts.Type, part: Gap["part"], path: string, depth: number): readonly Gap[] {
    const [before, after] = [this.#checker.getNonNullableType(old), this.#checker.getNonNullableType(now)];
    // Methods of a result are not compared; they belong to its class.
    if (isOpen(old) || isOpen(now) || (isFunction(before) && isFunction(after))) return [];
    const [from, to] = part === "argument" ? [old, now] : [now, old];
    const unlessFits = this.#checker.isTypeAssignableTo(from, to) ? [] : [this.#typeGap(old, now, part, path)];
    if (!isPlainObject(before) || !isPlainObject(after))
      return this.#eachFits(before, after, part, depth) ? [] : unlessFits;
    const [element, laterElement] = [before, after].flatMap((type) => this.#elementOf(type) ?? []);
    if (element && laterElement) return this.#between(element, laterElement, part, `${path}[]`, depth);
    if (element !== undefined) return unlessFits;
    if (part === "result") {
      if (this.#isSeen(before, after)) return [];
      this.#onPair(nameOf(before), nameOf(after));
    }
    if (depth >= deepest) return unlessFits;
    return [...this.#nullGaps(old, now, part, path), ...this.#propertyGaps(before, after, part, path, depth)];
  }

  #propertyGaps(old: ts.Type, now: ts.Type, part: Gap["part"], path: string, depth: number): readonly Gap[] {
    const checker = this.#checker;
    const isLoose = checker.getIndexTypeOfType(now, ts.IndexKind.String) !== undefined;
    const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
    const gaps = checker.getPropertiesOfType(old).flatMap((property): readonly Gap[] => {
      if (!isPublic(property.name, property.valueDeclaration)) return [];
      const other = checker.getPropertyOfType(now, property.name);
      if (other === undefined) return isLoose ? [] : [{ part, kind: "gone", path: at(property.name) }];
      const required = isAbsentable(property) && !isAbsentable(other) && part === "argument";
      const [before, after] = [this.#typeOf(property), this.#typeOf(other)];
      // Most code does not distinguish a missing value from an undefined one.
      const optional = part === "argument" ? isAbsentable(other) : isAbsentable(property);
      const sides = optional
        ? [checker.getNonNullableType(before), checker.getNonNullableType(after)]
        : [before, after];
      const [was = before, is = after] = required ? [checker.getNonNullableType(before), after] : sides;
      const below = this.#between(was, is, part, at(property.name), depth + 1);
      return required ? [{ part, kind: "required", path: at(property.name) }, ...below] : below;
    });
    if (part === "result") return gaps;
    const wanted = checker.getPropertiesOfType(now).filter((property) => !isAbsentable(property));
    const unknown = wanted.filter(({ name }) => checker.getPropertyOfType(old, name) === undefined);
    return [...gaps, ...unknown.map(({ name }): Gap => ({ part, kind: "required", path: at(name) }))];
  }

  /** Whether each type of a union fits one of the other's by its public properties. */
  #eachFits(old: ts.Type, now: ts.Type, part: Gap["part"], depth: number): boolean {
    if (depth >= deepest || (!old.isUnion() && !now.isUnion())) return false;
    const membersOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);
    const [olds, nows] = [membersOf(old), membersOf(now)];
    if (olds.length * nows.length > mostPairs) return false;
    const fits = (was: ts.Type, is: ts.Type) => this.#between(was, is, part, "", depth + 1).length === 0;
    return part === "argument"
      ? olds.every((was) => nows.some((is) => fits(was, is)))
      : nows.every((is) => olds.some((was) => fits(was, is)));
  }

  #isSeen(before: ts.Type, after: ts.Type): boolean {
    const known = this.#seen.get(before) ?? new Set();
    const isSeen = known.has(after);
    this.#seen.set(before, known.add(after));
    return isSeen;
  }

  #nullGaps(old: ts.Type, now: ts.Type, part: Gap["part"], path: string): readonly Gap[] {
    const [from, to] = part === "argument" ? [old, now] : [now, old];
    const isNullable = (type: ts.Type) => type.isUnion() && type.types.some(({ flags }) => flags & NULLABLE);
    return isNullable(from) && !isNullable(to) ? [this.#typeGap(old, now, part, path)] : [];
  }

  #typeGap(old: ts.Type, now: ts.Type, part: Gap["part"], path: string): Gap {
    return { part, kind: "type", path, before: this.#text(old), after: this.#text(now) };
  }

  #text(type: ts.Type): string {
    const text = this.#checker.typeToString(type).replaceAll(/\s+/g, " ");
    return text.length > longestType ? `${text.slice(0, longestType - 1)}…` : text;
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbol(symbol);
  }

  #elementOf(type: ts.Type): ts.Type | undefined {
    return this.#checker.isArrayLikeType(type)
      ? this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number)
      : undefined;
  }
}

/** A whole argument that does not fit indicates a different signature, more than any number of properties. */
function weight(gaps: readonly Gap[]): number {
  return gaps.length + 1_000 * gaps.filter(({ position }) => position !== undefined).length;
}

const WRAPPED: Gap = { part: "result", kind: "type", path: "", before: "the body in `data`", after: "the body itself" };

const NULLABLE = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
const ITERATOR = /^__@asyncIterator/;
const PROMISE: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

/** Whether a type allows anything, or depends on the caller. */
function isOpen({ flags }: ts.Type): boolean {
  const { Any, Unknown, Never, TypeParameter, Conditional, IndexedAccess, Void } = ts.TypeFlags;
  return (flags & (Any | Unknown | Never | TypeParameter | Conditional | IndexedAccess | Void)) !== 0;
}

/** Whether a type is an object whose properties can be compared one by one. */
function isPlainObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 && !isFunction(type);
}

function isFunction(type: ts.Type): boolean {
  return type.getCallSignatures().length > 0;
}

/** Names of symbols and private members begin with these characters. */
function isPublic(name: string, declaration: ts.Declaration | undefined): boolean {
  if (/^(_|#)/.test(name)) return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return declaration === undefined || (ts.getCombinedModifierFlags(declaration) & hidden) === 0;
}

function isAbsentable({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Optional) !== 0;
}

function isOptional({ valueDeclaration }: ts.Symbol): boolean {
  if (valueDeclaration === undefined || !ts.isParameter(valueDeclaration)) return false;
  const { questionToken, initializer, dotDotDotToken } = valueDeclaration;
  return questionToken !== undefined || initializer !== undefined || dotDotDotToken !== undefined;
}

/** The declared name of a type; empty for an inline type. */
function nameOf(type: ts.Type): string {
  const name = type.aliasSymbol?.name ?? (type.symbol as ts.Symbol | undefined)?.name ?? "";
  return name.startsWith("__") ? "" : name;
}
