/** Calls that evidence suggests for operations, before any is chosen. */
import { camelCase, legalProperty, ownersWord } from "../identifiers.js";
import {
  AUTHORITIES,
  type Authority,
  authorityOf,
  type Cause,
  type EvidencePlace,
  type Loss,
} from "../findings/reasons.js";

/** What the owner decided for Callwright is spelled as it is written; other tools' names are theirs to spell. */
const OWNERS_WORDS: ReadonlySet<Cause["kind"]> = new Set(["callsEntry", "callExtension", "lock"]);

/** A call that some evidence suggests for an operation. */
export interface Candidate extends EvidencePlace {
  readonly because: Cause;
  /** That of the cause. */
  readonly authority: Authority;
  /** Namespace and verb; legal, but not yet unique. */
  readonly segments: readonly string[];
  /** Why it is not considered, however strong its authority. */
  readonly refuted?: Loss;
}

export function candidate(because: Cause, segments: readonly string[], place: EvidencePlace = {}): Candidate {
  const isOwners = OWNERS_WORDS.has(because.kind);
  return { because, authority: authorityOf(because), segments: legalSegments(segments, isOwners), ...place };
}

/** The same candidate with another cause and other segments; its evidence stays where it is. */
export function changed(original: Candidate, because: Cause, segments: readonly string[]): Candidate {
  return { ...original, because, authority: authorityOf(because), segments: legalSegments(segments) };
}

/** The part of a candidate, or of anything with evidence, that says where the evidence is. */
export function placeOfEvidence({ pointer, position }: EvidencePlace): EvidencePlace {
  return { ...(pointer === undefined ? {} : { pointer }), ...(position === undefined ? {} : { position }) };
}

/** Smaller is stronger. */
export function rankOf({ authority }: { readonly authority: Authority }): number {
  return AUTHORITIES.indexOf(authority);
}

export function callText(segments: readonly string[]): string {
  return segments.join(".");
}

/** A key under which calls that differ only in the case of letters are one: callers could not tell them apart. */
export function callKey(segments: readonly string[]): string {
  return segments.join(".").toLowerCase();
}

/** Every level of a call is a class, and nobody types more levels than this: deeper ones are joined into one name. */
const deepest = 16;

/** The segments of a call as properties that are legal at their depth; the owner's words keep their spelling. */
export function legalSegments(segments: readonly string[], isOwners = false): readonly string[] {
  const shallow =
    segments.length <= deepest
      ? segments
      : [
          ...segments.slice(0, deepest - 2),
          camelCase(segments.slice(deepest - 2, -1).join("-")),
          ...segments.slice(-1),
        ];
  return shallow.map((segment, depth) => legalProperty(segment, depth, isOwners ? ownersWord : undefined));
}
