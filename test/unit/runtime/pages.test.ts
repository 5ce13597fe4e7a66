import { afterEach, describe, expect, it } from "@jest/globals";
import { idempotency } from "../../../src/runtime/idempotency.js";
import {
  APIResponseError,
  APIUsageError,
  APIUserAbortError,
  Client,
  type ClientOptions,
} from "../../../src/runtime/index.js";
import type { Operation } from "../../../src/runtime/operation.js";
import type { PagePromise } from "../../../src/runtime/page.js";
import { cursor, linked, linkHeader, numbered, offset, single } from "../../../src/runtime/pages.js";
import { failure, sendJson, serve, settings, type Recorded, type Served } from "./api.js";

interface Item {
  readonly id: string;
}

let server: Served;
afterEach(() => server.close());

const ALL: readonly Item[] = Array.from({ length: 7 }, (_, n) => ({ id: `i${String(n)}` }));
const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id);
const all = ids(ALL);

/** A list call whose pages are cut by `answer` from its query. */
async function lister(
  result: Operation["result"],
  answer: (query: URLSearchParams, request: Recorded) => { body: unknown; headers?: Record<string, string> },
): Promise<(params?: object, options?: ClientOptions) => PagePromise<Item>> {
  server = await serve((request, response) => {
    const { body, headers } = answer(new URL(request.url, "http://x").searchParams, request);
    sendJson(response, body, 200, headers);
  });
  const client = new Client(
    { ...settings, security: { key: { ...settings.security["key"], in: "query", name: "key" } as never } },
    {
      baseUrl: `${server.url}/v1`,
      ...({ apiKey: "k3y-k3y-k3y" } as ClientOptions),
    },
  );
  const inputs = {
    page: "query",
    size: "query",
    offset: "query",
    limit: "query",
    after: "query",
    before: "query",
    filter: "query",
    trace: { in: "header", name: "x-trace" },
  } as const;
  const operation = {
    call: "items.list",
    method: "GET",
    path: "/items",
    inputs,
    ...(result && { result }),
    security: [["key"]],
    idempotency: idempotency("Idempotency-Key"),
  } as const;
  return (params, options) => client["_call"](operation, params, options);
}

async function collect(pages: AsyncIterable<Item>): Promise<string[]> {
  const found: Item[] = [];
  for await (const item of pages) {
    found.push(item);
    if (found.length > 50) throw new Error("endless");
  }
  return ids(found);
}

const urls = (): string[] =>
  server.requests.map(({ url }) => url.replace(/key=k3y-k3y-k3y&?/, "").replace(/[&?]$/, ""));
const number = (query: URLSearchParams, name: string, otherwise: number): number =>
  Number(query.get(name) ?? otherwise);

