/** Callers, servers and engines that do what nobody expects. */
import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { APIConnectionError, APIResponseError, APIUsageError, APIUserAbortError } from "../../../src/runtime/index.js";
import { json } from "../../../src/runtime/bodies.js";
import type { ClientOptions, Middleware, RequestOptions } from "../../../src/runtime/index.js";
import type { Operation } from "../../../src/runtime/operation.js";
import { failure, KEY, KeyService, sendJson, serve, type Served } from "./api.js";

let server: Served;
let client: KeyService;
beforeEach(async () => {
  server = await serve((_request, response) => sendJson(response, { id: "k" }));
  client = new KeyService({ apiKey: KEY, baseUrl: `${server.url}/v1`, maxRetries: 0 });
});
afterEach(() => server.close());

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("a path that a caller makes", () => {
  it.each(["keys", ".evil.example/x", "@evil.example/", ":80@evil.example/", "https://evil.example/x", ""])(
    "of %j cannot become part of the host's name",
    async (path) => {
      const hosts: string[] = [];
      const fetch = (url: string): Promise<Response> => Promise.resolve(Response.json(hosts.push(url)));
      const error = await failure(client.withOptions({ fetch }).get(path));
      expect(error).toBeInstanceOf(APIUsageError);
      expect(hosts).toEqual([]);
    },
  );

  it.each(["/a/../b", "/a/..", "/a/%2E%2e/b", "/a/.%2e?x=1", "/a\\..\\b", "/a/./b"])(
    "of %j does not climb",
    async (path) => {
      expect(await failure(client.get(path))).toBeInstanceOf(APIUsageError);
      expect(server.requests).toHaveLength(0);
    },
  );

  it("is one segment for each of its values", async () => {
    const operation = { call: "c", method: "GET", result: "json", inputs: { a: "path", b: "path" } } as const;
    const send = (path: string, a: string, b: string): Promise<unknown> =>
      client["_call"]({ ...operation, path }, { a, b }).then(() => server.requests.at(-1)?.url);
    expect(await send("/x/{a}.{b}", "..", ".")).toBe("/v1/x/....");
    expect(await send("/x/{a}-{b}", "/", "?")).toBe("/v1/x/%2F-%3F");
    for (const [path, a, b] of [
      ["/x/{a}{b}", ".", "."],
      ["/x/{a}{b}/y", "%", "2e"],
    ] as const) {
      const [url, error] = await send(path, a, b).then(
        (sent) => [sent],
        (thrown: unknown) => [undefined, thrown],
      );
      if (error === undefined) expect(url).toBe("/v1/x/%252e/y");
      else expect(error).toBeInstanceOf(APIUsageError);
    }
  });
});

