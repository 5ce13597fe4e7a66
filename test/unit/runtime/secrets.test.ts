/** A key is in nothing that a client throws, shows or logs, also where the server sends it back. */
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "@jest/globals";
import { chooseCredentials } from "../../../src/runtime/security.js";
import { events } from "../../../src/runtime/streams.js";
import { APIConnectionError, Client, type ClientOptions, type Credential } from "../../../src/runtime/index.js";
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
    const stream = (await client["_call"](operation, {})) as AsyncIterable<unknown>;
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