describe("pages by number", () => {
  it.each([
    ["an empty page ends them", {}, () => ({}), 4],
    ["a flag ends them", { more: ["meta", "more"] }, (page: number) => ({ meta: { more: page < 3 } }), 3],
    ["their number ends them", { pages: ["total_pages"] }, () => ({ total_pages: 3 }), 3],
    ["the number of items ends them", { total: ["total"] }, () => ({ total: 7 }), 3],
  ])("%s", async (_what, hints, extra, calls) => {
    const list = await lister(numbered({ items: ["data"], page: "page", first: 1, ...hints }), (query) => {
      const [page, size] = [number(query, "page", 1), number(query, "size", 3)];
      return { body: { data: ALL.slice((page - 1) * size, page * size), ...extra(page) } };
    });
    expect(await collect(list({ size: 3, filter: "f" }))).toEqual(all);
    expect(urls().slice(0, 2)).toEqual(["/v1/items?size=3&filter=f", "/v1/items?page=2&size=3&filter=f"]);
    expect(server.requests).toHaveLength(calls);
  });

  it("may begin at zero, and without a size end at an empty page", async () => {
    const list = await lister(numbered({ items: [], page: "page", first: 0 }), (query) => {
      const page = number(query, "page", 0);
      return { body: ALL.slice(page * 3, page * 3 + 3) };
    });
    expect(await collect(list())).toEqual(all);
    expect(server.requests).toHaveLength(4);
  });

  it.each([0, 1])("that begin at %i, and nobody said so, lose nothing", async (first) => {
    const list = await lister(numbered({ items: [], page: "page" }), (query) => {
      const start = (number(query, "page", first) - first) * 3;
      return { body: ALL.slice(start, start + 3) };
    });
    expect(await collect(list())).toEqual(all);
    server.requests.length = 0;
    expect(await collect(list({ page: first + 1 }))).toEqual(all.slice(3));
    expect(urls()[1]).toBe(`/v1/items?page=${String(first + 2)}`);
  });

  it("go on from the number that the body gives", async () => {
    const list = await lister(numbered({ items: ["data"], page: "page", current: ["at"], pages: ["of"] }), (query) => {
      const at = number(query, "page", 1);
      return { body: { data: ALL.slice(at * 3 - 3, at * 3), at, of: 3 } };
    });
    expect(await collect(list())).toEqual(all);
    expect(server.requests).toHaveLength(3);
  });

  it("are read to the end where the server gives fewer than were asked for", async () => {
    const list = await lister(numbered({ items: ["data"], page: "page", first: 0, total: ["total"] }), (query) => {
      const page = number(query, "page", 0);
      return { body: { data: ALL.slice(page * 2, page * 2 + 2), total: 7 } };
    });
    expect(await collect(list({ size: 100 }))).toEqual(all);
    expect(server.requests).toHaveLength(4);
    // From the middle on, what came before is estimated by this page.
    expect(await collect(list({ page: 2, size: 100 }))).toEqual(all.slice(4));
  });

  it("that do not turn are an error, and no loop", async () => {
    const list = await lister(numbered({ items: [], page: "page" }), () => ({ body: ALL }));
    expect(await failure(collect(list({ page: 1 })))).toBeInstanceOf(APIResponseError);
    expect(server.requests).toHaveLength(2);
    // Where numbers may begin at 1, page 1 may be the first one again, but page 2 may not.
    expect(await failure(collect(list()))).toMatchObject({
      message: "items.list: the server gave the same page again",
    });
    expect(server.requests).toHaveLength(5);
  });
});

describe("pages by offset", () => {
  it.each([
    ["an empty page ends them", {}, {}, 4],
    ["the number of items ends them", { total: ["total"] }, { total: 7 }, 3],
  ])("%s", async (_what, hints, extra, calls) => {
    const list = await lister(offset({ items: ["data"], offset: "offset", ...hints }), (query) => {
      const [start, limit] = [number(query, "offset", 0), number(query, "limit", 3)];
      return { body: { data: ALL.slice(start, start + limit), ...extra } };
    });
    expect(await collect(list({ limit: 3 }))).toEqual(all);
    const three = ["/v1/items?limit=3", "/v1/items?offset=3&limit=3", "/v1/items?offset=6&limit=3"];
    expect(urls().slice(0, 3)).toEqual(three);
    expect(server.requests).toHaveLength(calls);
  });
});

describe("pages by offset from 1", () => {
  it("count so", async () => {
    const list = await lister(offset({ items: [], offset: "offset", first: 1 }), (query) => {
      const start = number(query, "offset", 1) - 1;
      return { body: ALL.slice(start, start + 4) };
    });
    expect(await collect(list())).toEqual(all);
    expect(urls()).toEqual(["/v1/items", "/v1/items?offset=5", "/v1/items?offset=8"]);
  });
});

