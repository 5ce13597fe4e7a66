/** What a person sees of many findings: in `lint`, in `generate`, on a terminal and in a log. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { bin } from "../support/paths.js";
import { runNode, runProgram } from "../support/process.js";
import { callwright } from "../support/warm.js";

let cwd = "";
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-lint-"));
  const operation = "{ get: { operationId: same, responses: { '204': { description: none } } } }";
  const paths = Array.from({ length: 6 }, (_, index) => `  /p${String(index)}/{id}: ${operation}`);
  await put(
    "openapi.yaml",
    ["openapi: 3.0.3", "info: { title: Acme, version: 1.0.0 }", "paths:", ...paths, ""].join("\n"),
  );
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const put = (file: string, text: string): Promise<void> => writeFile(path.join(cwd, file), text);
const lint = (...words: readonly string[]) => callwright(["lint", "openapi.yaml", ...words], { cwd });
const places = (stdout: string): readonly string[] =>
  stdout.split("\n").filter((line) => /^openapi\.yaml:\d/.test(line));

const terminal = process.platform === "linux" && existsSync("/usr/bin/script");
const onTerminal = (words: string) =>
  runProgram("script", ["-qec", `stty cols 120; '${process.execPath}' '${bin}' ${words}`, "/dev/null"], {
    cwd,
    env: { NO_COLOR: "" },
  });

describe("lint", () => {
  it("groups by rule, errors first, with counts and the first three places", async () => {
    const { code, stdout } = await lint();
    expect(code).toBe(3);
    expect(stdout).toMatch(/^lint\/path-parameters-defined: 6 errors\nopenapi\.yaml:4:\d+: error/m);
    expect(stdout).toContain("… 3 more: `callwright lint openapi.yaml --rule lint/path-parameters-defined`");
    const severities = places(stdout).map((line) => / (error|warning|info) /.exec(line)?.[1]);
    expect(severities.lastIndexOf("error")).toBeLessThan(severities.indexOf("warning"));
  });

  it("--max shows more of each, --rule all of one, --all everything in the order of lines", async () => {
    const ofRule = (stdout: string) => places(stdout).filter((line) => line.includes("[lint/path-parameters-defined]"));
    expect(ofRule((await lint("--max", "5")).stdout)).toHaveLength(5);
    const one = places((await lint("--rule", "path-parameters-defined")).stdout);
    expect(one).toHaveLength(6);
    expect(ofRule(one.join("\n"))).toEqual(one);
    const all = (await lint("--all")).stdout;
    expect(all).not.toContain("more:");
    const lines = places(all).flatMap((line) => (line.includes(" error ") ? Number(line.split(":")[1]) : []));
    expect(lines).toEqual([...lines].sort((first, second) => first - second));
    expect((await lint("--max", "none")).code).toBe(2);
  });

  it("leaves out what the ignore file lists, and says so where that cannot be read", async () => {
    const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
    const env = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    await runNode([redocly, "lint", "openapi.yaml", "--generate-ignore-file"], { cwd, env });
    const file = path.join(cwd, ".redocly.lint-ignore.yaml");
    const text = readFileSync(file, "utf8");
    expect(text).toContain("#/paths/~1p0~1{id}/get/parameters");
    expect((await lint("--rule", "path-parameters-defined")).stdout).toBe("");
    await writeFile(file, text.replace(/^.*~1p2~1{id}\/get\/parameters.*\n/m, ""));
    const { stdout } = await lint("--rule", "path-parameters-defined");
    expect(stdout).toMatch(/^lint\/path-parameters-defined: 1 error\nopenapi\.yaml:6:/);
    await put(".redocly.lint-ignore.yaml", "a: [\n");
    expect((await lint("--rule", "ignore-file")).stdout).toContain("is not YAML, so nothing is ignored");
  });

  (terminal ? it : it.skip)(
    "shows the lines around a finding on a terminal, without what would move its cursor",
    async () => {
      await put(
        "openapi.yaml",
        "openapi: 3.0.3\ninfo: { title: Acme, version: 1.0.0 } # \u001b[2J\npaths:\n  /p/{id}: { get: { responses: { '204': { description: none } } } }\n",
      );
      const { stdout } = await onTerminal("lint openapi.yaml");
      expect(stdout).toMatch(/> 4 \|\s+\/p\/\{id\}/);
      expect(stdout).not.toContain("\u001b[2J");
      expect((await lint()).stdout).not.toContain("> 4 |");
    },
  );
});

describe("generate", () => {
  it("prints Callwright's own findings, also when nothing has changed", async () => {
    await put(
      "redocly.yaml",
      'apis: { acme: { root: openapi.yaml, x-callwright: { output: sdk, calls: { "GET /nope": a.b } } } }',
    );
    for (const _ of ["first", "second"]) {
      const { code, stderr } = await callwright(["generate"], { cwd });
      expect(code).toBe(0);
      expect(stderr).toMatch(/redocly\.yaml:1:\d+: (?:warning|error) .*GET \/nope/);
      expect(stderr).not.toContain("[lint/");
    }
  });

  (terminal ? it : it.skip)("says what it is doing on a terminal, and nothing of it in a log", async () => {
    const { stdout } = await onTerminal("generate openapi.yaml --out sdk");
    expect(stdout).toMatch(/naming 6 operations/);
    expect(stdout).toContain("writing types and code of 6 operations");
    expect(stdout).toMatch(/\u001b\[32m✔ \d+ files written to sdk in/);
    const { stderr } = await callwright(["generate", "openapi.yaml", "--out", "log"], { cwd });
    expect(stderr).not.toContain("naming 6 operations");
    expect(stderr).not.toContain("\u001b");
  });
});
