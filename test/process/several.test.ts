/** A configuration of several APIs: they run side by side, and one summary tells of all. */
import { mkdtempSync, readFileSync } from "node:fs";
import { appendFile, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { bin } from "../support/paths.js";
import { hasTerminals, onTerminal, runNode, type Ended } from "../support/process.js";
import { callwright, replayingLint } from "../support/warm.js";

const apis = ["orders", "keys", "users", "teams"];

let cwd = "";
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-several-"));
  const entries = apis.map((api) => `  ${api}: { root: ${api}.yaml, x-callwright: { output: sdk/${api} } }\n`);
  await writeFile(path.join(cwd, "redocly.yaml"), `apis:\n${entries.join("")}`);
  for (const api of apis) await writeFile(path.join(cwd, `${api}.yaml`), document(api));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

function document(api: string): string {
  return `openapi: 3.1.0
info: { title: ${api}, version: 1.0.0 }
servers: [{ url: https://${api}.example }]
paths:
  /${api}: { delete: { responses: { "204": { description: Gone. } } } }
`;
}

const run = (...words: string[]): Promise<Ended> => callwright(words, { cwd });

/** Loaded before everything else: whoever makes `sdk` sleeps between looking for it and making it, so that all workers meet there. */
const slowFolder = `data:text/javascript,${encodeURIComponent(`
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  const { mkdirSync } = fs;
  fs.mkdirSync = (folder, ...rest) => {
    if (/[\\\\/]sdk$/.test(folder)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
    return mkdirSync(folder, ...rest);
  };
  syncBuiltinESMExports();
`)}`;

/** Generates everything, which must succeed; what it printed is in the error where it does not. */
async function generateAll(): Promise<void> {
  const { code, stdout, stderr } = await run("generate");
  if (code !== 0) throw new Error(`generate ended with ${String(code)}:\n${stdout}${stderr}`);
}

const linesOf = (text: string): readonly string[] => text.trimEnd().split("\n");

/** The APIs whose results stand in a text, in its order. */
const named = (text: string): readonly string[] => linesOf(text).flatMap((line) => /^(\w+): /.exec(line)?.[1] ?? []);

describe("generate", () => {
  it("prints in the order of the configuration, and does the changed ones alone", async () => {
    const first = await run("generate");
    expect(first.code).toBe(0);
    expect(named(first.stderr)).toEqual(apis);
    expect(linesOf(first.stderr).at(-1)).toMatch(/^✔ 4 APIs: 4 done in \d+\.\d s$/);
    expect(first.stderr).not.toContain("the first call");

    expect((await run("generate")).stderr).toMatch(/^✔ 4 APIs: 4 up to date in \d+\.\d s\n$/);
    await appendFile(
      path.join(cwd, "users.yaml"),
      "  /more: { delete: { responses: { '204': { description: Gone. } } } }\n",
    );
    const third = await run("generate");
    expect(named(third.stderr)).toEqual(["users"]);
    expect(linesOf(third.stderr).at(-1)).toMatch(/^✔ 4 APIs: 1 done, 3 up to date in /);
  });

  it("makes the packages that it makes one by one", async () => {
    await generateAll();
    for (const api of apis) expect((await run("generate", api, "--force")).stderr).toMatch(/\(\d+ unchanged\)/);
  });

  it("makes every package where several make the folder above theirs at once", async () => {
    const env = { NODE_OPTIONS: `--import ${slowFolder} ${replayingLint}` };
    const { code, stderr } = await runNode([bin, "generate"], { cwd, env });
    expect(stderr).toMatch(/✔ 4 APIs: 4 done in /);
    expect(code).toBe(0);
  });

  it("does the others where one cannot be used, and ends with its exit code", async () => {
    await writeFile(path.join(cwd, "keys.yaml"), "openapi: [");
    const { code, stderr } = await run("generate");
    expect(code).toBe(2);
    expect(named(stderr)).toEqual(["orders", "users", "teams"]);
    expect(stderr).toContain("keys.yaml:1:");
    expect(linesOf(stderr).at(-1)).toMatch(/^✖ 4 APIs: 3 done, 1 not written in /);
  });
});

describe("on a terminal", () => {
  const shown = hasTerminals ? it : it.skip;

  shown("counts the APIs that are done, and ends with a green line", async () => {
    const text = await onTerminal(["generate"], { cwd, env: { NO_COLOR: "", NODE_OPTIONS: replayingLint } });
    for (const done of ["1 of 4 APIs done", "4 of 4 APIs done"]) expect(text).toContain(`generate: ${done}`);
    expect(text.trimEnd()).toMatch(/\u001B\[32m✔ 4 APIs: 4 done in \d+\.\d s\u001B\[39m$/);
    expect(text).toContain("\u001B[1mkeys\u001B[22m: new Keys() with 1 method");
  });

  shown("has no colours with NO_COLOR, and no complaint about them", async () => {
    const text = await onTerminal(["generate"], { cwd, env: { NO_COLOR: "1", NODE_OPTIONS: replayingLint } });
    expect(text).toContain("✔ 4 APIs: 4 done in");
    expect(text).not.toMatch(/\u001B\[(?:\d{2}|[12])m|Warning/);
  });
});

describe("check and lint", () => {
  it("give one list of JSON", async () => {
    await generateAll();
    await appendFile(path.join(cwd, "sdk", "keys", "src", "client.ts"), "\n");
    const { code, stdout } = await run("check", "--format", "json");
    expect(code).toBe(3);
    const list = JSON.parse(stdout) as readonly { api: string; fresh: boolean }[];
    expect(list.map(({ api, fresh }) => [api, fresh])).toEqual(apis.map((api) => [api, api !== "keys"]));

    const lint = await run("lint", "--format", "json");
    const files = (JSON.parse(lint.stdout) as readonly { file: string }[]).map(({ file }) => file);
    expect([...new Set(files)]).toEqual(apis.map((api) => `${api}.yaml`));
    expect(named((await run("lint")).stderr)).toEqual(apis);
  });
});

describe("inputs", () => {
  it("lists what generate reads and writes", async () => {
    await mkdir(path.join(cwd, "shared"));
    await writeFile(path.join(cwd, "shared", "gone.yaml"), "description: Gone.\n");
    await writeFile(
      path.join(cwd, "orders.yaml"),
      document("orders").replace("{ description: Gone. }", "{ $ref: shared/gone.yaml }"),
    );
    const { code, stdout } = await run("inputs", "orders", "--format", "json");
    expect(code).toBe(0);
    const [listed] = JSON.parse(stdout) as readonly {
      api: string;
      reads: string[];
      looksFor: string[];
      writes: string[];
    }[];
    expect(listed).toMatchObject({
      api: "orders",
      reads: ["orders.yaml", "redocly.yaml", "shared/gone.yaml"],
      looksFor: [".redocly.lint-ignore.yaml"],
    });
    await run("generate", "orders");
    const { files } = JSON.parse(readFileSync(path.join(cwd, "sdk/orders/callwright.json"), "utf8")) as {
      files: Record<string, string>;
    };
    const written = [...Object.keys(files), "callwright.json"].map((file) => `sdk/orders/${file}`);
    expect(listed?.writes).toEqual(written.sort());
    expect(linesOf((await run("inputs", "orders")).stdout)[0]).toBe("reads     orders.yaml");
  });
});

describe("lint for other tools", () => {
  it("writes one report of all APIs, with those that cannot be used", async () => {
    await writeFile(path.join(cwd, "keys.yaml"), "openapi: [");
    const { code, stdout } = await run("lint", "--format", "sarif");
    expect(code).toBe(2);
    const [first] = (JSON.parse(stdout) as { runs: { results: Result[] }[] }).runs;
    const uris = first?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    expect([...new Set(uris)].sort()).toEqual(apis.map((api) => `${api}.yaml`).sort());
    expect((await run("lint", "users", "--format", "junit")).stdout).toMatch(
      /^<\?xml [^]*<testsuite name="users\.yaml"/,
    );
  });
});

interface Result {
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }];
}