describe("pages by cursor", () => {
  const cut = (query: URLSearchParams): { data: readonly Item[]; at: number } => {
    const at = query.has("after") ? all.indexOf(query.get("after") ?? "") + 1 : 0;
    return { data: ALL.slice(at, at + 3), at };
  };

  it("of the body are followed until there is none", async () => {
    const list = await lister(cursor({ items: ["data"], cursor: "after", next: ["meta", "next"] }), (query) => {
      const { data, at } = cut(query);
      return { body: { data, meta: { next: at + 3 < 7 ? data.at(-1)?.id : null } } };
    });
    expect(await collect(list())).toEqual(all);
    expect(urls()).toEqual(["/v1/items", "/v1/items?after=i2", "/v1/items?after=i5"]);
  });

  it("of a header are followed until there is none, or an empty one", async () => {
    const list = await lister(cursor({ items: [], cursor: "after", header: "X-After-Cursor" }), (query) => {
      const { data, at } = cut(query);
      const next = at + 3 < 7 ? { "x-after-cursor": data.at(-1)?.id ?? "" } : { "x-after-cursor": "" };
      return { body: data, headers: next };
    });
    expect(await collect(list())).toEqual(all);
    expect(urls()).toEqual(["/v1/items", "/v1/items?after=i2", "/v1/items?after=i5"]);
  });

  it("of the last item are followed while there is more", async () => {
    const list = await lister(cursor({ items: ["data"], cursor: "after", id: ["id"], more: ["has_more"] }), (query) => {
      const { data, at } = cut(query);
      return { body: { data, has_more: at + 3 < 7 } };
    });
    expect(await collect(list())).toEqual(all);
    expect(server.requests).toHaveLength(3);
  });

  it("go backwards from the first item where the caller does", async () => {
    const list = await lister(cursor({ items: [], cursor: "after", before: "before", id: ["id"] }), (query) => {
      const end = all.indexOf(query.get("before") ?? "");
      return { body: ALL.slice(Math.max(0, end - 3), end) };
    });
    const pages: string[][] = [];
    for await (const page of (await list({ before: "i6", limit: 3 })).pages()) pages.push(ids(page.items));
    expect(pages).toEqual([["i3", "i4", "i5"], ["i0", "i1", "i2"], []]);
  });

  it("that repeat are an error, and no loop", async () => {
    let turn = 0;
    const list = await lister(cursor({ items: ["data"], cursor: "after", next: ["next"] }), () => ({
      body: { data: [{ id: String(turn) }], next: ["a", "b"][turn++ % 2] },
    }));
    expect(await failure(collect(list()))).toBeInstanceOf(APIResponseError);
    expect(server.requests).toHaveLength(3);
  });
});

