/**
 * Namespaces learnt from operations whose call is known, by their sample or by a lock: where those say that `/vector_stores/{id}/files` is
 * `beta.vectorStores.files`, an unsampled operation under the same path belongs there too.
 */
import { callKey, callText } from "./candidates.js";
import type { Convention } from "./conventions.js";
import { isPlainVerb } from "./verbs.js";

export interface Neighbour {
  readonly namespace: readonly string[];
  /** Completes "named so because …". */
  readonly text: string;
}

interface Vote {
  readonly namespace: readonly string[];
  count: number;
}

/** Votes by conventional namespace. */
export type Neighbourhood = ReadonlyMap<string, readonly Vote[]>;

export interface Sampled {
  readonly convention: Convention;
  /** The call its sample makes, or the one that is locked. */
  readonly segments: readonly string[];
}

export function learnNamespaces(sampled: readonly Sampled[]): Neighbourhood {
  const votes = new Map<string, Vote[]>();
  for (const { convention, segments } of sampled) {
    const conventional = comparableNamespace(convention, segments);
    if (conventional.length === 0) continue;
    const key = callKey(conventional);
    const namespace = segments.slice(0, -1);
    const known = votes.get(key) ?? [];
    const same = known.find((vote) => callKey(vote.namespace) === callKey(namespace));
    if (same) same.count += 1;
    else known.push({ namespace, count: 1 });
    votes.set(key, known);
  }
  return votes;
}

/**
 * The conventional namespace that the sample's one stands for. Where the sample turned path segments into its verb
 * (`POST /images/generations` is `images.generate`), its namespace stands for as much of the path as it is long.
 */
function comparableNamespace(convention: Convention, segments: readonly string[]): readonly string[] {
  const isPlain = isPlainVerb(segments.at(-1) ?? "");
  const depth = segments.length - 1;
  return isPlain || depth >= convention.namespace.length ? convention.namespace : convention.namespace.slice(0, depth);
}

/** The namespace of the nearest sampled neighbour, with the segments below it appended; undefined where there is none. */
export function neighbourOf(neighbourhood: Neighbourhood, namespace: readonly string[]): Neighbour | undefined {
  for (let depth = namespace.length; depth > 0; depth -= 1) {
    const conventional = namespace.slice(0, depth);
    const best = strongest(neighbourhood.get(callKey(conventional)));
    if (!best) continue;
    const found = [...best.namespace, ...namespace.slice(depth)];
    return { namespace: found, text: `its neighbours stand in \`${callText(best.namespace)}\`` };
  }
  return undefined;
}

/** How many sampled operations of the same conventional namespace use exactly this one. */
export function supportOf(neighbourhood: Neighbourhood, convention: Convention, namespace: readonly string[]): number {
  const votes = neighbourhood.get(callKey(convention.namespace)) ?? [];
  return votes.find((vote) => callKey(vote.namespace) === callKey(namespace))?.count ?? 0;
}

function strongest(votes: readonly Vote[] | undefined): Vote | undefined {
  return votes?.reduce((best, vote) => (vote.count > best.count ? vote : best));
}
