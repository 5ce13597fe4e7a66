/** The failure of openapi-typescript for one part of a document: plain enough to come from another thread. */
import { UnusableInput, type Pointer } from "../../diagnostic.js";
import type { Document } from "../../document/document.js";

export class Untransformed extends Error {
  /** The part that could not be transformed. */
  readonly pointer: Pointer;
  /** The words of openapi-typescript. */
  readonly words: string;

  constructor(pointer: Pointer, cause: unknown) {
    const words = cause instanceof Error ? cause.message : String(cause);
    super(`${pointer}: ${words}`, { cause });
    this.pointer = pointer;
    this.words = words;
  }
}

/** A failure as the user reads it; anything else unchanged. */
export function unusable(document: Document, failure: unknown): unknown {
  if (!(failure instanceof Untransformed)) return failure;
  return new UnusableInput({
    code: "emit/schema",
    severity: "error",
    message: `openapi-typescript could not generate types for this: ${failure.words}.`,
    hint: "Run `callwright lint` and fix what it reports here.",
    place: document.locate(failure.pointer, true),
  });
}
