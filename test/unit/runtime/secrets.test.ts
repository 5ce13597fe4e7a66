/** A key is in nothing that a client throws, shows or logs, also where the server sends it back. */
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "@jest/globals";
import { chooseCredentials } from "../../../src/runtime/security.js";
import { events } from "../../../src/runtime/events.js";
import {
  APIConnectionError,
  type APIPromise,
  APIResponseError,
  Client,
  type ClientOptions,
  type Credential,
} from "../../../src/runtime/index.js";
import { basic, bearer } from "../../../src/runtime/security.js";
import { failure, failureOf, KEY, KeyService, sendJson, serve, serveRaw, settings, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

const shown = (thing: unknown): string => {
  const cause =
    thing instanceof Error ? `${inspect(thing.cause, { depth: 9, showHidden: true })} ${String(thing.stack)}` : "";
  return `${inspect(thing, { depth: 9, showHidden: true })} ${JSON.stringify(thing)} ${String(thing)} ${cause}`;
};

describe("a key that comes back", () => {
  it.each([
    ["as a chunk", (key: string) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz ${key}\r\n`],
    ["as a header", (key: string) => `HTTP/1.1 200 OK\r\nx ${key}\0: ${key}\r\n\r\n`],
    ["as the whole answer", (key: string) => `${key}\r\n`],
  ])("%s that cannot be parsed is in no cause", async (_what, answer) => {
    server = await serveRaw((socket) => socket.end(answer(KEY)));
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url, maxRetries: 0 });
    const error = await failureOf(APIConnectionError, client.keys.retrieve({ id: "k" }));
    expect(error.message).toContain("HPE_");
    expect(shown(error)).not.toContain(KEY);
  });

  it("in the headers of a failure is masked, and nothing else of them", async () => {
    server = await serve(({ headers }, response) =>
      sendJson(response, {}, 403, {
        "x-seen": String(headers["x-api-key"]),
        "set-cookie": ["a=1", "b=2"],
        "x-other": "y",
      }),
    );
    const error = await failure(new KeyService({ apiKey: KEY, baseUrl: server.url }).keys.retrieve({ id: "k" }));
    expect(shown(error)).not.toContain(KEY);
    const { headers } = error as Error & { headers: Headers };
    expect([headers.get("x-seen"), headers.get("x-other"), headers.getSetCookie()]).toEqual([
      "***",
      "y",
      ["a=1", "b=2"],
    ]);
  });

  it("in a stream's error event is masked", async () => {
    server = await serve((_request, response) => response.end(`event: error\ndata: bad key ${KEY}\n\n`));
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url });
    const operation = { call: "c", method: "GET", path: "/s", result: events, security: [["key"]] } as const;
    const stream = await client["_call"]<Promise<AsyncIterable<unknown>>>(operation, {});
    const error = await failure(stream[Symbol.asyncIterator]().next());
    expect(error.message).toBe("c: the stream reports an error: bad key ***");
  });

  it("is masked whichever way it was given", async () => {
    server = await serve(({ headers, url }, response) => sendJson(response, { headers, url }, 400));
    const secret = "s3cr3t/ +key";
    const given: [ClientOptions & { apiKey?: Credential | null }, ClientOptions?][] = [
      [{ apiKey: secret }],
      [{ apiKey: () => Promise.resolve(secret) }],
      [{ apiKey: null, headers: { "X-Api-Key": secret } }],
      [{ apiKey: null }, { headers: { "x-api-key": secret } }],
      [{ apiKey: KEY }, { apiKey: secret } as ClientOptions],
    ];
    for (const [options, own] of given) {
      const client = new KeyService({ ...options, baseUrl: server.url });
      const error = await failure(client.keys.retrieve({ id: "k" }, own));
      expect(server.requests.at(-1)?.headers["x-api-key"]).toBe(secret);
      expect(shown(error)).not.toContain("s3cr3t");
    }
  });

  it("is masked where JSON or a header writes it otherwise", async () => {
    const secret = 's3cr3t"\\key';
    server = await serve(({ headers }, response) =>
      sendJson(response, { message: headers["x-api-key"] }, 400, { "x-seen": String(headers["x-api-key"]) }),
    );
    const error = await failure(new KeyService({ apiKey: secret, baseUrl: server.url }).keys.retrieve({ id: "k" }));
    expect(server.requests.at(-1)?.headers["x-api-key"]).toBe(secret);
    expect(error).toMatchObject({ body: { message: "***" }, message: "400 ***" });
    expect((error as Error & { headers: Headers }).headers.get("x-seen")).toBe("***");
    expect(shown(error)).not.toContain("s3cr3t");
  });

  it("of HTTP authentication is masked with and without its scheme, the password too", async () => {
    server = await serve(({ headers }, response) =>
      sendJson(response, { all: headers, text: "t0ken-1 and pa55word" }, 400),
    );
    const client = new Client(
      {
        ...settings,
        chooseCredentials,
        security: {
          bearer: { option: "token", env: "X_TOKEN", in: "header", name: "authorization", write: bearer },
          basic: { option: "user", env: "X_USER", in: "header", name: "authorization", write: basic("password") },
          password: { option: "password", env: "X_PASSWORD", in: "header", name: "authorization" },
        },
      },
      { baseUrl: server.url, ...({ token: "t0ken-1", user: "u", password: "pa55word" } as ClientOptions) },
    );
    const call = { call: "c", method: "GET", path: "/p", result: "json" } as const;
    const byToken = shown(await failure(client["_call"]({ ...call, security: [["bearer"]] }, {})));
    expect(byToken).not.toMatch(/t0ken|pa55word/);
    const byPassword = shown(await failure(client["_call"]({ ...call, security: [["basic"]] }, {})));
    expect(byPassword).not.toMatch(/pa55word|dTpwYTU1d29yZA/);
  });
});

it("a key in an error that the caller's fetch throws is not in ours", async () => {
  server = await serve(() => undefined);
  const fetch = (): Promise<never> => Promise.reject(new Error(`could not send ${KEY}`));
  const error = await failure(new KeyService({ apiKey: KEY, baseUrl: server.url, fetch, maxRetries: 0 }).keys.list());
  expect(error.message).toBe("Connection failed: Error: could not send ***");
  expect(String(error.stack)).not.toContain(KEY);
});

describe("a key in the query", () => {
  const SECRET = "s3cr3t/ 'key";
  const clientOf = (baseUrl: string, options: ClientOptions = {}): Client =>
    new Client(
      { ...settings, security: { key: { option: "apiKey", env: "X", in: "query", name: "key" } } },
      { maxRetries: 0, baseUrl, ...options, ...({ apiKey: SECRET } as ClientOptions) },
    );
  const operation = { call: "c", method: "GET", path: "/p", result: "json", security: [["key"]] } as const;
  const call = (baseUrl: string, options?: ClientOptions): APIPromise<unknown> =>
    clientOf(baseUrl, options)["_call"](operation, {});

  it.each([
    ["that is not JSON", 200, {}],
    ["that leads elsewhere", 302, { location: "https://b.example/?a=s3cr3t%2F%20'key&b=s3cr3t%2F+%27key" }],
    ["that echoes it", 200, { "x-request-id": SECRET, "x-echo": `a ${SECRET} b`, "x-uri": encodeURIComponent(SECRET) }],
  ])("is in nothing that an answer %s leaves behind", async (_what, status, headers) => {
    server = await serve((_request, response) => {
      response.statusMessage = `Oh ${SECRET}`;
      response.writeHead(status, headers).end("<html>");
    });
    const error = await failureOf(APIResponseError, call(server.url));
    expect(server.requests[0]?.url).toContain("s3cr3t");
    expect(shown(error)).not.toContain("s3cr3t");
    expect(shown([...error.response.headers])).not.toContain("s3cr3t");
    expect(error.response.url).toBe(`${server.url}/p?key=***`);
  });

  it("is in nothing that is printed of an answer, nor in the server's name for the request", async () => {
    server = await serve((_request, response) => sendJson(response, {}, 200, { "x-request-id": `r-${SECRET}` }));
    const whole = await call(server.url).withResponse();
    expect(whole.requestId).toBe("r-***");
    expect(inspect(whole.response.url)).toBe(`'${server.url}/p?key=***'`);
  });

  it.each([
    ["the engine cannot parse", "http://127.0.0.1:99999"],
    ["no engine can use", "http://[::1"],
  ])("is in no cause where %s the address", (_what, baseUrl) => {
    server = { close: () => Promise.resolve() } as Served;
    expect(() => clientOf(baseUrl)).toThrow("is not an absolute http(s) URL");
  });

  it("is in no text of a cause, nor of its causes", async () => {
    server = { close: () => Promise.resolve() } as Served;
    const fetch = (url: string): Promise<never> => {
      const inner = Object.assign(new TypeError(`Invalid URL ${url}`), { input: url });
      return Promise.reject(new AggregateError([inner], `Failed to parse ${url}`, { cause: inner }));
    };
    const error = await failure(call("https://a.example", { fetch }));
    expect(error.message).toBe("Connection failed: AggregateError: Failed to parse https://a.example/p?key=***");
    expect(shown(error)).not.toContain("s3cr3t");
  });
});

it("a key in the name of a host is masked, where it is in lower case", async () => {
  server = await serve((_request, response) => response.writeHead(302, { location: `https://${KEY}.example` }).end());
  const error = await failure(new KeyService({ apiKey: KEY.toUpperCase(), baseUrl: server.url }).keys.list());
  expect(error.message).toBe("Redirect to https://***.example refused: it leads to another origin");
  expect(shown(error)).not.toContain(KEY);
});

describe("HTTP authentication that comes back", () => {
  const client = (given: object): Client =>
    new Client(
      {
        ...settings,
        security: {
          basic: { option: "user", env: "X_USER", in: "header", name: "authorization", write: basic("password") },
          password: { option: "password", env: "X_PASSWORD", in: "header", name: "authorization" },
        },
      },
      { baseUrl: server.url, maxRetries: 0, ...(given as ClientOptions) },
    );

  it.each([
    ["as it was given", { user: "u53r", password: "pa55word" }],
    ["as a function gave it", { user: () => "u53r", password: () => Promise.resolve("pa55word") }],
  ])("is masked %s, and without the word before it", async (_how, given) => {
    const encoded = Buffer.from("u53r:pa55word").toString("base64");
    server = await serve((_request, response) =>
      sendJson(response, `${encoded} ${encoded.replace(/=+$/, "")} pa55word`, 400, { "x-echo": encoded }),
    );
    const call = { call: "c", method: "GET", path: "/p", result: "json", security: [["basic"]] } as const;
    const error = await failure(client(given)["_call"](call, {}));
    expect(server.requests[0]?.headers["authorization"]).toBe(`Basic ${encoded}`);
    expect(shown(error)).not.toMatch(/pa55word|dTUzcjpwYTU1d29yZA/);
  });
});
