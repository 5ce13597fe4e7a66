import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { run as commandLine } from "../../../src/cli.js";
import { recording } from "../../../src/record.js";

const spec = `openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
servers: [{ url: https://acme.example/v1 }]
paths:
  /keys/{id}:
    get:
      operationId: keys/retrieve
      tags: [keys]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Key" } } } }
        "404": { description: none, content: { application/json: { schema: { type: object } } } }
    post:
      operationId: keys/update
      tags: [keys]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, pattern: "^[a-z-]+$" } }
        - { name: mode, in: query, required: true, schema: { type: string, enum: [fast, safe] } }
        - { name: size, in: query, schema: { type: integer, maximum: 10 } }
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Update" } } } }
      responses:
        "200": { description: ok }
        "422": { description: refused }
  /keys/count:
    get:
      operationId: keys/count
      tags: [keys]
      responses: { "204": { description: ok } }
components:
  securitySchemes:
    token: { type: apiKey, in: query, name: token }
    key: { type: apiKey, in: query, name: key }
  schemas:
    Key:
      type: object
      required: [id, status]
      properties:
        id: { type: string }
        status: { type: string, enum: [active, expired] }
        note: { type: string, nullable: true }
        parent: { $ref: "#/components/schemas/Key" }
        limit: { oneOf: [{ type: integer }, { type: string, enum: [none] }] }
        labels: { type: object, additionalProperties: { type: string, maxLength: 9 } }
        made: { type: string, format: date-time }
        code: { type: string, pattern: "^[a-z]+$" }
        broken: { type: string, pattern: "(" }
        uses: { type: integer, minimum: 0, exclusiveMinimum: true }
        owner: { nullable: true, allOf: [{ $ref: "#/components/schemas/Owner" }] }
        pin: { type: string, writeOnly: true }
        pay: { $ref: "#/components/schemas/Pay" }
        tags: { type: array, uniqueItems: true, maxItems: 2, items: { type: string } }
    Owner:
      allOf:
        - { type: object, required: [name], properties: { name: { type: string } } }
        - { type: object, properties: { age: { type: integer } } }
    Pay:
      oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Bank" }]
      discriminator: { propertyName: kind }
    Card: { type: object, required: [kind, last4], properties: { kind: { type: string, enum: [card] }, last4: { type: string } } }
    Bank: { type: object, required: [kind], properties: { kind: { type: string, enum: [bank] }, iban: { type: string } } }
    Update:
      type: object
      required: [made, name]
      properties:
        made: { type: string, readOnly: true }
        name: { type: string, minLength: 2 }
        limits: { type: array, items: { type: object, properties: { type: { type: string, enum: [requests] } } } }
`;

const key = { id: "secret-id", status: "active", note: null, limit: "none", labels: { team: "a" } };
const answered = (body: unknown, more: object = {}) => ({
  method: "GET",
  url: "https://acme.example/v1/keys/secret-id?token=secret-token",
  status: 200,
  type: "application/json; charset=utf-8",
  body,
  ...more,
});

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-drift-test-"));
  writeFileSync(path.join(cwd, "api.yaml"), spec);
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

async function typed(...words: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const context = {
    cwd,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    terminal: false,
  };
  const code = await commandLine(["drift", ...words], context, "0.0.0", () => new AbortController().signal);
  return { code, out, err: err.join("\n") };
}

async function drift(exchanges: readonly object[], ...words: string[]) {
  writeFileSync(path.join(cwd, "traffic.ndjson"), exchanges.map((one) => JSON.stringify(one)).join("\n"));
  return typed("traffic.ndjson", "api.yaml", ...words);
}

