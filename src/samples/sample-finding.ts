/** A finding about one sample, before its position in a file is known. */

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
  /** Says what is at fault, and what to do. */
  readonly hint: string;
  /** In UTF-16 code units from the start of the sample's source. */
  readonly offset: number;
  /** The smallest change that fixes it: replaces this many code units from `offset` on. */
  readonly repair?: { readonly length: number; readonly text: string };
}

/** Beginnings of hints, which name the part at fault. */
export const fault = {
  sample: (next: string) => `The sample is at fault: ${next}`,
  document: (next: string) => `The sample and the operation disagree: ${next}`,
  client: (next: string) => `The client does not support this: ${next}`,
  /** The configuration and the sample disagree. */
  neither: (next: string) => `Neither the sample nor the client is at fault: ${next}`,
};
