/** Answers that are one page of a list. */
import { APIResponseError, APIUsageError } from "./errors.js";
import { IterablePromise } from "./iterable.js";
import type { Operation, ResultContext, ResultReader } from "./operation.js";

/** The promise of a page: `for await` on it goes through the items of all pages. */
export type PagePromise<Item, Body = unknown> = IterablePromise<Page<Item, Body>>;

/** Keys from the body (or an item) down to a value; none for the whole of it. */
type Path = readonly string[];

/** Where the next page is: the arguments that change, or another address. The token names it among its siblings. */
interface Next {
  readonly token: unknown;
  readonly params?: object;
  readonly url?: string;
}

/** What a page is turned by. */
interface Turn {
  readonly body: unknown;
  readonly items: readonly unknown[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly response: Response;
}

/** One page of a list. Iterating it goes through its items, then through those of the pages after it. */
export class Page<Item, Body = unknown> implements AsyncIterable<Item> {
  readonly items: readonly Item[];
  /** The answer as it came. */
  readonly body: Body;
  #context: ResultContext;
  #response: Response;
  #next: Next | undefined;
  #seen = new Set<unknown>();

  constructor(items: readonly Item[], body: Body, response: Response, context: ResultContext, next: Next | undefined) {
    this.items = items;
    this.body = body;
    this.#response = response;
    this.#context = context;
    this.#next = next;
  }

  hasNextPage(): boolean {
    return this.#next !== undefined;
  }

