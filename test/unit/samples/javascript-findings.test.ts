import { describe, expect, it } from "@jest/globals";
import { verifySamples } from "../../../src/samples/verify.js";
import { compiled, findingsOf, head, keys, put, useFolder } from "./support.js";

useFolder();

describe("JavaScript samples that pass", () => {
  it.each<[string, string]>([
    ["a plain call", `${head}const key = await acme.keys.retrieve({ id: "k" });\nconsole.log(key.id);`],
    ["a named import", `import { Acme } from "acme";\nawait new Acme().keys.retrieve({ id: "k" });`],
    ["CommonJS", `const { Acme } = require("acme");\nnew Acme().keys.retrieve({ id: "k" }).then(console.log);`],
    ["by position", `${head}await acme.keys.retrieve("k");`],
    [
      "other packages",
      `import fs from "fs";\nimport z from "./z.js";\n${head}await acme.keys.retrieve({ id: fs.read(z) });`,
    ],
    ["Node.js's globals", `${head}await acme.keys.retrieve({ id: process.env.ID });\nBuffer.from("");`],
    ["request options", `${head}await acme.keys.retrieve({ id: "k" }, { timeout: 5 });`],
    [
      "both spellings of the base URL",
      `import Acme from "acme";\nconst a = new Acme({ baseUrl: "x", baseURL: "x" });\na.keys.retrieve({ id: "k" });`,
    ],
    [
      "a client assigned later",
      `import Acme from "acme";\nlet a;\nasync function f(id) { a = new Acme(); return a.keys.retrieve({ id }); }`,
    ],
    ["a client taken for granted", `const key = await client.keys.retrieve({ id: "k" });`],
    [
      "what prepares the call",
      `${head}const { data } = await acme.keys.list();\nawait acme.keys.retrieve({ id: data[0].id });`,
    ],
    ["a raw call of the same address", `${head}await acme.get("/keys/{id}", { params: { path: { id: "k" } } });`],
    ["no call at all", `import WebSocket from "ws";\nnew WebSocket("wss://x");`],
    [
      "JavaScript that types forbid",
      `${head}const o = {}; o.id = 1; function f(x) { return x.y; }\nawait acme.keys.retrieve({ id: "k" });`,
    ],
  ])("%s", async (_, source) => {
    expect(await findingsOf(source)).toEqual([]);
  });

  it.each<[string, string]>([
    ["a literal from a variable", `const role = "reader";\nawait acme.keys.create({ name: "n", role });`],
    ["an object from a variable", `const key = { name: "n", role: "writer" };\nawait acme.keys.create(key);`],
    ["an object that grows", `const key = {};\nkey.name = "n";\nkey.role = "writer";\nawait acme.keys.create(key);`],
    [
      "variables within variables",
      `let role = "reader";\nconst key = { name: "n", role };\nawait acme.keys.create(key);`,
    ],
  ])("%s is as loose as JavaScript", async (_, source) => {
    expect(await findingsOf(head + source, "javascript", "create")).toEqual([]);
  });
});

