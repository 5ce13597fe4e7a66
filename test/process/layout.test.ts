/** `layout: source`: a client among the sources of an application. */
import { existsSync, mkdtempSync } from "node:fs";
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import type { Ended } from "../support/process.js";
import { callwright } from "../support/warm.js";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-layout-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function configure(resources: readonly string[], layout = "source"): Promise<void> {
  const paths = resources.map((name) => `  /${name}: { delete: { responses: { "204": { description: Gone. } } } }\n`);
  const config = `apis: { acme: { root: openapi.yaml, x-callwright: { output: src/acme, layout: ${layout} } } }\n`;
  await writeFile(path.join(cwd, "redocly.yaml"), config);
  await writeFile(
    path.join(cwd, "openapi.yaml"),
    `openapi: 3.1.0\ninfo: { title: Acme, version: 1.0.0 }\npaths:\n${paths.join("")}`,
  );
}

const at = (file: string): string => path.join(cwd, "src", "acme", file);
const run = (...words: string[]): Promise<Ended> => callwright(words, { cwd });

it("writes sources that check and generate follow, and leaves the application's own alone", async () => {
  await configure(["keys", "users"]);
  const first = await run("generate");
  expect(first.code).toBe(0);
  expect(first.stderr).toMatch(/files written to src\/acme in .* Next: npm install openapi-fetch@0\.17\.0\n$/);
  const names = await readdir(at(""));
  expect(names.sort()).toEqual([
    "callwright.json",
    "client.ts",
    "core.ts",
    "index.ts",
    "resources",
    "runtime",
    "schema.ts",
  ]);
  await writeFile(at("mine.ts"), "export const mine = 1;\n");
  expect(await run("check")).toMatchObject({ code: 0 });

  await configure(["keys"]);
  const drifted = await run("check");
  expect(drifted.code).toBe(3);
  expect(drifted.stdout).toContain("resources/users.ts");
  expect(await run("generate")).toMatchObject({ code: 0 });
  expect(existsSync(at("resources/users.ts"))).toBe(false);
  expect(await readFile(at("mine.ts"), "utf8")).toBe("export const mine = 1;\n");
  expect((await run("generate")).stderr).toContain("nothing to do since the last run");

  await appendFile(at("client.ts"), "// mine\n");
  const edited = await run("generate", "--force");
  expect(edited.code).toBe(3);
  expect(edited.stderr).toContain("client.ts was edited by hand and would be replaced.");
});

it("exports the owner's own code, as a package does", async () => {
  await configure(["keys"]);
  await mkdir(at("custom"), { recursive: true });
  await writeFile(at("custom/index.ts"), "export const own = 1;\n");
  expect(await run("generate", "--existing")).toMatchObject({ code: 0 });
  expect(await readFile(at("index.ts"), "utf8")).toContain('export * from "./custom/index.js";');
  expect(await run("check")).toMatchObject({ code: 0 });
});

it("takes the place of a package, and has nothing to build", async () => {
  await configure(["keys"], "package");
  await run("generate");
  await configure(["keys"]);
  expect(await run("generate")).toMatchObject({ code: 0 });
  expect(existsSync(at("index.ts"))).toBe(true);
  expect(existsSync(at("src/index.ts"))).toBe(false);
  for (const left of ["package.json", "README.md", "api.md", "llms.txt", "tsconfig.json", "tsconfig.cjs.json"])
    expect({ left, is: existsSync(at(left)) }).toEqual({ left, is: false });
  expect(await run("check")).toMatchObject({ code: 0 });
  const refused = await run("generate", "--build");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("its files are compiled with the application that contains them.");
});

it("leaves files of a package that its owner wrote in, and names them once", async () => {
  await configure(["keys"], "package");
  await run("generate");
  const manifest = JSON.parse(await readFile(at("package.json"), "utf8")) as object;
  await writeFile(at("package.json"), JSON.stringify({ ...manifest, author: "me" }));
  await appendFile(at("README.md"), "\nMy own words.\n");
  await writeFile(at("notes.md"), "mine\n");
  await configure(["keys"]);
  const { code, stderr } = await run("generate");
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stderr).toContain("yours; left alone: README.md, package.json\n");
  expect(existsSync(at("api.md"))).toBe(false);
  expect(await readFile(at("README.md"), "utf8")).toContain("My own words.");
  expect(await readFile(at("notes.md"), "utf8")).toBe("mine\n");
  expect((await run("generate", "--force")).stderr).not.toContain("left alone");
  expect(await run("check")).toMatchObject({ code: 0 });
});
