import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Context } from "../../src/commands/running/context.js";
import type { GenerateOptions } from "../../src/commands/running/generate-target.js";
import { withoutLint } from "../support/no-lint.js";

withoutLint();
const { generate } = await import("../../src/commands/generate.js");

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-generate-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What stands below the line of the result, the count of findings aside. */
  readonly changes: readonly string[];
}

type Operations = Readonly<Record<string, object>>;

/** Writes a document of these operations, by address, and generates `sdk`. */
async function generated(operations: Operations, config = "", options: GenerateOptions = {}): Promise<Said> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [address, operation] of Object.entries(operations)) {
    const [method = "", at = ""] = address.split(" ");
    const named = [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = named.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
    const answer = { parameters, responses: { "204": { description: "ok" } } };
    (paths[at] ??= {})[method.toLowerCase()] = { ...answer, ...operation };
  }
  const document = { openapi: "3.0.3", info: { title: "Acme", version: "1.0.0" }, paths };
  await writeFile(path.join(cwd, "spec.json"), JSON.stringify(document));
  await writeFile(
    path.join(cwd, "redocly.yaml"),
    `apis: { acme: { root: spec.json, x-callwright: { output: sdk, ${config} } } }\nextends: [minimal]\n`,
  );
  const lines: { out: string[]; err: string[] } = { out: [], err: [] };
  const context: Context = {
    cwd,
    out: (text) => lines.out.push(text),
    err: (text) => lines.err.push(text),
    terminal: false,
  };
  const code = await generate(undefined, options, context);
  return {
    code,
    out: lines.out.join("\n"),
    err: lines.err.join("\n"),
    changes: beforeNext(lines.err.filter((line) => !/^ {2}reads .* unless its options/.test(line))),
  };
}

/** Lines about calls, between the findings and what comes next. */
function beforeNext(lines: readonly string[]): readonly string[] {
  const next = lines.findIndex((line) => line.startsWith("  the first call") || line.startsWith("✔"));
  const calls = lines.findIndex((line) => line.startsWith("  calls:"));
  return calls === -1 ? [] : lines.slice(calls, next === -1 ? undefined : next);
}

const sample = (call: string) => ({ "x-codeSamples": [{ lang: "js", source: `await acme.${call}({});` }] });

describe("generate tells what became of calls", () => {
  it("not at all for the first package, nor where nothing changed", async () => {
    expect(await generated({ "GET /keys": {} })).toMatchObject({ code: 0, out: "", changes: [] });
    expect(await generated({ "GET /keys": {} })).toMatchObject({ code: 0, out: "", changes: [] });
  });

  it("with the reason of each", async () => {
    await generated({
      "GET /keys": {},
      "POST /keys": {},
      "DELETE /keys/{id}": {},
      "GET /v0/users": {},
      "GET /gone": {},
    });
    const { changes } = await generated(
      {
        "GET /keys": sample("secrets.list"),
        "POST /keys": {},
        "DELETE /keys/{id}": {},
        "GET /users": {},
        "GET /new": {},
      },
      'skip: ["DELETE /keys/{id}"]',
    );
    expect(changes).toEqual([
      "  calls: 2 renamed, 1 with another request, 2 vanished, 1 appeared",
      '    ~ keys.list is now secrets.list  GET /keys  (sample: its JavaScript sample calls `acme.secrets.list`); keep it with calls: { "GET /keys": keys.list }',
      '    ~ keys.create is now secrets.create  POST /keys  (convention: its neighbours are in `secrets`, and POST on a path that ends in `keys` gives the verb); keep it with calls: { "POST /keys": keys.create }',
      "    ~ users.list  GET /users  (convention: its path names the resource, and GET on a path that ends in `users` gives the verb); it was GET /v0/users",
      "    - keys.delete  DELETE /keys/{id}  (left out by the configuration)",
      "    - gone.retrieve  GET /gone  (the document no longer has this operation)",
      "    + new.retrieve  GET /new  (convention: its path names the resource, and GET on a path that ends in `new` gives the verb)",
    ]);
  });

  it("and under --strict writes nothing where a call was renamed, unless the configuration did it", async () => {
    await generated({ "GET /keys": {} });
    const strictly = async (more: string) => generated({ "GET /keys": sample("secrets.list") }, more, { strict: true });
    const refused = await strictly("");
    expect(refused.code).toBe(3);
    expect(refused.err).toContain("nothing was written because --strict found 1 renamed call");
    expect(refused.err).toContain('keep it with calls: { "GET /keys": keys.list }');
    const file = path.join(cwd, "sdk", "src", "resources", "keys.ts");
    expect(await readFile(file, "utf8")).toContain('call: "keys.list"');
    expect(await strictly('calls: { "GET /keys": keys.list }')).toMatchObject({ code: 0, changes: [] });
    expect((await strictly('calls: { "GET /keys": secrets.all }')).code).toBe(0);
  });

  it("in a few lines, and counts the rest", async () => {
    await generated({ "GET /keys": {} });
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`GET /new${String(index)}`, {}]));
    const { changes } = await generated({ "GET /keys": {}, ...many });
    expect(changes).toHaveLength(14);
    expect(changes[0]).toBe("  calls: 30 appeared");
    expect(changes.at(-1)).toBe("    … and 18 more");
  });

  it("and with `names: locked` renames none", async () => {
    await generated({ "GET /keys": {}, "POST /keys": {} });
    const { changes } = await generated({ "GET /keys": sample("secrets.list"), "POST /keys": {} }, "names: locked");
    expect(changes).toEqual([]);
    const file = await readFile(path.join(cwd, "sdk", "src", "resources", "keys.ts"), "utf8");
    expect(file).toContain('call: "keys.list"');
    expect(file).toContain('call: "keys.create"');
  });

  it.each(["a.former", "zebras.former"])(
    "and with `names: locked` keeps a call beside its alias `%s`, run after run",
    async (alias) => {
      const settings = `names: locked, aliases: { ${alias}: GET /keys }`;
      const sketches = { "GET /keys": {}, "GET /zebras": {} };
      for (const round of [1, 2, 3]) {
        const { code, err } = await generated(sketches, settings);
        expect([round, code, err]).toEqual([round, 0, expect.not.stringContaining("further-call")]);
        const manifest = await readFile(path.join(cwd, "sdk", "callwright.json"), "utf8");
        expect([manifest.includes('"keys.list"'), manifest.includes(`"${alias}"`)]).toEqual([true, true]);
      }
    },
  );

  it("lets a locked call go to the one that the configuration gives it to", async () => {
    await generated({ "GET /keys": {} });
    const { changes } = await generated({ "GET /keys": {} }, 'names: locked, calls: { "GET /keys": secrets.all }');
    expect(changes[1]).toContain(
      "keys.list is now secrets.all  GET /keys  (override: `calls` in the configuration names it",
    );
  });

  it("does not read a folder that is no package", async () => {
    await mkdir(path.join(cwd, "sdk", "src"), { recursive: true });
    await writeFile(path.join(cwd, "sdk", "src", "client.ts"), "mine");
    expect(await generated({ "GET /keys": {} })).toMatchObject({ code: 2 });
  });
});
