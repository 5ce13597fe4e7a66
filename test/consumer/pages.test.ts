/** Generated clients that go through real pages: emitted from a document, bundled, and run against a loopback server. */
import { rm, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { compile } from "../../src/compile.js";
import { findTargets } from "../../src/targets.js";
import { root, workFolder } from "../support/paths.js";
import { failure, sendJson, serve, type Served } from "../unit/runtime/api.js";

interface Item {
  readonly id?: string;
  readonly name?: string;
}

interface Page extends AsyncIterable<Item> {
  readonly items: readonly Item[];
  hasNextPage(): boolean;
  nextPage(): Promise<Page>;
}

interface List {
  list(params?: object, options?: object): Promise<Page> & AsyncIterable<Item>;
}

let folder = "";
let server: Served | undefined;
beforeAll(async () => {
  folder = await workFolder("pages");
});
afterEach(() => server?.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The client class of a golden case, emitted and bundled. */
async function clientOf(name: string, className: string): Promise<new (options: object) => Record<string, unknown>> {
  const [target] = findTargets({ cwd: path.join(root, "test", "golden", name), spec: "spec.yaml" });
  if (!target) throw new Error(`${name} names no specification`);
  const files = await (await compile(target)).emit();
  for (const [file, text] of files) {
    const at = path.join(folder, name, file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, text);
  }
  const outfile = path.join(folder, `${name}.mjs`);
  await build({ entryPoints: [path.join(folder, name, "src", "index.ts")], outfile, bundle: true, format: "esm" });
  const module = (await import(pathToFileURL(outfile).href)) as Record<string, never>;
  return module[className] as never;
}

const all = ["a", "b", "c", "d", "e"];
const things = (from: number, to: number): readonly Item[] => all.slice(from, to).map((id) => ({ id, name: id }));

async function collect(items: AsyncIterable<Item>): Promise<readonly (string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { id, name } of items) {
    found.push(id ?? name);
    if (found.length > 20) throw new Error("endless");
  }
  return found;
}

const queryOf = (url: string): URLSearchParams => new URL(url, "http://x").searchParams;

describe("a generated client", () => {
  it("goes through pages by number, and keeps its options", async () => {
    server = await serve(({ url }, response) => {
      const page = Number(queryOf(url).get("page") ?? 0);
      sendJson(response, { total: 5, data: things(page * 2, page * 2 + 2) });
    });
    const Library = await clientOf("pages-numbered", "Library");
    const { books } = new Library({ baseUrl: server.url }) as unknown as { books: List };
    expect(await collect(books.list({ page_size: 2 }, { headers: { "x-own": "1" } }))).toEqual(all);
    expect(server.requests.map(({ url }) => url)).toEqual([
      "/books?page_size=2",
      "/books?page=1&page_size=2",
      "/books?page=2&page_size=2",
    ]);
    expect(server.requests.map(({ headers }) => headers["x-own"])).toEqual(["1", "1", "1"]);
    const page = (await books.list()) as Page & { total: number };
    expect(page).toMatchObject({ total: 5, items: things(0, 2), data: things(0, 2) });
    expect((await page.nextPage()).items).toEqual(things(2, 4));
  });

  it("goes through pages by cursor, and never in a circle", async () => {
    server = await serve(({ url }, response) => {
      const cursor = queryOf(url).get("cursor") ?? "0";
      const at = Number(cursor) || 0;
      const next = url.includes("loop") ? cursor : at + 2 < 5 ? String(at + 2) : null;
      sendJson(response, { channels: things(at, at + 2), response_metadata: { next_cursor: next } });
    });
    const Chat = await clientOf("pages-cursor", "Chat");
    const { channels } = new Chat({ baseUrl: server.url }) as unknown as { channels: List };
    expect(await collect(channels.list())).toEqual(all);
    expect(server.requests).toHaveLength(3);
    server.requests.length = 0;
    const error = await failure(collect(channels.list({}, { query: { loop: 1 } })));
    expect(error).toMatchObject({ name: "APIResponseError", operation: "channels.list" });
    expect(server.requests).toHaveLength(2);
  });

  it("goes through pages by the header Link, on its own origin alone", async () => {
    let origin = "";
    server = await serve(({ url }, response) => {
      const page = Number(queryOf(url).get("page") ?? 1);
      const next = page < 3 ? { link: `<${origin}/repos?page=${String(page + 1)}>; rel="next"` } : {};
      sendJson(response, things(page * 2 - 2, page * 2), 200, next);
    });
    origin = server.url;
    const Forge = await clientOf("pages-links", "Forge");
    const { repos } = new Forge({ baseUrl: server.url }) as unknown as { repos: List };
    expect(await collect(repos.list({ per_page: 2 }))).toEqual(all);
    expect(server.requests).toHaveLength(3);
    origin = "https://elsewhere.example";
    expect(await failure(collect(repos.list()))).toMatchObject({
      message: "repos.list: the next page is on another origin, so it was not asked for",
    });
  });
});