describe("arguments", () => {
  const operation: Operation = {
    call: "c",
    method: "POST",
    path: "/p",
    inputs: { q: "query", h: "header" },
    body: { write: json },
    result: "json",
  };

  it("called __proto__ and constructor are data like any other, wherever they stand", async () => {
    const evil = (text: string): object => JSON.parse(text) as object;
    await client["_call"](operation, evil('{"q": {"__proto__": 1, "constructor": 2}, "__proto__": {"polluted": 1}}'), {
      query: evil('{"__proto__": {"polluted": 1}, "constructor": "c"}'),
      headers: evil('{"__proto__": {"polluted": "1"}, "constructor": "c"}'),
    } as RequestOptions);
    expect(server.requests[0]?.body).toBe('{"__proto__":{"polluted":1}}');
    expect(server.requests[0]?.url).toContain("constructor=2");
    expect(server.requests[0]?.headers["constructor"]).toBe("c");
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(({} as { q?: unknown }).q).toBeUndefined();
  });

  it("with getters are read once, and what those throw is thrown", async () => {
    let reads = 0;
    const params = {
      get q() {
        return ++reads;
      },
    };
    await client["_call"](operation, params);
    expect(server.requests[0]?.url).toBe("/v1/p?q=1");
    const reason = new Error("no");
    const bad = Object.defineProperty({}, "q", {
      enumerable: true,
      get: () => {
        throw reason;
      },
    });
    expect(await failure(client["_call"](operation, bad))).toBe(reason);
  });

  it("and options may be frozen and shared by calls that run at once", async () => {
    const options = Object.freeze({ headers: Object.freeze({ "X-Shared": "1" }), query: Object.freeze({ v: 1 }) });
    const params = Object.freeze({ id: "k" });
    await Promise.all(Array.from({ length: 20 }, () => client.keys.retrieve(params, options)));
    expect(server.requests.every(({ url, headers }) => url === "/v1/keys/k?v=1" && headers["x-shared"] === "1")).toBe(
      true,
    );
  });

  it("named in the query cannot add another parameter", async () => {
    await client.keys.list({}, { query: { "a&b=1": "c&d", "x[y]": 2 } });
    await client.get("/p", { params: { query: { "e#f": "g" } } });
    expect(server.requests.map(({ url }) => url)).toEqual(["/v1/keys?a%26b%3D1=c%26d&x%5By%5D=2", "/v1/p?e%23f=g"]);
  });

  it("of headers with line breaks are refused without their value, also where a path is named", async () => {
    const value = "s3cr3t\r\nx: y";
    for (const call of [
      client["_call"](operation, { h: value }),
      client.get("/p", { params: { header: { "x-a": value } } }),
      client.get("/p", { headers: { "x-a": ["fine", value] } }),
    ]) {
      const error = await failure(call);
      expect(error).toBeInstanceOf(APIUsageError);
      expect(error.message).not.toContain("s3cr3t");
    }
    const keyed = client["_call"](
      { ...operation, idempotency: ({ idempotencyKey = "" }) => ({ "idempotency-key": idempotencyKey }) },
      {},
      { idempotencyKey: value },
    );
    expect(await failure(keyed)).toBeInstanceOf(APIUsageError);
    expect(server.requests).toHaveLength(0);
  });
});

describe("headers", () => {
  it("are one whatever their case, and the last word on each is the call's", async () => {
    const layered = client
      .withOptions({ headers: { "X-Team": "client" } })
      .withOptions({ headers: { "x-team": "copy" } });
    await layered.keys.retrieve({ id: "k" });
    await layered.keys.retrieve({ id: "k" }, { headers: { "X-TEAM": "call" } });
    await layered.keys.retrieve({ id: "k" }, { headers: { "x-Team": null, "USER-AGENT": null } });
    expect(server.requests.map(({ headers }) => headers["x-team"])).toEqual(["copy", "call", undefined]);
    expect(server.requests[2]?.headers["user-agent"]).not.toBe("key-service/1.2.3");
  });
});

describe("a server that was chosen", () => {
  it("where there is no choice is an error, not another server", async () => {
    const chosen = new KeyService({ apiKey: KEY, server: "Staging" });
    expect(await failure(chosen.keys.retrieve({ id: "k" }))).toBeInstanceOf(APIUsageError);
  });
});

/** A `fetch` that is rejected with what is no error. */
async function rejected(reason: unknown): Promise<Response> {
  throw reason;
}

describe("fetch", () => {
  it("is called as a function of its own, with an address and what is sent there", async () => {
    const seen: unknown[] = [];
    const fetch = function (this: unknown, ...given: unknown[]): Promise<Response> {
      seen.push(this, ...given);
      return Promise.resolve(Response.json({}));
    } as unknown as NonNullable<ClientOptions["fetch"]>;
    await client.withOptions({ fetch }).keys.replace({ id: "k", key: { a: 1 } });
    expect(seen).toMatchObject([
      undefined,
      `${server.url}/v1/keys/k`,
      { method: "PUT", body: '{"a":1}', redirect: "manual", signal: { aborted: false } },
    ]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("at once");
      },
    ],
    ["throws what is no error", () => rejected("text")],
    ["throws nothing", () => rejected(undefined)],
    ["throws what is frozen", () => Promise.reject(Object.freeze(new TypeError("frozen")))],
  ])("that %s is a connection that failed", async (_how, fetch) => {
    expect(await failure(client.keys.retrieve({ id: "k" }, { fetch }))).toBeInstanceOf(APIConnectionError);
  });

  it("may answer at once", async () => {
    const fetch = (() => Response.json({ id: "now" })) as unknown as NonNullable<ClientOptions["fetch"]>;
    await expect(client.keys.retrieve({ id: "k" }, { fetch })).resolves.toEqual({ id: "now" });
  });
});

