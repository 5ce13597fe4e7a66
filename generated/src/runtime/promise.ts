/** The promise that every call returns. */

/** What a call and its promise tell each other. */
export interface Handover {
  /** Takes the response before its body is read, where the caller wants it as it is. */
  take?: (response: Response) => void;
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

/**
 * The promise of a call. The request starts at once, and once, whether or not the promise is awaited; a failure that
 * nobody handles is an unhandled rejection, as with any promise.
 */
export class APIPromise<T> extends Promise<T> {
  #handover: Handover;

  constructor(executor: ConstructorParameters<typeof Promise<T>>[0], handover: Handover = {}) {
    super(executor);
    this.#handover = handover;
  }

  /** The data together with the response and the server's name for the request. */
  async withResponse(): Promise<WithResponse<T>> {
    const data = await this;
    const { response, requestId } = this.#handover;
    return { data, response: response as Response, requestId };
  }

  /**
   * The response before its body is read; an answer that is not a success still rejects. Must be called at once, as
   * the body is read as soon as it comes. Takes the place of awaiting the call itself, which then gives no data.
   */
  asResponse(): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#handover.take = resolve;
      this.then(() => reject(new TypeError("asResponse() came too late")), reject);
    });
  }
}