  /**
   * Asks for the page after this one, under the same options.
   * @throws APIUsageError where there is none, APIResponseError where the server leads in a circle or to another origin
   */
  async nextPage(): Promise<Page<Item, Body>> {
    const { client, operation, params, options } = this.#context;
    const next = this.#next;
    if (!next) throw new APIUsageError("there is no next page: see hasNextPage()");
    if (this.#seen.has(next.token))
      throw new APIResponseError("the server leads to a page that was read", this.#response);
    const page =
      next.url === undefined
        ? await client._call<IterablePromise<Page<Item, Body>>>(operation, { ...params, ...next.params }, options)
        : await this.#follow(next.url);
    if (page.items.length && JSON.stringify(page.items) === JSON.stringify(this.items)) {
      page.#fail("the server gives the same page again");
    }
    page.#seen = new Set(this.#seen).add(next.token);
    return page;
  }

  /** This page, and one after another those after it. */
  async *pages(): AsyncGenerator<Page<Item, Body>, void, undefined> {
    yield this;
    for (let next = await this.#turn(); next; next = await next.#turn()) yield next;
  }

  async #turn(): Promise<Page<Item, Body> | undefined> {
    return this.hasNextPage() ? this.nextPage() : undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { items } of this.pages()) yield* items;
  }

  #fail(message: string): never {
    throw Object.assign(new APIResponseError(message, this.#response), { operation: this.#context.operation.call });
  }

  /** Calls an address that the server gave, with the headers of this call, if it is of the same origin. */
  #follow(link: string): PromiseLike<Page<Item, Body>> {
    const { client, operation, params, options, request } = this.#context;
    const url = request?.url;
    const target = URL.canParse(link, url) && new URL(link, url);
    if (!target || target.origin !== new URL(url ?? "").origin) {
      return this.#fail("the next page is on another origin");
    }
    const kept = Object.entries(operation.inputs ?? {}).filter(([, input]) => /^(header|cookie)$/.test(placeOf(input)));
    const query: Record<string, unknown> = { ...options?.query };
    target.searchParams.forEach((_, name) => {
      query[encodeURIComponent(name)] = target.searchParams.getAll(name);
    });
    return client._call<IterablePromise<Page<Item, Body>>>(
      { ...operation, path: target.pathname, inputs: Object.fromEntries(kept) },
      Object.fromEntries(kept.map(([key]) => [key, (params as Record<string, unknown> | undefined)?.[key]])),
      { ...options, baseUrl: target.origin, query },
    );
  }
}

type Inputs = NonNullable<Operation["inputs"]>;

function placeOf(input: Inputs[string]): string {
  return typeof input === "string" ? input : input.in;
}

/** The value behind a path; undefined where it leads nowhere. */
function valueAt(value: unknown, path: Path | undefined): unknown {
  return path?.reduce<unknown>(
    (inner, key) => (Object.hasOwn(Object(inner) as object, key) ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** A reader of pages. */
function reader(items: Path, next: (turn: Turn) => Next | undefined): ResultReader {
  const read = async (response: Response, context: ResultContext): Promise<Page<unknown>> => {
    const body = await context.data();
    const list = body === undefined ? [] : valueAt(body, items);
    if (!Array.isArray(list))
      throw new APIResponseError(`there is no list at ${items.join(".") || "the top"}`, response);
    const params = (context.params ?? {}) as Turn["params"];
    return new Page<unknown>(list, body, response, context, next({ body, items: list, params, response }));
  };
  return Object.assign(read, { Promise: IterablePromise as unknown as ResultReader["Promise"] }) as ResultReader;
}

/** What a body may say about the pages after it; keys from the body down. */
export interface Hints {
  /** A boolean: whether there are more. */
  readonly more?: Path;
  /** How many items there are in all pages. */
  readonly total?: Path;
  /** How many pages there are. */
  readonly pages?: Path;
}

/**
 * Whether there is another page: as the body says, else if this one is full, else if it is not empty.
 * @param read how many items have been read with this page, and how many pages
 */
function isMore(hints: Hints, { body, items }: Turn, read: { items: number; pages: number }, size: unknown): boolean {
  const [more, total, pages] = [hints.more, hints.total, hints.pages].map((path) => valueAt(body, path));
  if (!items.length) return false;
  if (typeof more === "boolean") return more;
  if (typeof pages === "number") return read.pages < pages;
  if (typeof total === "number") return read.items < total;
  return Number(size) > 0 ? items.length >= Number(size) : true;
}

/**
 * Pages by number and size: `?page=2&page_size=50`.
 * @param page the argument of the number; `first` is the number of the first page, 1 unless said otherwise
 * @param size the argument of the size, where there is one
 */
export function numbered(
  options: { readonly items: Path; readonly page: string; readonly size?: string; readonly first?: number } & Hints,
): ResultReader {
  const { page, size = "", first = 1 } = options;
  return reader(options.items, (turn) => {
    const number = Number(turn.params[page] ?? first);
    const count = number - first + 1;
    const perPage = Number(turn.params[size] ?? turn.items.length);
    if (!isMore(options, turn, { items: count * perPage, pages: count }, turn.params[size])) return undefined;
    return { token: number + 1, params: { [page]: number + 1 } };
  });
}

/**
 * Pages by offset and limit: `?offset=100&limit=50`.
 * @param offset the argument of the offset
 * @param limit the argument of the limit, where there is one
 */
export function offset(
  options: { readonly items: Path; readonly offset: string; readonly limit?: string } & Hints,
): ResultReader {
  return reader(options.items, (turn) => {
    const size = turn.params[options.limit ?? ""];
    const next = Number(turn.params[options.offset] ?? 0) + turn.items.length;
    const pages = Math.ceil(next / (Number(size) || turn.items.length));
    return isMore(options, turn, { items: next, pages }, size)
      ? { token: next, params: { [options.offset]: next } }
      : undefined;
  });
}

/**
 * Pages by cursor: `?after=c`, the cursor being a field of the body, or a field of the page's last item.
 * @param cursor the argument of the cursor
 * @param next where the body holds the next cursor
 * @param id where an item holds its own cursor; used where there is no `next`
 * @param before the argument of the cursor that goes backwards, by the first item, where the caller gave that one
 */
export function cursor(
  options: {
    readonly items: Path;
    readonly cursor: string;
    readonly next?: Path;
    readonly id?: Path;
    readonly before?: string;
    readonly limit?: string;
  } & Hints,
): ResultReader {
  return reader(options.items, (turn) => {
    const { body, items, params } = turn;
    const back = options.before !== undefined && params[options.before] != null && params[options.cursor] == null;
    const name = back ? options.before : options.cursor;
    const token = options.next ? valueAt(body, options.next) : valueAt(items.at(back ? 0 : -1), options.id);
    if (token === undefined || token === null || token === "" || valueAt(body, options.more) === false)
      return undefined;
    // A cursor in the body speaks for itself; an item always has an id.
    if (!options.next && !isMore(options, turn, { items: 0, pages: 0 }, params[options.limit ?? ""])) return undefined;
    return { token, params: { [name]: token } };
  });
}

/** Pages that hold the address of the next one in their body: `"next": "https://…?page=2"`. */
export function linked(options: { readonly items: Path; readonly next: Path }): ResultReader {
  return reader(options.items, ({ body }) => {
    const url = valueAt(body, options.next);
    return typeof url === "string" && url ? { token: url, url } : undefined;
  });
}

/** Pages that give the address of the next one in the header `Link` (RFC 8288). */
export function linkHeader(options: { readonly items: Path }): ResultReader {
  return reader(options.items, ({ response }) => {
    const links = (response.headers.get("link") ?? "").match(/<[^>]*>(?:[^,"]|"[^"]*")*/g) ?? [];
    const url = links
      .find((link) => /;\s*rel\s*=\s*(?:next\b(?!-)|"(?:[^"]*\s)?next[\s"])/i.test(link))
      ?.slice(1)
      .split(">")[0];
    return url === undefined ? undefined : { token: url, url };
  });
}
