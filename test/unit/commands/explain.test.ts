import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { explain, type ExplainOptions } from "../../../src/commands/explain.js";

const spec = `openapi: 3.0.3
info: { title: Acme API, version: 1.0.0 }
paths:
  /virtual-keys:
    get:
      operationId: keys/list-all
      responses: { "204": { description: ok } }
      x-codeSamples:
        - lang: js
          source: await acme.vault.list({});
        - lang: js
          source: "await acme.vault.list({ limit: 2 });"
        - lang: ts
          source: await acme.safe.list({});
        - lang: python
          source: |
            from acme import Acme
            client = Acme()
            client.chest.list()
  /other:
    get: { operationId: other/fetch, responses: { "204": { description: ok } } }
`;
const config = `apis:
  acme:
    root: spec.yaml
    x-callwright:
      stainless: s.yml
      calls:
        "GET /other": the.other
`;

let cwd = "";
beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-explain-"));
  await writeFile(path.join(cwd, "spec.yaml"), spec);
  await writeFile(path.join(cwd, "redocly.yaml"), config);
  await writeFile(path.join(cwd, "s.yml"), "resources:\n  theirs:\n    methods: { one: get /other }\n");
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function explained(options: ExplainOptions): Promise<string> {
  const lines: string[] = [];
  const context = { cwd, out: (text: string) => lines.push(text), err: () => undefined, terminal: false };
  expect(await explain(undefined, options, context)).toBe(0);
  return lines.join("\n");
}

describe("explain", () => {
  it("prints for one call every candidate, and why the losers lost", async () => {
    const expected = [
      "vault.list",
      "  GET /virtual-keys",
      "  sample: its JavaScript sample calls `acme.vault.list` (spec.yaml:10:19)",
      "  not safe.list: sample: its JavaScript sample calls `acme.safe.list`, but another sample came first (spec.yaml:14:19)",
      "  not chest.list: sample: its Python sample calls `client.chest.list`, but another sample came first (spec.yaml:16:19)",
      "  not keys.listAll: operationId: its operationId is `keys/list-all`, but a sample outranks it (spec.yaml:6:20)",
    ];
    for (const only of ["vault.list", "GET /virtual-keys", "get  /virtual-keys"])
      expect((await explained({ only })).split("\n").slice(0, expected.length)).toEqual(expected);
    expect(await explained({ only: "vault.list" })).toMatch(
      /\n {2}not virtualKeys\.list: convention: its path names the resource, .*, but a sample outranks it/,
    );
  });

  it("shows the line of the configuration that decided", async () => {
    expect(await explained({ only: "the.other" })).toBe(
      [
        "the.other",
        "  GET /other",
        "  override: `calls` in the configuration names it (redocly.yaml:7:9)",
        "  not theirs.one: override: `stainless.yml` names it, but another override came first (s.yml:3:16)",
        "  not other.fetch: operationId: its operationId is `other/fetch`, but an override outranks it (spec.yaml:21:25)",
        "  not other.otherFetch: operationId: its operationId is `other/fetch`, but an override outranks it (spec.yaml:21:25)",
        "  not other.retrieve: convention: its path names the resource, and GET on a path that ends in `other` gives the verb, but an override outranks it (spec.yaml:21:10)",
      ].join("\n"),
    );
  });

  it("says of a list that comes in pages what that was read from", async () => {
    const parameter = `{ name: page, in: query, schema: { type: integer } }`;
    const answer = `{ description: ok, content: { application/json: { schema: { type: array, items: { type: object } } } } }`;
    const lines = [
      "openapi: 3.0.3",
      "info: { title: Acme API, version: 1.0.0 }",
      "paths:",
      "  /keys:",
      `    get: { responses: { "200": ${answer} }, parameters: [${parameter}] }`,
    ];
    await writeFile(path.join(cwd, "pages.yaml"), `${lines.join("\n")}\n`);
    const out: string[] = [];
    const context = { cwd, out: (text: string) => out.push(text), err: () => undefined, terminal: false };
    expect(await explain("pages.yaml", { only: "keys.list" }, context)).toBe(0);
    const column = (lines[4] ?? "").indexOf("{ name: page") + 1;
    expect(out.join("\n").split("\n").at(-1)).toBe(
      `  in pages: \`page\` takes the number of a page (pages.yaml:5:${String(column)})`,
    );
  });

  it("gives machines an array of exactly these keys", async () => {
    const rows = JSON.parse(await explained({ format: "json" })) as Record<string, unknown>[];
    expect(rows.map((row) => Object.keys(row))).toEqual(
      rows.map(() => ["call", "method", "path", "reason", "evidence", "pages", "candidates"]),
    );
    expect(rows[0]).toMatchObject({
      call: "vault.list",
      method: "GET",
      path: "/virtual-keys",
      reason: "sample: its JavaScript sample calls `acme.vault.list`",
      evidence: "spec.yaml:10:19",
      pages: null,
      candidates: expect.arrayContaining([
        {
          call: "keys.listAll",
          reason: "operationId: its operationId is `keys/list-all`, but a sample outranks it",
          evidence: "spec.yaml:6:20",
        },
      ]),
    });
  });

  it("prints a table for people, and one for documents", async () => {
    const text = (await explained({})).split("\n");
    expect(text).toHaveLength(2);
    expect(text[1]).toMatch(/^the\.other +GET \/other +override: .* \(redocly\.yaml:7:9\)$/);
    const markdown = (await explained({ format: "markdown" })).split("\n");
    expect(markdown.slice(0, 2)).toEqual(["| Call | Request | Reason | Evidence |", "| --- | --- | --- | --- |"]);
    expect(markdown[3]).toBe(
      "| `the.other` | `GET /other` | override: `calls` in the configuration names it | redocly.yaml:7:9 |",
    );
  });
});
