/** What a client says: what was given, why it cannot be, what to do; never a secret, a body, or much of a server's own words. */
import { describe, expect, it } from "@jest/globals";
import { elsewhere } from "../../../src/runtime/elsewhere.js";
import { Client, type ClientOptions, type RequestOptions } from "../../../src/runtime/index.js";
import type { ApiSettings, Operation } from "../../../src/runtime/operation.js";
import { chooseServer } from "../../../src/runtime/servers.js";
import { failure, KEY, settings } from "./api.js";
import { simpleExploded } from "../../../src/runtime/styles.js";

interface Said {
  readonly operation?: Partial<Operation>;
  readonly params?: object;
  readonly options?: RequestOptions;
  readonly client?: ClientOptions & { readonly apiKey?: string };
  readonly settings?: Partial<ApiSettings>;
  readonly answer?: () => Response | Promise<Response>;
}

async function messageOf(said: Said): Promise<string> {
  const operation: Operation = { call: "files.list", method: "GET", path: "/files", result: "json", ...said.operation };
  const fetch = async (): Promise<Response> => (said.answer ?? (() => Response.json({})))();
  const client = new Client(
    { ...settings, ...said.settings },
    {
      apiKey: KEY,
      fetch,
      maxRetries: 0,
      ...said.client,
    },
  );
  const { message } = await failure(client["_call"](operation, said.params ?? {}, said.options));
  return message;
}

const file: Partial<Operation> = { call: "files.retrieve", path: "/files/{file_id}", inputs: { file_id: "path" } };
const listed: Partial<Operation> = { inputs: { after: "query", limit: "query", order: "query" } };
const signed: Partial<Operation> = { security: [["key"]] };
const stalled = (): Promise<Response> => new Promise(() => undefined);
const refusing = (): never => {
  throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
};
const long = "x".repeat(500);

