import { describe, expect, it } from "@jest/globals";
import { readJavaScript } from "../../../src/snippets/javascript.js";
import { lineAt } from "../../../src/snippets/snippet.js";

const head = `import Acme from "acme";\nconst client = new Acme({ apiKey: "KEY" });\n`;

function calls(source: string): readonly string[] {
  return readJavaScript(source).calls.map(({ path }) => path.join("."));
}

describe("what a call is given", () => {
  const given = (source: string): unknown => readJavaScript(head + source).calls[0]?.shown;

  it.each<[string, string, unknown]>([
    ["an object", `client.a.b({ id: "x", "n-m": [1, { ok: true }] });`, { id: "x", "n-m": [1, { ok: true }] }],
    ["variables", `const body = { id };\nconst id = "x";\nclient.a.b(body);`, { id: "x" }],
    ["a variable with a value", `const id = "x";\nclient.a.b({ id, other: id });`, { id: "x", other: "x" }],
    ["what is computed is left out", `client.a.b({ id: "x", at: Date.now(), list: [key()] });`, { id: "x" }],
    ["a part that is computed takes the whole value", `client.a.b({ a: { b: 1, c: f() }, d: 2 });`, { d: 2 }],
  ])("%s", (_, source, byKey) => {
    expect(given(source) ?? { byPosition: [], byKey: {} }).toEqual({ byPosition: [], byKey });
  });

  it("values before the first object", () => {
    expect(given(`client.a.b("x", 2, { c: 3 }, { timeout: 1 });`)).toEqual({ byPosition: ["x", 2], byKey: { c: 3 } });
    expect(given(`client.a.b(id(), "x");`)).toBeUndefined();
    expect(given(`client.a.b();`)).toBeUndefined();
  });

  it("is no more than the sample writes, however variables hold each other", () => {
    const lines = Array.from(
      { length: 40 },
      (_, index) => `const v${String(index + 1)} = [v${String(index)}, v${String(index)}];`,
    );
    expect(given(`const v0 = [1];\n${lines.join("\n")}\nclient.a.b({ x: v40, y: v0 });`)).toMatchObject({
      byKey: { y: [1] },
    });
    expect(given(`const a = { b: a };\nclient.c.d(a);`)).toBeUndefined();
  });
});

describe("reading JavaScript", () => {
  it.each<[string, string]>([
    ["a plain call", `${head}client.a.list();`],
    ["await", `${head}const x = await client.a.list({});`],
    ["then and catch", `${head}client.a.list().then((page) => page.next()).catch(console.error);`],
    ["a loop", `${head}async function main() { for await (const x of client.a.list()) console.log(x); }\nmain();`],
    ["destructured data", `${head}const { data: { items } } = await client.a.list();`],
    ["a destructured resource", `${head}const { a } = client;\nawait a.list();`],
    ["a renamed resource", `${head}const { a: things } = client;\nawait things.list();`],
    ["an alias", `${head}const things = client.a;\nawait things.list();`],
    ["a client without a variable", `import Acme from "acme";\nawait new Acme().a.list();`],
    [
      "a client assigned later",
      `import { Acme } from "acme";\nlet api;\nasync function f() { api = new Acme(); await api.a.list(); }`,
    ],
    ["a client as a property", `class App { client = new Acme(); run() { return this.client.a.list(); } }`],
    [
      "a client set in a constructor",
      `class App { constructor() { this.api = new Acme(); } run() { return this.api.a.list(); } }`,
    ],
    ["require", `const Acme = require("acme").default;\nconst acme = new Acme();\nacme.a.list();`],
    ["a namespace import", `import * as acme from "acme";\nconst x = new acme.Acme();\nx.a.list();`],
    ["a factory", `import { createClient } from "acme";\nconst c = createClient({});\nc.a.list();`],
    ["other options", `${head}await client.withOptions({ timeout: 1 }).a.list();`],
    ["an element access", `${head}await client["a"].list();`],
    ["types", `${head}const x = (await client.a.list()) as unknown;\nconst y: string = x!;`],
    ["no client at all", `const x = await client.a.list();`],
    ["optional chaining", `${head}await client?.a?.list();`],
  ])("sees through %s", (_, source) => {
    expect(calls(source)).toEqual(["a.list"]);
  });

  it.each<[string, string]>([
    ["fetch", `const r = await fetch("https://x.test/a"); const d = await r.json(); d.items.map(String);`],
    [
      "other clients",
      `import WebSocket from "ws";\nconst ws = new WebSocket("wss://x");\nws.on("open", () => { ws.send("x"); });`,
    ],
    [
      "the platform",
      `import fs from "fs";\nfs.promises.readFile("x"); console.log(JSON.stringify({})); process.stdout.write("");`,
    ],
    ["results", `${head}const page = await client;\nfoo(); `],
  ])("makes nothing of %s", (_, source) => {
    expect(calls(source)).toEqual([]);
  });

  it("prefers the declared client over variables that nobody declares", () => {
    expect(calls(`${head}other.b.list(); client.a.list();`)).toEqual(["a.list"]);
    const [call] = readJavaScript(`import Acme from "acme";\nconst acme = new Acme();\nclient.a.list();`).calls;
    expect(call).toMatchObject({ path: ["a", "list"], undeclared: "client" });
  });

  it("says how arguments are passed", () => {
    const kinds = (statement: string) => readJavaScript(head + statement).calls[0]?.arguments;
    expect(kinds(`client.a.get("x", \`y\`, 3, { b: 1 })`)).toEqual(["value", "value", "value", "object"]);
    expect(kinds(`const id = "x"; const body = { a: 1 }; client.a.get(id, body)`)).toEqual(["value", "object"]);
    expect(kinds(`client.a.get(id="x", limit=2)`)).toEqual(["keyword", "keyword"]);
    expect(kinds(`client.a.get(id)`)).toEqual(["unknown"]);
  });

  it("remembers the client", () => {
    expect(
      readJavaScript(`import { Acme } from "acme-sdk";\nconst acme = new Acme({ apiKey: "K", "baseUrl": "U" });`)
        .clients,
    ).toEqual([{ className: "Acme", variable: "acme", options: ["apiKey", "baseUrl"], package: "acme-sdk" }]);
  });

  it("reads what can be read of broken samples, and says what is broken", () => {
    const source = `${head}async function main() {\n  await client.a.update("x", {\n    b: 1 }\n  }'\n`;
    const { calls: found, problem } = readJavaScript(source);
    expect(found.map(({ path }) => path.join("."))).toEqual(["a.update"]);
    expect(problem?.message).toBe("',' expected");
    expect(lineAt(source, problem?.offset ?? 0)).toBe(6);
    expect(readJavaScript(`${head}client.a.list();`).problem).toBeUndefined();
  });

  it("survives what a parser does not", () => {
    const deep = readJavaScript("(".repeat(200_000));
    expect(deep).toEqual({
      calls: [],
      clients: [],
      requests: [],
      problem: { message: "The code is nested too deeply", offset: 0 },
    });
    expect(readJavaScript("").calls).toEqual([]);
    expect(readJavaScript("const a = b; const b = a; a.x.y();").calls).toBeDefined();
  });
});
