/**
 * Namespaces learnt from operations whose call is known, from a sample or a lock: where those say that
 * `/vector_stores/{id}/files` is `beta.vectorStores.files`, an unsampled operation under the same path belongs there too.
 */
import type { Operation } from "../../api/api.js";
import { callKey } from "../calls/candidates.js";
import { isPlainVerb } from "../calls/verbs.js";
import type { Convention, Neighbour } from "./evidence.js";

/** An operation whose call is known before names are settled. */
export interface KnownCall {
  readonly operation: Operation;
  readonly convention: Convention;
  /** The call that its sample makes, or the one that is locked. */
  readonly segments: readonly string[];
}

interface Vote {
  readonly namespace: readonly string[];
  count: number;
}

export interface Neighbourhood {
  /** The namespaces that known calls have, by the namespace that convention would give them. */
  readonly votes: ReadonlyMap<string, readonly Vote[]>;
  /** How many known calls are in a namespace, by its key. */
  readonly uses: ReadonlyMap<string, number>;
  readonly namespaceOf: ReadonlyMap<Operation, string>;
}

export function learnNeighbourhood(calls: readonly KnownCall[]): Neighbourhood {
  const uses = new Map<string, number>();
  const namespaceOf = new Map(calls.map(({ operation, segments }) => [operation, callKey(segments.slice(0, -1))]));
  for (const namespace of namespaceOf.values()) uses.set(namespace, (uses.get(namespace) ?? 0) + 1);
  return { votes: votesOf(calls), uses, namespaceOf };
}

function votesOf(calls: readonly KnownCall[]): ReadonlyMap<string, readonly Vote[]> {
  const votes = new Map<string, Vote[]>();
  for (const { convention, segments } of calls) {
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
 * The conventional namespace that the namespace of a known call corresponds to. Where the call turned path segments into
 * its verb (`POST /images/generations` is `images.generate`), that is as much of the path as the call's namespace is long.
 */
function comparableNamespace(convention: Convention, segments: readonly string[]): readonly string[] {
  const depth = segments.length - 1;
  const isWhole = isPlainVerb(segments.at(-1) ?? "") || depth >= convention.namespace.length;
  return isWhole ? convention.namespace : convention.namespace.slice(0, depth);
}

/** The namespace of the nearest neighbours, with the segments below it appended; undefined where none is known. */
export function neighbourOf({ votes }: Neighbourhood, namespace: readonly string[]): Neighbour | undefined {
  for (let depth = namespace.length; depth > 0; depth -= 1) {
    const best = strongest(votes.get(callKey(namespace.slice(0, depth))));
    if (best) return { namespace: [...best.namespace, ...namespace.slice(depth)], of: best.namespace };
  }
  return undefined;
}

/** How many other operations are in the namespace of a call that an operation might have. */
export function usesOf(
  { uses, namespaceOf }: Neighbourhood,
  operation: Operation,
  segments: readonly string[],
): number {
  const namespace = callKey(segments.slice(0, -1));
  return (uses.get(namespace) ?? 0) - (namespaceOf.get(operation) === namespace ? 1 : 0);
}

function strongest(votes: readonly Vote[] | undefined): Vote | undefined {
  return votes?.reduce((best, vote) => (vote.count > best.count ? vote : best));
}
