import { lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { watch } from "chokidar";
import type { FSWatcher } from "chokidar";

export interface Watcher {
  /** Settles when changes are being noticed; what changed between the call and then is noticed too. */
  readonly ready: Promise<void>;
  /** Settles when the watcher was closed; rejects when it broke, or when `onChange` did. */
  readonly closed: Promise<void>;
  /** Stops noticing; `closed` settles when a run that is under way has ended. */
  close(): Promise<void>;
}

/**
 * Calls `onChange` whenever one of the files was changed, deleted or created, and from then on watches the files that it
 * returns. There is one run at a time, and another after it if something changed meanwhile.
 *
 * What the operating system reports only wakes the watcher up. Whether a file changed is seen by looking at it, so it
 * makes no difference whether an editor overwrites a file or puts another in its place, whether events come twice, late
 * or in another order, and whether a file, or its folder, is gone for a while.
 *
 * @param initial the files of the run before this call, existing or not
 * @param onChange gets those of the files that changed, absolute, in the order they were given
 */
export function watchFiles(
  initial: readonly string[],
  onChange: (changed: string[]) => Promise<readonly string[]>,
): Watcher {
  const state: State = { prints: printsOf(initial), alarm: undefined, run: undefined, timer: undefined, isClosed: false };
  const settle: { closed: () => void; broken: (error: unknown) => void } = { closed: ignore, broken: ignore };
  const closed = new Promise<void>((done, failed) => {
    settle.closed = done;
    settle.broken = failed;
  });
  const stop = async (): Promise<void> => {
    state.isClosed = true;
    clearTimeout(state.timer);
    await state.alarm?.close();
    await state.run?.catch(ignore);
  };
}
