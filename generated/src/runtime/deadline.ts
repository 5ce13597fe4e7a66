/** The end of a call: by its caller's signal, or by the time one attempt may take. */
import { APIClientError, APIConnectionError, APIConnectionTimeoutError, APIUserAbortError } from "./errors.js";

/**
 * Watches one call. Whatever the call waits for goes through `race`, so that it ends even where the engine does not
 * listen to the signal. After `end`, no timer and no listener is left.
 */
export class Deadline {
  #call: string;
  #timeout: number;
  #caller: AbortSignal | null | undefined;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: ((error: Error) => void) | undefined;

  constructor(call: string, timeout: number, caller: AbortSignal | null | undefined) {
    this.#call = call;
    // Timers of every engine fire at once for anything longer.
    this.#timeout = Math.min(timeout, 2 ** 31 - 1);
    this.#caller = caller;
    caller?.addEventListener("abort", this.#abort);
  }

  #abort = (): void => this.#stop(new APIUserAbortError("aborted", this.#call, this.#caller?.reason));

  #stop(error: APIClientError): void {
    this.#controller.abort(error);
    this.#reject?.(error);
  }

  /** Starts the time of an attempt, or of the next wait of a stream. Gives the signal that ends it. */
  begin(): AbortSignal {
    if (this.#controller.signal.aborted) this.#controller = new AbortController();
    if (this.#caller?.aborted) this.#abort();
    this.rest();
    if (this.#timeout) {
      this.#timer = setTimeout(
        () => this.#stop(new APIConnectionTimeoutError(`no complete answer within ${this.#timeout} ms`, this.#call)),
        this.#timeout,
      );
    }
    return this.#controller.signal;
  }

  /**
   * Waits for one thing, but no longer than the call may last. One race at a time.
   * @param failure what it means where the thing fails with an error that is not ours; without it that error is thrown
   */
  race<T>(waiting: PromiseLike<T>, failure?: string): Promise<T> {
    const { signal } = this.#controller;
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (signal.aborted) reject(signal.reason);
      waiting.then(resolve, (error: unknown) =>
        reject(
          failure && !(error instanceof APIClientError) ? new APIConnectionError(failure, this.#call, error) : error,
        ),
      );
    });
  }

  /** Lets time pass between two attempts. */
  pause(ms: number): Promise<void> {
    this.rest();
    return this.race(new Promise((resolve) => (this.#timer = setTimeout(resolve, ms))));
  }

  /** Stops the clock until the next `begin`. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  end(): void {
    this.rest();
    this.#caller?.removeEventListener("abort", this.#abort);
  }
}
