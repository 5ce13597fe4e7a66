import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Client, type ClientOptions, type LogLevel } from "../../../src/runtime/index.js";
import { KEY, KeyService, sendJson, serve, settings, type Served } from "./api.js";

let server: Served;
let lines: string[];
const write =
  (level: string) =>
  (...words: unknown[]): void => {
    lines.push(`${level} ${words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" ")}`);
  };
const logger = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };

beforeEach(async () => {
  lines = [];
  server = await serve((_request, response) =>
    sendJson(response, { secret: "in the body" }, server.requests.length === 1 ? 503 : 200, {
      "retry-after-ms": "1",
      "set-cookie": "sid=1",
    }),
  );
});
afterEach(() => server.close());

describe("a log", () => {
  it.each<[LogLevel | undefined, number]>([
    ["debug", 3],
    ["info", 1],
    ["warn", 0],
    ["error", 0],
    ["off", 0],
    [undefined, 0],
  ])("at %s has its lines", async (logLevel, count) => {
    await new KeyService({ apiKey: KEY, baseUrl: server.url, logger, logLevel }).keys.retrieve({ id: "k" });
    expect(lines).toHaveLength(count);
    expect(lines.filter((line) => line.startsWith("info"))).toEqual(
      count ? ["info keys.retrieve: Status 503, again in 1 ms"] : [],
    );
  });

  it("says what is sent, without secrets and bodies", async () => {
    const client = new KeyService({ apiKey: KEY, baseUrl: server.url, logger, logLevel: "debug" });
    await client.keys.replace(
      { id: "k", key: { password: "in the body" } },
      { headers: { authorization: "Bearer s3cr3t", cookie: "c00kie" } },
    );
    expect(lines[0]).toBe(`debug keys.replace: PUT ${server.url}/keys/k`);
    for (const secret of [KEY, "s3cr3t", "c00kie", "sid=1", "in the body"])
      expect(lines.join("\n")).not.toContain(secret);
  });

  it("masks a key in the query", async () => {
    const key = "a b&c/d+0123";
    const inQuery = {
      ...settings,
      security: { key: { ...settings.security["key"], in: "query", name: "api_key" } },
    } as typeof settings;
    const client = new Client<ClientOptions & { apiKey: string }>(inQuery, {
      apiKey: key,
      baseUrl: server.url,
      logger,
      logLevel: "debug",
    });
    await client.get("/x", { params: { query: { q: 1 } } });
    expect(server.requests[0]?.url).toBe("/x?api_key=a%20b%26c%2Fd%2B0123&q=1");
    expect(lines[0]).toBe(`debug GET /x: GET ${server.url}/x?api_key=***&q=1`);
    await client.get("/y", { query: { api_key: "given by name" } });
    expect(lines.at(-1)).toBe(`debug GET /y: GET ${server.url}/y?api_key=***`);
  });
});
