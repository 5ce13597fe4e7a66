import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { chooseCredentials } from "../../../src/runtime/security.js";
import { APIUsageError, Client, type ClientOptions, type Credential } from "../../../src/runtime/index.js";
import type { ApiSettings, Operation } from "../../../src/runtime/operation.js";
import { basic, bearer } from "../../../src/runtime/security.js";
import { callDefaults } from "../../../src/runtime/own-options.js";
import { chooseEnvironment, chooseServer } from "../../../src/runtime/servers.js";
import { formExploded } from "../../../src/runtime/styles.js";
import { failure, KEY, KeyService, sendJson, serve, settings, type Recorded, type Served } from "./api.js";

let server: Served;
beforeEach(async () => {
  server = await serve((_request, response) => sendJson(response, { id: "k" }));
});
afterEach(async () => {
  delete process.env["KEYS_API_KEY"];
  delete process.env["KEYS_BASE_URL"];
  await server.close();
});

const stub = (seen: string[]) => (url: string) => {
  seen.push(url);
  return Promise.resolve(Response.json({}));
};

describe("options that are usual for an API", () => {
  it("hold where neither the client nor the call has them; headers name by name", async () => {
    const seen: RequestInit[] = [];
    const complete = callDefaults({ maxRetries: 0, headers: { "x-a": "1", "x-b": "2" } });
    class Usual extends Client {
      constructor(options: ClientOptions) {
        super({ ...settings, complete }, options);
      }
    }
    const client = new Usual({
      baseUrl: "https://keys.example",
      headers: { "x-b": "3" },
      fetch: (_url, init) => {
        seen.push(init);
        return Promise.resolve(new Response("{}", { status: 503 }));
      },
      ...{ apiKey: KEY },
    });
    await failure(client.get("/p"));
    expect(seen).toHaveLength(1);
    expect(["x-a", "x-b"].map((name) => new Headers(seen[0]?.headers).get(name))).toEqual(["1", "3"]);
    await failure(client.withOptions({ maxRetries: 1 }).get("/p", { headers: { "x-a": "4" } }));
    expect(seen).toHaveLength(3);
    expect(new Headers(seen[2]?.headers).get("x-a")).toBe("4");
  });
});

