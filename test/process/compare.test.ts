/** A published SDK against the client of a document: what its callers notice, as people, tools and CI read it. */
import { mkdtempSync, readFileSync } from "node:fs";
import { cp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { callwright } from "../support/warm.js";
import { acmeDocument, writeAcmeSdk } from "../support/sdk.js";

let cwd = "";
beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-compare-"));
  writeAcmeSdk(path.join(cwd, "sdk"));
  await writeFile(path.join(cwd, "openapi.yaml"), acmeDocument);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const lines = (text: string): readonly string[] => text.trim().split("\n");

describe("compare", () => {
  it("tells call by call what callers notice, and the lines that mend it", async () => {
    const { code, stdout, stderr } = await callwright(["compare", "sdk", "openapi.yaml"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining(
        "acme-sdk 2.3.0: of 6 calls 0 fit except for shared differences, 3 differ, 3 are gone; 2 of 6 exports are gone",
      ),
    });
    expect(lines(stdout)).toEqual([
      'call     keys.fetch — is gone: it is keys.retrieve now — calls: { "GET /keys/{key_id}": keys.fetch }',
      "call     keys.revoke — is gone: the document has no such operation — accept with call-gone keys.revoke",
      "call     keys.createAndWait — is gone: its request could not be determined — accept with call-gone keys.createAndWait",
      "argument keys.create — no longer takes `note` — accept with argument-gone keys.create note",
      "argument keys.create — now requires `scope` — accept with argument-required keys.create scope",
      "argument keys.delete — takes ids in its object, not by position — positional: all",
      "result   keys.create — returns `made` as string | undefined, not Date — accept with result-type keys.create made",
      "result   keys.create — no longer returns `owner` — accept with result-gone keys.create owner",
      'result   keys.list — returns `[].made` as string | undefined, not Date — accept with "result-type keys.list [].made"',
      'result   keys.list — no longer returns `[].owner` — accept with "result-gone keys.list [].owner"',
      "option   new Acme — no longer takes `token` — credentials: { bearer: token }",
      "option   new Acme — no longer takes `region` — accept with option-gone new Acme region",
      "export   Key — is gone: it is KeyObject now — models: { KeyObject: Key }",
      "export   AcmeError — is gone — accept with export-gone AcmeError",
      "helper   describe — is gone — accept with helper-gone describe",
      "",
      "These lines under x-callwright fix some of this; `callwright adopt` writes them:",
      "  credentials:",
      "    bearer: token",
      "  positional: all",
      "  calls:",
      "    GET /keys/{key_id}: keys.fetch",
      "  models:",
      "    KeyObject: Key",
    ]);
  });

  it("finds nothing that its own lines mend, once they are in the configuration", async () => {
    const folder = path.join(cwd, "mended");
    await cp(path.join(cwd, "sdk"), path.join(folder, "sdk"), { recursive: true });
    await cp(path.join(cwd, "openapi.yaml"), path.join(folder, "openapi.yaml"));
    const told = await callwright(["compare", "sdk", "openapi.yaml"], { cwd: folder });
    const [, pasted = ""] = told.stdout.split("writes them:\n");
    const block = pasted.replaceAll(/^/gm, "    ").trimEnd();
    const config = `apis:\n  acme:\n    root: openapi.yaml\n    x-callwright:\n${block}\n`;
    await writeFile(path.join(folder, "redocly.yaml"), config);
    const { code, stdout } = await callwright(["compare", "sdk", "--format", "json"], { cwd: folder });
    const [left] = JSON.parse(stdout) as [{ readonly differences: readonly { kind: string; mend?: unknown }[] }];
    expect(code).toBe(3);
    expect(left.differences.filter(({ mend }) => mend !== undefined)).toEqual([]);
    expect(left.differences.filter(({ kind }) => kind === "argument-position")).toEqual([]);
  });

  describe("with `accept`", () => {
    const everything = ["*-gone *", "argument-position keys.delete", "argument-required keys.create scope"];
    const run = async (entries: readonly string[], more: readonly string[] = []) => {
      const folder = path.join(cwd, "accepting");
      await cp(path.join(cwd, "sdk"), path.join(folder, "sdk"), { recursive: true });
      await cp(path.join(cwd, "openapi.yaml"), path.join(folder, "openapi.yaml"));
      const list = entries.map((entry) => `          - ${entry}\n`).join("");
      await writeFile(
        path.join(folder, "redocly.yaml"),
        `apis:\n  acme:\n    root: openapi.yaml\n    x-callwright:\n      compare:\n        accept:\n${list}`,
      );
      return callwright(["compare", "sdk", ...more], { cwd: folder });
    };
    const entry = (difference: string, more = ""): string =>
      `{ difference: ${JSON.stringify(difference)}, reason: agreed${more} }`;

    it("prints what is accepted, and fails for the rest alone", async () => {
      const some = await run(everything.map((one) => entry(one)));
      expect({ code: some.code, stderr: some.stderr }).toEqual({
        code: 3,
        stderr: expect.stringContaining("; 13 of 15 differences are accepted"),
      });
      expect(some.stdout).toContain("argument keys.create — no longer takes `note` — accepted\n");
      expect(some.stdout).toContain("not Date — accept with result-type keys.create made\n");
      expect(some.stdout).not.toContain("under x-callwright");
      const all = await run([...everything, "result-type keys.* *made"].map((one) => entry(one)));
      expect({ code: all.code, stderr: all.stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("error") });
    });

    it.each([
      ["matches nothing", "argument-gone keys.create nothing", "", "which matches no difference; remove the entry."],
      ["has expired", "*", ', until: "2001-01-01"', "which has expired; set a later `until`, or fix the difference."],
    ])("fails for an entry that %s", async (_, difference, more, told) => {
      const dead = entry(difference, more);
      const { code, stderr } = await run([entry("*"), dead]);
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringContaining(`error \`x-callwright.compare.accept\` has \`${difference}\`, ${told}`),
      });
      expect(await run([entry("*"), dead], ["--fail-on", "none"])).toMatchObject({ code: 0 });
    });

    it("marks what is accepted in JSON, and refuses an entry without a difference", async () => {
      const { stdout } = await run([entry("*")], ["--format", "json"]);
      const [told] = JSON.parse(stdout) as [{ readonly differences: readonly { readonly accepted?: boolean }[] }];
      expect(told.differences.filter(({ accepted }) => accepted !== true)).toEqual([]);
      const { code, stderr } = await run(["{ reason: agreed }"]);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining("redocly.yaml:7:13: error An entry of `accept` has no `difference`."),
      });
    });
  });

  it.each([
    ["none", 0],
    ["calls", 3],
    ["any", 3],
  ])("--fail-on %s exits with %i", async (what, code) => {
    expect(await callwright(["compare", "sdk", "openapi.yaml", "--fail-on", what], { cwd })).toMatchObject({ code });
  });

  it("finds nothing between a client and itself", async () => {
    expect(await callwright(["generate", "openapi.yaml", "--out", "client"], { cwd })).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await callwright(["compare", "client", "openapi.yaml"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("of 4 calls 4 fit except for shared differences, 0 differ, 0 are gone; 0 of");
  });

  it("knows several calls of one operation for what they are", async () => {
    const folder = path.join(cwd, "several");
    const golden = fileURLToPath(new URL("../golden/stainless", import.meta.url));
    for (const file of ["redocly.yaml", "spec.yaml", "stainless.yml"]) {
      await cp(path.join(golden, file), path.join(folder, file), { recursive: true });
    }
    const generated = await callwright(["generate", "--out", "client"], { cwd: folder });
    expect(generated).toMatchObject({ code: 0 });
    const { stdout } = await callwright(["compare", "client"], { cwd: folder });
    expect(stdout).toBe("");
  });

  it("prints annotations and a table for CI", async () => {
    const summary = path.join(cwd, "summary.md");
    const words = ["compare", "sdk", "openapi.yaml", "--format", "github"];
    const { stdout } = await callwright(words, { cwd, env: { GITHUB_STEP_SUMMARY: summary } });
    expect(lines(stdout)[0]).toMatch(/^::error title=adopt\/call-gone::keys\.fetch — is gone/);
    expect(readFileSync(summary, "utf8")).toContain(
      "| argument | keys.delete | takes ids in its object, not by position | positional: all | argument-position keys.delete |",
    );
    const markdown = await callwright([...words.slice(0, 3), "--format", "markdown"], { cwd });
    expect(`${markdown.stdout}\n`).toBe(`${readFileSync(summary, "utf8").trimEnd()}\n\n`);
  });

  it.each([
    ["a folder without types", "empty", "adopt/no-types"],
    ["a folder that is missing", "./nowhere", "adopt/no-folder"],
    ["functions without a class", "functions", "adopt/no-client"],
  ])("refuses %s, and says what to do", async (_, folder, finding) => {
    const { mkdir } = await import("node:fs/promises");
    await mkdir(path.join(cwd, "empty"), { recursive: true });
    await mkdir(path.join(cwd, "functions"), { recursive: true });
    await writeFile(
      path.join(cwd, "functions", "index.d.ts"),
      "export declare function listKeys(): Promise<string[]>;\n",
    );
    const { code, stderr } = await callwright(["compare", folder, "openapi.yaml"], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`[${finding}]`) });
  });
});
