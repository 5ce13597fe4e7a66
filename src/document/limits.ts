/**
 * Limits for the resources that one document may use. Documents are untrusted: an alias that contains itself,
 * exponentially nested aliases, or ten thousand brackets must end in a message, not in exhausted memory or a stack
 * overflow.
 */
import type { Json } from "./json.js";

export interface Limits {
  /** Bytes of one file. */
  readonly fileSize: number;
  /** Levels of nested values. */
  readonly depth: number;
  /** Values of the whole document; a value repeated by an alias counts each time. */
  readonly values: number;
  /** Keys that YAML merge keys (`<<`) add, per file. */
  readonly mergedKeys: number;
  /** The number of documents fetched from other hosts, and the seconds that all of them may take together. */
  readonly remoteFiles: number;
  readonly remoteSeconds: number;
  /** Characters of all keys and texts, and lines of all texts; a text repeated by an alias counts each time. */
  readonly characters: number;
  readonly lines: number;
  /** Segments of a path, and placeholders in it. */
  readonly pathSegments: number;
  /** Characters of one code sample, and levels of nested brackets in it. */
  readonly sampleLength: number;
  readonly sampleDepth: number;
  /** Pairs of schemas that the lint may compare, over all `oneOf` and `anyOf`. */
  readonly comparisons: number;
  /** Seconds that the lint may take, and seconds that the query of one overlay action may take. */
  readonly lintSeconds: number;
  readonly querySeconds: number;
}

/**
 * Far above the needs of large public documents (the GitHub REST API: 13 MB, 21 levels, 260,000 values), yet low enough
 * to finish or refuse in seconds. Redocly cannot read deeper documents than this.
 */
export const defaultLimits: Limits = {
  fileSize: 40 * 1024 * 1024,
  depth: 98,
  values: 2_000_000,
  mergedKeys: 1_000_000,
  remoteFiles: 100,
  remoteSeconds: 20,
  characters: 64 * 1024 * 1024,
  lines: 1_000_000,
  pathSegments: 100,
  sampleLength: 30_000,
  sampleDepth: 100,
  comparisons: 1_000_000,
  lintSeconds: 60,
  querySeconds: 5,
};

/** The end of a message about an exceeded limit: how to raise it. */
export function raiseLimit(name: keyof Limits): string {
  return `raise \`limits.${name}\` in \`x-callwright\` of the configuration`;
}

/** Which limit a value exceeds, and the keys and indices that lead to the excess. */
export type Excess =
  | { readonly kind: "depth" | Amount | "circular"; readonly tokens: readonly string[] }
  | { readonly kind: "number"; readonly tokens: readonly string[]; readonly value: number };

/** The result of measuring a value. */
export interface Measure {
  readonly excess?: Excess;
  /** Objects and lists that are reachable in more than one way, because YAML aliases share them. */
  readonly shared: ReadonlySet<object>;
}

/** Amounts that are counted over the whole document. */
export type Amount = "values" | "characters" | "lines";

interface Extent extends Readonly<Record<Amount, number>> {
  readonly height: number;
}

/** The extent of a value that is neither a container nor text. */
const single: Extent = { values: 1, characters: 0, lines: 0, height: 0 };

function extentOf(text: string): Extent {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return { values: 1, characters: text.length, lines, height: 0 };
}

/** The first limit that an extent exceeds. */
function exceeded({ values, characters, lines }: Extent, limits: Limits): Amount | undefined {
  if (values > limits.values) return "values";
  if (characters > limits.characters) return "characters";
  return lines > limits.lines ? "lines" : undefined;
}

/** Ends the walk at the first excess. */
class Exceeded extends Error {
  constructor(readonly excess: Excess) {
    super(excess.kind);
  }
}

/**
 * Measures a value in one pass over its distinct objects, however often aliases repeat them.
 *
 * @param tree whether no object is reachable in two ways (true of everything `JSON.parse` returns), which saves the
 * bookkeeping
 * @returns with `excess` if a limit is exceeded
 */
export function measure(root: Json, limits: Limits, tree: boolean): Measure {
  const shared = new Set<object>();
  const known = new Map<object, Extent>();
  const open = new Set<object>();
  const path: string[] = [];

  function visit(value: object): Extent {
    if (tree) return visitParts(value);
    const seen = known.get(value);
    if (seen !== undefined || open.has(value)) shared.add(value);
    if (open.has(value)) throw new Exceeded({ kind: "circular", tokens: [...path] });
    if (seen !== undefined) return within(seen);
    open.add(value);
    const extent = visitParts(value);
    open.delete(value);
    known.set(value, extent);
    return extent;
  }

  function visitParts(value: object): Extent {
    if (path.length >= limits.depth) throw new Exceeded({ kind: "depth", tokens: [...path] });
    const whole = { ...single };
    // `keys()`, not `Object.entries`, which would create millions of pairs for a list of millions.
    for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
      const part = (value as Readonly<Record<string, Json>>)[key];
      const extent = typeof part === "object" && part !== null ? visitBelow(part, key) : visitScalar(part, key);
      whole.values += extent.values;
      whole.characters += extent.characters + (typeof key === "string" ? key.length : 0);
      whole.lines += extent.lines;
      whole.height = Math.max(whole.height, extent.height + 1);
      const kind = exceeded(whole, limits);
      if (kind !== undefined) throw new Exceeded({ kind, tokens: [...path, String(key)] });
    }
    return whole;
  }

  function visitBelow(part: object, key: string | number): Extent {
    path.push(String(key));
    const extent = visit(part);
    path.pop();
    return extent;
  }

  function visitScalar(part: Json | undefined, key: string | number): Extent {
    if (typeof part === "string") return extentOf(part);
    if (typeof part !== "number" || Number.isFinite(part)) return single;
    throw new Exceeded({ kind: "number", tokens: [...path, String(key)], value: part });
  }

  /** Checks the extent of an object that occurs again, possibly at a deeper level than before. */
  function within(extent: Extent): Extent {
    if (path.length + extent.height > limits.depth) throw new Exceeded({ kind: "depth", tokens: [...path] });
    return extent;
  }

  try {
    if (typeof root === "object" && root !== null) visit(root);
    return { shared };
  } catch (error) {
    if (error instanceof Exceeded) return { shared, excess: error.excess };
    throw error;
  }
}