describe("the address", () => {
  const addressOf = async (
    options: ClientOptions,
    own: Partial<ApiSettings> = {},
    operation: Partial<Operation> = {},
  ): Promise<string | undefined> => {
    const seen: string[] = [];
    const client = new Client({ ...settings, security: {}, ...own }, { fetch: stub(seen), ...options });
    await client["_call"]({ call: "c", method: "GET", path: "/p", result: "json", ...operation }, {});
    return seen[0];
  };

  it("is the option, under either name", async () => {
    expect(await addressOf({ baseUrl: "https://a.example/v9" })).toBe("https://a.example/v9/p");
    expect(await addressOf({ baseURL: "https://b.example/" })).toBe("https://b.example/p");
    expect(await addressOf({ baseUrl: "https://c.example", baseURL: "https://c.example" })).toBe("https://c.example/p");
    expect(() => new Client(settings, { baseUrl: "https://d.example", baseURL: "https://e.example" })).toThrow(
      "baseUrl and baseURL name different addresses; give one of them",
    );
  });

  it("has another path for one call, with the arguments of the operation's own", async () => {
    const seen: string[] = [];
    const client = new Client({ ...settings, security: {} }, { baseUrl: "https://a.example", fetch: stub(seen) });
    const operation: Operation = { call: "c", method: "GET", path: "/p/{id}", inputs: { id: "path", all: "query" } };
    await client["_call"](operation, { id: "1", all: true }, { path: "/v2/p/{id}" });
    await client["_call"](operation, { id: "1", all: true });
    expect(seen).toEqual(["https://a.example/v2/p/1?all=true", "https://a.example/p/1?all=true"]);
    await expect(client["_call"](operation, { id: "1" }, { path: "https://b.example/p" })).rejects.toThrow(
      'must begin with "/"',
    );
  });

  it("is the environment's, else the first whole one of the operation, else of the API", async () => {
    expect(await addressOf({})).toBe("https://keys.example/v1/p");
    const servers = [{ url: "SELF_HOSTED_URL" }, { url: "https://op.example" }];
    expect(await addressOf({}, {}, { servers })).toBe("https://op.example/p");
    process.env["KEYS_BASE_URL"] = " https://env.example ";
    expect(await addressOf({}, {}, { servers })).toBe("https://env.example/p");
    expect(await addressOf({ baseUrl: "https://a.example" }, {}, { servers })).toBe("https://a.example/p");
    process.env["KEYS_BASE_URL"] = "";
    expect(await addressOf({})).toBe("https://keys.example/v1/p");
  });

  it("that is not known says what to set", async () => {
    const error = await failure(addressOf({}, { servers: [{ url: "/v1" }, { url: "SELF_HOSTED_GATEWAY_URL" }] }));
    expect(error).toMatchObject({ name: "APIUsageError", operation: "c" });
    expect(error.message).toMatch(/baseUrl .*KEYS_BASE_URL/);
  });

  it.each([
    "",
    "/v1",
    "keys.example",
    "ftp://keys.example",
    "https://user:pa55w0rd@keys.example",
    "https://keys.example?x=1",
    "https://keys.example#x",
    "https://a b.example",
  ])("cannot be %j, and is not quoted", async (baseUrl) => {
    expect(() => new Client(settings, { baseUrl })).toThrow(APIUsageError);
    const error = await failure(addressOf({ baseUrl }));
    expect(error).toBeInstanceOf(APIUsageError);
    expect(error.message).not.toContain("pa55w0rd");
  });

  describe("by choice of a server", () => {
    const own: Partial<ApiSettings> = {
      chooseServer,
      servers: [
        { url: "https://one.example", description: "One" },
        {
          url: "https://{region}.two.example:{port}/{base}",
          description: "Two",
          variables: { region: "eu", port: "8443", base: "v2/x" },
        },
      ],
    };

    it("goes to it by description, address or index, with its variables", async () => {
      expect(await addressOf({}, own)).toBe("https://one.example/p");
      expect(await addressOf({ server: "One" }, own)).toBe("https://one.example/p");
      expect(await addressOf({ server: "https://one.example" }, own)).toBe("https://one.example/p");
      expect(await addressOf({ server: 1 }, own)).toBe("https://eu.two.example:8443/v2/x/p");
      expect(await addressOf({ server: "Two", serverVariables: { region: "us" } }, own)).toBe(
        "https://us.two.example:8443/v2/x/p",
      );
      expect(await addressOf({ server: "One", baseUrl: "https://a.example" }, own)).toBe("https://a.example/p");
    });

    it("goes to it by its name as an environment, where no other option says more", async () => {
      const named: Partial<ApiSettings> = { ...own, chooseServer: chooseEnvironment };
      const of = (options: object): Promise<string | undefined> => addressOf(options, named);
      expect(await of({})).toBe("https://one.example/p");
      expect(await of({ environment: "Two" })).toBe("https://eu.two.example:8443/v2/x/p");
      expect(await of({ environment: "Two", server: "One" })).toBe("https://one.example/p");
      expect(await of({ environment: "Two", baseUrl: "https://a.example" })).toBe("https://a.example/p");
      expect(await failure(of({ environment: "Three" }))).toBeInstanceOf(APIUsageError);
    });

    it.each(["evil.com/", "a@evil.com", "a?b", "a#b", "a\\b", ""])(
      "does not let the variable %j lead elsewhere",
      async (region) => {
        expect(await failure(addressOf({ server: "Two", serverVariables: { region } }, own))).toBeInstanceOf(
          APIUsageError,
        );
      },
    );

    it("names the servers there are", async () => {
      const error = await failure(addressOf({ server: "Three" }, own));
      expect(error.message).toBe('Unknown server "Three"; this API declares "One", "Two"');
      expect(await failure(addressOf({ server: 7 }, own))).toBeInstanceOf(APIUsageError);
    });
  });
});

