import { afterEach, describe, expect, it } from "@jest/globals";
import {
  APIResponseError,
  APIUsageError,
  Client,
  type ClientOptions,
  type Operation,
} from "../../../src/runtime/index.js";
import { cursor, linked, linkHeader, numbered, offset, type PagePromise } from "../../../src/runtime/pages.js";
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
  } as const;
  return (params, options) => client._call(operation, params, options);
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
    ["a short page ends them", {}, () => ({}), 3],
    ["a flag ends them", { more: ["meta", "more"] }, (page: number) => ({ meta: { more: page < 3 } }), 3],
    ["their number ends them", { pages: ["total_pages"] }, () => ({ total_pages: 3 }), 3],
    ["the number of items ends them", { total: ["total"] }, () => ({ total: 7 }), 3],
  ])("%s", async (_what, hints, extra, calls) => {
    const list = await lister(numbered({ items: ["data"], page: "page", size: "size", ...hints }), (query) => {
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

  it("that do not turn are an error, and no loop", async () => {
    const list = await lister(numbered({ items: [], page: "page" }), () => ({ body: ALL }));
    expect(await failure(collect(list()))).toBeInstanceOf(APIResponseError);
    expect(server.requests).toHaveLength(2);
  });
});

describe("pages by offset", () => {
  it.each([
    ["a short page ends them", {}, {}, 3],
    ["the number of items ends them", { total: ["total"] }, { total: 7 }, 3],
  ])("%s", async (_what, hints, extra, calls) => {
    const list = await lister(offset({ items: ["data"], offset: "offset", limit: "limit", ...hints }), (query) => {
      const [start, limit] = [number(query, "offset", 0), number(query, "limit", 3)];
      return { body: { data: ALL.slice(start, start + limit), ...extra } };
    });
    expect(await collect(list({ limit: 3 }))).toEqual(all);
    expect(urls()).toEqual(["/v1/items?limit=3", "/v1/items?offset=3&limit=3", "/v1/items?offset=6&limit=3"]);
    expect(server.requests).toHaveLength(calls);
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

  it("of the last item are followed while there is more", async () => {
    const list = await lister(cursor({ items: ["data"], cursor: "after", id: ["id"], more: ["has_more"] }), (query) => {
      const { data, at } = cut(query);
      return { body: { data, has_more: at + 3 < 7 } };
    });
    expect(await collect(list())).toEqual(all);
    expect(server.requests).toHaveLength(3);
  });

  it("go backwards from the first item where the caller does", async () => {
    const list = await lister(
      cursor({ items: [], cursor: "after", before: "before", id: ["id"], limit: "limit" }),
      (query) => {
        const end = all.indexOf(query.get("before") ?? "");
        return { body: ALL.slice(Math.max(0, end - 3), end) };
      },
    );
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

  it.each(["https://elsewhere.example/items?page=2", "//elsewhere.example/items", "http://[", "javascript:1"])(
    "to another origin (%s) is an error, and nothing reaches it",
    async (next) => {
      const list = await lister(linked({ items: ["data"], next: ["next"] }), (query) => ({ body: two(next)(query) }));
      expect(await failure(collect(list()))).toMatchObject({
        name: "APIResponseError",
        message: "the next page is on another origin",
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
    const bodies: unknown[] = [{ data: null }, { other: [] }, null, "x", undefined];
    const list = await lister(numbered({ items: ["data"], page: "page" }), () => ({
      body: bodies[server.requests.length - 1],
    }));
    for (let n = 0; n < 4; n++) expect(await failure(list())).toBeInstanceOf(APIResponseError);
  });

  it("is asked for once, and no further than its reader goes", async () => {
    const list = await lister(numbered({ items: [], page: "page" }), (query) => ({
      body: [{ id: query.get("page") ?? "1" }],
    }));
    for await (const { id } of list()) if (id === "2") break;
    expect(server.requests).toHaveLength(2);
  });
});
