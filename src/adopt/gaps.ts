/**
 * Compares two calls as the compiler sees them: what code that was written for the earlier one can no longer give, and what
 * it no longer finds in the result. Public properties alone count, one by one, because nobody compares the classes of two
 * packages: private members make any two of them different.
 */
import { ts } from "./program.js";

/** One thing that a caller notices of a call. */
export interface Gap {
  readonly part: "argument" | "result";
  /** `gone`: the name is not known any more. `required`: it must be given now. `type`: its types do not fit. */
  readonly kind: "gone" | "required" | "type";
  /** `argument 1`, `id`, `data[].created_at`. */
  readonly path: string;
  /** The earlier and the later type, where both are known. */
  readonly before?: string;
  readonly after?: string;
  /** The argument in which it stands, where that is not the first: `options`. */
  readonly owner?: string;
  /** The position of an argument that is gone as a whole or has another kind of type. */
  readonly position?: number;
}

/** Two object types with names that stand for the same. */
export type OnPair = (before: string, after: string) => void;

/** How deep results are compared. */
const deepest = 4;

/** Larger unions are judged as the compiler judges them. */
const mostPairs = 64;

/** A gap in types goes by no more characters. */
const longestType = 90;

export class GapFinder {
  readonly #checker: ts.TypeChecker;
  readonly #onPair: OnPair;
  /** Pairs of types that are being compared, or were. */
  #seen = new Map<ts.Type, Set<ts.Type>>();

  /** @param onPair called whenever two named types are at the same place */
  constructor(checker: ts.TypeChecker, onPair: OnPair = () => undefined) {
    this.#checker = checker;
    this.#onPair = onPair;
  }

  /** Each earlier signature is compared with the later one that fits it best. */
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
    // An argument that may be left out may be undefined.
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

  /** What an answer of `{ data, status, headers }` has in `data`, where the later result has no such form. */
  #unwrapped(old: ts.Type, now: ts.Type): ts.Type | undefined {
    const has = (type: ts.Type, name: string): boolean => this.#checker.getPropertyOfType(type, name) !== undefined;
    const data = this.#checker.getPropertyOfType(old, "data");
    const beside = ["headers", "response"].find((name) => has(old, name));
    if (data === undefined || beside === undefined || (has(now, "data") && has(now, beside))) return undefined;
    return this.#typeOf(data);
  }

  /** Where types differ, below one place. `argument`: what was given must be taken. `result`: what is given must be what was. */
  #between(old: ts.Type, now: ts.Type, part: Gap["part"], path: string, depth: number): readonly Gap[] {
    const [before, after] = [this.#checker.getNonNullableType(old), this.#checker.getNonNullableType(now)];
    // What a function of a result takes and gives is its class's own affair.
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
      // A missing value and an undefined one are one thing to most code.
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

  /** Whether each type of a union fits one of the others by its public properties. */
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

/** A whole argument that does not fit shows another form of the call, more than any number of properties. */
function weight(gaps: readonly Gap[]): number {
  return gaps.length + 1_000 * gaps.filter(({ position }) => position !== undefined).length;
}

const WRAPPED: Gap = { part: "result", kind: "type", path: "", before: "the body in `data`", after: "the body itself" };

const NULLABLE = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
const ITERATOR = /^__@asyncIterator/;
const PROMISE: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

/** A type that says nothing, or that depends on the caller. */
function isOpen({ flags }: ts.Type): boolean {
  const { Any, Unknown, Never, TypeParameter, Conditional, IndexedAccess, Void } = ts.TypeFlags;
  return (flags & (Any | Unknown | Never | TypeParameter | Conditional | IndexedAccess | Void)) !== 0;
}

/** An object whose properties can be compared one by one. */
function isPlainObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 && !isFunction(type);
}

function isFunction(type: ts.Type): boolean {
  return type.getCallSignatures().length > 0;
}

/** Names of symbols and of private members begin so. */
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

/** The name that a type is declared with; empty where it is written in place. */
function nameOf(type: ts.Type): string {
  const name = type.aliasSymbol?.name ?? (type.symbol as ts.Symbol | undefined)?.name ?? "";
  return name.startsWith("__") ? "" : name;
}
