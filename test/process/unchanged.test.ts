/** `callwright generate` where nothing has changed since the last run, and where something has: as processes, watched. */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { bin, root, workFolder } from "../support/paths.js";
import { runNode, type Ended } from "../support/process.js";
import { replayingLint } from "../support/warm.js";

let parent = "";
/** Outside of the repository: a cache inside the working tree is not used. */
let caches = "";
let cwd = "";
let count = 0;

beforeAll(async () => {
  parent = await workFolder("unchanged");
  caches = await mkdtemp(path.join(tmpdir(), "callwright-caches-"));
  await writeFile(path.join(parent, "spy.cjs"), SPY);
});
/** A folder with a document and a configuration, and with a cache of its own. */
async function newFolder(): Promise<void> {
  cwd = path.join(parent, String((count += 1)));
  await cp(path.join(root, "test", "golden", "multi-file"), cwd, { recursive: true });
  await rm(path.join(cwd, "expected"), { recursive: true, force: true });
  await writeFile(path.join(cwd, "redocly.yaml"), config("package: {version: 1.0.0}"));
}
beforeEach(newFolder);
afterAll(async () => {
  for (const folder of [parent, caches]) await rm(folder, { recursive: true, force: true });
});

const cacheHome = (): string => path.join(caches, path.basename(cwd));

const config = (more: string): string => `apis: {bakery: {root: spec.yaml, x-callwright: {output: sdk, ${more}}}}\n`;

/** Notes in a file that a lint was started, and which compilers were loaded. */
const SPY = `
  const fs = require("node:fs"), child = require("node:child_process");
  const note = (text) => fs.appendFileSync(process.env.SPY_NOTES, text + "\\n");
  const { spawn } = child, { readFileSync } = fs;
  child.spawn = (...words) => (note("lint"), spawn(...words));
  fs.readFileSync = (file, ...rest) => {
    if (/compilers.[\\w-]+\\.cjs$/.test(String(file))) note(/([\\w-]+)\\.cjs$/.exec(file)[1]);
    return readFileSync(file, ...rest);
  };
  require("node:module").syncBuiltinESMExports();
`;

interface Watched extends Ended {
  /** What was started and loaded for it, in the order of the alphabet. */
  readonly work: readonly string[];
}

/** Runs the command line, with a cache folder of this test's own. */
async function run(words: readonly string[], program = bin): Promise<Watched> {
  // What was changed just before a run may have changed during it, as far as clocks can tell.
  await wait(50);
  const notes = path.join(cwd, "..", `notes-${path.basename(cwd)}`);
  await writeFile(notes, "");
  const env = {
    NODE_OPTIONS: `--require ${path.join(parent, "spy.cjs")} ${replayingLint}`,
    SPY_NOTES: notes,
    XDG_CACHE_HOME: cacheHome(),
  };
  const ended = await runNode([program, ...words], { cwd, env });
  const lines = (await readFile(notes, "utf8")).split("\n").filter((line) => line !== "");
  return { ...ended, work: [...new Set(lines)].sort() };
}

const generate = (...words: readonly string[]): Promise<Watched> => run(["generate", ...words]);

const everything = ["lint", "openapi-typescript", "ts-morph", "typescript"];
const skipped = { code: 0, work: [], stderr: expect.stringContaining("nothing to do since the last run") };
const worked = { code: 0, work: everything, stderr: expect.not.stringContaining("nothing to do") };

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path.join(cwd, file), "utf8");
  expect(text).toContain(from);
  await writeFile(path.join(cwd, file), text.replace(from, to));
}

/** Gives the tests of a block one folder, in which everything was generated before the first. */
function shareFolder(): void {
  let folder = "";
  beforeAll(async () => {
    await newFolder();
    folder = cwd;
    expect(await generate()).toMatchObject(worked);
  });
  beforeEach(() => {
    cwd = folder;
  });
}

describe("where nothing has changed, generate", () => {
  it("starts no lint, loads no compiler, says so, and says of the client and its findings what it said before", async () => {
    const first = await generate();
    expect(first).toMatchObject(worked);
    const second = await generate();
    expect(second).toMatchObject(skipped);
    const ofClient = ({ stderr }: Ended): string =>
      stderr.replace(/\(.*\)/, "()").split(/^ {2}the first call|^✔/m)[0] ?? "";
    expect(ofClient(second)).toBe(ofClient(first));
    expect(ofClient(second)).not.toBe("");
    expect(second.stderr).toMatch(/\d+ warning.*see `callwright lint bakery`/);
  });

  it("works all the same with --force", async () => {
    await generate();
    expect(await generate("--force")).toMatchObject(worked);
  });

  it("knows every folder by itself", async () => {
    await generate("--out", "one");
    expect(await generate("--out", "two")).toMatchObject(worked);
    expect(await generate("--out", "one")).toMatchObject(skipped);
    await change("one/src/client.ts", "class Bakery", "class Backery");
    expect(await generate("--out", "two")).toMatchObject(skipped);
    expect(await generate("--out", "one", "--overwrite")).toMatchObject(worked);
    expect(await readFile(path.join(cwd, "one", "src", "client.ts"), "utf8")).toContain("class Bakery");
  });

  it("leaves check to compile for itself", async () => {
    await generate();
    expect(await generate()).toMatchObject(skipped);
    expect((await run(["check"])).work).toEqual(["openapi-typescript", "ts-morph", "typescript"]);
  });
});

