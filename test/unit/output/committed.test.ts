import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compile } from "../../../src/compile.js";
import { addressText } from "../../../src/document/address.js";
import type { FileSet } from "../../../src/fileset.js";
import { methodsOf } from "../../../src/naming/changes.js";
import { committedCalls, committedModels } from "../../../src/output/committed.js";
import { readOldCalls } from "../../../src/output/old-calls.js";
import { findTargets } from "../../../src/targets.js";
import { root, workFolder } from "../../support/paths.js";

let parent = "";
let count = 0;
beforeAll(async () => {
  parent = await workFolder("committed");
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function written(files: FileSet): Promise<string> {
  const folder = path.join(parent, String((count += 1)));
  for (const [file, text] of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  return folder;
}

async function made(name: string): Promise<{ readonly files: FileSet; readonly calls: ReadonlyMap<string, string> }> {
  const [target] = findTargets({ cwd: path.join(root, "test", "golden", name), spec: "spec.yaml" });
  if (!target) throw new Error("no target");
  const compiled = await compile(target);
  const methods = methodsOf(compiled.surface).map(
    ({ call, operation }) => [addressText(operation.address), call] as const,
  );
  expect(methods.length).toBeGreaterThan(0);
  return { files: await compiled.emit(), calls: new Map(methods) };
}

const sorted = (calls: ReadonlyMap<string, string>) => [...calls].sort();
const without = (files: FileSet, ...names: readonly string[]): FileSet =>
  new Map([...files].filter(([name]) => !names.includes(name)));

describe("calls of a package on disk", () => {
  it.each(["text", "names", "arguments", "openapi-3.1"])("are those that were written: %s", async (name) => {
    const { files, calls } = await made(name);
    expect([...committedCalls(await written(files))]).toEqual([...calls]);
  });

  it.each(["text", "names"])("are those of its code where it has no manifest: %s", async (name) => {
    const { files, calls } = await made(name);
    expect(sorted(committedCalls(await written(without(files, "callwright.json"))))).toEqual(sorted(calls));
  });

  it("come from the manifest before the code", async () => {
    const { files } = await made("names");
    const text = files.get("callwright.json")?.replace(/"call": "[^"]+"/, '"call": "other.name"') ?? "";
    expect([...committedCalls(await written(new Map([...files, ["callwright.json", text]]))).values()][0]).toBe(
      "other.name",
    );
  });

  it.each(["", "{", "[]", "{}", '{"callwright": "1", "document": {}, "calls": []}', "<<<<<<< HEAD\n{}"])(
    "are those of its code where the manifest reads %j",
    async (text) => {
      const { files, calls } = await made("names");
      expect(sorted(committedCalls(await written(new Map([...files, ["callwright.json", text]]))))).toEqual(
        sorted(calls),
      );
    },
  );

  it("are none where the folder is not a package of Callwright's", async () => {
    const { files } = await made("names");
    const manifest = new Map([["callwright.json", files.get("callwright.json") ?? ""]]);
    expect(committedCalls(await written(manifest))).toEqual(new Map());
  });

  it("are read from a package of the first release", () => {
    const old = path.join(root, "test", "golden", "locked", "before");
    expect([...committedCalls(old)]).toEqual([
      ["GET /users", "listUsers"],
      ["GET /keys", "keys.list"],
      ["POST /keys", "keys.create"],
    ]);
  });
});

const read = (text: string) => [...readOldCalls(new Map([["src/resources/a.ts", text]]))];

const lines = (call: string, method: string, at: string) =>
  `  x: {\n    call: ${call},\n    method: ${method},\n    path: ${at},\n    result: "json",\n  },\n`;

describe("calls in the code of a package", () => {
  it("may hold every character that a path may", () => {
    expect(read(lines('"a.b"', '"GET"', '"/a\\"b\\\\c\\u202e/<\\/x"'))).toEqual([['GET /a"b\\c\u202e/</x', "a.b"]]);
  });

  it("are not those that a comment or a longer line holds", () => {
    const commented = lines('"a.b"', '"GET"', '"/a"').replace(/^/gm, " * ");
    expect(read(`/**\n${commented} */\n`)).toEqual([]);
    expect(read(lines('"a.b"', '"GET"', '"/a"').replaceAll("\n", " "))).toEqual([]);
    expect(read(lines('"a.b" + "c"', '"GET"', '"/a"'))).toEqual([]);
    expect(read(lines('"a.b"', '"get"', '"/a"'))).toEqual([]);
    expect(read(lines('"a.\\x"', '"GET"', '"/a"'))).toEqual([]);
  });

  it("are the first of several for one address", () => {
    expect(read(lines('"a.b"', '"GET"', '"/a"') + lines('"c.d"', '"GET"', '"/a"'))).toEqual([["GET /a", "a.b"]]);
  });

  it("are read in time that grows with the text", () => {
    const hostile = `${'    call: "'.repeat(100_000)}${'\\"'.repeat(100_000)}`;
    expect(read(`    call: "${"a\\\\".repeat(500_000)}\n${hostile}`)).toEqual([]);
  });
});

describe("models of a package on disk", () => {
  it("are those that were written, and keep their names where these are locked", async () => {
    const { files } = await made("discriminator-choices");
    const out = await written(files);
    const models = committedModels(out);
    expect(Object.keys(models).length).toBeGreaterThan(0);
    for (const name of Object.values(models))
      expect(files.get("src/schema.ts")).toMatch(new RegExp(`export (interface|type) ${name}\\b`));
  });

  it("are none where the manifest does not say, or nothing was generated", async () => {
    expect(committedModels(await written(new Map()))).toEqual({});
  });
});