describe("a key", () => {
  it("comes from the option, else from the environment", async () => {
    process.env["KEYS_API_KEY"] = "from-environment\n";
    await new KeyService({ baseUrl: server.url }).keys.retrieve({ id: "k" });
    await new KeyService({ baseUrl: server.url, apiKey: KEY }).keys.retrieve({ id: "k" });
    await new KeyService({ baseUrl: server.url, apiKey: null }).keys.retrieve({ id: "k" });
    expect(server.requests.map(({ headers }) => headers["x-api-key"])).toEqual(["from-environment", KEY, undefined]);
  });

  it("that is missing says what to set, and nothing is sent", async () => {
    for (const apiKey of [undefined, ""]) {
      const error = await failure(new KeyService({ baseUrl: server.url, apiKey }).keys.retrieve({ id: "k" }));
      expect(error).toMatchObject({
        name: "APIUsageError",
        message: "keys.retrieve needs a credential; set the option apiKey or the variable KEYS_API_KEY",
        operation: "keys.retrieve",
      });
    }
    expect(server.requests).toHaveLength(0);
  });

  it("may be a function, asked once for an attempt", async () => {
    let turn = 0;
    const client = new KeyService({ baseUrl: server.url, apiKey: () => Promise.resolve(`key-${String(++turn)}`) });
    await client.keys.retrieve({ id: "k" });
    await client.keys.retrieve({ id: "k" });
    await client.keys.retrieve({ id: "k" }, { apiKey: () => "own" } as ClientOptions);
    expect(server.requests.map(({ headers }) => headers["x-api-key"])).toEqual(["key-1", "key-2", "own"]);
  });

  it.each(["a\nb", "a\r\n", "a\0"])(
    "that no header can carry (%j) is refused at once, and not quoted",
    async (apiKey) => {
      const error = await failure(Promise.resolve().then(() => new KeyService({ apiKey })));
      expect(error).toMatchObject({
        name: "APIUsageError",
        message: "The option apiKey holds a control character, such as a line break; remove it",
      });
      const late = await failure(
        new KeyService({ baseUrl: server.url, apiKey: () => apiKey }).keys.retrieve({ id: "k" }),
      );
      expect(late).toBeInstanceOf(APIUsageError);
      expect(late.message).not.toContain(apiKey);
    },
  );

  it("outside of Latin-1 is refused where a header would carry it", async () => {
    const error = await failure(new KeyService({ baseUrl: server.url, apiKey: "kéy€" }).keys.retrieve({ id: "k" }));
    expect(error).toMatchObject({
      name: "APIUsageError",
      message: "The option apiKey holds a character that no header can carry; encode or remove it",
    });
  });

  it("from a function that gives none, or fails, is not sent", async () => {
    const none = new KeyService({ baseUrl: server.url, apiKey: (() => undefined) as unknown as Credential });
    expect(await failure(none.keys.retrieve({ id: "k" }))).toBeInstanceOf(APIUsageError);
    const reason = new Error("vault is closed");
    const fails = new KeyService({ baseUrl: server.url, apiKey: () => Promise.reject(reason) });
    expect(await failure(fails.keys.retrieve({ id: "k" }))).toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  it("of one client is never another's", async () => {
    const clients = [1, 2].map((n) => new KeyService({ baseUrl: server.url, apiKey: `key-of-${String(n)}` }));
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        (clients[i % 2] as KeyService).keys.retrieve({ id: `of-${String((i % 2) + 1)}` }),
      ),
    );
    expect(server.requests).toHaveLength(60);
    for (const { url, headers } of server.requests) expect(`/keys/${String(headers["x-api-key"]).slice(4)}`).toBe(url);
  });

  it("does not start in a page unless it is asked to", () => {
    Object.defineProperty(globalThis, "document", { value: {}, configurable: true });
    try {
      expect(() => new KeyService({ apiKey: KEY })).toThrow(APIUsageError);
      expect(() => new KeyService({ apiKey: () => KEY })).toThrow(/dangerouslyAllowBrowser/);
      expect(() => new KeyService({})).not.toThrow();
      expect(() => new KeyService({ apiKey: KEY, dangerouslyAllowBrowser: true })).not.toThrow();
    } finally {
      delete (globalThis as { document?: unknown }).document;
    }
  });
});

describe("several schemes", () => {
  const schemes: ApiSettings = {
    ...settings,
    chooseCredentials,
    security: {
      header: { option: "key", env: "X_KEY", in: "header", name: "x-key" },
      bearer: { option: "token", env: "X_TOKEN", in: "header", name: "authorization", write: bearer },
      basic: { option: "user", env: "X_USER", in: "header", name: "authorization", write: basic("password") },
      password: { option: "password", env: "X_PASSWORD", in: "header", name: "authorization" },
      query: { option: "appId", env: "X_APP", in: "query", name: "app id" },
      cookie: { option: "sid", env: "X_SID", in: "cookie", name: "sid", style: formExploded },
    },
  };
  const sent = async (security: Operation["security"], options: object) => {
    const client = new Client(schemes, { baseUrl: server.url, ...options });
    await client["_call"]({ call: "c", method: "GET", path: "/p", result: "json", ...(security && { security }) }, {});
    const { url, headers } = server.requests.at(-1) as Recorded;
    return { url, key: headers["x-key"], authorization: headers.authorization, cookie: headers.cookie };
  };

  it("are written as they must be", async () => {
    expect(await sent([["bearer"]], { token: "t" })).toMatchObject({ authorization: "Bearer t" });
    expect(await sent([["basic"]], { user: "jürgen", password: "pä:ss€" })).toMatchObject({
      authorization: `Basic ${Buffer.from("jürgen:pä:ss€").toString("base64")}`,
    });
    expect(await sent([["basic"]], { user: "u", password: () => Promise.resolve("p") })).toMatchObject({
      authorization: "Basic dTpw",
    });
    expect(await sent([["basic"]], { user: "u" })).toMatchObject({ authorization: "Basic dTo=" });
    expect(await sent([["query", "cookie"]], { appId: "a&b", sid: "s;t" })).toMatchObject({
      url: "/p?app%20id=a%26b",
      cookie: "sid=s%3Bt",
    });
  });

  it("are chosen by what is set", async () => {
    const alternatives = [["header", "query"], ["bearer"], []];
    expect(await sent(alternatives, { key: "k", appId: "a", token: "t" })).toMatchObject({
      url: "/p?app%20id=a",
      key: "k",
      authorization: undefined,
    });
    expect(await sent(alternatives, { key: "k", token: "t" })).toMatchObject({
      key: undefined,
      authorization: "Bearer t",
    });
    expect(await sent(alternatives, { key: "k" })).toMatchObject({ url: "/p", key: "k" });
    expect(await sent(alternatives, {})).toMatchObject({ url: "/p", key: undefined, authorization: undefined });
    expect(await sent([[], ["bearer"]], { token: "t" })).toMatchObject({ authorization: "Bearer t" });
    expect(await sent(undefined, { token: "t" })).toMatchObject({ authorization: undefined });
    expect(await failure(sent([["header"], ["bearer"]], { user: "u" }))).toBeInstanceOf(APIUsageError);
    expect(await sent([["header"], ["bearer"]], { token: null })).toMatchObject({ key: undefined });
  });

  it("are all sent by the calls that name a path themselves", async () => {
    const client = new Client(schemes, { baseUrl: server.url, ...({ key: "k", token: "t" } as ClientOptions) });
    await client.get("/any");
    expect(server.requests[0]?.headers).toMatchObject({ "x-key": "k", authorization: "Bearer t" });
  });
});

