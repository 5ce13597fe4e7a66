/** Answers that are one page of a list. */
import { APIResponseError, APIUsageError, withOperation } from "./errors.js";
import type { Input, ResultContext, ResultReader } from "./operation.js";
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
type Path = readonly string[];

/** Where the next page is: the arguments that change, or another address. The token names it among its siblings. */
interface Next {
  readonly token: unknown;
  readonly params?: object;
  readonly url?: string;
  /** How many items there are up to there. */
  readonly read?: number;
  /** Whether it may be this same page, because the first page number is unknown. */
  readonly unsure?: boolean;
}

/** What selects the next page. */
interface Turn {
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
    const { token, url, read } = next;
    if ((this.#seen.get(token) ?? Infinity) <= this.#place) this.#fail("the next page is one that was read already");
    this.#seen.set(token, this.#place + 1);
    const page =
      url === undefined
        ? await client.call<PagePromise<Item, Body>>(
            operation,
            { ...params, ...next.params },
            // Another page is another call.
            { ...options, idempotencyKey: undefined },
          )
        : await this.#follow(url);
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
    const { call } = this.#context.operation;
    throw withOperation(new APIResponseError(`${call}: ${message}`, this.#response), this.#context);
  }

  /** Calls an address that the server gave, with the headers of this call, if it is of the same origin. */
  #follow(link: string): PromiseLike<PageOf<Item, Body>> {
    const { client, operation, params, options, url } = this.#context;
    const address = URL.canParse(link, url) ? new URL(link, url) : undefined;
    if (!address || url === undefined || address.origin !== new URL(url).origin) {
      return this.#fail("the next page is on another origin, so it was not asked for");
    }
    const kept = Object.entries(operation.inputs ?? {}).filter(([, input]) => isHeaderOrCookie(input));
    const query: Record<string, unknown> = { ...options?.query };
    for (const name of address.searchParams.keys()) query[name] = address.searchParams.getAll(name);
    return client.call<PagePromise<Item, Body>>(
      { ...operation, path: address.pathname, inputs: Object.fromEntries(kept) },
      Object.fromEntries(kept.map(([key]) => [key, (params as Record<string, unknown> | undefined)?.[key]])),
      { ...options, baseUrl: address.origin, query },
    );
  }
}

function isHeaderOrCookie(input: Input): boolean {
  const location = typeof input === "string" ? input : input.in;
  return location === "header" || location === "cookie";
}

/** The value behind a path; undefined where it leads nowhere. */
function valueAt(value: unknown, path: Path | undefined): unknown {
  return path?.reduce<unknown>(
    (inner, key) => (Object.hasOwn(Object(inner) as object, key) ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** A reader of pages. */
function reader(items: Path, step: (turn: Turn) => Next | undefined): ResultReader {
  const read = async (response: Response, context: ResultContext): Promise<Page<unknown>> => {
    const body = await readJson(response, context);
    const found = body === undefined ? null : valueAt(body, items);
    // Some servers write null for a list without items.
    const list = found === null && body !== null ? [] : found;
    if (!Array.isArray(list)) throw noList(items, response, context);
    return new Page<unknown>(list, body, response, context, step);
  };
  return Object.assign(read, { Promise: IterablePromise as unknown as ResultReader["Promise"] }) as ResultReader;
}

function noList(items: Path, response: Response, { operation: { call } }: ResultContext): APIResponseError {
  const place = items.length > 0 ? `at ${items.join(".")}` : "at its top";
  return new APIResponseError(`${call}: expected a list ${place} of the answer (${response.status})`, response);
}

/** What a body may say about later pages; paths of keys from the body down. */
export interface Hints {
  /** A boolean: whether there are more. */
  readonly more?: Path;
  /** How many items there are in all pages. */
  readonly total?: Path;
  /** How many pages there are. */
  readonly pages?: Path;
}

/**
 * Whether there is another page: as the body says, else if this one is not empty. A page that is shorter than what was
 * asked for proves nothing: servers have limits of their own, and leave out what a caller may not see.
 * @param read how many items have been read with this page
 * @param page the number of this page, from 1
 */
function isMore(hints: Hints, { body, items }: Turn, read: number, page = 0): boolean {
  const [more, total, pages] = [hints.more, hints.total, hints.pages].map((path) => valueAt(body, path));
  if (!items.length) return false;
  if (typeof more === "boolean") return more;
  if (typeof pages === "number") return page < pages;
  return typeof total === "number" ? read < total : true;
}

/**
 * Pages by number: `?page=2`.
 * @param page the argument of the number
 * @param first the number of the first page; where that is not known, it is learnt from the page numbered 1
 * @param current where the body holds its own number
 */
export function numbered(
  options: { readonly items: Path; readonly page: string; readonly first?: number; readonly current?: Path } & Hints,
): ResultReader {
  const { page, first, current } = options;
  return reader(options.items, (turn) => {
    const given = valueAt(turn.body, current) ?? turn.params[page] ?? first;
    const number = Number(given ?? 0);
    const earlier = number - (first ?? Math.min(number, 1));
    const read = (turn.before ?? earlier * turn.items.length) + turn.items.length;
    return isMore(options, turn, read, earlier + 1)
      ? { token: number + 1, params: { [page]: number + 1 }, read, unsure: given === undefined }
      : undefined;
  });
}

/**
 * Pages by offset: `?offset=100`.
 * @param offset the argument of the offset
 * @param first the offset of the first item, 0 unless said otherwise
 */
export function offset(
  options: { readonly items: Path; readonly offset: string; readonly first?: number } & Hints,
): ResultReader {
  const { offset: name, first = 0 } = options;
  return reader(options.items, (turn) => {
    const token = Number(turn.params[name] ?? first) + turn.items.length;
    return isMore(options, turn, token - first) ? { token, params: { [name]: token } } : undefined;
  });
}

/**
 * Pages by cursor: `?after=c`, the cursor being a field of the body, a header, or a field of the page's last item.
 * @param cursor the argument of the cursor
 * @param header the header of the answer that holds the next cursor
 * @param next where the body holds the next cursor; used where there is no `header`
 * @param id where an item holds its own cursor; used where there is neither
 * @param before the argument of the cursor that goes backwards, by the first item, where the caller gave that one
 */
export function cursor(options: {
  readonly items: Path;
  readonly cursor: string;
  readonly header?: string;
  readonly next?: Path;
  readonly id?: Path;
  readonly before?: string;
  readonly more?: Path;
}): ResultReader {
  const { header } = options;
  return reader(options.items, ({ body, items, params, response }) => {
    const back = options.before !== undefined && params[options.before] != null && params[options.cursor] == null;
    const name = back ? options.before : options.cursor;
    const inBody = options.next ? valueAt(body, options.next) : valueAt(items.at(back ? 0 : -1), options.id);
    const token = header === undefined ? inBody : response.headers.get(header);
    return token === undefined || token === null || token === "" || valueAt(body, options.more) === false
      ? undefined
      : { token, params: { [name]: token } };
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
    const url = nextLink(response.headers.get("link") ?? "");
    return url === undefined ? undefined : { token: url, url };
  });
}

/** One pass over the header: a server may send anything, so that no part of it is looked at twice. */
function nextLink(header: string): string | undefined {
  const isNext = /;\s*rel\s*=\s*(?:next\b(?!-)|"(?:[^"]*\s)?next[\s"])/i;
  for (let at = header.indexOf("<"); at >= 0; at = header.indexOf("<", at)) {
    const end = header.indexOf(">", at);
    if (end < 0) return undefined;
    const url = header.slice(at + 1, end);
    at = endOfParameters(header, end + 1);
    if (isNext.test(header.slice(end + 1, at))) return url;
  }
  return undefined;
}

/** Where the parameters of a link end: at a comma outside quotes. */
function endOfParameters(header: string, begin: number): number {
  let isQuoted = false;
  for (let at = begin; at < header.length; at += 1) {
    if (header[at] === '"') isQuoted = !isQuoted;
    else if (header[at] === "," && !isQuoted) return at;
  }
  return header.length;
}
