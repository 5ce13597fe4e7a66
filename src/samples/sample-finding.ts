/** A finding about one sample, before it has a place in a file. */

export { excessiveSample } from "../api/samples.js";

export type FindingKind =
  | "no-parse"
  | "undeclared"
  | "unknown-call"
  | "unknown-argument"
  | "missing-argument"
  | "wrong-type"
  | "unknown-property"
  | "unknown-import"
  | "not-iterable"
  | "does-not-compile"
  | "other-operation"
  | "wrong-path"
  | "wrong-method"
  | "unreadable-curl"
  | "cannot-make";

export interface SampleFinding {
  readonly kind: FindingKind;
  /** One sentence about the sample. */
  readonly message: string;
  /** Says whose fault it is, and what to do. */
  readonly hint: string;
  /** Where in the source of the sample. */
  readonly offset: number;
}

/** Whose fault a finding is: what hints begin with. */
export const fault = {
  sample: (next: string) => `At fault is the sample: ${next}`,
  document: (next: string) => `At fault is the document, which contradicts itself: ${next}`,
  client: (next: string) => `At fault is the client, which does not offer this: ${next}`,
};
