/** The promise of a call whose data can be iterated: pages and streams. */
import { APIPromise } from "./promise.js";

/** `for await` works on it without awaiting it first. */
export class IterablePromise<T extends AsyncIterable<unknown>> extends APIPromise<T> {
  async *[Symbol.asyncIterator](): AsyncGenerator<T extends AsyncIterable<infer Item> ? Item : never, void, undefined> {
    yield* (await this) as AsyncIterable<never>;
  }
}
