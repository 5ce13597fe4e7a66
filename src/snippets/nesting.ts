/**
 * Handles source that is nested deeper than the stack: parsers and tree walks recurse. JavaScript reports this only with
 * a RangeError, which no other file catches.
 */

/** Runs recursive work; returns undefined if it exhausts the stack. */
export function unlessTooDeep<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
