/**
 * Source may be nested deeper than the stack: parsers, and every walk of a tree, recurse. JavaScript has no other way to
 * notice that than the RangeError it throws, which this file alone catches.
 */

/** The result of work that recurses; undefined where it exhausts the stack. */
export function unlessTooDeep<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
