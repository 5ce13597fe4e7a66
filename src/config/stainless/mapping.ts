/** Walks a parsed `stainless.yml`, and records the values that are not understood. */

/** Keys and indices from the top of the file down. */
export type KeyPath = readonly string[];

export type Mapping = Readonly<Record<string, unknown>>;

/** A key whose value is not understood. */
export interface Misfit {
  /** `client_settings.default_timeout`, or `environments.local`. */
  readonly pattern: string;
  readonly path: KeyPath;
  /** What to do instead, if it is not the usual. */
  readonly instead?: string;
}

/** A reader's current position in the file: its keys, and the same with `*` for names. */
export interface Spot {
  readonly path: KeyPath;
  readonly pattern: KeyPath;
}

export const top: Spot = { path: [], pattern: [] };

/** Descends to fixed keys, which the pattern contains as they are. */
export function under({ path, pattern }: Spot, ...keys: KeyPath): Spot {
  return { path: [...path, ...keys], pattern: [...pattern, ...keys] };
}

/** Descends to a key that is a name or an index, written `*` in the pattern. */
export function inside({ path, pattern }: Spot, name: string | number): Spot {
  return { path: [...path, String(name)], pattern: [...pattern, "*"] };
}

/** The keys whose values were not understood: each pattern once, with its first path. */
export class Misfits {
  private readonly found = new Map<string, Misfit>();

  note({ path, pattern: keys }: Spot, instead?: string): void {
    const pattern = keys.join(".");
    if (!this.found.has(pattern))
      this.found.set(pattern, { pattern, path, ...(instead === undefined ? {} : { instead }) });
  }

  get list(): readonly Misfit[] {
    return [...this.found.values()];
  }
}

/** The value as a mapping without a prototype, so that no key of the file can reach one; empty for anything else. */
export function mappingOf(value: unknown): Mapping {
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  return Object.assign(Object.create(null) as Mapping, isMapping ? value : {});
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((entry) => typeof entry === "string");
}

/** A record without a prototype. */
export function recordOf<Value>(map: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, Object.fromEntries(map));
}
