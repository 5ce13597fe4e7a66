/** The promises that calls return. */

/** The data of an answer with the answer it came in. */
export interface WithResponse<T> {
  readonly data: T;
  /** Its body has been read, or belongs to `data` where that is a stream. */
  readonly response: Response;
  /** The server's name for this request, for its support staff. */
  readonly requestId: string | undefined;
}

/** The state that a call and its promise share. */
export interface PendingCall {
  /** The answer, once it came. */
  response?: Response;
  requestId?: string | undefined;
  /** Takes the response before its body is read, where the caller wants it as it is. */
  take?: (response: Response) => void;
  /** Whether anybody waits for the data. */
  isAwaited?: boolean;
  /** Reads the data of a response that was taken. */
  read?: () => Promise<unknown>;
}

/**
 * The promise of a call. The request starts at once, and once, whether or not the promise is awaited; a failure that
 * nobody handles is an unhandled rejection, as with any promise.
 */
export class APIPromise<T> extends Promise<T> {
  readonly #call: PendingCall;

  /** @internal */
  constructor(executor: ConstructorParameters<typeof Promise<T>>[0], call: PendingCall) {
    super(executor);
    this.#call = call;
  }

  // `then` and `catch` return ordinary promises, not calls.
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // Whoever took the response may still want the data: it is read only then.
  override then<Result = T, Failure = never>(
    onData?: ((data: T) => Result | PromiseLike<Result>) | null,
    onFailure?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    const call = this.#call;
    call.isAwaited = true;
    if (!call.take) return super.then(onData, onFailure);
    return super.then(() => call.read?.() as Promise<T>).then(onData, onFailure);
  }

  /** The data together with the response and the server's name for the request. */
  async withResponse(): Promise<WithResponse<T>> {
    const data = await this;
    const { response, requestId } = this.#call;
    return { data, response: response as Response, requestId };
  }

  /**
   * The response before its body is read; an answer that is not a success still rejects, but for 304. Must be called at
   * once: as soon as the answer comes, its body is read. The call itself may be awaited too, before or after the response
   * is read by `json()`, `text()` or another of its methods, but not after its `body` was read piece by piece.
   */
  asResponse(): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#call.take ??= resolve;
      super.then(() => {
        resolve(this.#call.response as Response);
      }, reject);
    });
  }
}

/** The promise of data that can be iterated, as pages and streams can: `for await` works without awaiting it first. */
export class IterablePromise<T extends AsyncIterable<unknown>> extends APIPromise<T> {
  async *[Symbol.asyncIterator](): AsyncGenerator<T extends AsyncIterable<infer Item> ? Item : never, void, undefined> {
    yield* (await this) as AsyncIterable<never>;
  }
}
