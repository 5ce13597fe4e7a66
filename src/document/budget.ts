/** A budget of time for work that cannot be asked to stop: a stranger's query or text decides how long it takes. */
import vm from "node:vm";

/** The work took longer than its budget. */
export class OutOfTime extends Error {
  constructor(readonly seconds: number) {
    super(`it takes longer than ${String(seconds)} seconds`);
  }
}

const BEGIN = new vm.Script("work()");

/**
 * Runs synchronous work, and ends it where it takes too long, even in the middle of matching a regular expression. The work
 * must change nothing that anybody uses afterwards.
 *
 * @throws OutOfTime, and what the work throws
 */
export function within<Result>(seconds: number, work: () => Result): Result {
  try {
    return BEGIN.runInNewContext({ work }, { timeout: Math.ceil(seconds * 1_000) }) as Result;
  } catch (error) {
    if ((Object(error) as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new OutOfTime(seconds);
    throw error;
  }
}
