/** Real documents: every operation reachable by exactly one call, and the package compiles under strict. */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compilers } from "../support/compilers.js";
import { workFolder } from "../support/paths.js";
import { callwright } from "../support/warm.js";
import { realApis } from "./apis.js";

interface Explained {
  readonly call: string;
  readonly method: string;
  readonly path: string;
  readonly reason: string;
}

let folder = "";
beforeAll(async () => {
  folder = await workFolder("real");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const apis = realApis();
if (apis.length === 0) it("skips: no real document is here", () => undefined);

describe.each(apis)("$name", ({ name, spec, operations }) => {
  const out = () => path.join(folder, name);

  it("generates", async () => {
    const generated = await callwright(["generate", spec, "--out", out()]);
    expect(generated).toMatchObject({ code: 0, stdout: "" });
    expect(generated.stderr).toContain(`with ${String(operations)} methods`);
  }, 180_000);

  it.each(compilers())(
    "gives a package that compiles under strict with $name",
    async (compiler) => {
      const compiled = await compiler.run([
        "-p",
        out(),
        "--noEmit",
        "--exactOptionalPropertyTypes",
        "--noUnusedLocals",
      ]);
      expect(compiled).toMatchObject({ code: 0, stdout: "" });
    },
    180_000,
  );

  it("reaches every operation by exactly one call, listed in api.md", async () => {
    const { stdout } = await callwright(["explain", spec, "--format", "json"]);
    const explained = JSON.parse(stdout) as Explained[];
    expect(explained).toHaveLength(operations);
    expect(new Set(explained.map(({ call }) => call)).size).toBe(operations);
    expect(new Set(explained.map((one) => `${one.method} ${one.path}`)).size).toBe(operations);
    const listing = await readFile(path.join(out(), "api.md"), "utf8");
    expect(listing.match(/^\| \[`.*\]\(src\/(?:client|resources\/[\w-]+)\.ts\)/gm)).toHaveLength(operations);
  }, 60_000);

  it("is found fresh by a check from scratch", async () => {
    const { stdout } = await callwright(["check", spec, "--out", out(), "--format", "json"]);
    // Samples that would not work end a check with 3; they are another test's concern.
    expect(JSON.parse(stdout)).toMatchObject([{ fresh: true, drift: [] }]);
  }, 60_000);
});
