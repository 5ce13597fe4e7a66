/** A project from an empty folder: what `init` asks and writes, and what is found without a configuration. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { bin } from "../support/paths.js";
import { hasTerminals, onTerminal, runProgram } from "../support/process.js";
import { callwright } from "../support/warm.js";

const document = `openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
paths:
  /keys: { get: { responses: { "204": { description: none } } } }
`;

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-init-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const put = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
  await writeFile(path.join(cwd, file), text);
};
const read = (file: string): string => readFileSync(path.join(cwd, file), "utf8");

describe("init", () => {
  it("--yes writes configuration, workflow and script, and the workflow's own step passes", async () => {
    await put("openapi.yaml", document);
    await put("package.json", '{\n    "name": "mine",\n    "scripts": { "test": "true" }\n}\n');
    const { code, stderr } = await callwright(["init", "--yes"], { cwd });
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("✔") });
    expect(read("redocly.yaml")).toContain(
      "apis:\n  acme:\n    root: openapi.yaml\n    x-callwright:\n      output: sdk\n      package:\n        name: acme-client\n",
    );
    expect(read("package.json")).toContain('\n        "generate:client": "callwright generate"\n');
    expect(read("package.json")).toMatch(/"devDependencies": \{\n {8}"callwright": "\^\d+\.\d+\.\d+"\n/);
    expect(stderr).toContain("wrote package.json: `npm run generate:client`, after `npm install`\n");
    expect(existsSync(path.join(cwd, "sdk", "callwright.json"))).toBe(true);
    const [, step = ""] = /run: (npx callwright .*)/.exec(read(".github/workflows/callwright.yml")) ?? [];
    await mkdir(path.join(cwd, "node_modules", ".bin"), { recursive: true });
    await symlink(bin, path.join(cwd, "node_modules", ".bin", "callwright"));
    expect(await runProgram("sh", ["-c", step], { cwd })).toMatchObject({ code: 0 });
    await rm(path.join(cwd, "sdk", "api.md"));
    expect(await runProgram("sh", ["-c", step], { cwd })).toMatchObject({ code: 3 });
  });

  it("keeps what is there: comments, other APIs, a workflow", async () => {
    await put("spec/api.yaml", document);
    await put("spec/redocly.yaml", "# mine\nextends: [minimal] # few rules\n");
    await put(".github/workflows/callwright.yml", "mine");
    const words = ["init", "--yes", "--out", "client", "--name", "@acme/api-client"];
    expect(await callwright(words, { cwd })).toMatchObject({ code: 0 });
    expect(read("spec/redocly.yaml")).toMatch(/^# mine\nextends: \[ ?minimal ?\] # few rules\napis:\n {2}api:\n/);
    expect(read("spec/redocly.yaml")).toContain("root: api.yaml");
    expect(read(".github/workflows/callwright.yml")).toBe("mine");
    expect(JSON.parse(read("client/package.json"))).toMatchObject({ name: "@acme/api-client" });
    const before = read("spec/redocly.yaml");
    expect((await callwright(words.slice(0, 2), { cwd })).stderr).toContain("kept");
    expect(read("spec/redocly.yaml")).toBe(before);
  });

  it("says that it cannot ask where nobody is", async () => {
    await put("openapi.yaml", document);
    const { code, stderr } = await callwright(["init"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("callwright init --yes");
    expect(existsSync(path.join(cwd, "redocly.yaml"))).toBe(false);
  });

  (hasTerminals ? it : it.skip)("asks three questions on a terminal", async () => {
    await put("openapi.yaml", document);
    const stdout = await onTerminal(["init"], { cwd }, [
      ["Where is the OpenAPI document?", "\r"],
      ["Which folder", "2\r"],
      ["What should the package be called?", "\r"],
    ]);
    for (const asked of ["Where is the OpenAPI document?", "Which folder", "What should the package be called?"])
      expect(stdout).toContain(asked);
    expect(read("redocly.yaml")).toContain("output: sdk2");
    expect(existsSync(path.join(cwd, "sdk2", "callwright.json"))).toBe(true);
  });
});

describe("without a configuration", () => {
  it.each(["openapi.yml", "openapi.json", "spec/openapi.yaml", "spec/acme.yaml"])("finds %s", async (file) => {
    const json = '{ "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "paths": {} }';
    await put(file, file.endsWith(".json") ? json : document);
    await put("spec/notes.yaml", "nothing: here\n");
    expect(await callwright(["generate", "--out", "sdk"], { cwd })).toMatchObject({ code: 0 });
  });

  it("names the documents of which it cannot choose one", async () => {
    await put("spec/one.yaml", document);
    await put("spec/two.yaml", document);
    const { code, stderr } = await callwright(["generate", "--out", "sdk"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("spec/one.yaml, spec/two.yaml");
  });
});

describe("mistyped", () => {
  it.each([
    [["genrate"], "Did you mean generate?"],
    [["openapi.yaml"], "callwright generate openapi.yaml --out sdk"],
    [["generate", "--fource"], "Did you mean --force?"],
  ])("%j is answered with what was meant", async (words, meant) => {
    const { code, stderr } = await callwright(words, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(meant);
  });

  it("help of a command is that command's", async () => {
    const { code, stdout } = await callwright(["help", "generate"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("--build");
  });
});
