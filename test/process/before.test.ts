/**
 * The left column of `docs/migrate/openapi-fetch.md`: what readers have is compiled against the library's own types and the
 * types of the pages' document, so that a page never shows code that its readers cannot have written.
 */
import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { root, workFolder } from "../support/paths.js";
import { runProgram } from "../support/process.js";

let cwd = "";
beforeAll(async () => {
  cwd = await workFolder("before");
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const program = (name: string): string => path.join(root, "node_modules", ".bin", name);

/** The code in the first column of the page's table. */
function before(): readonly string[] {
  const page = readFileSync(path.join(root, "docs", "migrate", "openapi-fetch.md"), "utf8");
  return [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, code = ""]) => code);
}

/** A statement that contains the code; `…` stands for a request, or for more of a type. */
function statement(code: string): string {
  const request = 'await client.GET("/api-keys/{id}", { params: { path: { id } } })';
  if (code.startsWith("paths[")) return `type Shown = ${code.replace("…", "")}; const shown = {} as Shown; void shown;`;
  if (/^\w+: /.test(code)) return `${request.slice(0, -3)}, ${code} });`;
  return code.startsWith("const ") ? `${code.replace("…", request)}; void data; void error;` : `${code};`;
}

it("compiles", async () => {
  const rows = before();
  expect(rows).toHaveLength(7);
  const document = path.join(root, "docs", "examples", "acme", "openapi.yaml");
  const types = await runProgram(program("openapi-typescript"), [document, "--output", "schema.ts"], { cwd });
  expect({ code: types.code, said: types.code === 0 ? "" : types.stderr }).toEqual({ code: 0, said: "" });
  const lines = [
    'import createClient, { type Middleware } from "openapi-fetch";',
    'import type { paths } from "./schema.js";',
    "declare const baseUrl: string, id: string, name: string, middleware: Middleware;",
    "const client = createClient<paths>({ baseUrl });",
    ...rows.map((code) => `{ ${statement(code)} }`),
  ];
  await writeFile(path.join(cwd, "package.json"), '{ "type": "module" }');
  await writeFile(path.join(cwd, "before.ts"), lines.join("\n"));
  const settings = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--skipLibCheck"];
  const { code, stdout } = await runProgram(program("tsc"), [...settings, "before.ts"], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});