describe("pages by link", () => {
  const two = (next: string) => (query: URLSearchParams) =>
    query.get("page") === "2" ? { data: ALL.slice(3) } : { data: ALL.slice(0, 3), next };

  it.each(["/v2/items;x?page=2&tag=a&tag=b%26c", "?page=2&tag=a&tag=b%26c"])("in the body (%s)", async (next) => {
    const list = await lister(linked({ items: ["data"], next: ["next"] }), (query) => ({ body: two(next)(query) }));
    expect(await collect(list({ filter: "f", trace: "t" }, { headers: { "x-own": "1" } }))).toEqual(all);
    expect(urls()[1]).toBe(next.startsWith("?") ? `/v1/items${next}` : next);
    expect(server.requests[1]).toMatchObject({ headers: { "x-trace": "t", "x-own": "1" } });
    expect(server.requests[1]?.url).toContain("key=k3y-k3y-k3y");
  });

  it.each([
    ['<{}?page=2>; rel="next"', true],
    ['<{}?page=9>; rel="last", <{}?page=2>; title="a, b"; rel="next"', true],
    ["<{}?page=2>; rel=next; type=x, <{}>; rel=first", true],
    ['<{}?page=2>; rel="prev next"', true],
    ['<{}?page=9>; rel="prev"', false],
    ['<{}?page=9>; rel="nextish"', false],
    ["<{}?page=9>; rel=next-archive", false],
    ['<{}?page=9>; rel="prev"; title="rel=next"', false],
    ["", false],
  ])("in the header Link: %s", async (link, more) => {
    const list = await lister(linkHeader({ items: [] }), (query) => ({
      body: query.get("page") === "2" ? ALL.slice(3) : ALL.slice(0, 3),
      headers: query.get("page") === "2" ? {} : { link: link.replaceAll("{}", `${server.url}/v1/items`) },
    }));
    expect(await collect(list())).toEqual(more ? all : all.slice(0, 3));
  });

  it("not at all, where the whole list is one page", async () => {
    const list = await lister(single({ items: ["data"] }), () => ({ body: { data: ALL, next: "more" } }));
    expect(await collect(list())).toEqual(all);
  });

  it.each(["https://elsewhere.example/items?page=2", "//elsewhere.example/items", "http://[", "javascript:1"])(
    "to another origin (%s) is an error, and nothing reaches it",
    async (next) => {
      const list = await lister(linked({ items: ["data"], next: ["next"] }), (query) => ({ body: two(next)(query) }));
      expect(await failure(collect(list()))).toMatchObject({
        name: "APIResponseError",
        message: "items.list: the next page is on another origin, so it was not asked for",
      });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe("a page", () => {
  it("has its items, its body and its follower", async () => {
    const list = await lister(cursor({ items: ["data"], cursor: "after", next: ["next"] }), (query) => ({
      body: query.has("after") ? { data: ALL.slice(3) } : { data: ALL.slice(0, 3), next: "c", extra: 1 },
    }));
    const first = await list();
    expect(ids(first.items)).toEqual(["i0", "i1", "i2"]);
    expect(first.body).toMatchObject({ extra: 1 });
    expect(first.hasNextPage()).toBe(true);
    const second = await first.nextPage();
    expect(ids(second.items)).toEqual(["i3", "i4", "i5", "i6"]);
    expect(second.hasNextPage()).toBe(false);
    expect(await failure(second.nextPage())).toBeInstanceOf(APIUsageError);
    const { data, response } = await list().withResponse();
    expect(data.items).toHaveLength(3);
    expect(response.status).toBe(200);
  });

  it("without a list where it should be is an error; an empty answer is an empty page", async () => {
    const bodies: unknown[] = [{ data: {} }, { other: [] }, null, "x", { data: null }];
    const list = await lister(numbered({ items: ["data"], page: "page" }), () => ({
      body: bodies[server.requests.length - 1],
    }));
    for (let n = 0; n < 4; n++) expect(await failure(list())).toBeInstanceOf(APIResponseError);
    // Servers write null for a list without items.
    expect((await list()).items).toEqual([]);
  });

  it("has the fields of its body, of which none takes the place of its own", async () => {
    const text =
      '{"data":[{"id":"a"}],"total":1,"items":"x","body":2,"nextPage":3,"toString":4,"__proto__":{"evil":5}}';
    const list = await lister(numbered({ items: ["data"], page: "page" }), () => ({
      body: JSON.parse(text) as object,
    }));
    const page = (await list()) as unknown as Record<string, unknown>;
    expect(page).toMatchObject({ data: [{ id: "a" }], total: 1, items: [{ id: "a" }] });
    expect(page["body"]).toMatchObject({ items: "x", nextPage: 3 });
    expect(page["nextPage"]).toBeInstanceOf(Function);
    expect(page["evil"]).toBeUndefined();
    expect(Object.keys(page)).toEqual(["items", "data", "total"]);
  });

  it("keeps the options of its call, but for what names that call alone", async () => {
    const list = await lister(numbered({ items: [], page: "page", first: 1 }), (query) => ({
      body: number(query, "page", 1) < 3 ? [{ id: query.get("page") }] : [],
    }));
    await collect(list({ size: 1 }, { headers: { "x-own": "1" }, idempotencyKey: "once" } as ClientOptions));
    expect(server.requests).toHaveLength(3);
    for (const { headers } of server.requests) expect(headers["x-own"]).toBe("1");
    const names = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(names[0]).toBe("once");
    expect(new Set(names).size).toBe(3);
  });

  it("asks for no other once its call is aborted", async () => {
    const abort = new AbortController();
    const list = await lister(numbered({ items: [], page: "page", first: 1 }), (query) => ({
      body: [{ id: query.get("page") }],
    }));
    const read = async (): Promise<void> => {
      for await (const { id } of list(undefined, { signal: abort.signal } as ClientOptions))
        if (id === "2") abort.abort();
    };
    expect(await failure(read())).toBeInstanceOf(APIUserAbortError);
    expect(server.requests).toHaveLength(2);
  });

  it("may be turned twice", async () => {
    const list = await lister(cursor({ items: ["data"], cursor: "after", next: ["next"] }), (query) => ({
      body: { data: [{ id: query.get("after") ?? "" }], next: `${query.get("after") ?? ""}c` },
    }));
    const first = await list();
    for (let n = 0; n < 2; n++) expect(ids((await (await first.nextPage()).nextPage()).items)).toEqual(["cc"]);
  });

  it("is asked for once, and no further than its reader goes", async () => {
    const list = await lister(numbered({ items: [], page: "page", first: 1 }), (query) => ({
      body: [{ id: query.get("page") ?? "1" }],
    }));
    for await (const { id } of list()) if (id === "2") break;
    expect(server.requests).toHaveLength(2);
  });
});
