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
  /keys/count:
    get:
      operationId: keys/count
      tags: [keys]
      responses: { "204": { description: ok } }
components:
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
        labels: { type: object, additionalProperties: { type: string } }
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
    expect(err).toContain("2 answers, 1 of 2 calls, 2 of 3 declared statuses; 0 findings");
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
  ])("tells %s", async (_, body, told) => {
    const { code, out } = await drift([answered(key), answered(body)]);
    expect(code).toBe(3);
    expect(out).toEqual([expect.stringContaining(`keys.retrieve — ${told}`)]);
    expect(out[0]).toMatch(/— api\.yaml:\d+:\d+$/);
    expect(out.join("\n")).not.toContain("secret");
  });

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
      { calls: { seen: 1, all: 2 }, findings: [{ kind: "enum-grown", seen: 1 }] },
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
