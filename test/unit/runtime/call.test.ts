import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { APIUsageError } from "../../../src/runtime/index.js";
import { failure, KEY, KeyService, sendJson, serve, type Served } from "./api.js";

let server: Served;
let client: KeyService;

beforeEach(async () => {
  server = await serve((_request, response) => sendJson(response, { id: "k" }));
  client = new KeyService({ apiKey: KEY, baseUrl: `${server.url}/v1/`, maxRetries: 0 });
});
afterEach(() => server.close());

describe("a call", () => {
  it("sends the operation's request and gives its data", async () => {
    await expect(client.keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: "GET",
      url: "/v1/keys/k",
      headers: { "x-api-key": KEY, accept: "application/json", "user-agent": "key-service/1.2.3" },
      body: "",
    });
    expect(server.requests[0]?.headers["content-type"]).toBeUndefined();
  });

  it("writes query, header and cookie parameters", async () => {
    await client.keys.list({
      page: 2,
      tags: ["a b", "c&d"],
      filter: { "x&y": "1=2", z: 3 },
      trace: "t",
      session: "s;1",
      theme: "dark",
    });
    expect(server.requests[0]?.url).toBe("/v1/keys?page=2&tags=a%20b&tags=c%26d&x%26y=1%3D2&z=3");
    expect(server.requests[0]?.headers).toMatchObject({ "x-trace": "t", cookie: "session=s%3B1; theme=dark" });
  });

  it("leaves out what is undefined, and null in the query", async () => {
    await client.keys.list({ page: undefined, tags: null, filter: {}, trace: undefined });
    await client.keys.list(null);
    await client.keys.list();
    expect(server.requests.map(({ url }) => url)).toEqual(["/v1/keys", "/v1/keys", "/v1/keys"]);
  });

  it("makes the body of the arguments that no input takes", async () => {
    await client.keys.create({ dry: true, name: "n", limits: [{ value: 1 }], nothing: null, left: undefined });
    expect(server.requests[0]).toMatchObject({ method: "POST", url: "/v1/keys?dry=true" });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ name: "n", limits: [{ value: 1 }], nothing: null });
    expect(server.requests[0]?.headers["content-type"]).toBe("application/json");
  });

  it("sends a required body without properties, and no other one", async () => {
    await client.keys.create({});
    await client.keys.createOnce({});
    expect(server.requests.map(({ body }) => body)).toEqual(["{}", ""]);
    expect(server.requests[1]?.headers["content-type"]).toBeUndefined();
  });

  it("sends a whole body from its key", async () => {
    await client.keys.replace({ id: "k", key: [1, 2] });
    expect(server.requests[0]).toMatchObject({ method: "PUT", url: "/v1/keys/k", body: "[1,2]" });
  });

  it("keeps __proto__ and constructor as names of properties", async () => {
    const params = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "c"}') as object;
    await client.keys.create(params);
    expect(server.requests[0]?.body).toBe('{"__proto__":{"polluted":true},"constructor":"c"}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ["retrieve", { id: "k", zzz: 1 }],
    ["list", { constructor: 1 }],
    ["replace", { id: "k", key: 1, other: 2 }],
  ] as const)("refuses an argument that %s does not know", async (method, params) => {
    const error = await failure(client.keys[method](params as never));
    expect(error).toBeInstanceOf(APIUsageError);
    expect(error.message).toMatch(/zzz|constructor|other/);
    expect(error).toMatchObject({ operation: `keys.${method}` });
    expect(server.requests).toHaveLength(0);
  });
});