const rows: readonly (readonly [string, Said, string])[] = [
  ["a missing path argument", { operation: file }, 'Missing path argument "file_id" of files.retrieve'],
  [
    "a path argument of another type",
    { operation: file, params: { file_id: {} } },
    'The path argument "file_id" of files.retrieve is of type object; give a string or a number',
  ],
  [
    "an unknown argument",
    { operation: listed, params: { nope: 1 } },
    'Unknown argument "nope"; files.list takes after, limit, order',
  ],
  ["an unknown argument of none", { params: { nope: 1 } }, 'Unknown argument "nope"; files.list takes no arguments'],
  ["an address", { options: { baseUrl: "nope" } }, 'baseUrl "nope" is not an absolute http(s) URL'],
  [
    "an address with a password",
    { options: { baseUrl: "https://me:pa55@a.example" } },
    "baseUrl must not hold a user name or a password",
  ],
  [
    "two addresses, for one call",
    { options: { baseUrl: "https://a.example", baseURL: "https://b.example" } },
    "baseUrl and baseURL name different addresses; give one of them",
  ],
  [
    "no address",
    { settings: { servers: [] } },
    "No server address is known; set the option baseUrl or the variable KEYS_BASE_URL",
  ],
  [
    "a server where one is declared",
    { options: { server: "Test" }, settings: { servers: [{ url: "https://a.example" }] } },
    'This API declares one server; "server" cannot be chosen',
  ],
  [
    "an unknown server",
    { options: { server: "Test" }, settings: { servers: [{ url: "https://a.example" }], chooseServer } },
    'Unknown server "Test"; this API declares "https://a.example"',
  ],
  [
    "an unknown server variable",
    {
      options: { serverVariables: { regoin: "eu" } },
      settings: { servers: [{ url: "https://{region}.a.example", variables: { region: "us" } }], chooseServer },
    },
    'Unknown server variable "regoin"; this API declares "region"',
  ],
  [
    "a server variable outside its list",
    {
      options: { serverVariables: { region: "xx" } },
      settings: {
        servers: [{ url: "https://{region}.a.example", variables: { region: "us" }, values: { region: ["us", "eu"] } }],
        chooseServer,
      },
    },
    'The server variable "region" is "xx"; this API declares "us", "eu"',
  ],
  [
    "an object within a list that the document declares to hold none",
    { operation: { call: "files.list", inputs: { ids: "query" } }, params: { ids: [{ a: 1 }] } },
    'Argument "ids" of files.list: this parameter takes no object or list within another',
  ],
  [
    "a number that is not finite, in the query",
    { operation: { call: "files.list", inputs: { limit: "query" } }, params: { limit: NaN } },
    'Argument "limit" of files.list: NaN cannot be sent',
  ],
  [
    "an invalid date in the query",
    { operation: { call: "files.list", inputs: { after: "query" } }, params: { after: new Date(NaN) } },
    'Argument "after" of files.list: Invalid Date cannot be sent',
  ],
  [
    "an invalid date within a list",
    { operation: { call: "files.list", inputs: { after: "query" } }, params: { after: [new Date(NaN)] } },
    'Argument "after" of files.list: Invalid Date cannot be sent',
  ],
  [
    "a number that is not finite, in a header",
    { operation: { call: "files.list", inputs: { "x-n": "header" } }, params: { "x-n": Infinity } },
    'Argument "x-n" of files.list: Infinity cannot be sent',
  ],
  [
    "an invalid date in the path",
    { operation: file, params: { file_id: new Date(NaN) } },
    'Argument "file_id" of files.retrieve: Invalid Date cannot be sent',
  ],
  [
    "a missing credential",
    { operation: signed, client: { apiKey: "" } },
    "files.list needs a credential; set the option apiKey or the variable KEYS_API_KEY",
  ],
  [
    "a header",
    { options: { headers: { "x-team": "ä€" } } },
    'Header "x-team" of files.list: it holds a character that no header can carry; encode or remove it',
  ],
  [
    "a header that is given as a list",
    {
      operation: { call: "files.list", inputs: { tags: { in: "header", style: simpleExploded } } },
      params: { tags: ["a", "b\nx-admin: 1"] },
    },
    'Argument "tags" of files.list: it holds a character that no header can carry; encode or remove it',
  ],
  [
    "an answer that is not JSON",
    {
      operation: { call: "files.content" },
      answer: () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    },
    "files.content: expected JSON, got text/html (200)",
  ],
  [
    "an answer that is too large",
    { client: { maxResponseBytes: 3 }, answer: () => new Response('"long"') },
    "files.list: the answer has more than 3 bytes (maxResponseBytes)",
  ],
  ["time", { client: { timeout: 20 }, answer: stalled }, "Request timed out after 20 ms"],
  ["an abort", { options: { signal: AbortSignal.abort() }, answer: stalled }, "Request was aborted"],
  ["a connection", { answer: refusing }, "Connection failed: ECONNREFUSED"],
  [
    "a redirect",
    { answer: () => new Response(null, { status: 302, headers: { location: "https://b.example/p?k=v" } }) },
    "Redirect to https://b.example refused: it leads to another origin",
  ],
  [
    "a redirect away from https",
    {
      operation: { redirects: elsewhere },
      client: { baseUrl: "https://a.example" },
      answer: () => new Response(null, { status: 302, headers: { location: "http://b.example/p?k=v" } }),
    },
    "Redirect to http://b.example refused: it leads away from https",
  ],
  ["an answer that was not modified", { answer: () => new Response(null, { status: 304 }) }, "304"],
  ["a failure", { answer: () => Response.json({ message: "No such file" }, { status: 404 }) }, "404 No such file"],
  ["a failure without words", { answer: () => new Response(null, { status: 500 }) }, "500"],
];

describe("the message about", () => {
  it.each(rows)("%s", async (_name, said, message) => {
    expect(await messageOf(said)).toBe(message);
  });

  it.each([
    ["an error's sentence", () => Response.json({ message: long }, { status: 400 })],
    ["a media type", () => new Response("<", { headers: { "content-type": `text/${long}` } })],
    ["a host", () => new Response(null, { status: 302, headers: { location: `https://${long}.example/` } })],
  ])("%s repeats at most 80 characters of it", async (_name, answer) => {
    const message = await messageOf({ answer });
    expect(/[x…]{20,}/.exec(message)?.[0].length).toBeLessThanOrEqual(80);
    expect(message).toContain("…");
  });

  it("an answer holds no secret", async () => {
    const answer = () => new Response("<", { headers: { "content-type": `text/${KEY}` } });
    expect(await messageOf({ operation: signed, answer })).not.toContain(KEY);
  });
});