describe("JavaScript samples that do not pass", () => {
  it.each<[string, string, string, string]>([
    ["no-parse", 'await acme.keys.retrieve({ id: "k" };', "3:37", "The sample is at fault"],
    ["no-parse", 'await acme.keys.retrieve({ id: "k", ... });', "3:41", "The sample is at fault"],
    ["no-parse", 'const acme = 1;\nawait acme.keys.retrieve({ id: "k" });', "2:7", "redeclare"],
    ["undeclared", 'await client.keys.retrieve({ id: "k" });', "3:7", "write `acme`"],
    ["undeclared", 'key = await acme.keys.retrieve({ id: "k" });', "3:1", "const key = …"],
    ["unknown-call", 'await acme.key.retrieve({ id: "k" });', "3:12", "did you mean `keys.retrieve`?"],
    ["unknown-call", 'await acme.keys.retreive({ id: "k" });', "3:17", "did you mean `keys.retrieve`?"],
    ["unknown-call", 'await acme.keys({ id: "k" });', "3:", "the client has no such method"],
    ["unknown-call", 'await acme.keys.retrieveAndPoll({ id: "k" });', "3:17", "The client does not support this"],
    [
      "unknown-argument",
      'await acme.keys.retrieve({ id: "k", nonsense: 1 });',
      "3:37",
      "The sample and the operation disagree",
    ],
    ["unknown-argument", 'await acme.keys.retrieve({ keyId: "k" });', "3:28", "did you mean `id`?"],
    ["unknown-argument", 'await acme.keys.retrieve("k", {}, 3);', "3:", "at most"],
    ["missing-argument", "await acme.keys.retrieve({});", "3:26", "without `id`"],
    ["missing-argument", "await acme.keys.retrieve();", "3:", "without `id`"],
    [
      "wrong-type",
      "await acme.keys.retrieve({ id: 1 });",
      "3:28",
      "`id` to `keys.retrieve` as `number`, but `string` is expected",
    ],
    ["wrong-type", 'await acme.get("/keys/{id}", { id: "k" });', "3:", "The client does not support this"],
    [
      "unknown-property",
      'const k = await acme.keys.retrieve({ id: "k" });\nconsole.log(k.secret);',
      "4:15",
      "`secret`",
    ],
    ["unknown-property", 'const k = acme.keys.retrieve({ id: "k" });\nconsole.log(k.id);', "4:15", "`await`"],
    [
      "not-iterable",
      'for await (const k of await acme.keys.retrieve({ id: "k" })) console.log(k);',
      "3:",
      "The client does not support this",
    ],
    ["other-operation", "await acme.keys.list();", "3:7", "this operation is `acme.keys.retrieve`"],
    ["other-operation", 'await acme.get("/keys");', "3:7", "this operation is `acme.keys.retrieve`"],
  ])("%s: %s", async (kind, source, place, words) => {
    const [first = "", ...others] = await findingsOf(head + source);
    expect(first.startsWith(`${kind} ${place}`) ? "" : first).toBe("");
    expect(first).toContain(words);
    expect(others.filter((other) => other.startsWith("no-parse"))).toEqual([]);
  });

  it("looks past the spelling of arguments", async () => {
    const source = `${head}await acme.keys.list({ workspaceId: "w" });\nawait acme.keys.list({ limit: "2" });`;
    expect(await findingsOf(source, "js", "list")).toEqual([
      expect.stringMatching(/^unknown-argument 3:24 .*did you mean `workspace_id`\?$/),
      expect.stringMatching(
        /^wrong-type 4:24 The sample passes `limit` to `keys\.list` as `string`, but `number` is expected/,
      ),
    ]);
  });

  it("looks into arguments", async () => {
    const source = `${head}await acme.keys.create({ name: "n", role: "reader", limits: { perMinute: 1 } });`;
    expect(await findingsOf(source, "javascript", "create")).toEqual([
      expect.stringMatching(
        /^unknown-argument 3:63 The sample passes `perMinute` within .*did you mean `per_minute`\?$/,
      ),
    ]);
  });

  it("reports a wrong literal in a variable as well", async () => {
    const source = `${head}const key = { name: "n", role: "owner" };\nawait acme.keys.create(key);`;
    expect(await findingsOf(source, "javascript", "create")).toEqual([expect.stringMatching(/^wrong-type 4:24 /)]);
  });

  it("reports options that the client does not have", async () => {
    const source = `import Acme from "acme";\nconst acme = new Acme({ apikey: "KEY" });\nawait acme.keys.retrieve({ id: "k" });`;
    expect(await findingsOf(source)).toEqual([
      expect.stringMatching(/^unknown-argument 2:25 .*`new Acme`, which does not take that option\. .*`apiKey`\?$/),
    ]);
  });

  it("reports the module where its class is meant", async () => {
    const source = `const Acme = require("acme");\nconst acme = new Acme();\nacme.keys.retrieve({ id: "k" });`;
    expect(await findingsOf(source)).toEqual([expect.stringMatching(/^unknown-import 2:14 .*const \{ Acme \}/)]);
  });

  it("expects of TypeScript that it compiles", async () => {
    const source = `${head}const n: number = "text";\nawait acme.keys.retrieve({ id: "k" });`;
    expect(await findingsOf(source, "typescript")).toEqual([expect.stringMatching(/^does-not-compile 3:7 /)]);
    expect(await findingsOf(source, "javascript")).toEqual([]);
  });

  it("blames the configuration for names of its own", async () => {
    const file = await put(keys({ get: [["javascript", `${head}await acme.keys.retrieve({ id: "k" });`]] }));
    const input = await compiled(file, { calls: { "GET /keys/{id}": "keys.show" } });
    expect(verifySamples(input).diagnostics).toEqual([
      expect.objectContaining({ hint: expect.stringContaining("the configuration calls this operation `keys.show`") }),
    ]);
  });
});

describe("a document", () => {
  it("is verified around a sample that exhausts the compiler", async () => {
    const deep = `${head}const x = ${"!".repeat(20_000)}1;`;
    const file = await put(
      keys({
        get: [
          ["javascript", deep],
          ["javascript", `${head}await acme.keys.retrieve({ id: "k" });`],
          ["javascript", `${head}await acme.keys.retrieve({ id: 1 });`],
        ],
      }),
    );
    const { diagnostics } = verifySamples(await compiled(file));
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "samples/no-parse: The sample is nested too deeply to be checked.",
      expect.stringContaining("samples/wrong-type: "),
    ]);
  });

  it("is counted by kind, its findings in the order of the file", async () => {
    const wrong = `${head}await acme.keys.nope();`;
    const right = `${head}await acme.keys.retrieve({ id: "k" });`;
    const file = await put(
      keys({
        get: [
          ["javascript", wrong],
          ["javascript", right],
          ["javascript", right],
          ["curl", "curl https://api.acme.test/v1/keys/k"],
        ],
        list: [
          ["ts", `${head}await acme.keys.list({ limit: true });`],
          ["ruby", "acme.keys"],
        ],
      }),
    );
    const { counts, diagnostics } = verifySamples(await compiled(file));
    expect(counts).toEqual({ javascript: { all: 4, pass: 2 }, curl: { all: 1, pass: 1 } });
    const lines = diagnostics.map(({ place }) => (place && "line" in place ? place.line : 0));
    expect(lines).toEqual([...lines].sort((one, other) => one - other));
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  });

  it("without samples needs no program", async () => {
    const { counts, diagnostics } = verifySamples(await compiled(await put(keys({}))));
    expect({ counts, diagnostics }).toEqual({
      counts: { javascript: { all: 0, pass: 0 }, curl: { all: 0, pass: 0 } },
      diagnostics: [],
    });
  });
});
