/** What the shipped runtime does for every generated client, against a real server on loopback. */
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { json as jsonBody } from "../../../src/runtime/body.js";
import { chooseCredentials } from "../../../src/runtime/credentials.js";
import {
  APIConnectionError,
  APIError,
  APIResponseError,
  APIUsageError,
  APIUserAbortError,
  AuthenticationError,
  Client,
  InternalServerError,
  NotFoundError,
  type ApiSettings,
  type ClientOptions,
  type Operation,
  type RequestOptions,
} from "../../../src/runtime/index.js";
import { raw } from "../../../src/runtime/raw.js";
import { basic, bearer } from "../../../src/runtime/security.js";
import { text } from "../../../src/runtime/text.js";
import { json, startServer, type TestServer } from "../../support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.answer = json({ ok: true });
});

const KEY = "pk-very-secret";

const settings: ApiSettings = {
  name: "Test",
  agent: "test-client/1.0.0",
  baseUrlEnv: "TEST_BASE_URL",
  servers: [{ url: "HERE_GOES_YOUR_SERVER" }],
  chooseCredentials,
  security: {
    Key: { option: "apiKey", env: "TEST_API_KEY", in: "header", name: "x-key" },
    Query: { option: "queryKey", env: "TEST_QUERY_KEY", in: "query", name: "key" },
    Cookie: { option: "session", env: "TEST_SESSION", in: "cookie", name: "sid" },
    Bearer: { option: "token", env: "TEST_TOKEN", in: "header", name: "authorization", write: bearer },
    Basic: { option: "username", env: "TEST_USERNAME", in: "header", name: "authorization", write: basic("password") },
    "Basic password": { option: "password", env: "TEST_PASSWORD", in: "header", name: "authorization" },
  },
};

interface Options extends ClientOptions {
  apiKey?: string | null | (() => string | Promise<string>);
  queryKey?: string;
  session?: string;
  token?: string;
  username?: string;
  password?: string;
}

class TestClient extends Client<Options> {
  constructor(options: Options = {}) {
    super(settings, { baseUrl: server.url, maxRetries: 0, ...options });
  }
}

const retrieve: Operation = {
  call: "things.retrieve",
  method: "GET",
  path: "/things/{id}",
  inputs: { id: "path", q: "query", "X-Trace": "header", crumb: "cookie" },
  result: "json",
};

const call = (
  operation: Partial<Operation>,
  params: object = { id: "1" },
  options: Options = {},
  over?: RequestOptions,
) => new TestClient(options)._call({ ...retrieve, ...operation }, params, over);

/** What a promise rejects with; fails where it does not. */
const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    (value) => Promise.reject(new Error(`gave ${String(value)}`)),
    (error: unknown) => error,
  );

describe("arguments", () => {
  it("go where the operation says, and nothing else does", async () => {
    await call({}, { id: "a b/c?d#e", q: ["x", "y&z"], "X-Trace": "t", crumb: "c c" });
    expect(server.asked).toMatchObject([
      {
        method: "GET",
        url: "/things/a%20b%2Fc%3Fd%23e?q=x&q=y%26z",
        headers: { "x-trace": "t", cookie: "crumb=c%20c" },
      },
    ]);
  });

  it.each(["", ".", "..", "%2e%2e", "%2E", undefined, null, {}, "a\ud800"])(
    "%j in a path leaves it as it is meant to be, or is refused with nothing sent",
    async (id) => {
      const sent = await Promise.resolve(call({}, { id })).catch((error: unknown) => error);
      if (server.asked.length === 0) {
        expect(sent).toBeInstanceOf(APIUsageError);
        expect((sent as Error).message).toMatch(/id|path/);
        expect((sent as APIUsageError).operation).toBe("things.retrieve");
      } else expect(server.asked[0]?.url).toMatch(/^\/things\/%252[eE]/);
    },
  );

  it("cannot make `..` of several pieces", async () => {
    const operation = { path: "/a/{x}{y}/b", inputs: { x: "path", y: "path" } } as const;
    expect(await failure(call(operation, { x: ".", y: "." }))).toBeInstanceOf(APIUsageError);
    expect(server.asked).toEqual([]);
  });

  it("that belong nowhere are refused by name", async () => {
    const error = await failure(call({}, { id: "1", idd: "2" }));
    expect(error).toBeInstanceOf(APIUsageError);
    expect((error as Error).message).toContain("idd");
  });

  it("that no input takes make the body, keys of every name included", async () => {
    const params = JSON.parse('{"id":"1","name":"n","constructor":"c","nothing":null}') as object;
    await call({ method: "PUT", body: { write: jsonBody } }, params);
    expect(server.asked[0]).toMatchObject({ method: "PUT", headers: { "content-type": "application/json" } });
    expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({ name: "n", constructor: "c", nothing: null });
  });

  it("make no body where none is given and none is due", async () => {
    await call({ method: "POST", body: { write: jsonBody } });
    await call({ method: "POST", body: { write: jsonBody, required: true } });
    await call({ method: "POST", body: { write: jsonBody, key: "body" } }, { id: "1", body: [1] });
    expect(server.asked.map(({ body }) => body)).toEqual(["", "{}", "[1]"]);
  });

  it("are not changed", async () => {
    const params = Object.freeze({ id: "1", list: Object.freeze([1]) });
    await call({ method: "POST", body: { write: jsonBody } }, params);
    expect(params).toEqual({ id: "1", list: [1] });
  });
});

