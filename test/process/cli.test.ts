/** The command line: what it prints, where, and how it ends. */
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { root, workFolder } from "../support/paths.js";
import { callwright as callwrightAlone } from "../support/process.js";
import { callwright } from "../support/warm.js";

const shipped = path.join(root, "spec", "portkey.yaml");
let parent = "";
let cwd = "";
let count = 0;

beforeAll(async () => {
  parent = await workFolder("cli");
});
beforeEach(async () => {
  cwd = path.join(parent, String((count += 1)));
  await mkdir(cwd);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const put = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
  await writeFile(path.join(cwd, file), text);
};

/**
 * Generates in a folder of its own, once for all tests of a block; each copies what was written.
 *
 * @param files to write first; `api.yaml` is the shipped document unless it is among them
 */
async function generated(files: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(parent, "generated-"));
  await cp(shipped, path.join(folder, "api.yaml"));
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  expect(await callwright(["generate", ...words], { cwd: folder })).toMatchObject({ code: 0 });
  return folder;
}

describe("help and version", () => {
  it("lists every command", async () => {
    const { code, stdout } = await callwrightAlone(["--help"], { cwd });
    expect(code).toBe(0);
    for (const command of ["generate", "check", "lint", "watch", "explain", "samples"])
      expect(stdout).toContain(command);
  });

  it("prints the version of its package", async () => {
    const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as { version: string };
    expect((await callwrightAlone(["--version"], { cwd })).stdout).toBe(`${version}\n`);
  });

  it.each([["frobnicate"], ["generate", "--no-such-option"], ["check", "--format", "xml"]])(
    "refuses `%s` with 2 and a way out",
    async (...words) => {
      const { code, stderr } = await callwrightAlone(words, { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain("callwright --help");
    },
  );
});

describe("someone who is new here", () => {
  it("is told what to do with the document in the folder, by the bare command", async () => {
    await put("openapi.yaml", "openapi: 3.1.0\n");
    const { code, stderr } = await callwright([], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/\nopenapi\.yaml is here. Next: callwright init\n$/);
    const { stderr: nothing } = await callwright([], { cwd: parent });
    expect(nothing).not.toContain("Next:");
  });

  it("learns that a command does not exist from `help` too", async () => {
    const { code, stderr } = await callwright(["help", "chek"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "error: unknown command 'chek'\n(Did you mean check?)\nRun `callwright --help` for the commands and their options.\n",
    });
  });

  it("learns that a file does not exist before anything is asked about it", async () => {
    const { code, stderr } = await callwright(["generate", "nope.yaml"], { cwd });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("[document/no-file]") });
  });
});

