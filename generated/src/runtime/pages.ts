/** The ways from one page of a list to the next one. Generated operations name the one that their API has. */
import type { Input, ResultReader } from "./operation.js";
import { failure, reader, valueAt, type Next, type PagePromise, type Path, type Turn } from "./page.js";

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

/** The page at an address that the server gave, with the headers of this call, if it is of the same origin. */
function pageAt(link: string): Next {
  const follow: Next["follow"] = (context, response) => {
    const { client, operation, params, options, url } = context;
    const address = URL.canParse(link, url) ? new URL(link, url) : undefined;
    if (!address || url === undefined || address.origin !== new URL(url).origin) {
      throw failure("the next page is on another origin, so it was not asked for", context, response);
    }
    const kept = Object.entries(operation.inputs ?? {}).filter(([, input]) => isHeaderOrCookie(input));
    const query: Record<string, unknown> = { ...options?.query };
    for (const name of address.searchParams.keys()) query[name] = address.searchParams.getAll(name);
    return client.call<PagePromise<unknown>>(
      { ...operation, path: address.pathname, inputs: Object.fromEntries(kept) },
      Object.fromEntries(kept.map(([key]) => [key, (params as Record<string, unknown> | undefined)?.[key]])),
      { ...options, baseUrl: address.origin, query },
    );
  };
  return { token: link, follow };
}

function isHeaderOrCookie(input: Input): boolean {
  const location = typeof input === "string" ? input : input.in;
  return location === "header" || location === "cookie";
}

/** Pages that hold the address of the next one in their body: `"next": "https://…?page=2"`. */
export function linked(options: { readonly items: Path; readonly next: Path }): ResultReader {
  return reader(options.items, ({ body }) => {
    const url = valueAt(body, options.next);
    return typeof url === "string" && url ? pageAt(url) : undefined;
  });
}

/** Pages that give the address of the next one in the header `Link` (RFC 8288). */
export function linkHeader(options: { readonly items: Path }): ResultReader {
  return reader(options.items, ({ response }) => {
    const url = nextLink(response.headers.get("link") ?? "");
    return url === undefined ? undefined : pageAt(url);
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

/** The whole list in one page, for loops that do not change if it comes in several one day. */
export function single(options: { readonly items: Path }): ResultReader {
  return reader(options.items, () => undefined);
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
