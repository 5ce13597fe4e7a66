/** The promise that every call returns. */
import type { Call } from "./call.js";

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
  #call: Pick<Call, "take" | "response" | "requestId">;

  constructor(executor: ConstructorParameters<typeof Promise<T>>[0], call: object) {
    super(executor);
    this.#call = call;
  }

  /** The data together with the response and the server's name for the request. */
  async withResponse(): Promise<WithResponse<T>> {
    const data = await this;
    const { response, requestId } = this.#call;
    return { data, response: response as Response, requestId };
  }

  /**
   * The response before its body is read; an answer that is not a success still rejects. Must be called at once: as
   * soon as the answer comes, its body is read. Takes the place of awaiting the call itself, which then gives no data.
   */
  asResponse(): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#call.take = resolve;
      this.then(() => resolve(this.#call.response as Response), reject);
    });
  }
}