describe("results", () => {
  it("are the data of the answer", async () => {
    expect(await call({})).toEqual({ ok: true });
    server.answer = (_, response) => response.end("plain");
    expect(await call({ result: text })).toBe("plain");
    const response = await call({ result: raw });
    expect(await (response as Response).text()).toBe("plain");
  });

  it.each([204, 205])("are undefined for %i", async (status) => {
    server.answer = (_, response) => response.writeHead(status).end();
    expect(await call({})).toBeUndefined();
  });

  it("are undefined for an empty 200", async () => {
    server.answer = (_, response) => response.writeHead(200, { "content-type": "application/json" }).end();
    expect(await call({})).toBeUndefined();
  });

  it.each(["<html>", "{", "{} {}"])("that should be JSON and are %j are a typed error", async (body) => {
    server.answer = (_, response) => response.end(body);
    expect(await failure(call({}))).toBeInstanceOf(APIResponseError);
  });

  it("come with the response where it is asked for", async () => {
    server.answer = json({ a: 1 }, 201, { "x-request-id": "r-1" });
    const { data, response, requestId } = await call({}).withResponse();
    expect({ data, status: response.status, requestId }).toEqual({ data: { a: 1 }, status: 201, requestId: "r-1" });
    const unread = await call({}).asResponse();
    expect(unread.bodyUsed).toBe(false);
    expect(await unread.json()).toEqual({ a: 1 });
  });
});

describe("errors", () => {
  it.each([
    [401, AuthenticationError],
    [404, NotFoundError],
    [500, InternalServerError],
    [503, InternalServerError],
    [418, APIError],
  ])("of status %i have their class, and all that is known", async (status, kind) => {
    server.answer = json({ message: "no" }, status, { "x-request-id": "r-2" });
    const error = await failure(call({}));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, body: { message: "no" }, requestId: "r-2", operation: "things.retrieve" });
    expect(error).toMatchObject({ request: { method: "GET", url: `${server.url}/things/1` } });
    expect((error as APIError).headers.get("x-request-id")).toBe("r-2");
    expect((error as APIError).message).toContain("no");
  });

  it.each([
    ["", undefined],
    ["<h1>Bad Gateway</h1>", "<h1>Bad Gateway</h1>"],
    ["null", null],
    ["7", 7],
  ])("with the body %j are errors too", async (body, expected) => {
    server.answer = (_, response) => response.writeHead(502).end(body);
    const error = await failure(call({}));
    expect(error).toBeInstanceOf(APIError);
    expect((error as APIError).status).toBe(502);
    expect((error as APIError).body).toEqual(expected);
  });

  it("of the connection are told apart", async () => {
    server.answer = (_, response) => response.destroy();
    expect(await failure(call({}))).toBeInstanceOf(APIConnectionError);
    const reason = new Error("enough");
    const aborted = await failure(call({}, { id: "1" }, {}, { signal: AbortSignal.abort(reason) }));
    expect(aborted).toBeInstanceOf(APIUserAbortError);
    expect((aborted as Error).cause).toBe(reason);
  });
});

