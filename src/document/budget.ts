/** A time limit for synchronous work whose cost depends on untrusted input, such as a query or a regular expression. */
import vm from "node:vm";

/** Thrown when the work takes longer than its budget. */
export class OutOfTime extends Error {
  constructor(readonly seconds: number) {
    super(`it takes longer than ${String(seconds)} seconds`);
  }
}

const BEGIN = new vm.Script("work()");

/**
 * Runs synchronous work and stops it when it takes too long, even in the middle of matching a regular expression. Because
 * the work may stop at any point, it must not change state that is used afterwards.
 *
 * @param seconds the time limit
 * @throws OutOfTime when the limit is reached, and whatever the work throws
 */
export function within<Result>(seconds: number, work: () => Result): Result {
  try {
    return BEGIN.runInNewContext({ work }, { timeout: Math.ceil(seconds * 1_000) }) as Result;
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new OutOfTime(seconds);
    throw error;
  }
}
