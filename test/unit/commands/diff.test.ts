import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { run as commandLine } from "../../../src/cli.js";
import { diff, type DiffOptions } from "../../../src/commands/diff.js";

const spec = (values: string) => `openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
paths:
  /orders:
    get:
      operationId: orders/list
      tags: [orders]
      parameters: [{ name: state, in: query, schema: { type: string, enum: [${values}] } }]
      responses: { "204": { description: ok } }
`;

let cwd = "";
const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-diff-test-"));
  write("api.yaml", spec("a, b"));
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "first");
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** The command as it is typed. */
async function typed(...words: string[]) {
  const lines: string[] = [];
  const out = (text: string) => void lines.push(text);
  const context = { cwd, out, err: out, terminal: false };
  const code = await commandLine(words, context, "0.0.0", () => new AbortController().signal);
  return { code, text: lines.join("\n") };
}

async function run(options: DiffOptions = {}, name = "api.yaml") {
  const lines: string[] = [];
  const code = await diff(name, options, {
    cwd,
    out: (text) => lines.push(text),
    err: () => undefined,
    terminal: false,
  });
  return { code, text: lines.join("\n") };
}

describe("diff", () => {
  it("takes an integer in place of a number for a limit, which code does not see", async () => {
    const typedAs = (type: string) => spec("a").replace("type: string, enum: [a]", `type: ${type}`);
    write("before.yaml", typedAs("number"));
    write("api.yaml", typedAs("integer"));
    const { text } = await run({ against: "before.yaml", prove: true });
    expect(text).toContain("is integer, not number — wire breaks, source safe");
  });

  it("compares with the last revision", async () => {
    expect(await run()).toEqual({ code: 0, text: "" });
    write("api.yaml", spec("a"));
    const { code, text } = await run();
    expect(code).toBe(3);
    expect(text).toContain('orders.list — argument state no longer has "b" — wire breaks, source breaks');
    expect(text).toMatch(/api\.yaml:8:\d+/);
  });

  it("fails on what it is told to", async () => {
    write("api.yaml", spec("a"));
    expect((await run({ failOn: "none" })).code).toBe(0);
  });

  it("fails on what the configuration says, unless the command line says otherwise", async () => {
    write("api.yaml", spec("a"));
    const x = "{ diff: { failOn: none } }";
    write("redocly.yaml", `apis:\n  acme:\n    root: api.yaml\n    x-callwright: ${x}\n`);
    expect((await typed("diff", "acme", "--against", "HEAD")).code).toBe(0);
    expect((await typed("diff", "acme", "--against", "HEAD", "--fail-on", "risk")).code).toBe(3);
  });

  it("refuses an acceptance without the change that it accepts", async () => {
    write(
      "redocly.yaml",
      "apis:\n  acme:\n    root: api.yaml\n    x-callwright: { diff: { accept: [{ reason: x }] } }\n",
    );
    expect((await typed("diff", "acme", "--against", "HEAD")).code).toBe(2);
  });

  it("accepts a change by its fingerprint until a day, and refuses an entry that matches nothing", async () => {
    write("api.yaml", spec("a"));
    const [change = ""] = /[0-9a-f]{12}$/.exec((await run()).text) ?? [];
    const accept = (entry: string) =>
      write("redocly.yaml", `apis:\n  acme:\n    root: api.yaml\n    x-callwright: { diff: { accept: [${entry}] } }\n`);
    accept(`{ change: "${change}", reason: agreed, until: "2999-01-01" }`);
    expect((await run({ against: "HEAD" }, "acme")).code).toBe(0);
    accept(`{ change: "${change}", until: "2001-01-01" }`);
    expect((await run({ against: "HEAD" }, "acme")).code).toBe(3);
    write("api.yaml", spec("a, b"));
    expect((await run({ against: "HEAD" }, "acme")).code).toBe(3);
  });

  it("takes no option of git for a revision", async () => {
    await expect(run({ against: "--output=stolen" })).rejects.toThrow("neither a file, a folder nor a revision");
  });
});
