import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { APIUsageError, NotFoundError, type APIPromise } from "../../../src/runtime/index.js";
import { failure, KEY, KeyService, sendJson, serve, type Key, type Served } from "./api.js";

let server: Served;
let client: KeyService;
beforeEach(async () => {
  server = await serve((request, response) => sendJson(response, { id: "k" }, request.url === "/missing" ? 404 : 200));
  client = new KeyService({ apiKey: KEY, baseUrl: server.url });
});
afterEach(() => server.close());

describe("a call that names its path", () => {
  it("is signed and written as others are", async () => {
    const key: Key = await client.get("/keys/{id}", { params: { path: { id: "a/b" } } });
    expect(key).toEqual({ id: "k" });
    await client.get("/anything", {
      params: { query: { a: [1, 2], b: "c d" }, header: { "x-h": "1" } },
      headers: { "x-o": "2" },
    });
    expect(server.requests).toMatchObject([
      { method: "GET", url: "/keys/a%2Fb", headers: { "x-api-key": KEY } },
      { method: "GET", url: "/anything?a=1&a=2&b=c%20d", headers: { "x-api-key": KEY, "x-h": "1", "x-o": "2" } },
    ]);
  });

  it.each(["get", "post", "put", "patch", "delete"] as const)("works with %s", async (method) => {
    await client[method]("/x/y");
    expect(server.requests[0]).toMatchObject({ method: method.toUpperCase(), url: "/x/y", body: "" });
  });

  it("sends data as JSON and the engine's bodies as they are", async () => {
    const form = new FormData();
    form.append("a", "1");
    const bodies = [
      { a: [1] },
      [1],
      "text",
      null,
      0,
      new URLSearchParams({ a: "b c" }),
      new Blob(["blob"], { type: "text/x" }),
      new Uint8Array([104, 105]),
      form,
    ];
    for (const body of bodies) await client.post("/x", { body });
    expect(
      server.requests.slice(0, 8).map(({ headers, body }) => `${String(headers["content-type"])} ${body}`),
    ).toEqual([
      'application/json {"a":[1]}',
      "application/json [1]",
      'application/json "text"',
      "application/json null",
      "application/json 0",
      "application/x-www-form-urlencoded;charset=UTF-8 a=b+c",
      "text/x blob",
      "undefined hi",
    ]);
    expect(server.requests[8]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.requests[8]?.body).toContain('name="a"');
  });

  it("fails as others do", async () => {
    expect(await failure(client.get("/missing"))).toMatchObject({ status: 404, operation: "GET /missing" });
    expect(await failure(client.get("/missing"))).toBeInstanceOf(NotFoundError);
    expect(await failure(client.get("/keys/{id}", { params: { path: { id: ".." } } }))).toBeInstanceOf(APIUsageError);
    const path: string = "/keys/{id}";
    expect(await failure(client.get(path))).toBeInstanceOf(APIUsageError);
    expect(await failure(client.get("/keys/../secrets"))).toBeInstanceOf(APIUsageError);
    expect(server.requests).toHaveLength(2);
  });

  it("needs no credential", async () => {
    await new KeyService({ baseUrl: server.url }).get("/x");
    expect(server.requests[0]?.headers).not.toHaveProperty("x-api-key");
  });
});

/** Never called: what it must and must not accept is for the compiler. */
export function types(): unknown[] {
  const one: APIPromise<Key> = client.get("/keys/{id}", { params: { path: { id: "k" } }, timeout: 1 });
  const many: APIPromise<Key[]> = client.get("/keys");
  const paged: APIPromise<Key[]> = client.get("/keys", { params: { query: { page: 1 } } });
  const made: APIPromise<Key> = client.post("/keys", { body: { name: "n" } });
  const gone: APIPromise<undefined> = client.delete("/keys/{id}", { params: { path: { id: "k" } } });
  const other: APIPromise<unknown> = client.post("/elsewhere", { body: [1], params: { query: { q: 1 } } });
  return [
    one,
    many,
    paged,
    made,
    gone,
    other,
    // @ts-expect-error the path has a parameter
    client.get("/keys/{id}"),
    // @ts-expect-error its parameter is a text
    client.get("/keys/{id}", { params: { path: { id: 1 } } }),
    // @ts-expect-error page is a number
    client.get("/keys", { params: { query: { page: "1" } } }),
    // @ts-expect-error a body is required
    client.post("/keys", {}),
    // @ts-expect-error name is misspelt
    client.post("/keys", { body: { nmae: "n" } }),
    // @ts-expect-error the data is a key
    client.get("/keys/{id}", { params: { path: { id: "k" } } }) satisfies APIPromise<{ nope: string }>,
  ];
}
