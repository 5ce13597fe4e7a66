/** The promise that every call returns. */

/** What a call and its promise tell each other. */
export interface Handover {
  /** Takes the response before its body is read, where the caller wants it as it is. */
  take?: (response: Response) => void;
  /** Whether the call goes on after its promise is settled, as a stream does. */
  keep?: boolean;
  response?: Response;
  requestId?: string | undefined;
}

/** The data of an answer with the answer it came in. */
export interface WithResponse<T> {
  readonly data: T;
  /** Its body has been read, or belongs to `data` where that is a stream. */
  readonly response: Response;
  /** The server's name for this request, for its support staff. */
  readonly requestId: string | undefined;
}

/** A call's promise of something that can be iterated: `for await` works on it without awaiting it first. */
export type IterablePromise<T extends AsyncIterable<unknown>> = APIPromise<T> &
  (T extends AsyncIterable<infer Item> ? AsyncIterable<Item> : never);

/**
 * The promise of a call. The request starts at once, and once, whether or not the promise is awaited; a failure that
 * nobody handles is an unhandled rejection, as with any promise.
 */
export class APIPromise<T> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  #handover: Handover;

  constructor(run: (handover: Handover) => Promise<T>) {
    const handover: Handover = {};
    super((resolve) => resolve(run(handover)));
    this.#handover = handover;
  }

  static {
    // Only calls whose data can be iterated have this in their type, see `IterablePromise`.
    Object.defineProperty(this.prototype, Symbol.asyncIterator, {
      value: async function* (this: PromiseLike<AsyncIterable<unknown>>) {
        yield* await this;
      },
    });
  }

  /** The data together with the response and the server's name for the request. */
  withResponse(): Promise<WithResponse<T>> {
    const handover = this.#handover;
    return this.then((data) => ({ data, response: handover.response as Response, requestId: handover.requestId }));
  }

  /**
   * The response before its body is read; an answer that is not a success still rejects. Must be called at once, as
   * the body is read as soon as it comes. Takes the place of awaiting the call itself, which then never settles with data.
   */
  asResponse(): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#handover.take = resolve;
      this.then(() => reject(new TypeError("asResponse() must be called before the answer comes")), reject);
    });
  }
}
