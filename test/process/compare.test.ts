/** A published SDK against the client of a document: what its callers notice, as people, tools and CI read it. */
import { mkdtempSync, readFileSync } from "node:fs";
import { cp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { callwright } from "../support/process.js";
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
      "call     keys.revoke — is gone: the document has no such operation",
      "call     keys.createAndWait — is gone: its request could not be determined",
      "argument keys.create — no longer takes `note`",
      "argument keys.create — now requires `scope`",
      "argument keys.delete — takes ids in its object, not by position — positional: all",
      "result   keys.create — returns `made` as string | undefined, not Date",
      "result   keys.create — no longer returns `owner`",
      "result   keys.list — returns `[].made` as string | undefined, not Date",
      "result   keys.list — no longer returns `[].owner`",
      "option   new Acme — no longer takes `token` — credentials: { bearer: token }",
      "option   new Acme — no longer takes `region`",
      "export   Key — is gone: it is KeyObject now — models: { KeyObject: Key }",
      "export   AcmeError — is gone",
      "helper   describe — is gone",
      "",
      "4 lines under x-callwright fix some of this; `callwright adopt` writes them:",
      "  credentials: { bearer: token }",
      "  positional: all",
      '  calls: { "GET /keys/{key_id}": keys.fetch }',
      "  models: { KeyObject: Key }",
    ]);
  });

  it("finds nothing that its own lines mend, once they are in the configuration", async () => {
    const folder = path.join(cwd, "mended");
    await cp(path.join(cwd, "sdk"), path.join(folder, "sdk"), { recursive: true });
    await cp(path.join(cwd, "openapi.yaml"), path.join(folder, "openapi.yaml"));
    const block = [
      "credentials: { bearer: token }",
      "positional: all",
      'calls: { "GET /keys/{key_id}": keys.fetch }',
      "models: { KeyObject: Key }",
    ];
    const config = `apis:\n  acme:\n    root: openapi.yaml\n    x-callwright:\n      ${block.join("\n      ")}\n`;
    await writeFile(path.join(folder, "redocly.yaml"), config);
    const { code, stdout } = await callwright(["compare", "sdk", "--format", "json"], { cwd: folder });
    const [told] = JSON.parse(stdout) as [{ readonly differences: readonly { kind: string; mend?: unknown }[] }];
    expect(code).toBe(3);
    expect(told.differences.filter(({ mend }) => mend !== undefined)).toEqual([]);
    expect(told.differences.filter(({ kind }) => kind === "argument-position")).toEqual([]);
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
      "| argument | keys.delete | takes ids in its object, not by position | positional: all |",
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
