/** The end of a call: by its caller's signal, or by the time one attempt may take. */
import { APIConnectionTimeoutError, APIUserAbortError, type APIClientError } from "./errors.js";

/** Timers of every engine fire at once for anything longer. */
const LONGEST = 2 ** 31 - 1;

/**
 * Watches one call. Whatever the call waits for goes through `race`, so that it ends even where the engine's part of it
 * does not listen to the signal. After `end`, no timer and no listener is left.
 */
export class Deadline {
  #call: string;
  #timeout: number;
  #caller: AbortSignal | null | undefined;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #error: APIClientError | undefined;
  #reject: ((error: Error) => void) | undefined;

  constructor(call: string, timeout: number, caller: AbortSignal | null | undefined) {
    this.#call = call;
    this.#timeout = Math.min(timeout, LONGEST);
    this.#caller = caller;
    caller?.addEventListener("abort", this.#abort);
    if (caller?.aborted) this.#abort();
  }

  #abort = (): void => this.#stop(new APIUserAbortError("aborted", this.#call, this.#caller?.reason as unknown));

  #stop(error: APIClientError): void {
    this.#error = error;
    this.end();
    this.#controller.abort(error);
    this.#reject?.(error);
  }

  /** Starts the time of an attempt, or of the next wait of a stream, over. Gives the signal that ends the attempt. */
  begin(): AbortSignal {
    if (this.#error instanceof APIConnectionTimeoutError) {
      this.#error = undefined;
      this.#controller = new AbortController();
      this.#caller?.addEventListener("abort", this.#abort);
    }
    if (this.#error) throw this.#error;
    clearTimeout(this.#timer);
    if (this.#timeout > 0) {
      this.#timer = setTimeout(
        () => this.#stop(new APIConnectionTimeoutError(`no complete answer within ${this.#timeout} ms`, this.#call)),
        this.#timeout,
      );
    }
    return this.#controller.signal;
  }

  /** Waits for one thing, but no longer than the call may last. One race at a time. */
  race<T>(waiting: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (this.#error) reject(this.#error);
      waiting.then(resolve, (error: unknown) => reject(this.#error ?? (error as Error)));
    });
  }

  /** Lets time pass between two attempts. */
  pause(ms: number): Promise<void> {
    clearTimeout(this.#timer);
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
