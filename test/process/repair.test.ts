/** The smallest edit that repairs a sample: values, hosts, comments and formatting stay as they were written. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { callwright } from "../support/warm.js";

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
        - lang: curl
          source: |
            curl -X POST "https://acme.mine.example/v1/workspace/w-17/key?dry=1" -d '{ "prompt": "Say this is a test." }' # mine
  /silent:
    get: { responses: { "204": { description: none } } }
`;

const repaired = document
  .replace("workspaceId :", "workspace_id :")
  .replace("-X PUT", "-X POST")
  .replace("/workspace/w-17/key?", "/workspaces/w-17/keys?");

let cwd = "";
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-repair-"));
  await writeFile(path.join(cwd, "openapi.yaml"), document);
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const samples = (...words: readonly string[]) => callwright(["samples", "openapi.yaml", ...words], { cwd });

describe("samples --write", () => {
  it("renames the argument, the method and the path, and touches nothing else", async () => {
    const { stderr } = await samples("--write");
    expect(stderr).toContain("3 samples replaced, 0 added");
    expect(readFileSync(path.join(cwd, "openapi.samples.yaml"), "utf8")).toBe(repaired);
  });

  it("adds samples with --add alone", async () => {
    expect((await samples("--write", "--add")).stderr).toMatch(/3 samples replaced, [1-9]\d* added/);
  });

  it("--dry-run shows the difference and writes nothing", async () => {
    const { stdout, stderr } = await samples("--write", "--dry-run");
    expect(stdout).toMatch(/^--- openapi\.yaml\n\+\+\+ openapi\.samples\.yaml\n@@ /);
    expect(stderr).toMatch(/3 samples would be replaced, 0 added; nothing was written\n$/);
    expect(stdout).toMatch(/^-\s+workspaceId : "w-17"/m);
    expect(stdout).toMatch(/^\+\s+workspace_id : "w-17"/m);
    expect(existsSync(path.join(cwd, "openapi.samples.yaml"))).toBe(false);
    expect(readFileSync(path.join(cwd, "openapi.yaml"), "utf8")).toBe(document);
  });

  it("--dry-run shows the whole difference, however long it is", async () => {
    const many = Array.from(
      { length: 30 },
      (_, index) => `  /p${String(index)}:\n    get: { responses: { "204": { description: none } } }\n`,
    );
    await writeFile(path.join(cwd, "openapi.yaml"), document + many.join(""));
    const { stdout } = await samples("--add", "--dry-run");
    expect(stdout).not.toContain("more lines");
    expect(stdout).toMatch(/^\+.*acme\.p29\.retrieve\(/m);
  });
});