describe("drift", () => {
  it("is quiet where the document says it all, and says how much of it was reached", async () => {
    const { code, out, err } = await drift([answered(key), answered({}, { status: 404 })]);
    expect({ code, out }).toEqual({ code: 0, out: [] });
    expect(err).toContain("2 answers, 1 of 3 calls, 2 of 5 declared statuses; 0 findings");
  });

  it.each<[what: string, body: object, told: string]>([
    [
      "a value",
      { ...key, status: "secret" },
      "answer.status was a value that is not declared in 1 of 2 — documenting it is wire risk, source risk",
    ],
    [
      "a property",
      { ...key, extra: "secret" },
      "answer.extra is not declared in 1 of 2 — documenting it is wire safe, source safe",
    ],
    [
      "an absent property",
      { id: "secret" },
      "answer.status was absent in 1 of 2 — documenting it is wire breaks, source breaks",
    ],
    ["null", { ...key, id: null }, "answer.id was null in 1 of 2 — documenting it is wire breaks, source breaks"],
    ["a type", { ...key, id: 1 }, "answer.id was integer in 1 of 2"],
    ["a value far down", { ...key, parent: { ...key, status: "secret" } }, "answer.parent.status was a value"],
    ["an alternative", { ...key, limit: true }, "answer.limit was boolean in 1 of 2"],
    ["a value of a map", { ...key, labels: { secret: 1 } }, "answer.labels[key] was integer in 1 of 2"],
    [
      "a limit of a map's values",
      { ...key, labels: { a: "secret-text" } },
      "answer.labels[key] did not keep to `maxLength` 9 in 1 of 2 — documenting it is wire risk, source safe",
    ],
    ["a pattern", { ...key, code: "secret-1" }, "answer.code did not keep to `pattern` in 1 of 2"],
    [
      "a format",
      { ...key, made: "secret" },
      "answer.made was no `date-time` in 1 of 2 — documenting it is wire risk, source safe",
    ],
    ["an exclusive bound", { ...key, uses: 0 }, "answer.uses did not keep to `exclusiveMinimum` 0"],
    ["a fraction", { ...key, uses: 1.5 }, "answer.uses was number in 1 of 2 — documenting it is wire breaks"],
    [
      "a property beside those of an allOf",
      { ...key, owner: { name: "secret", extra: 1 } },
      "answer.owner.extra is not",
    ],
    ["an absent property of an allOf", { ...key, owner: { age: 1 } }, "answer.owner.name was absent"],
    ["what only callers send", { ...key, pin: "secret" }, "answer.pin is declared `writeOnly` in 1 of 2"],
    ["the alternative that the tag names", { ...key, pay: { kind: "card" } }, "answer.pay.last4 was absent"],
    ["a tag", { ...key, pay: { kind: "secret" } }, "answer.pay.kind was a value that is not declared"],
    ["a list that repeats", { ...key, tags: ["secret", "secret"] }, "answer.tags did not keep to `uniqueItems`"],
  ])("tells %s", async (_, body, told) => {
    const { code, out } = await drift([answered(key), answered(body)]);
    expect(code).toBe(3);
    expect(out).toEqual([expect.stringContaining(`keys.retrieve — ${told}`)]);
    expect(out[0]).toMatch(/— api\.yaml:\d+:\d+$/);
    expect(out.join("\n")).not.toContain("secret");
  });

  it.each<[what: string, body: object]>([
    ["null where allOf of one is nullable", { owner: null }],
    ["a pattern that is none", { broken: "x" }],
    ["either alternative", { pay: { kind: "bank", iban: "DE" } }],
    ["parts of an allOf together", { owner: { name: "a", age: 1 } }],
  ])("is quiet about %s", async (_, more) => {
    expect((await drift([answered({ ...key, ...more })])).out).toEqual([]);
  });

  it.each<[what: string, exchange: object, told: string | undefined]>([
    [
      "a value of the body",
      { request: { type: "application/json", body: { name: "ab", limits: [{ type: "secret" }] } } },
      "argument limits[].type was a value that is not declared in 1 of 2 — documenting it is wire safe, source safe",
    ],
    [
      "a limit",
      { request: { type: "application/json", body: { name: "s" } } },
      "argument name did not keep to `minLength` 2",
    ],
    [
      "an undeclared key",
      { request: { type: "application/json", body: { name: "ab", extra: "secret" } } },
      "argument extra is",
    ],
    ["a media type", { request: { type: "text/csv" } }, "the body as text/csv is not declared"],
    ["a body of another type", { request: { type: "application/json", body: "secret" } }, "the body was string"],
    ["a value of the query", { url: "https://acme.example/v1/keys/a?mode=secret" }, "argument mode was a value"],
    [
      "a limit of the query",
      { url: "https://acme.example/v1/keys/a?mode=safe&size=11" },
      "argument size did not keep to",
    ],
    ["an absent argument", { url: "https://acme.example/v1/keys/a" }, "argument mode was absent in 1 of 2"],
    ["a value of the path", { url: "https://acme.example/v1/keys/secret1?mode=safe" }, "argument id did not keep to"],
    ["a key of the query", { url: "https://acme.example/v1/keys/a?mode=safe&secret=1" }, "the query has a key that"],
    ["nothing of values that were not recorded", { url: "https://acme.example/v1/keys/a?mode=&size=" }, undefined],
    ["nothing of a refused request", { status: 422, url: "https://acme.example/v1/keys/a?mode=secret" }, undefined],
  ])("tells of requests %s", async (_, more, told) => {
    const sent = { method: "POST", url: "https://acme.example/v1/keys/a?mode=fast", status: 200, type: undefined };
    const { out } = await drift([sent, { ...sent, ...more }]);
    expect(out).toEqual(told === undefined ? [] : [expect.stringContaining(`keys.update — ${told}`)]);
    expect(out.join("\n")).not.toContain("secret");
  });

  it("gives up on a pattern that never ends, and on a value that is too deep, and says so", async () => {
    writeFileSync(path.join(cwd, "api.yaml"), spec.replace('"^[a-z]+$"', '"^(a+)+$"'));
    const deep = Array.from({ length: 20_000 }).reduce<string>(
      (inner) => `{"id":"a","status":"active","parent":${inner}}`,
      "null",
    );
    const lines = [
      JSON.stringify(answered({ ...key, code: `${"a".repeat(40)}!` })),
      JSON.stringify(answered(0)).replace('"body":0', `"body":${deep}`),
    ];
    writeFileSync(path.join(cwd, "traffic.ndjson"), lines.join("\n"));
    const { out, err } = await typed("traffic.ndjson", "api.yaml");
    expect(out).toEqual([]);
    expect(err).toContain("2 bodies could not be judged");
  }, 30_000);

  it("tells statuses, media types and paths", async () => {
    const url = "https://acme.example/v1/keys/secret-id/4f/rotate";
    const { out } = await drift([
      answered({}, { status: 418 }),
      answered(undefined, { type: "text/html" }),
      answered({}, { url, method: "POST" }),
      answered({}, { url: "https://acme.example/v1/keys/count", status: 204, type: undefined }),
    ]);
    expect(out.map((line) => line.split(" in 1 of ")[0])).toEqual([
      "keys.retrieve — status 418 is not declared",
      "keys.retrieve — media type text/html of 200 is not declared",
      "POST /v1/keys/{}/{}/{} is not declared",
    ]);
  });

  it("shows values where it is asked to, and gives JSON", async () => {
    const exchanges = [answered({ ...key, status: "suspended" })];
    expect((await drift(exchanges, "--show-values")).out[0]).toContain('("suspended")');
    const json = (await drift(exchanges, "--format", "json")).out.join("\n");
    expect(JSON.parse(json)).toMatchObject([
      { calls: { seen: 1, all: 3 }, findings: [{ kind: "enum-grown", seen: 1 }] },
    ]);
    expect(json).not.toContain("suspended");
  });

  it("reads HAR, and refuses what is neither", async () => {
    const content = { mimeType: "application/json", text: JSON.stringify({ ...key, id: 7 }) };
    const entry = { request: { method: "GET", url: answered(0).url }, response: { status: 200, content } };
    writeFileSync(path.join(cwd, "a.har"), JSON.stringify({ log: { entries: [entry, {}] } }));
    const { out, err } = await typed("a.har", "api.yaml");
    expect(out).toEqual([expect.stringContaining("answer.id was integer in 1 of 1")]);
    expect(err).toContain("1 entry of the traffic could not be read");
    writeFileSync(path.join(cwd, "b.har"), "no traffic");
    expect((await typed("b.har", "api.yaml")).code).toBe(2);
    expect((await typed("absent.har", "api.yaml")).code).toBe(2);
  });
});

