import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { compile } from "../../../src/compile.js";
import { type Manifest, parseManifest } from "../../../src/manifest.js";
import { root } from "../../support/paths.js";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-manifest-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const document = (title = "Acme") => ({
  openapi: "3.0.3",
  info: { title, version: "1.2.3" },
  paths: {
    "/keys": { get: { responses: { "204": { description: "ok" } } } },
    '/odd"\u202e': { post: { responses: { "204": { description: "ok" } } } },
  },
});

async function manifestText(spec: string, text: string): Promise<string> {
  await writeFile(path.join(cwd, spec), text);
  const compiled = await compile({ name: "acme", spec: path.join(cwd, spec), decisions: {} });
  return (await compiled.emit()).get("callwright.json") ?? "";
}

async function manifestOf(spec: string, text: string): Promise<Manifest> {
  const manifest = parseManifest(await manifestText(spec, text));
  if (!manifest) throw new Error("no manifest");
  return manifest;
}

describe("the manifest", () => {
  it("says what the package was made of, by what, and which calls it has", async () => {
    const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as { version: string };
    const { files, ...manifest } = await manifestOf("spec.json", JSON.stringify(document()));
    expect(files).toHaveProperty(["src/client.ts"], expect.stringMatching(/^sha256:[0-9a-f]{64}$/));
    expect(files).not.toHaveProperty(["callwright.json"]);
    expect(manifest).toEqual({
      callwright: version,
      document: {
        file: "spec.json",
        title: "Acme",
        version: "1.2.3",
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
      environment: ["ACME_BASE_URL"],
      calls: [
        { call: "keys.list", method: "GET", path: "/keys" },
        { call: "odd.create", method: "POST", path: '/odd"\u202e' },
      ],
      models: {},
    });
  });

  it("holds no invisible character and no path of this machine", async () => {
    const text = await manifestText("spec.json", JSON.stringify(document()));
    expect(text).not.toMatch(/[\u202e\r]/);
    expect(text).not.toContain(cwd);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("has a digest of the content, not of the formatting", async () => {
    const digest = async (file: string, text: string) => (await manifestOf(file, text)).document.digest;
    const plain = await digest("a.json", JSON.stringify(document()));
    expect(await digest("b.yaml", `# a comment\n${JSON.stringify(document(), null, 2)}`)).toBe(plain);
    expect(await digest("a.json", JSON.stringify(document("Other")))).not.toBe(plain);
  });

  it("is an empty list of calls for a document without operations", async () => {
    const { calls } = await manifestOf("spec.json", JSON.stringify({ ...document(), paths: {} }));
    expect(calls).toEqual([]);
  });
});
