/** The action and the recipes, as far as they run here: this test plays the runner of GitHub Actions. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { runProgram } from "../support/process.js";
import { callwright } from "../support/warm.js";
import { bin, root } from "../support/paths.js";

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = load(readFileSync(path.join(root, "action.yml"), "utf8")) as Action;

const spec = (states: string) => `openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
servers: [{ url: https://acme.example }]
paths:
  /orders:
    get:
      operationId: orders/list
      tags: [orders]
      parameters: [{ name: state, in: query, schema: { type: string, enum: [${states}] } }]
      responses: { "204": { description: ok } }
`;

let cwd = "";
const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const read = (name: string) => readFileSync(path.join(cwd, name), "utf8");
const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], { cwd, stdio: "pipe" });

beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-action-test-"));
  mkdirSync(path.join(cwd, "node_modules/.bin"), { recursive: true });
  write("node_modules/.bin/callwright", `#!/bin/sh\nexec ${process.execPath} ${bin} "$@"\n`);
  chmodSync(path.join(cwd, "node_modules/.bin/callwright"), 0o755);
  write(".gitignore", "node_modules\n");
  write("api.yaml", spec("open, paid"));
  write("redocly.yaml", "apis: { acme: { root: api.yaml, x-callwright: { output: sdk } } }\n");
  expect((await callwright(["generate"], { cwd })).code).toBe(0);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "first");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs the action's steps in order, until one fails. */
async function played(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const valueOf = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? "";
  const filled = (text: string) => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => valueOf(name));
  let ended = { code: 0, stdout: "", stderr: "" };
  for (const step of action.runs.steps) {
    expect(step.shell).toBe("bash");
    // Whatever is filled into a script is run by it.
    expect(step.run).not.toContain("${{");
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, text]) => [key, filled(text)]));
    ended = await runProgram("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run ?? ""], {
      cwd,
      env: { GITHUB_STEP_SUMMARY: path.join(cwd, "summary.md"), GITHUB_BASE_REF: "", ...own, ...env },
    });
    if (ended.code !== 0) break;
  }
  return ended;
}

describe("the action", () => {
  it("checks, and passes where nothing drifted", async () => {
    expect(await played({})).toMatchObject({ code: 0, stdout: "" });
  });

  it("annotates a change at its line, sums it up, and writes the comment", async () => {
    write("api.yaml", spec("open"));
    const { code, stdout } = await played({ command: "diff", markdown: "told.md" }, { GITHUB_BASE_REF: "main" });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^::error file=api\.yaml,line=\d+,col=\d+,title=changes\/enum-shrunk::/m);
    expect(read("summary.md")).toContain("| **breaks** | orders.list |");
    expect(read("told.md")).toContain("## acme: wire breaks, source breaks");
    const drifted = await played({ command: "check" });
    expect(drifted.code).toBe(3);
    expect(drifted.stdout).toContain("title=drift/changed");
    expect(read("summary.md")).toContain("## acme: ");
    expect((await played({ command: "diff", against: "HEAD", "fail-on": "none" })).code).toBe(0);
  });

  it("runs nothing that an input says", async () => {
    const harm = '"; touch harmed; echo "$(touch harmed)`touch harmed`';
    for (const name of ["command", "spec", "against", "fail-on"])
      expect((await played({ command: "diff", against: "HEAD", [name]: harm })).code).toBe(2);
    expect(readdirSync(cwd)).not.toContain("harmed");
  });
});

const recipes = path.join(root, "docs/recipes");

describe.each(readdirSync(recipes))("%s", (name) => {
  const text = readFileSync(path.join(recipes, name), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = ""]) => load(block) as object);

  it("holds YAML, with the least rights and nothing of a stranger's in a script", () => {
    expect(blocks.length).toBeGreaterThan(0);
    const workflows = blocks as readonly {
      on?: unknown;
      permissions?: unknown;
      jobs?: Record<string, { steps: readonly Step[] }>;
    }[];
    for (const { on, permissions, jobs } of workflows.filter((one) => one.jobs !== undefined)) {
      expect([on, permissions]).not.toContain(undefined);
      for (const { run, uses } of Object.values(jobs ?? {}).flatMap(({ steps }) => steps)) {
        expect(run ?? "").not.toContain("${{");
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[\w.]+$/);
      }
      if (JSON.stringify(on).includes("workflow_run")) expect(JSON.stringify(jobs)).not.toContain("checkout");
    }
  });

  it("calls commands and options that exist", async () => {
    const commands = [...text.matchAll(/callwright (check|diff|generate)((?: +(?:--[\w-]+|[\w."$]+))*)/g)];
    for (const [, command = "", rest = ""] of commands) {
      const { stdout } = await callwright([command, "--help"]);
      for (const option of rest.match(/--[\w-]+/g) ?? []) expect(stdout).toContain(option);
    }
  });
});

describe("the recipe that follows a document", () => {
  it("titles the pull request by what callers meet", async () => {
    const text = readFileSync(path.join(recipes, "upstream-sync.md"), "utf8");
    const workflow = load(/^```yaml\n(.*?)^```$/ms.exec(text)?.[1] ?? "") as {
      jobs: { sync: { steps: (Step & { id?: string })[] } };
    };
    const run = workflow.jobs.sync.steps.find(({ id }) => id === "told")?.run ?? "";
    if ((await runProgram("sh", ["-c", "command -v jq"])).code !== 0) return console.warn("skipped: no jq");
    write("openapi.yaml", spec("open, paid"));
    git("add", "-A");
    git("commit", "-qm", "document");
    for (const [states, title] of [
      ["open", "feat!: follow the API"],
      ["open, paid", "fix: follow the API"],
    ] as const) {
      write("openapi.yaml", spec(states));
      write("output", "");
      const env = { RUNNER_TEMP: cwd, GITHUB_OUTPUT: path.join(cwd, "output") };
      expect(await runProgram("bash", ["-eo", "pipefail", "-c", run], { cwd, env })).toMatchObject({ code: 0 });
      expect(read("output")).toContain(`title=${title}\n`);
      expect(read("body.md")).toContain("## ");
    }
  });
});