describe("a path value", () => {
  it.each([
    ["..%2f", "..%252f"],
    ["%2e%2e", "%252e%252e"],
    ["a/b", "a%2Fb"],
    ["a?b", "a%3Fb"],
    ["a#b", "a%23b"],
    ["a\\b", "a%5Cb"],
    ["\0", "%00"],
    ["a\nb", "a%0Ab"],
    ["ü", "%C3%BC"],
    ["{id}", "%7Bid%7D"],
    ["$&", "%24%26"],
    ["...", "..."],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
    [0, "0"],
  ])("%j is one encoded segment", async (id, segment) => {
    await client.keys.retrieve({ id });
    expect(server.requests[0]?.url).toBe(`/v1/keys/${segment}`);
  });

  const wholes = [{}, { a: 1 }, [], [""], ["a"], ["a", "b/c"]];
  const notNumbers = [NaN, Infinity, -Infinity, true, false];
  it.each(["", ".", "..", undefined, null, ...wholes, ...notNumbers, "\ud800", () => "k", Symbol.iterator])(
    "%p is refused, and nothing is sent",
    async (id) => {
      const error = await failure(client.keys.retrieve({ id }));
      expect(error).toBeInstanceOf(APIUsageError);
      expect(error.message).toMatch(/path argument "id(?:" of keys\.retrieve|)|path arguments of keys\.retrieve/);
      expect(server.requests).toHaveLength(0);
    },
  );

  it("is refused where it is missing altogether", async () => {
    const error = await failure(client.keys.retrieve({} as never));
    expect(error).toMatchObject({
      name: "APIUsageError",
      message: 'Missing path argument "id" of keys.retrieve',
      operation: "keys.retrieve",
    });
  });

  it("is refused where its pieces together lead out of the path", async () => {
    // The template begins the segment with a dot.
    expect(await failure(client.keys.pair({ a: "", b: "." }))).toBeInstanceOf(APIUsageError);
    const operation = {
      call: "x",
      method: "GET",
      path: "/x/{a}{b}",
      inputs: { a: "path", b: "path" },
      result: "json",
    } as const;
    expect(await failure(client["_call"](operation, { a: ".", b: "." }))).toBeInstanceOf(APIUsageError);
    expect(await failure(client["_call"]({ ...operation, path: "/x/%2{a}{b}/y" }, { a: "e", b: "." }))).toBeInstanceOf(
      APIUsageError,
    );
    expect(server.requests).toHaveLength(0);
    await client["_call"](operation, { a: ".", b: "b" });
    expect(server.requests[0]?.url).toBe("/v1/x/.b");
  });

  it("named __proto__ is refused, and changes nothing", async () => {
    const inputs = Object.fromEntries([["__proto__", "path" as const]]);
    const operation = { call: "x", method: "GET", path: "/x/{__proto__}", inputs, result: "json" } as const;
    for (const value of ["v", { polluted: true }, undefined]) {
      expect(await failure(client["_call"](operation, Object.fromEntries([["__proto__", value]])))).toBeInstanceOf(
        APIUsageError,
      );
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(server.requests).toHaveLength(0);
  });

  it.each(["constructor", "toString"])("may be named %s", async (name) => {
    const inputs = Object.fromEntries([[name, "path" as const]]);
    const operation = { call: "x", method: "GET", path: `/x/{${name}}`, inputs, result: "json" } as const;
    expect(await failure(client["_call"](operation, {}))).toBeInstanceOf(APIUsageError);
    expect(server.requests).toHaveLength(0);
    await client["_call"](operation, Object.fromEntries([[name, "v"]]));
    expect(server.requests[0]?.url).toBe("/v1/x/v");
  });
});

describe("headers", () => {
  it("of options come before the client's own, whatever their case, and null removes", async () => {
    const strict = client.withOptions({ headers: { "User-Agent": "mine", "X-Team": "a" } });
    await strict.keys.retrieve({ id: "k" }, { headers: { Accept: "text/x", "X-API-Key": null } });
    const { headers } = server.requests[0] ?? {};
    expect(headers).toMatchObject({ "user-agent": "mine", "x-team": "a", accept: "text/x" });
    expect(headers).not.toHaveProperty("x-api-key");
  });

  it("with line breaks are refused without their value", async () => {
    const error = await failure(
      client.keys.retrieve({ id: "k" }, { headers: { authorization: "Bearer s3cr3t\r\nx: y" } }),
    );
    expect(error).toMatchObject({
      name: "APIUsageError",
      message:
        'Header "authorization" of keys.retrieve: it holds a character that no header can carry; encode or remove it',
    });
    expect(await failure(client.keys.list({ trace: "ä€" }))).toBeInstanceOf(APIUsageError);
    expect(server.requests).toHaveLength(0);
  });
});

describe("a fetch of the caller's own", () => {
  /** What another implementation of Fetch gives: the same members, and another class. */
  const foreign = (status: number, data: unknown): Response => {
    const { body, headers } = Response.json(data);
    return { ok: status < 400, status, headers, body, text: async () => JSON.stringify(data) } as unknown as Response;
  };
  const answering = (...answers: Response[]): KeyService =>
    new KeyService({ apiKey: KEY, baseUrl: "https://keys.example", fetch: async () => answers.shift() as Response });

  it("may answer with a response of another class", async () => {
    await expect(answering(foreign(200, { id: "k" })).keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
  });

  it("is called again after a failure of another class, which is told where it stays", async () => {
    const busy = foreign(429, { message: "Slow down" });
    busy.headers.set("retry-after-ms", "1");
    await expect(answering(busy, foreign(200, { id: "k" })).keys.retrieve({ id: "k" })).resolves.toEqual({ id: "k" });
    const error = await failure(answering(foreign(404, { message: "No such key" })).keys.retrieve({ id: "k" }));
    expect(error).toMatchObject({ name: "NotFoundError", message: "404 No such key" });
  });

  it("may fail with a code of its own", async () => {
    const fetch = (): never => {
      throw Object.assign(new Error("could not connect"), { code: "ConnectionRefused" });
    };
    const client = new KeyService({ apiKey: KEY, baseUrl: "https://keys.example", fetch, maxRetries: 0 });
    expect(await failure(client.keys.retrieve({ id: "k" }))).toMatchObject({ code: "ConnectionRefused" });
  });
});