describe("generate", () => {
  it("needs no configuration", async () => {
    await cp(shipped, path.join(cwd, "api.yaml"));
    const { code, stderr, stdout } = await callwright(["generate", "api.yaml", "--out", "sdk"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("new Portkey() with 1 method → sdk");
    expect(await readdir(path.join(cwd, "sdk", "src"))).toContain("client.ts");
    expect((await callwright(["check", "api.yaml", "--out", "sdk"], { cwd })).code).toBe(0);
  });

  it("asks for a folder where none is named", async () => {
    await cp(shipped, path.join(cwd, "api.yaml"));
    const { code, stderr } = await callwright(["generate", "api.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("--out DIR");
  });

  it("writes nothing under --strict where the lint finds errors", async () => {
    await put(
      "api.yaml",
      "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a: {get: {tags: nope, responses: {'204': {description: x}}}}\n",
    );
    const { code, stderr } = await callwright(["generate", "api.yaml", "--out", "sdk", "--strict"], { cwd });
    expect(stderr).toMatch(/api\.yaml:4:\d+: error/);
    expect(code).toBe(3);
    expect(await readdir(cwd)).toEqual(["api.yaml"]);
  });
});

it("prints where a reference leads to nothing, and leaves that out, or refuses under --strict", async () => {
  await put(
    "api.yaml",
    "openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          $ref: '#/components/responses/Nope'\n",
  );
  const generate = (...words: readonly string[]) =>
    callwright(["generate", "api.yaml", "--out", "sdk", ...words], { cwd });
  const strict = await generate("--strict");
  expect(strict.code).toBe(3);
  expect(await readdir(cwd)).toEqual(["api.yaml"]);
  const { code, stderr } = await generate();
  expect(code).toBe(0);
  for (const text of [strict.stderr, stderr]) expect(text).toMatch(/api\.yaml:8:\d+: error.*Nope/);
});

describe("input that cannot be used", () => {
  const cases: readonly (readonly [string, string | null, RegExp])[] = [
    ["is missing", null, /bad\.yaml.*error/],
    ["is not YAML", "openapi: 3.0.0\n  info: [", /bad\.yaml:2:\d+: error/],
    ["is not an object", "- one\n- two\n", /bad\.yaml(:1:1)?: error/],
    ["is not OpenAPI", "title: hello\n", /bad\.yaml.*error.*OpenAPI/],
    [
      "is Swagger 1.2",
      "swagger: '1.2'\ninfo: {title: A, version: '1'}\npaths: {}\n",
      /bad\.yaml:1:\d+: error.*Swagger/,
    ],
    [
      "has a reference to the network",
      "openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    $ref: 'http://127.0.0.1:9/a.yaml'\n",
      /bad\.yaml:5:\d+: error/,
    ],
  ];

  let good = "";
  beforeAll(async () => {
    good = await generated({}, "api.yaml", "--out", "sdk");
  });

  it.each(cases)("%s: one positioned error, 2, no stack trace, and the package as it was", async (_, text, said) => {
    await cp(good, cwd, { recursive: true });
    const before = await readFile(path.join(cwd, "sdk", "src", "client.ts"), "utf8");
    if (text !== null) await put("bad.yaml", text);
    const { code, stdout, stderr } = await callwright(["generate", "bad.yaml", "--out", "sdk"], { cwd });
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(await readFile(path.join(cwd, "sdk", "src", "client.ts"), "utf8")).toBe(before);
  });

  it("is a folder that cannot be written", async () => {
    await cp(shipped, path.join(cwd, "api.yaml"));
    await put("file", "not a folder");
    const { code, stderr } = await callwright(["generate", "api.yaml", "--out", "file/sdk"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/file\/sdk|file/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("check", () => {
  const config =
    "apis:\n  one: {root: api.yaml, x-callwright: {output: one}}\n  two: {root: api.yaml, x-callwright: {output: two}}\n";
  // Without samples, which `check` compiles: that takes most of its time.
  const small = `openapi: 3.0.3
info: { title: Keys, version: "1" }
servers: [{ url: "https://keys.example" }]
paths:
  /keys/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: One key.
          content: { application/json: { schema: { type: object, properties: { status: { enum: [active] } } } } }
`;
  let both = "";
  beforeAll(async () => {
    both = await generated({ "redocly.yaml": config, "api.yaml": small });
  });
  beforeEach(() => cp(both, cwd, { recursive: true }));

  it("is quiet and 0 where nothing drifted", async () => {
    const { code, stdout } = await callwright(["check"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });

  it("names changed, missing and orphaned files, shows what changed, and the command that mends it", async () => {
    const client = path.join(cwd, "two", "src", "client.ts");
    await writeFile(client, `${await readFile(client, "utf8")}// touched\n`);
    await rm(path.join(cwd, "two", "api.md"));
    await put("two/src/resources/stray.ts", "// Generated by Callwright\n");
    await put("two/src/resources/mine.ts", "export {};\n");
    const manifest = path.join(cwd, "two", "callwright.json");
    const digest = `sha256:${createHash("sha256").update("// Generated by Callwright\n").digest("hex")}`;
    const line = `    "src/resources/stray.ts": "${digest}",\n`;
    await writeFile(
      manifest,
      (await readFile(manifest, "utf8")).replace('  "files": {\n', (start) => start + line),
    );
    const { code, stdout, stderr } = await callwright(["check"], { cwd });
    expect(code).toBe(3);
    expect(stdout).toMatch(/edited +two\/src\/client\.ts was edited by hand/);
    expect(stdout).toMatch(/-\/\/ touched/);
    expect(stdout).toMatch(/missing +two\/api\.md/);
    expect(stdout).toMatch(/orphaned +two\/src\/resources\/stray\.ts/);
    expect(stderr).toContain("callwright generate two");
    expect(stderr).toContain("one: one is up to date");
    expect(await readdir(path.join(cwd, "two"))).not.toContain("api.md");
    expect(stdout).not.toContain("mine.ts");
    expect((await callwright(["generate", "two"], { cwd })).code).toBe(3);
    await callwright(["generate", "two", "--overwrite"], { cwd });
    expect((await callwright(["check"], { cwd })).code).toBe(0);
  });

  it("sees that the specification changed", async () => {
    const spec = path.join(cwd, "api.yaml");
    await writeFile(spec, (await readFile(spec, "utf8")).replace("[active]", "[enabled]"));
    const { code, stdout } = await callwright(["check", "one"], { cwd });
    expect(code).toBe(3);
    expect(stdout).toMatch(/changed +one\/src\/schema\.ts/);
    expect(stdout).toContain("enabled");
  });

  it("gives JSON to machines and annotations to CI", async () => {
    await rm(path.join(cwd, "one", "api.md"));
    const json = await callwright(["check", "--format", "json"], { cwd });
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { api: "one", fresh: false, drift: [{ kind: "missing", file: "api.md" }], mend: "callwright generate one" },
      { api: "two", fresh: true, drift: [] },
    ]);
    const github = await callwright(["check", "--format", "github"], { cwd });
    expect(github.stdout).toMatch(/^::error file=one\/api\.md,title=drift\/missing::/);
  });

  it("says of one API that it cannot be used, and still checks the other", async () => {
    await put(
      "redocly.yaml",
      "apis:\n  gone: {root: gone.yaml, x-callwright: {output: gone}}\n  two: {root: api.yaml, x-callwright: {output: two}}\n",
    );
    await rm(path.join(cwd, "two", "api.md"));
    const { code, stdout, stderr } = await callwright(["check"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/gone\.yaml.*error/);
    expect(stdout).toMatch(/missing +two\/api\.md/);
  });
});

describe("lint", () => {
  const broken =
    "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a/{id}:\n    get:\n      responses:\n        '204': {description: x}\n";

  it("prints path, line and column, and ends with 3 on errors", async () => {
    await put("api.yaml", broken);
    const { code, stdout } = await callwright(["lint", "api.yaml"], { cwd });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^api\.yaml:5:5: error .*\[lint\/path-parameters-defined\]$/m);
  });

  it("gives JSON and annotations with positions", async () => {
    await put("api.yaml", broken);
    const findings = JSON.parse((await callwright(["lint", "api.yaml", "-f", "json"], { cwd })).stdout) as object[];
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "lint/path-parameters-defined", file: "api.yaml", line: 5 }),
    );
    const { stdout } = await callwright(["lint", "api.yaml", "-f", "github"], { cwd });
    expect(stdout).toMatch(/^::error file=api\.yaml,line=5,col=5,title=lint\/path-parameters-defined::/m);
  });

  it("finds nothing to mend in the shipped specification", async () => {
    const { code, stdout } = await callwright(["lint"], { cwd: root });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });
});

describe("configuration", () => {
  it.each([
    ["apis: {a: {root: api.yaml, x-callwright: {outptu: x}}}\n", /redocly\.yaml:1:\d+: error .*outptu/],
    ["apis: {a: {}}\n", /redocly\.yaml:1:\d+: error .*has no `root`/],
    ["apis: [\n", /redocly\.yaml:\d+:\d+: error .*not YAML/],
    ["rules: {}\n", /redocly\.yaml: error No specification/],
  ])("%j is refused with a position", async (text, said) => {
    await put("redocly.yaml", text);
    const { code, stderr } = await callwright(["generate"], { cwd });
    expect(stderr).toMatch(said);
    expect(code).toBe(2);
  });
});

describe("explain", () => {
  it("gives the reason and the place of its evidence", async () => {
    const { code, stdout } = await callwright(["explain", "--format", "json"], { cwd: root });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        call: "apiKeys.retrieve",
        method: "GET",
        path: "/api-keys/{id}",
        reason: expect.stringContaining("sample"),
        evidence: expect.stringMatching(/^spec\/portkey\.yaml:\d+:\d+$/),
      },
    ]);
  });

  it.each(["apiKeys.retrieve", "GET /api-keys/{id}"])("finds `%s`", async (only) => {
    const { code, stdout } = await callwright(["explain", "--only", only], { cwd: root });
    expect(code).toBe(0);
    expect(stdout).toContain("apiKeys.retrieve");
  });

  it("says where a call does not exist", async () => {
    const { code, stderr } = await callwright(["explain", "--only", "apiKeys.fetch"], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toContain("apiKeys.fetch");
  });
});
