import type { Operation } from "../api/api.js";
import type { Pointer, Position } from "../diagnostic.js";
import type { Convention } from "./conventions.js";
import { camelCase, legalProperty } from "./identifiers.js";
import type { Route } from "./paths.js";
import type { Authority, Reason } from "./surface.js";

/** A call that some authority suggests for an operation. */
export interface Candidate {
  readonly authority: Authority;
  /** Namespace and verb; legal, but not yet unique. */
  readonly segments: readonly string[];
  /** Completes "named so because …". */
  readonly text: string;
  readonly pointer?: Pointer;
  /** Where the evidence stands, if that is not in the document. */
  readonly position?: Position;
  /** Taken over from another tool's configuration: the user's own rules apply to it like to any weaker candidate. */
  readonly isBorrowed?: boolean;
  /** Why it loses although it is strong: it contradicts the document. */
  readonly refuted?: string;
}

/** An operation on its way to a name, with its candidates, strongest first. */
export interface Claimant {
  readonly operation: Operation;
  readonly route: Route;
  readonly convention: Convention;
  readonly candidates: readonly Candidate[];
}

export type Rejected = Reason["rejected"][number];

const ranks: Readonly<Record<Authority, number>> = { override: 0, sample: 1, operationId: 2, convention: 3 };

/** Where the evidence for a candidate stands, as the surface keeps it. */
export function evidenceIn({ pointer, position }: Candidate): Pick<Reason, "pointer" | "position"> {
  return { ...(pointer === undefined ? {} : { pointer }), ...(position === undefined ? {} : { position }) };
}

/** Smaller is stronger. */
export function rankOf(candidate: { readonly authority: Authority }): number {
  return ranks[candidate.authority];
}

export function callText(segments: readonly string[]): string {
  return segments.join(".");
}

/** Calls that differ only in the case of letters are one: nobody could tell them apart. */
export function callKey(segments: readonly string[]): string {
  return segments.join(".").toLowerCase();
}

/** Nobody types deeper calls, and every level is a class: what a hostile path has below becomes one name. */
const deepest = 16;

/** The segments of a call as properties that may stand where they stand. */
export function legalSegments(segments: readonly string[]): readonly string[] {
  const shallow =
    segments.length <= deepest
      ? segments
      : [
          ...segments.slice(0, deepest - 2),
          camelCase(segments.slice(deepest - 2, -1).join("-")),
          ...segments.slice(-1),
        ];
  return shallow.map((segment, depth) => legalProperty(segment, depth));
}