describe("generate works again after a change", () => {
  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    "of the specification": () => change("spec.yaml", "Bakery API", "Pastry API"),
    "of a file that it references": () => change("schemas/Loaf.yaml", "grams:", "ounces:"),
    "of the configuration": () => writeFile(path.join(cwd, "redocly.yaml"), config("package: {version: 2.0.0}")),
    "of the configuration's rules alone": () => change("redocly.yaml", "apis:", "rules: {info-license: off}\napis:"),
    "that removes a generated file": () => rm(path.join(cwd, "sdk", "api.md")),
    "that adds a file in src/custom": async () => {
      await mkdir(path.join(cwd, "sdk", "src", "custom"), { recursive: true });
      await writeFile(path.join(cwd, "sdk", "src", "custom", "index.ts"), "export {};\n");
    },
    "that makes a link of a generated file": async () => {
      await rename(path.join(cwd, "sdk", "api.md"), path.join(cwd, "api.md"));
      await symlink(path.join(cwd, "api.md"), path.join(cwd, "sdk", "api.md"));
    },
  };

  describe("to one folder, one change after the other,", () => {
    shareFolder();

    it.each(Object.keys(changes))("%s", async (name) => {
      expect(await generate()).toMatchObject(skipped);
      await changes[name]?.();
      expect(await generate()).toMatchObject(worked);
      expect(await generate()).toMatchObject(skipped);
    });
  });

  describe("of what is remembered:", () => {
    shareFolder();

    it.each([
      ["damaged", (bytes: Buffer) => bytes.fill(" ", 100, 110)],
      ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
      ["empty", () => Buffer.alloc(0)],
      ["longer than it was", (bytes: Buffer) => Buffer.concat([bytes, bytes])],
    ])("%s, it counts as nothing", async (_, damage) => {
      const cache = path.join(cacheHome(), "callwright");
      const files = (await readdir(cache, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      expect(files).toHaveLength(1);
      for (const { parentPath, name } of files) {
        const file = path.join(parentPath, name);
        await writeFile(file, damage(await readFile(file)));
      }
      expect(await generate()).toMatchObject(worked);
      expect(await generate()).toMatchObject(skipped);
    });
  });

  it("of a link that leads to another file", async () => {
    const link = path.join(cwd, "schemas", "Loaf.yaml");
    await rename(link, path.join(cwd, "schemas", "one.yaml"));
    await cp(path.join(cwd, "schemas", "one.yaml"), path.join(cwd, "schemas", "two.yaml"));
    await change("schemas/two.yaml", "grams:", "ounces:");
    await symlink("one.yaml", link);
    await generate();
    expect(await generate()).toMatchObject(skipped);
    await rm(link);
    await symlink("two.yaml", link);
    expect(await generate()).toMatchObject(worked);
    expect(await readFile(path.join(cwd, "sdk", "src", "schema.ts"), "utf8")).toContain("ounces?");
  });

  it("of Callwright itself", async () => {
    const copy = path.join(cwd, "callwright");
    await cp(path.join(root, "dist"), path.join(copy, "dist"), { recursive: true });
    for (const folder of ["runtime", "lint"]) {
      await cp(path.join(root, "src", folder), path.join(copy, "src", folder), { recursive: true });
    }
    await symlink(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    const description = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as object;
    const describe = (version: string): Promise<void> =>
      writeFile(path.join(copy, "package.json"), JSON.stringify({ ...description, version }));
    const generateByCopy = (): Promise<Watched> => run(["generate"], path.join(copy, "dist", "bin.js"));
    await describe("1.0.0");
    await generateByCopy();
    expect(await generateByCopy()).toMatchObject(skipped);
    await describe("1.0.1");
    expect(await generateByCopy()).toMatchObject(worked);
  });
});

describe("generate remembers nothing", () => {
  it("of examples, which only --strict judges", async () => {
    const wrong = "{type: integer, example: twelve}";
    const rule = "rules: {no-invalid-schema-examples: error}\n";
    const parameter = `{name: day, in: query, schema: ${wrong}}`;
    await change("spec.yaml", "tags: [loaves]", `tags: [loaves]\n      parameters: [${parameter}]`);
    await writeFile(path.join(cwd, "redocly.yaml"), config("package: {version: 1.0.0}") + rule);
    const first = await generate();
    expect(first).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("`callwright lint bakery`, which judges examples too"),
    });
    expect(first.stderr).toContain("3 errors");
    const strict = await generate("--strict");
    expect(strict).toMatchObject({ code: 3, work: everything });
    expect(strict.stderr).toMatch(/no-invalid-schema-examples.*--strict found 4 errors/s);
  });

  it("of a run whose findings --strict must print", async () => {
    await change("spec.yaml", "paths:", "paths:\n  /broken: {get: {tags: nope, responses: {'204': {description: x}}}}");
    expect(await generate()).toMatchObject(worked);
    expect(await generate()).toMatchObject(skipped);
    const strict = await generate("--strict");
    expect(strict).toMatchObject({ code: 3, work: everything });
    expect(strict.stderr).toMatch(/spec\.yaml:\d+:\d+: error/);
    expect((await generate("--strict")).code).toBe(3);
  });

  it("where it has no folder to do so", async () => {
    await generate();
    const cache = cacheHome();
    await rm(cache, { recursive: true });
    await writeFile(cache, "a file");
    expect(await generate()).toMatchObject(worked);
    expect(await generate()).toMatchObject(worked);
  });
});
