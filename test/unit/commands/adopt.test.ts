/** The lines that `adopt` proposes, and that they mend what callers would notice. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { fixText } from "../../../src/adopt/fixes.js";
import { readSdk } from "../../../src/adopt/sdk.js";
import { propose, type Proposal } from "../../../src/commands/adopt/proposal.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-adopt-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Side {
  /** Path items of the document, in YAML. */
  readonly paths: string;
  /** Members of the class `Keys` in the SDK, and whatever else it declares. */
  readonly methods: string;
  readonly declarations?: string;
  readonly code: string;
  /** The class of the client. */
  readonly client?: string;
}

async function proposed({ paths, methods, declarations = "", code, client }: Side): Promise<Proposal> {
  const write = (name: string, text: string): void => {
    writeFileSync(path.join(folder, name), text);
  };
  const document = `openapi: 3.1.0\ninfo: { title: Acme, version: 1.0.0 }\npaths:\n${paths}`;
  write("openapi.yaml", document);
  write("package.json", '{ "name": "acme-sdk", "version": "1.0.0", "types": "index.d.ts" }');
  const ofClient = client ?? "export declare class Acme { keys: Keys }\nexport declare class Keys {";
  write("index.d.ts", `${declarations}\n${ofClient}\n${methods}\n}\n`);
  write("index.js", code);
  const target = { name: "acme", spec: path.join(folder, "openapi.yaml"), decisions: {} };
  return propose({ sdk: readSdk(folder), dispose: () => undefined }, target, () => undefined);
}

const linesOf = ({ fixes }: Proposal): readonly string[] => fixes.map(fixText);
const kindsOf = ({ verdict }: Proposal): readonly string[] =>
  verdict.differences.flatMap(({ kind, subject, path: at = "" }) =>
    kind.startsWith("option") || kind.startsWith("export") || subject === "Keys" ? [] : [`${kind} ${subject} ${at}`],
  );

const json = (schema: string): string => `{ description: ok, content: { application/json: { schema: ${schema} } } }`;

describe("adopt proposes pages", () => {
  const list = (item: string, fields = ""): string =>
    json(`{ type: object, required: [data], properties: { data: { type: array, items: ${item} }${fields} } }`);
  const item = "{ type: object, required: [token, id], properties: { token: { type: string }, id: { type: string } } }";
  const paths = (parameters: string, response: string): string =>
    `  /keys:\n    get:\n      operationId: listKeys\n      parameters: [${parameters}]\n      responses: { "200": ${response} }\n`;
  const query = (name: string): string => `{ name: ${name}, in: query, schema: { type: string } }`;
  const declarations = `export interface Key { token: string; id: string }
export declare class Page<Item> implements AsyncIterable<Item> { data: Item[]; [Symbol.asyncIterator](): AsyncGenerator<Item>; }
export declare class KeysPage extends Page<Key> {}
export interface PagePromise<P, Item> extends Promise<P>, AsyncIterable<Item> {}`;
  const methods = (input: string): string => `  list(query?: { ${input}?: string }): PagePromise<KeysPage, Key>;`;
  const code = (input: string, key: string): string => `class Page { constructor(body) { this.data = body.data || []; }
  getPaginatedItems() { return this.data ?? []; }
  nextPageRequestOptions() { const id = this.data[this.data.length - 1]?.${key}; return { query: { ${input}: id } }; } }
class KeysPage extends Page {}
class Keys { list(query) { return this._client.getAPIList("/keys", KeysPage, { query }); } }`;

  it("where the SDK's class shows them, and the document does not", async () => {
    const found = await proposed({
      paths: paths(query("begin"), list(item)),
      declarations,
      methods: methods("begin"),
      code: code("begin", "token"),
    });
    expect(linesOf(found)).toEqual(['pages: { "GET /keys": { kind: cursor, cursor: begin, id: token, items: data } }']);
    expect(kindsOf(found)).toEqual([]);
  });

  it("where the next page is asked for in another way, which no type shows", async () => {
    const found = await proposed({
      paths: paths(query("after"), list(item, ", has_more: { type: boolean }")),
      declarations,
      methods: methods("after"),
      code: code("after", "token"),
    });
    expect(linesOf(found)).toEqual(['pages: { "GET /keys": { kind: cursor, cursor: after, id: token, items: data } }']);
    expect(kindsOf(found)).toEqual([]);
  });

  it("not where the document does not have the input", async () => {
    const found = await proposed({
      paths: paths(query("other"), list(item)),
      declarations,
      methods: methods("begin"),
      code: code("begin", "token"),
    });
    expect(linesOf(found)).toEqual([]);
    expect(kindsOf(found)).toContain("result-gone keys.list for await");
  });
});

