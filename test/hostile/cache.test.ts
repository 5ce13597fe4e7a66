/** The cache folder, filled by a pull request that CI has checked out, or by another user of the machine. */
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { root } from "../support/paths.js";
import { callwright, type Ended } from "../support/process.js";

const spec = `openapi: 3.0.3
info: { title: A, version: 1.0.0 }
paths: { /a: { get: { operationId: a/list, tags: [a], responses: { "204": { description: x } } } } }
`;

let folder = "";
let cwd = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "callwright-cache-"));
  cwd = path.join(folder, "checkout", "packages", "a");
  await mkdir(cwd, { recursive: true });
  await writeFile(path.join(cwd, "spec.yaml"), spec);
  // What was written just before a run may have changed during it, as far as clocks can tell.
  await new Promise((resolve) => setTimeout(resolve, 50));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function generate(cache: string): Promise<Ended> {
  return callwright(["generate", "spec.yaml", "--out", "client"], { cwd, env: { XDG_CACHE_HOME: cache } });
}

/** Generates twice. @returns whether the second run believed what the first had remembered */
async function isUsed(cache: string): Promise<boolean> {
  expect((await generate(cache)).code).toBe(0);
  return (await generate(cache)).stderr.includes("nothing to do");
}

describe("the cache", () => {
  it("is used where it is the user's own, with rights for nobody else, and holds no code", async () => {
    const cache = path.join(folder, "cache");
    expect(await isUsed(cache)).toBe(true);
    expect(readdirSync(path.join(cache, "callwright"))).toEqual(["runs"]);
    const runs = path.join(cache, "callwright", "runs");
    expect((await stat(runs)).mode & 0o777).toBe(0o700);
    await chmod(runs, 0o770);
    expect((await generate(cache)).stderr).not.toContain("nothing to do");
  }, 30_000);

  it("is not used inside the working tree, nor through a link into it", async () => {
    await mkdir(path.join(folder, "checkout", ".git"));
    const inside = path.join(folder, "checkout", ".cache");
    expect(await isUsed(inside)).toBe(false);
    expect(existsSync(inside)).toBe(false);
    await mkdir(inside);
    await symlink(inside, path.join(folder, "link"));
    expect(await isUsed(path.join(folder, "link"))).toBe(false);
    expect(readdirSync(inside)).toEqual([]);
  }, 60_000);

  it("is not made where a link in the working tree leads", async () => {
    const elsewhere = path.join(folder, "elsewhere");
    await mkdir(path.join(folder, "checkout", ".git"));
    await mkdir(elsewhere, { mode: 0o700 });
    await symlink(elsewhere, path.join(folder, "checkout", ".cache"));
    expect(await isUsed(path.join(folder, "checkout", ".cache"))).toBe(false);
    expect(readdirSync(elsewhere)).toEqual([]);
  }, 60_000);

  it("is written through no link", async () => {
    const cache = path.join(folder, "cache");
    const victim = path.join(folder, "victim");
    await generate(cache);
    const runs = path.join(cache, "callwright", "runs");
    const [entry = ""] = readdirSync(runs);
    await writeFile(victim, "precious");
    await rm(path.join(runs, entry));
    await symlink(victim, path.join(runs, entry));
    await generate(cache);
    expect(await readFile(victim, "utf8")).toBe("precious");
    await rename(runs, path.join(folder, "elsewhere"));
    await symlink(path.join(folder, "elsewhere"), runs);
    const before = readdirSync(path.join(folder, "elsewhere"));
    await generate(cache);
    expect(readdirSync(path.join(folder, "elsewhere"))).toEqual(before);
  }, 60_000);
});

it("no source gives V8 code that it did not compile itself", async () => {
  for (const file of readdirSync(path.join(root, "dist"), { recursive: true, encoding: "utf8" })) {
    if (!/(?:^bin|^index|^chunks.*)\.js$/.test(file)) continue;
    expect(await readFile(path.join(root, "dist", file), "utf8")).not.toMatch(/cachedData|enableCompileCache/);
  }
});
