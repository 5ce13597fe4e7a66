/** The end of waiting: the time limit of an attempt, and the caller's signal. */
import { APIClientError, APIConnectionError, APIConnectionTimeoutError, APIUserAbortError } from "./errors.js";
import { hideInError } from "./secrets.js";

/** The time that one attempt may take where the caller does not say, in milliseconds. */
const DEFAULT_TIMEOUT = 60_000;
/** Timers of every engine fire at once for anything longer, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface DeadlineOptions {
  /** Milliseconds; no limit where it is not a positive number that a timer can wait for. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | null | undefined;
}

/**
 * Waits on behalf of one call. Everything that the call waits for goes through `wait`, so that a time limit or the caller's
 * signal ends it, even where the engine does not listen to a signal. The call waits for one thing at a time.
 */
export class Deadline {
  readonly #timeout: number;
  readonly #caller: AbortSignal | undefined;
  readonly #mask: (text: string) => string;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: (() => void) | undefined;
  #reject: ((reason: unknown) => void) | undefined;
  /** The error that an attempt ended with before it was done. */
  #end: APIClientError | undefined;

  /** @param mask takes secrets out of the messages of the engine */
  constructor({ timeout = DEFAULT_TIMEOUT, signal }: DeadlineOptions, mask: (text: string) => string) {
    this.#timeout = timeout;
    this.#caller = signal ?? undefined;
    this.#mask = mask;
  }

  /** Aborts with the attempt; its reason is the error that the call ends with. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Starts the time of an attempt, or of the next wait of a stream. */
  begin(): void {
    this.rest();
    if (this.#caller) this.#listen(this.#caller);
    if (this.#timeout > 0 && this.#timeout <= LONGEST_TIMER) this.#timer = setTimeout(this.#onTimeout, this.#timeout);
  }

  /** Stops the clock: no timer and no listener is left. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  /** Waits between two attempts. The attempt that failed is over, its signal with it. */
  async pause(milliseconds: number): Promise<void> {
    clearTimeout(this.#timer);
    this.#controller = new AbortController();
    this.#end = undefined;
    await this.wait(
      () =>
        new Promise<void>((resolve) => {
          this.#timer = setTimeout(resolve, milliseconds);
        }),
    );
  }

  /**
   * Begins something and waits for it.
   *
   * @param failure what it means when the engine fails, e.g. `Connection failed`; without it such errors pass as they are
   * @throws APIConnectionError, APIConnectionTimeoutError, APIUserAbortError
   */
  wait<T>(begin: () => PromiseLike<T>, failure?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (this.#end) reject(this.#end);
      else begin().then(resolve, (error: unknown) => reject(this.#end ?? this.#explained(error, failure)));
    });
  }

  #explained(error: unknown, failure: string | undefined): unknown {
    if (failure === undefined || error instanceof APIClientError) return error;
    const { cause } = Object(error) as { cause?: { data?: unknown } };
    // Text that an HTTP parser could not read may contain anything.
    if (cause) delete cause.data;
    const code = codeOf(cause) ?? codeOf(error);
    hideInError(error, this.#mask);
    return new APIConnectionError(this.#mask(`${failure}: ${code ?? String(error)}`), { cause: error, code });
  }

  #listen(caller: AbortSignal): void {
    if (caller.aborted) this.#onAbort();
    else this.#stopListening = onAbort(caller, this.#onAbort);
  }

  readonly #onTimeout = (): void => {
    this.#abort(new APIConnectionTimeoutError(`Request timed out after ${this.#timeout} ms`));
  };

  readonly #onAbort = (): void => {
    this.#abort(new APIUserAbortError("Request was aborted", { cause: this.#caller?.reason }));
  };

  #abort(error: APIClientError): void {
    this.#end = error;
    this.#controller.abort(error);
    this.#reject?.(error);
  }
}

/** The engine's code of an error, e.g. `ECONNREFUSED`; a `DOMException` has a number there. */
function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}

/** Everybody who listens to a signal, behind one listener of the engine: Node.js warns of more than ten. */
const audiences = new WeakMap<EventTarget, Set<() => void>>();

/** Calls `listener` once the signal aborts. @returns what stops it */
function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const audience = audiences.get(signal) ?? new Set();
  audience.add(listener);
  audiences.set(signal, audience);
  // The engine adds the same listener only once.
  signal.addEventListener("abort", notifyAudience);
  return () => {
    audience.delete(listener);
    if (audience.size === 0) forget(signal);
  };
}

function notifyAudience({ target }: Event): void {
  const signal = target as AbortSignal;
  const audience = audiences.get(signal);
  forget(signal);
  audience?.forEach((listener) => listener());
}

function forget(signal: AbortSignal): void {
  audiences.delete(signal);
  signal.removeEventListener("abort", notifyAudience);
}