describe("a logger", () => {
  it("that throws is no reason to fail", async () => {
    const fail = (): never => {
      throw new Error("disk full");
    };
    const logger = { debug: fail, info: fail, warn: fail, error: fail };
    await expect(client.keys.retrieve({ id: "k" }, { logger, logLevel: "debug" })).resolves.toEqual({ id: "k" });
  });
});

describe("middleware", () => {
  const seen = (): string[] => server.requests.map(({ method, url, body }) => `${method} ${url} ${body}`);

  it("may change what is sent, and every attempt sends that", async () => {
    await server.close();
    server = await serve((_request, response) =>
      sendJson(response, {}, server.requests.length === 1 ? 503 : 200, { "retry-after-ms": "1" }),
    );
    const onRequest: NonNullable<Middleware["onRequest"]> = ({ request }) =>
      new Request(`${server.url}/elsewhere`, { method: request.method, headers: request.headers, body: "changed" });
    const options = { baseUrl: server.url, maxRetries: 1, middleware: [{ onRequest }] };
    await client.keys.replace({ id: "k", key: 1 }, options);
    expect(seen()).toEqual(["PUT /elsewhere changed", "PUT /elsewhere changed"]);
  });

  it("leaves a redirect its body", async () => {
    await server.close();
    server = await serve((request, response) =>
      request.url === "/there" ? sendJson(response, {}) : response.writeHead(307, { location: "/there" }).end(),
    );
    const options = { baseUrl: server.url, middleware: [{ onRequest: () => undefined }] };
    await client.keys.create({ name: "n" }, options);
    expect(seen()).toEqual(['POST /keys {"name":"n"}', 'POST /there {"name":"n"}']);
  });
});

describe("a body that can be read once", () => {
  it("is not sent again by a redirect", async () => {
    await server.close();
    server = await serve((_request, response) => response.writeHead(307, { location: "/there" }).end());
    const error = await failure(client.put("/p", { baseUrl: server.url, body: new Blob(["once"]).stream() }));
    expect(error).toBeInstanceOf(APIResponseError);
    expect(server.requests).toHaveLength(1);
  });
});

describe("a signal", () => {
  it("that outlives many calls keeps nothing of them", async () => {
    const real = AbortSignal as unknown as { any: unknown };
    const { any } = real;
    // Node.js 20 never forgets what it joined.
    real.any = () => {
      throw new Error("joined");
    };
    const { signal } = new AbortController();
    try {
      for (let n = 0; n < 50; n++) await client.keys.retrieve({ id: "k" }, { signal });
    } finally {
      real.any = any;
    }
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("ends a call that waits for its credential", async () => {
    const controller = new AbortController();
    const waiting = new KeyService({ baseUrl: server.url, apiKey: () => new Promise(() => undefined) });
    const call = failure(waiting.keys.retrieve({ id: "k" }, { signal: controller.signal }));
    await pass(5);
    controller.abort("enough");
    expect(await call).toBeInstanceOf(APIUserAbortError);
    expect(await failure(waiting.keys.retrieve({ id: "k" }, { timeout: 10 }))).toHaveProperty(
      "message",
      "Request timed out after 10 ms",
    );
    expect(server.requests).toHaveLength(0);
  });

  it("aborted when all is done changes nothing", async () => {
    const unhandled: unknown[] = [];
    const listen = (error: unknown): unknown => unhandled.push(error);
    process.on("unhandledRejection", listen);
    const controller = new AbortController();
    const call = client.keys.retrieve({ id: "k" }, { signal: controller.signal });
    await call;
    controller.abort();
    await pass(10);
    await expect(call).resolves.toEqual({ id: "k" });
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });
});

it("an answer is its body, whatever type it claims to be", async () => {
  await server.close();
  server = await serve((_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end('{"id":"k"}'),
  );
  await expect(client.keys.retrieve({ id: "k" }, { baseUrl: server.url })).resolves.toEqual({ id: "k" });
});
