/** The end of a call: by its caller's signal, or by the time one attempt may take. */
import { APIClientError, APIConnectionError, APIConnectionTimeoutError, APIUserAbortError } from "./errors.js";

/**
 * Watches one call. Whatever the call waits for goes through `race`, so that it ends even where the engine does not
 * listen to the signal.
 */
export interface Deadline {
  /** Starts the time of an attempt, or of the next wait of a stream. Gives the signal that ends it. */
  begin(): AbortSignal;
  /**
   * Waits for one thing, but no longer than that time. One race at a time.
   * @param failure what it means where the thing fails with an error that is not ours
   */
  race<T>(waiting: PromiseLike<T>, failure: string): Promise<T>;
  /** Lets time pass between two attempts. */
  pause(ms: number): Promise<void>;
  /** Stops the clock. No timer is left then, and no listener ever is: the caller's signal holds its followers weakly. */
  rest(): void;
}

/** @param caller the signal that the caller gave */
export function watch(timeout: number, caller: AbortSignal | null | undefined): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let signal: AbortSignal;
  let fail: (error?: unknown) => void;
  const rest = (): void => clearTimeout(timer);
  const race = <T>(waiting: PromiseLike<T>, failure: string): Promise<T> =>
    new Promise((resolve, reject) => {
      fail = (error) => {
        if (caller?.aborted) error = new APIUserAbortError("aborted", { cause: caller.reason });
        const { code, cause } = Object(error) as { code?: string; cause?: { code?: string } };
        reject(
          error instanceof APIClientError
            ? error
            : new APIConnectionError(`${failure} (${code ?? cause?.code})`, { cause: error }),
        );
      };
      if (signal.aborted) fail(signal.reason);
      waiting.then(resolve, fail);
    });
  return {
    begin() {
      const controller = new AbortController();
      signal = caller ? AbortSignal.any([caller, controller.signal]) : controller.signal;
      signal.onabort = () => fail(signal.reason);
      rest();
      if (timeout > 0) {
        timer = setTimeout(
          () => controller.abort(new APIConnectionTimeoutError(`no complete answer in ${timeout} ms`)),
          // Timers of every engine fire at once for anything longer.
          Math.min(timeout, 2 ** 31 - 1),
        );
      }
      return signal;
    },
    race,
    pause(ms) {
      rest();
      return race(new Promise((resolve) => (timer = setTimeout(resolve, ms))), "");
    },
    rest,
  };
}
