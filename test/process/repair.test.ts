/** The smallest edit that repairs a sample: values, hosts, comments and formatting stay as they were written. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { callwright } from "../support/process.js";

const document = `openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
servers: [{ url: "https://api.acme.com/v1" }]
paths:
  /workspaces/{workspace_id}/keys:
    post:
      parameters: [{ name: workspace_id, in: path, required: true, schema: { type: string } }]
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [prompt], properties: { prompt: { type: string, example: "<|endoftext|>" } } }
      responses: { "204": { description: none } }
      x-codeSamples:
        - lang: javascript
          source: |
            import { Acme } from "acme-client";
            const acme = new Acme({ baseUrl: "https://acme.mine.example" }); // our own
            await acme.workspaces.keys.create({
              workspaceId : "w-17",   // the team's
              prompt: "Say this is a test."
            });
        - lang: curl
          source: |
            curl -X PUT "https://acme.mine.example/v1/workspaces/w-17/keys" -d '{ "prompt": "Say this is a test." }'
  /silent:
    get: { responses: { "204": { description: none } } }
`;

let cwd = "";
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-repair-"));
  await writeFile(path.join(cwd, "openapi.yaml"), document);
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const samples = (...words: readonly string[]) => callwright(["samples", "openapi.yaml", ...words], { cwd });

describe("samples --write", () => {
  it("renames the argument and the method, and touches nothing else", async () => {
    const { stderr } = await samples("--write");
    expect(stderr).toContain("2 samples replaced, 0 added");
    expect(readFileSync(path.join(cwd, "openapi.samples.yaml"), "utf8")).toBe(
      document.replace("workspaceId :", "workspace_id :").replace("-X PUT", "-X POST"),
    );
  });

  it("adds samples with --add alone", async () => {
    expect((await samples("--write", "--add")).stderr).toMatch(/2 samples replaced, [1-9]\d* added/);
  });

  it("--dry-run shows the difference and writes nothing", async () => {
    const { stdout } = await samples("--write", "--dry-run");
    expect(stdout).toMatch(/^-\s+workspaceId : "w-17"/m);
    expect(stdout).toMatch(/^\+\s+workspace_id : "w-17"/m);
    expect(existsSync(path.join(cwd, "openapi.samples.yaml"))).toBe(false);
    expect(readFileSync(path.join(cwd, "openapi.yaml"), "utf8")).toBe(document);
  });
});