describe("recording", () => {
  it("records bodies of requests where it is asked to", async () => {
    const file = path.join(cwd, "traffic.ndjson");
    const inner: typeof fetch = () => Promise.resolve(new Response(undefined, { status: 200 }));
    const url = "https://acme.example/v1/keys/a?mode=fast";
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"name":"a"}' };
    await recording(file, inner)(url, init);
    expect(readFileSync(file, "utf8")).not.toContain("name");
    await recording(file, inner, { requests: true })(url, init);
    await recording(file, inner, { requests: true })(new Request(url, init));
    await recording(file, inner, { requests: true })(url, { ...init, headers: {}, body: "a=1" });
    expect(readFileSync(file, "utf8")).not.toContain("a=1");
    const { out } = await typed("traffic.ndjson", "api.yaml");
    expect(out).toEqual([expect.stringContaining("argument name did not keep to `minLength` 2 in 2 of 4")]);
  });

  it("records answers as drift reads them, without credentials, and leaves them to the caller", async () => {
    const file = path.join(cwd, "traffic.ndjson");
    const inner: typeof fetch = () => Promise.resolve(Response.json({ ...key, status: "suspended" }));
    const recorded = recording(file, inner);
    const headers = { authorization: "Bearer secret-token" };
    const response = await recorded("https://user:secret-word@acme.example/v1/keys/1?key=secret-token", { headers });
    expect(await response.json()).toMatchObject({ status: "suspended" });
    await recorded(new Request("https://acme.example/v1/keys/1", { method: "DELETE" }));
    expect(readFileSync(file, "utf8")).not.toMatch(/secret-token|secret-word|user/);
    const { out } = await typed("traffic.ndjson", "api.yaml");
    expect(out[0]).toContain("keys.retrieve — answer.status was a value that is not declared in 1 of 1");
    expect(out[1]).toContain("DELETE /v1/keys/{} is not declared");
  });
});
