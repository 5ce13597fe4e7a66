import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { APIPromise, NotFoundError } from "../../../src/runtime/index.js";
import { failure, KEY, KeyService, sendJson, serve, type Served } from "./api.js";

const dataOf = async (response: Promise<Response>): Promise<unknown> => (await response).json();

let server: Served;
let client: KeyService;

beforeEach(async () => {
  server = await serve((request, response) =>
    sendJson(response, { id: "k" }, request.url.endsWith("missing") ? 404 : 200, { "x-request-id": "r-7" }),
  );
  client = new KeyService({ apiKey: KEY, baseUrl: server.url });
});
afterEach(() => server.close());

describe("the promise of a call", () => {
  it("is a promise", async () => {
    const promise = client.keys.retrieve({ id: "k" });
    expect(promise).toBeInstanceOf(APIPromise);
    expect(promise).toBeInstanceOf(Promise);
    await expect(promise.then(({ id }) => id)).resolves.toBe("k");
    await expect(promise.finally(() => undefined)).resolves.toEqual({ id: "k" });
    await expect(Promise.all([promise, promise])).resolves.toHaveLength(2);
    expect(server.requests).toHaveLength(1);
  });

  it("sends the request once, and without being awaited", async () => {
    void client.keys.retrieve({ id: "k" });
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.requests).toHaveLength(1);
  });

  it("gives the response beside the data", async () => {
    const { data, response, requestId } = await client.keys.retrieve({ id: "k" }).withResponse();
    expect(data).toEqual({ id: "k" });
    expect(response.status).toBe(200);
    expect(requestId).toBe("r-7");
  });

  it("gives the raw response before its body is read", async () => {
    const response = await client.keys.retrieve({ id: "k" }).asResponse();
    expect(response).toBeInstanceOf(Response);
    expect(response.bodyUsed).toBe(false);
    expect(response.url).toBe(`${server.url}/keys/k`);
    await expect(response.json()).resolves.toEqual({ id: "k" });
  });

  it("gives the response also when asked late, its body read", async () => {
    const promise = client.keys.retrieve({ id: "k" });
    await promise;
    const response = await promise.asResponse();
    expect(response.bodyUsed).toBe(true);
  });

  it("rejects in every form", async () => {
    for (const form of ["withResponse", "asResponse"] as const) {
      expect(await failure(client.keys.retrieve({ id: "missing" })[form]())).toBeInstanceOf(NotFoundError);
    }
  });

  it("may be awaited in several forms at once", async () => {
    const promise = client.keys.retrieve({ id: "k" });
    const [data, again, response] = await Promise.all([promise, promise.withResponse(), promise.withResponse()]);
    expect(data).toBe(again.data);
    expect(again.response).toBe(response.response);
    expect(server.requests).toHaveLength(1);
  });

  describe("that is asked for the response and for the data gives both", () => {
    const DATA = { id: "k" };

    it.each([
      ["the data first", async (call: APIPromise<unknown>, raw: Promise<Response>) => [await call, await dataOf(raw)]],
      ["the response first", async (call, raw) => [await dataOf(raw), await call].reverse()],
      [
        "the response unread",
        async (call, raw) => [await call, await dataOf(raw.then((response) => response.clone()))],
      ],
      ["the response late", async (call, raw) => [(await raw, await call), await dataOf(raw)]],
      ["both at once", async (call, raw) => Promise.all([call, dataOf(raw)])],
      ["the data beside it", async (call, raw) => [(await call.withResponse()).data, await dataOf(raw)]],
    ] as readonly (readonly [string, (call: APIPromise<unknown>, raw: Promise<Response>) => Promise<unknown[]>])[])(
      "%s",
      async (_order, read) => {
        const call = client.keys.retrieve({ id: "k" });
        expect(await read(call, call.asResponse())).toEqual([DATA, DATA]);
        expect(await call).toBe(await call);
        expect(server.requests).toHaveLength(1);
      },
    );

    it("but not once its body was read piece by piece", async () => {
      const call = client.keys.retrieve({ id: "k" });
      const response = await call.asResponse();
      for await (const piece of response.body ?? []) expect(piece.length).toBeGreaterThan(0);
      expect(await failure(call)).toMatchObject({
        name: "APIUsageError",
        message: "The body of keys.retrieve was read through asResponse(); await the call before that",
        operation: "keys.retrieve",
      });
    });
  });

  it("is an unhandled rejection only where nobody handles it", async () => {
    const unhandled: unknown[] = [];
    const listen = (error: unknown): unknown => unhandled.push(error);
    process.on("unhandledRejection", listen);
    try {
      await failure(client.keys.retrieve({ id: "missing" }));
      await failure(client.keys.retrieve({ id: "missing" }).asResponse());
      await failure(client.keys.retrieve({ id: "missing" }).withResponse());
      await failure(client.keys.retrieve({ id: "" }));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(unhandled).toHaveLength(0);
    } finally {
      process.off("unhandledRejection", listen);
    }
  });
});
