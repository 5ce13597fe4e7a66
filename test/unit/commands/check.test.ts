import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { CheckOptions } from "../../../src/commands/check.js";
import { withoutLint } from "../../support/no-lint.js";

withoutLint();
const { check } = await import("../../../src/commands/check.js");
const { generate } = await import("../../../src/commands/generate.js");

interface Shape {
  readonly limit?: string;
  readonly calls?: readonly string[];
  readonly sample?: string;
}

const spec = ({ limit = "10", calls = ["list"], sample = "client.orders.list()" }: Shape = {}) => `openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
servers: [{ url: https://acme.example }]
paths:
${calls
  .map(
    (call) => `  /orders/${call}:
    get:
      operationId: orders/${call}
      tags: [orders]
      parameters: [{ name: limit, in: query, schema: { type: integer, default: ${limit} } }]
      x-code-samples: [{ lang: javascript, source: ${JSON.stringify(sample)} }]
      responses: { "204": { description: ok } }
`,
  )
  .join("")}`;

let cwd = "";
const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });
const commit = () => {
  git("add", "-A");
  git("commit", "-qm", "a state");
};

async function run(options: CheckOptions = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const context = {
    cwd,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    terminal: false,
  };
  const code = await check("api.yaml", { out: "sdk", ...options }, context);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

async function made(shape: Shape = {}) {
  write("api.yaml", spec(shape));
  const context = { cwd, out: () => undefined, err: () => undefined, terminal: false };
  expect(await generate("api.yaml", { out: "sdk" }, context)).toBe(0);
}

beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-check-test-"));
  git("init", "-q");
  await made();
  commit();
});
afterEach(() => {
  delete process.env.GITHUB_STEP_SUMMARY;
  rmSync(cwd, { recursive: true, force: true });
});

describe("the cause of drift", () => {
  it("is the document: a changed default is told, at its place", async () => {
    write("api.yaml", spec({ limit: "20" }));
    const { code, out, err } = await run();
    expect(code).toBe(3);
    expect(out).toMatch(/RISK +orders\.list — argument limit .*api\.yaml:\d+:\d+/);
    expect(err).toContain("the document changed since they were generated");
  });

  it("names calls that are gone, without Git too", async () => {
    await made({ calls: ["list", "open"] });
    rmSync(path.join(cwd, ".git"), { recursive: true });
    write("api.yaml", spec());
    const { code, out } = await run();
    expect(code).toBe(3);
    expect(out).toContain("orders.open");
    expect(out).toContain("the document no longer has this operation");
  });

  it("is an edit by hand", async () => {
    appendFileSync(path.join(cwd, "sdk/src/client.ts"), "// mine\n");
    const { code, out, err } = await run();
    expect(code).toBe(3);
    expect(out).toContain("sdk/src/client.ts was edited by hand");
    expect(err).toContain("they were edited by hand, and nothing else changed");
  });

  it("is another version of Callwright", async () => {
    const file = path.join(cwd, "sdk/callwright.json");
    write("sdk/callwright.json", readFileSync(file, "utf8").replace(/"callwright": "[^"]*"/, '"callwright": "0.0.1"'));
    const { code, err } = await run();
    expect(code).toBe(3);
    expect(err).toContain("only Callwright's version changed, from 0.0.1 to ");
  });
});

describe("samples", () => {
  it("fail where they got worse than on the earlier side, and not where they were as bad", async () => {
    expect((await run({ against: "HEAD" })).code).toBe(0);
    await made({ sample: "client.orders.list({ nope: 1 })" });
    expect((await run()).code).toBe(0);
    expect((await run({ samples: true })).code).toBe(3);
    const { code, out } = await run({ against: "HEAD" });
    expect(code).toBe(3);
    expect(out).toContain("[samples/");
    commit();
    expect((await run({ against: "HEAD" })).code).toBe(0);
  });
});

describe("--format github", () => {
  it("annotates lines of the document, ten of a kind at most; the summary has them all", async () => {
    const calls = Array.from({ length: 14 }, (_, index) => `call${String(index)}`);
    process.env.GITHUB_STEP_SUMMARY = path.join(cwd, "summary.md");
    write("api.yaml", spec({ calls: ["list", ...calls] }));
    const { code, out } = await run({ format: "github" });
    expect(code).toBe(3);
    const lines = out.split("\n");
    expect(lines.filter((line) => line.includes("title=changes/call-added"))).toHaveLength(10);
    expect(lines.every((line) => /^::(error|warning|notice) /.test(line))).toBe(true);
    expect(out).toMatch(/::notice file=api\.yaml,line=\d+/);
    expect(out).toContain("title=drift/changed");
    const summary = readFileSync(path.join(cwd, "summary.md"), "utf8");
    expect(summary.match(/orders\.call\d+/g)?.length).toBeGreaterThanOrEqual(14);
    expect(summary).toContain("drift/changed");
  });
});