describe("options", () => {
  it("of a call come before the client's, and stay with it", async () => {
    const client = new KeyService({
      apiKey: KEY,
      baseUrl: "http://127.0.0.1:9",
      headers: { "x-a": "client" },
      query: { v: 1, w: 2 },
    });
    const options = { baseUrl: server.url, headers: { "x-b": "call" }, query: { v: 3 } };
    const frozen = JSON.stringify(options);
    await client.keys.retrieve({ id: "k" }, Object.freeze(options));
    expect(server.requests[0]).toMatchObject({ url: "/keys/k?v=3&w=2", headers: { "x-a": "client", "x-b": "call" } });
    expect(JSON.stringify(options)).toBe(frozen);
    await client.keys.retrieve({ id: "k" }, { baseURL: server.url });
    expect(server.requests[1]?.url).toBe("/keys/k?v=1&w=2");
    expect(server.requests[1]?.headers).not.toHaveProperty("x-b");
  });

  it("that are undefined do not count", async () => {
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url, headers: { "x-a": "client" } });
    await client.keys.retrieve({ id: "k" }, {
      baseUrl: undefined,
      timeout: undefined,
      headers: undefined,
      signal: undefined,
      apiKey: undefined,
    } as ClientOptions);
    expect(server.requests[0]?.headers).toMatchObject({ "x-a": "client", "x-api-key": KEY });
  });

  it("are copied by withOptions", async () => {
    const client = new KeyService({ apiKey: KEY, baseUrl: "http://127.0.0.1:9", headers: { "x-a": "1" } });
    const copy = client.withOptions({ baseURL: server.url, headers: { "x-b": "2" } });
    expect(copy).toBeInstanceOf(KeyService);
    expect(copy).not.toBe(client);
    await copy.keys.retrieve({ id: "k" });
    expect(server.requests[0]?.headers).toMatchObject({ "x-a": "1", "x-b": "2", "x-api-key": KEY });
    await client.withOptions({ apiKey: null, baseUrl: server.url }).keys.retrieve({ id: "k" });
    expect(server.requests[1]?.headers).not.toHaveProperty("x-b");
    expect(server.requests[1]?.headers).not.toHaveProperty("x-api-key");
  });

  it("of the environment are read once", async () => {
    process.env["KEYS_API_KEY"] = "first-key";
    const client = new KeyService({ baseUrl: server.url });
    process.env["KEYS_API_KEY"] = "second-key";
    await client.withOptions({}).keys.retrieve({ id: "k" });
    expect(server.requests[0]?.headers["x-api-key"]).toBe("first-key");
  });

  it("hand fetchOptions to fetch, and middleware to openapi-fetch, the client's first", async () => {
    const inits: unknown[] = [];
    const order: string[] = [];
    const note = (name: string) => ({ onRequest: () => void order.push(name) });
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      inits.push((init as { cache?: string }).cache);
      return globalThis.fetch(url, init);
    };
    const client = new KeyService({
      apiKey: KEY,
      baseUrl: server.url,
      fetch,
      fetchOptions: { cache: "no-store" },
      middleware: [note("client")],
    });
    await client.keys.retrieve({ id: "k" }, { middleware: [note("call")] });
    await client.keys.retrieve({ id: "k" });
    expect(inits).toEqual(["no-store", "no-store"]);
    expect(order).toEqual(["client", "call", "client"]);
  });
});
