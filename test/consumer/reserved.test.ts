/** Whatever the runtime, the language and the engines call theirs, a document may call its own. */
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { compile } from "../../src/compile.js";
import { clientMembers, clientOptions, pagerKeys, runtimeExports } from "../../src/naming/reserved.js";
import { reservedFile, reservedText } from "../../scripts/lib/reserved.mjs";
import { typeCheck } from "../support/compilers.js";
import { workFolder } from "../support/paths.js";

const { FirstKeyword, LastKeyword } = ts.SyntaxKind;
const keywords = Object.values(ts.SyntaxKind)
  .filter((kind) => typeof kind === "number")
  .filter((kind) => kind >= FirstKeyword && kind <= LastKeyword)
  .map((kind) => String(ts.tokenToString(kind)));

/** Names that the engine and the language's library give to everybody. */
const globals = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Za-z]\w*$/.test(name));

const members = ["then", "constructor", "toString", "valueOf", "toJSON", "hasOwnProperty", "prototype"];

const names = [
  ...new Set([
    ...Object.keys(runtimeExports),
    ...Object.values(runtimeExports).flat(),
    ...clientOptions,
    ...clientMembers,
    ...Object.values(pagerKeys).flat(),
    ...keywords,
    ...globals,
    ...members,
  ]),
];

const answer = { "200": { description: "Done.", content: { "application/json": { schema: { type: "object" } } } } };

/** One path a name as a resource with an item, one as an action, and a parameter of that name. */
function documentOf(all: readonly string[]): object {
  const paths = all.flatMap((name) => {
    const query = [{ name, in: "query", schema: { type: "string" } }];
    const id = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
    return [
      [`/${name}`, { get: { parameters: query, responses: answer } }],
      [`/${name}/{id}`, { get: { parameters: id, responses: answer } }],
      [`/things/{id}/${name}`, { post: { parameters: id, responses: answer } }],
    ] as const;
  });
  const schemes = all.map((name) => [name, { type: "apiKey", in: "header", name: `x-${name}` }] as const);
  return {
    openapi: "3.1.0",
    info: { title: "Reserved", version: "1.0.0" },
    servers: [{ url: "https://reserved.example" }],
    security: schemes.map(([name]) => ({ [name]: [] })),
    paths: Object.fromEntries(paths),
    components: { securitySchemes: Object.fromEntries(schemes) },
  };
}

const compilerOptions = {
  target: "es2022",
  module: "nodenext",
  lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  noEmit: true,
};

let folder = "";
beforeAll(async () => {
  folder = await workFolder("reserved");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes the package of a document, and gives its folder. */
async function emitted(name: string, document: object): Promise<string> {
  const out = path.join(folder, name);
  const spec = path.join(folder, `${name}.json`);
  await writeFile(spec, JSON.stringify(document));
  const files = await (await compile({ name, spec, decisions: {} })).emit();
  for (const [file, text] of files) {
    await mkdir(path.dirname(path.join(out, file)), { recursive: true });
    await writeFile(path.join(out, file), text);
  }
  await writeFile(path.join(out, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  return out;
}

describe("names that the runtime, the language and the engine take", () => {
  it("are read from the runtime of this checkout", async () => {
    expect(readFileSync(reservedFile, "utf8")).toBe(await reservedText());
  });

  it("compile as resources, actions, parameters and security schemes", async () => {
    expect(names.length).toBeGreaterThan(250);
    const { code, stdout } = await typeCheck(["-p", await emitted("all", documentOf(names))]);
    expect(stdout).toBe("");
    expect(code).toBe(0);
  });

  it("are renamed only where they really clash", async () => {
    const few = await emitted("few", documentOf(["transport", "place", "deadline", "request"]));
    const classes = (file: string): string => readFileSync(path.join(few, "src/resources", `${file}.ts`), "utf8");
    expect(classes("transport")).toContain("export class Transport extends");
    expect(classes("place")).toContain("export class Place extends");
    expect(classes("deadline")).toContain("export class Deadline extends");
    expect(classes("request")).toContain("export class RequestResource extends");
  });
});
