/** What is said of traffic. */
import type { ChangeKind, Level } from "../changes/judge.js";
import type { Pointer } from "../diagnostic.js";

/** One thing that traffic shows and the document does not say. */
export interface Observation {
  readonly kind: ChangeKind;
  /** Absent where no call has this address. */
  readonly call?: string;
  readonly subject: string;
  /** Completes the subject to a sentence; it holds no value. */
  readonly text: string;
  /** In how many answers or requests, of how many that could have shown it. */
  readonly seen: number;
  readonly of: number;
  /** What documenting it is. */
  readonly wire: Level;
  readonly source: Level;
  /** A few of the values, as JSON. */
  readonly values: readonly string[];
  readonly pointer: Pointer;
}

/** An observation in one exchange. */
export type Found = Omit<Observation, "seen" | "of" | "values"> & { readonly value?: string };

export interface Observed {
  readonly observations: readonly Observation[];
  readonly calls: { readonly seen: number; readonly all: number };
  /** Declared statuses of all calls. */
  readonly statuses: { readonly seen: number; readonly all: number };
  /** Bodies that are too deep to be judged, or take too long. */
  readonly unjudged: number;
}