describe("adopt proposes that a body follows the ids", () => {
  const content = (schema: string): string =>
    `requestBody: { required: true, content: { application/json: { schema: ${schema} } } }`;
  const paths = (schema: string, more = ""): string => `  /rooms/{room_id}/keys:
    post:
      operationId: addKeys
      tags: [keys]
      parameters: [{ name: room_id, in: path, required: true, schema: { type: string } }${more}]
      ${content(schema)}
      responses: { "204": { description: added } }
`;
  const code =
    "class Keys { add(roomId, body, options) { return this._client.post(`/rooms/${roomId}/keys`, { body, ...options }); } }";
  const line = 'bodyByPosition: ["POST /rooms/{room_id}/keys"]';

  it.each([
    ["a list", "{ type: array, items: { type: string } }", "string[]"],
    ["a map", "{ type: object, additionalProperties: { type: integer } }", "{ [key: string]: number }"],
  ])("where the SDK takes %s there", async (_, schema, type) => {
    const found = await proposed({
      paths: paths(schema),
      methods: `  add(roomId: string, body: ${type}, options?: { timeout?: number }): Promise<void>;`,
      code,
    });
    expect(linesOf(found)).toContain(line);
    expect(kindsOf(found)).toEqual([]);
  });

  it("not where the SDK has the body in an object too", async () => {
    const found = await proposed({
      paths: paths("{ type: array, items: { type: string } }"),
      methods: "  add(roomId: string, params: { body: string[] }): Promise<void>;",
      code,
    });
    expect(linesOf(found)).not.toContain(line);
    expect(kindsOf(found)).toEqual([]);
  });
});

describe("adopt proposes names of arguments", () => {
  const parameter = (name: string, place: string): string =>
    `{ name: ${name}, in: ${place}, required: ${String(place === "path")}, schema: { type: string } }`;
  const paths = `  /rooms/{room_id}/keys/{key_id}:
    get:
      operationId: getKey
      tags: [keys]
      parameters: [${parameter("room_id", "path")}, ${parameter("key_id", "path")}, ${parameter("x-tenant", "header")}, ${parameter("page", "query")}, ${parameter("memo", "query")}]
      responses: { "204": { description: ok } }
`;

  it("by the SDK's code, or by the same words, never by types alone", async () => {
    const found = await proposed({
      paths,
      methods:
        "  get(params: { id: string; roomId: string; tenant?: string; pageNumber?: string; note?: string }): Promise<void>;",
      code: `class Keys { get(params) {
        const { id, tenant, roomId, pageNumber } = params;
        return this.client.get(path\`/v1/rooms/\${this.part(params.roomId)}/keys/\${id}\`, { query: { page: pageNumber }, headers: { 'X-Tenant': tenant } });
      } }`,
    });
    expect(linesOf(found)).toEqual([
      'calls: { "GET /rooms/{room_id}/keys/{key_id}": keys.get }',
      'arguments: { "keys.get key_id": id }',
      'arguments: { "keys.get room_id": roomId }',
      'arguments: { "keys.get x-tenant": tenant }',
      'arguments: { "keys.get page": pageNumber }',
    ]);
    expect(kindsOf(found)).toEqual(["argument-gone keys.get note"]);
  });
});

describe("adopt finds the client", () => {
  const paths = `  /keys:
    get:
      operationId: listKeys
      tags: [keys]
      responses: { "200": ${json("{ type: array, items: { type: string } }")} }
`;
  const methods = "  list(): Promise<string[]>;";
  const code = "class Keys { list() { return this.client.get('/keys'); } }";

  it.each([
    ["by default alone", "declare class Acme { keys: Keys }\nexport default Acme;\ndeclare class Keys {"],
    ["as the module itself", "declare class Acme { keys: Keys }\nexport = Acme;\ndeclare class Keys {"],
  ])("that is exported %s", async (_, client) => {
    const { verdict } = await proposed({ paths, methods, code, client });
    expect(verdict).toMatchObject({ className: "Acme", calls: { all: 1, fit: 1 }, exports: { gone: 0 } });
  });
});
