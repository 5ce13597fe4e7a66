/** One page of a list, and the reader of answers that are one. `pages.ts` knows the ways from a page to the next one. */
import { APIResponseError, APIUsageError, withOperation } from "./errors.js";
import type { ResultContext, ResultReader } from "./operation.js";
import { IterablePromise } from "./promise.js";
import { readJson } from "./readers.js";

/** The promise of a page: `for await` on it goes through the items of all pages. */
export type PagePromise<Item, Body = unknown> = IterablePromise<PageOf<Item, Body>>;

/** A page with the fields of its body, where that is an object; a page's own members come before fields of their name. */
export type PageOf<Item, Body> = Page<Item, Body> & FieldsOf<Body>;

type FieldsOf<Body> = Body extends readonly unknown[]
  ? unknown
  : Body extends object
    ? { [Key in keyof Body as Exclude<Key, keyof Page<unknown>>]: Body[Key] }
    : unknown;

/** Keys from the body (or an item) down to a value; none for the whole of it. */
export type Path = readonly string[];

/** Where the next page is: the arguments that change, or another address. The token names it among its siblings. */
export interface Next {
  readonly token: unknown;
  readonly params?: object;
  /** Asks for it at another address. */
  readonly follow?: (context: ResultContext, response: Response) => PromiseLike<PageOf<unknown, unknown>>;
  /** How many items there are up to there. */
  readonly read?: number;
  /** Whether it may be this same page, because the first page number is unknown. */
  readonly unsure?: boolean;
}

/** What selects the next page. */
export interface Turn {
  readonly body: unknown;
  readonly items: readonly unknown[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly response: Response;
  /** How many items came before this page, where those were read. */
  readonly before: number | undefined;
}

/**
 * One page of a list. Iterating it goes through its items, then through those of the pages after it. The fields of its
 * body are its own, too: `page.total`; `body` holds them all.
 */
export class Page<Item, Body = unknown> implements AsyncIterable<Item> {
  readonly items: readonly Item[];
  #body: Body;
  #context: ResultContext;
  #response: Response;
  #step: (turn: Turn) => Next | undefined;
  #before: number | undefined;
  /** The tokens of the pages that were read, each with its place in the row, and the place of this page. */
  #seen = new Map<unknown, number>();
  #place = 0;

  constructor(
    items: readonly Item[],
    body: Body,
    response: Response,
    context: ResultContext,
    step: (turn: Turn) => Next | undefined,
  ) {
    this.items = items;
    this.#body = body;
    this.#response = response;
    this.#context = context;
    this.#step = step;
    if (body === items) return;
    // Nothing that a page has or inherits is hidden, `__proto__` included.
    for (const [key, value] of Object.entries(Object(body) as object)) {
      if (!(key in this)) (this as Record<string, unknown>)[key] = value;
    }
  }

  /** The answer as it came. */
  get body(): Body {
    return this.#body;
  }

  hasNextPage(): boolean {
    return this.#next() !== undefined;
  }

  /**
   * Asks for the page after this one, under the same options.
   * @throws APIUsageError where there is none, APIResponseError where the server leads in a circle or to another origin
   */
  async nextPage(): Promise<PageOf<Item, Body>> {
    const { client, operation, params, options } = this.#context;
    const next = this.#next();
    if (!next) throw new APIUsageError("This is the last page; ask hasNextPage() before nextPage()");
    const { token, follow, read } = next;
    if ((this.#seen.get(token) ?? Infinity) <= this.#place) this.#fail("the next page is one that was read already");
    this.#seen.set(token, this.#place + 1);
    const page = follow
      ? ((await follow(this.#context, this.#response)) as PageOf<Item, Body>)
      : await client.call<PagePromise<Item, Body>>(
          operation,
          { ...params, ...next.params },
          // Another page is another call.
          { ...options, idempotencyKey: undefined },
        );
    page.#seen = this.#seen;
    page.#place = this.#place + 1;
    page.#before = read;
    // Other tokens repeat where pages do.
    const isAgain = typeof token === "number" && JSON.stringify(page.items) === JSON.stringify(this.items);
    if (!isAgain || !page.items.length) return page;
    if (!next.unsure) page.#fail("the server gave the same page again");
    page.#before = 0;
    return page.hasNextPage() ? page.nextPage() : page;
  }

  /** This page, and one after another those after it. */
  async *pages(): AsyncGenerator<PageOf<Item, Body>, void, undefined> {
    let page = this as unknown as PageOf<Item, Body>;
    for (yield page; page.hasNextPage(); yield page) page = await page.nextPage();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { items } of this.pages()) yield* items;
  }

  #next(): Next | undefined {
    const params = (this.#context.params ?? {}) as Turn["params"];
    const { items } = this;
    return this.#step({ body: this.#body, items, params, response: this.#response, before: this.#before });
  }

  #fail(message: string): never {
    throw failure(message, this.#context, this.#response);
  }
}

export function failure(message: string, context: ResultContext, response: Response): unknown {
  return withOperation(new APIResponseError(`${context.call}: ${message}`, response), context);
}

/** The value behind a path; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: Path | undefined): unknown {
  return path?.reduce<unknown>(
    (inner, key) => (Object.hasOwn(Object(inner) as object, key) ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** A reader of pages. */
export function reader(items: Path, step: (turn: Turn) => Next | undefined): ResultReader {
  const read = async (response: Response, context: ResultContext): Promise<Page<unknown>> => {
    const body = await readJson(response, context);
    const found = body === undefined ? null : valueAt(body, items);
    // Some servers write null for a list without items.
    const list = found === null && body !== null ? [] : found;
    if (!Array.isArray(list)) throw noList(items, response, context.call);
    return new Page<unknown>(list, body, response, context, step);
  };
  return Object.assign(read, { Promise: IterablePromise as unknown as ResultReader["Promise"] }) as ResultReader;
}

function noList(items: Path, response: Response, call: string): APIResponseError {
  const place = items.length > 0 ? `at ${items.join(".")}` : "at its top";
  return new APIResponseError(`${call}: expected a list ${place} of the answer (${response.status})`, response);
}