describe("credentials", () => {
  const signed = async (security: readonly (readonly string[])[], options: Options) => {
    await call({ security }, { id: "1" }, options);
    return server.asked[0];
  };

  it("travel as their scheme says", async () => {
    const options: Options = { apiKey: KEY, queryKey: "q&", session: "s", token: "t", username: "ü", password: "p:" };
    expect(await signed([["Key", "Query", "Cookie", "Bearer"]], options)).toMatchObject({
      url: "/things/1?key=q%26",
      headers: { "x-key": KEY, cookie: "sid=s", authorization: "Bearer t" },
    });
    server.asked.length = 0;
    const asked = await signed([["Basic"]], options);
    expect(Buffer.from(String(asked?.headers["authorization"]).slice(6), "base64").toString()).toBe("ü:p:");
  });

  it("are those of the first alternative that is whole", async () => {
    const asked = await signed([["Bearer", "Query"], ["Key"]], { apiKey: KEY, token: "t" });
    expect(asked?.headers).toMatchObject({ "x-key": KEY });
    expect(asked?.headers["authorization"]).toBeUndefined();
  });

  it("may be functions, asked anew for each call", async () => {
    let count = 0;
    const client = new TestClient({ apiKey: () => Promise.resolve(`k${String((count += 1))}`) });
    const operation = { ...retrieve, security: [["Key"]] };
    await client._call(operation, { id: "1" });
    await client._call(operation, { id: "1" });
    expect(server.asked.map(({ headers }) => headers["x-key"])).toEqual(["k1", "k2"]);
  });

  it("that are missing are named, and nothing is sent; null sends none", async () => {
    const error = await failure(call({ security: [["Key"]] }));
    expect(error).toBeInstanceOf(APIUsageError);
    expect((error as Error).message).toMatch(/apiKey.*TEST_API_KEY/);
    expect(server.asked).toEqual([]);
    await call({ security: [["Key"]] }, { id: "1" }, { apiKey: null });
    await call({ security: [["Key"], []] });
    expect(server.asked.map(({ headers }) => headers["x-key"])).toEqual([undefined, undefined]);
  });

  it.each(["a\nb", "a\rb", "a\u0000b", "ключ"])(
    "with a character no header can hold are refused unquoted: %j",
    (apiKey) => {
      const make = () => new TestClient({ apiKey });
      expect(make).toThrow(APIUsageError);
      expect(make).not.toThrow(apiKey);
    },
  );

  it("show in no error, no inspection and no JSON", async () => {
    const client = new TestClient({ apiKey: KEY, queryKey: KEY });
    server.answer = json({ message: `bad key ${KEY}` }, 400);
    const error = await failure(client._call({ ...retrieve, security: [["Key", "Query"]] }, { id: "1" }));
    for (const shown of [client, error]) {
      expect(inspect(shown, { depth: 10, showHidden: true })).not.toContain(KEY);
      expect(JSON.stringify(shown)).not.toContain(KEY);
    }
    expect(String(error)).not.toContain(KEY);
  });

  it("are masked in the log, however much of it there is", async () => {
    const log: string[] = [];
    const note = (...words: unknown[]): void => void log.push(words.join(" "));
    const logger = { debug: note, info: note, warn: note, error: note };
    server.answer = json({}, 503, { "retry-after-ms": "1" });
    const options: Options = { apiKey: KEY, queryKey: KEY, session: KEY, logger, logLevel: "debug", maxRetries: 1 };
    await failure(call({ security: [["Key", "Query", "Cookie"]] }, { id: "1" }, options));
    expect(log.length).toBeGreaterThan(1);
    expect(log.join("\n")).toContain("/things/1");
    expect(log.join("\n")).not.toContain(KEY);
  });

  it("never reach another origin by a redirect", async () => {
    const other = await startServer();
    server.answer = (_, response) => response.writeHead(302, { location: `${other.url}/stolen` }).end();
    const error = await failure(call({ security: [["Key"]] }, { id: "1" }, { apiKey: KEY }));
    expect(error).toBeInstanceOf(APIResponseError);
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it("follow a redirect within the origin", async () => {
    server.answer = (request, response) =>
      request.url === "/things/1"
        ? response.writeHead(307, { location: "/moved" }).end()
        : json({ moved: true })(request, response);
    expect(await call({ security: [["Key"]] }, { id: "1" }, { apiKey: KEY })).toEqual({ moved: true });
    expect(server.asked[1]?.headers["x-key"]).toBe(KEY);
  });
});

describe("the address", () => {
  afterEach(() => {
    delete process.env["TEST_BASE_URL"];
    delete process.env["TEST_API_KEY"];
  });

  it("comes from either spelling of the option, or the environment", async () => {
    await new Client(settings, { baseURL: `${server.url}/v1/` })._call(retrieve, { id: "1" });
    process.env["TEST_BASE_URL"] = `${server.url}/v2`;
    process.env["TEST_API_KEY"] = KEY;
    await new Client(settings, {})._call({ ...retrieve, security: [["Key"]] }, { id: "1" });
    expect(server.asked.map(({ url }) => url)).toEqual(["/v1/things/1", "/v2/things/1"]);
    expect(server.asked[1]?.headers["x-key"]).toBe(KEY);
  });

  it("comes from the operation's own servers before the API's, and from an option before both", async () => {
    const operation = { ...retrieve, servers: [{ url: `${server.url}/own` }] };
    await new Client(settings, {})._call(operation, { id: "1" });
    await new Client(settings, { baseUrl: `${server.url}/given` })._call(operation, { id: "1" });
    expect(server.asked.map(({ url }) => url)).toEqual(["/own/things/1", "/given/things/1"]);
  });

  it("that is no address is refused, and the option named", async () => {
    const error = await failure(new Client(settings, {})._call(retrieve, { id: "1" }));
    expect(error).toBeInstanceOf(APIUsageError);
    expect((error as Error).message).toMatch(/baseUrl.*TEST_BASE_URL/);
  });

  it.each(["http://user:pass@127.0.0.1", "ftp://127.0.0.1", "nonsense"])("cannot be %s", async (baseUrl) => {
    const make = async (): Promise<unknown> => new Client(settings, { baseUrl })._call(retrieve, { id: "1" });
    const error = await failure(make());
    expect(error).toBeInstanceOf(APIUsageError);
    expect((error as Error).message).not.toContain("pass");
  });

  it("cannot be given twice", () => {
    expect(() => new Client(settings, { baseUrl: "http://a.example", baseURL: "http://b.example" })).toThrow(
      APIUsageError,
    );
  });
});

describe("options", () => {
  it("of one call never leak into another", async () => {
    const client = new TestClient({ headers: { "x-one": "1", "x-two": "2" } });
    await client._call(retrieve, { id: "1" }, { headers: { "x-one": "other", "x-two": null, "x-three": "3" } });
    await client._call(retrieve, { id: "1" });
    expect(server.asked[0]?.headers).toMatchObject({ "x-one": "other", "x-three": "3" });
    expect(server.asked[0]?.headers["x-two"]).toBeUndefined();
    expect(server.asked[1]?.headers).toMatchObject({ "x-one": "1", "x-two": "2" });
    expect(server.asked[1]?.headers["x-three"]).toBeUndefined();
  });

  it("of a copy leave the original as it is", async () => {
    const client = new TestClient({ apiKey: "one" });
    const copy = client.withOptions({ apiKey: "two" });
    expect(copy).toBeInstanceOf(TestClient);
    const operation = { ...retrieve, security: [["Key"]] };
    await copy._call(operation, { id: "1" });
    await client._call(operation, { id: "1" });
    expect(server.asked.map(({ headers }) => headers["x-key"])).toEqual(["two", "one"]);
  });

  it("repeat a call that failed on the way, and only as often as is said", async () => {
    let count = 0;
    server.answer = (request, response) =>
      (count += 1) < 3
        ? json({}, 503, { "retry-after-ms": "1" })(request, response)
        : json({ count })(request, response);
    expect(await call({}, { id: "1" }, { maxRetries: 2 })).toEqual({ count: 3 });
    count = 0;
    expect(await failure(call({}, { id: "1" }, { maxRetries: 1 }))).toBeInstanceOf(InternalServerError);
    expect(count).toBe(2);
  });

  it("do not repeat what may have been carried out", async () => {
    server.answer = json({}, 500);
    await failure(call({ method: "POST" }, { id: "1" }, { maxRetries: 2 }));
    expect(server.asked).toHaveLength(1);
  });
});
