/**
 * `callwright generate` as its user runs it, where the file system refuses: whatever is refused, and at whichever step,
 * the run ends with 2 and one message, the package stays the old one byte for byte, and nothing is left behind.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { bin, root, workFolder } from "../support/paths.js";
import { runNode, type Ended } from "../support/process.js";
import { callwright, replayingLint } from "../support/warm.js";
import { temporaryFolder, treeOf } from "../unit/output/folders.js";

const faults = pathToFileURL(join(root, "test/process/faults.mjs")).href;

function specOf(version: string, path: string): string {
  const operation = { responses: { "200": { description: "ok" } } };
  const info = { title: "Acme", version };
  return JSON.stringify({
    openapi: "3.0.3",
    info,
    paths: { "/users": { get: operation }, [path]: { get: operation } },
  });
}

/** Two documents with the packages that they make: a file is new between them, one goes, and some change. */
let work = "";
let temporary = "";
let oldPackage: readonly string[] = [];
let newPackage: readonly string[] = [];

beforeAll(async () => {
  work = await workFolder("refused");
  temporary = join(work, "tmp");
  mkdirSync(temporary);
  for (const [name, path] of [
    ["old", "/keys"],
    ["new", "/models"],
  ] as const) {
    writeFileSync(join(work, `${name}.json`), specOf(name === "old" ? "1.0.0" : "2.0.0", path));
    expect(await generate(`${name}.json`, join(work, name))).toMatchObject({ code: 0, stdout: "" });
  }
  // Named alike, lest the name of the document make a difference.
  oldPackage = contentOf(join(work, "old"));
  expect(await generate("new.json", join(work, "old"))).toMatchObject({ code: 0 });
  newPackage = contentOf(join(work, "old"));
  expect(await generate("old.json", join(work, "old"))).toMatchObject({ code: 0 });
  expect(contentOf(join(work, "old"))).toEqual(oldPackage);
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

let out = "";
beforeEach(() => {
  out = join(temporaryFolder(), "sdk");
  cpSync(join(work, "old"), out, { recursive: true });
});

/** Everything in a folder: the text of files, and folders by name, so that an empty one counts. */
function contentOf(folder: string): readonly string[] {
  const folders = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = Object.entries(treeOf(folder)).map(([name, text]) => `${name}\n${text}`);
  return [...folders.map((entry) => join(entry.parentPath, entry.name).slice(folder.length)), ...files].sort();
}

interface Fault {
  /** `once:3:EIO`, as `faults.mjs` reads it. */
  readonly fault: string;
  readonly call?: string;
}

/** A fault is for one run, which is then a process of its own. */
function generate(spec: string, to: string, { fault, call = "" }: Partial<Fault> = {}): Promise<Ended> {
  const words = ["generate", join(work, spec), "--out", to];
  const env = { TMPDIR: temporary };
  if (fault === undefined) return callwright(words, { env });
  // A killed run leaves a lint alone, which has to end by itself.
  const lint = fault.startsWith("kill") ? "" : replayingLint;
  return runNode(["--import", faults, bin, ...words], {
    env: { ...env, NODE_OPTIONS: lint, FAULT: `${fault}:${to}`, FAULT_CALL: call },
  });
}

/** One message of two lines, about the folder, with no word of where in our code it was. */
function expectRefusal(run: Ended, about: string, code: string): void {
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).not.toMatch(/^\s+at |internal error|node:internal/m);
  const [message = "", hint = "", ...rest] = run.stderr.split("\n");
  expect(rest).toEqual([""]);
  // Shown as seen from the working folder, where it is not far from it.
  expect(resolve(message.slice(0, message.indexOf(": error ")))).toBe(about);
  expect(message.endsWith(` [${code}]`)).toBe(true);
  expect(hint).toMatch(/^ {4}[A-Z].*\.$/);
}

function expectNothingHappened(): void {
  expect(contentOf(out)).toEqual(oldPackage);
  expect(readdirSync(resolve(out, ".."))).toEqual(["sdk"]);
  expect(readdirSync(temporary)).toEqual([]);
}

async function expectNextRunToSucceed(): Promise<void> {
  expect(await generate("new.json", out)).toMatchObject({ code: 0, stdout: "" });
  expect(contentOf(out)).toEqual(newPackage);
}

/** How often each function is called in a run that nothing refuses, from the old package to the new. */
let census: Readonly<Record<string, number>> = {};
beforeAll(async () => {
  const copy = join(work, "counted");
  cpSync(join(work, "old"), copy, { recursive: true });
  const { stdout } = await generate("new.json", copy, { fault: "once:1000000:EIO" });
  census = JSON.parse(stdout.split("\n")[0] ?? "") as Record<string, number>;
});

describe("a run that is refused", () => {
  it.each(["mkdirSync", "writeFileSync", "renameSync"])(
    "for want of space at its first, middle or last %s",
    async (call) => {
      const { [call]: count = 0 } = census;
      expect(count).toBeGreaterThan(3);
      for (const step of [1, Math.ceil(count / 2), count]) {
        const run = await generate("new.json", out, { fault: `once:${String(step)}:ENOSPC`, call });
        expectRefusal(run, out, "output/disk-full");
        expect(run.stderr).toContain("There is no space left to write the package. The package is unchanged.");
        expectNothingHappened();
      }
      await expectNextRunToSucceed();
    },
  );

  it("at its last renames by a disk that fails", async () => {
    const { renameSync: count = 0 } = census;
    for (const step of [2, count]) {
      const run = await generate("new.json", out, { fault: `once:${String(step)}:EIO`, call: "renameSync" });
      expectRefusal(run, out, "output/failed");
      expect(run.stderr).toContain("EIO");
      expectNothingHappened();
    }
    await expectNextRunToSucceed();
  });

  it.each([
    ["a quota that is used up", "always:3:EDQUOT", "writeFileSync", "output/disk-full", "quota"],
    ["a folder of somebody else", "always:1:EACCES", "", "output/not-writable", "permission to write"],
    ["a read-only file system", "always:1:EROFS", "", "output/not-writable", "permission to write"],
    ["too many open files, to write", "always:2:EMFILE", "writeFileSync", "output/too-many-files", "ulimit -n"],
    ["too many open files, to list", "always:1:EMFILE", "readdirSync", "output/too-many-files", "ulimit -n"],
    ["too many open files, to read", "always:2:EMFILE", "readFileSync", "output/too-many-files", "ulimit -n"],
  ])("by %s", async (_, fault, call, code, word) => {
    const run = await generate("new.json", out, { fault, call });
    expectRefusal(run, out, code);
    expect(run.stderr).toContain(word);
    expectNothingHappened();
    await expectNextRunToSucceed();
  });

  it("for want of anything, before there was a package, leaves no folder", async () => {
    const above = temporaryFolder();
    const run = await generate("new.json", join(above, "a/sdk"), { fault: "once:9:ENOSPC" });
    expectRefusal(run, join(above, "a/sdk"), "output/disk-full");
    expect(readdirSync(above)).toEqual([]);
  });
});

describe("a run that is killed", () => {
  it.each([
    ["while it prepares", "writeFileSync"],
    ["while it replaces", "renameSync"],
  ])("%s is mended by the next", async (_, call) => {
    const { [call]: count = 0 } = census;
    const fault = `kill:${String(Math.ceil(count / 2) + 1)}:NONE`;
    expect(await generate("new.json", out, { fault, call })).toMatchObject({ code: -1, stdout: "", stderr: "" });
    expect(contentOf(out)).not.toEqual(oldPackage);
    // The lint's process outlives ours by a moment, and takes its folder along.
    while (readdirSync(temporary).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await expectNextRunToSucceed();
  });
});

describe("an output folder that is none", () => {
  it("is refused where a file stands on it or above it", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "mine");
    for (const to of [file, join(file, "sdk")]) {
      expectRefusal(await generate("new.json", to), to, "output/not-a-folder");
    }
    expect(treeOf(resolve(file, ".."))).toEqual({ file: "mine" });
  });

  it("is refused where it is a link that leads to a file, nowhere, or to itself", async () => {
    const above = temporaryFolder();
    writeFileSync(join(above, "file"), "mine");
    for (const [link, target] of [
      ["to-file", "file"],
      ["nowhere", "missing"],
      ["loop", "loop"],
    ] as const) {
      symlinkSync(join(above, target), join(above, link));
      expectRefusal(await generate("new.json", join(above, link)), join(above, link), "output/not-a-folder");
    }
    expect(readdirSync(above).sort()).toEqual(["file", "loop", "nowhere", "to-file"]);
  });

  it("is its user's choice where it is a link to a package elsewhere, which stays whole like any other", async () => {
    const link = join(temporaryFolder(), "link");
    symlinkSync(out, link);
    const run = await generate("new.json", link, { fault: "once:3:ENOSPC", call: "renameSync" });
    expectRefusal(run, link, "output/disk-full");
    expectNothingHappened();
    expect(await generate("new.json", link)).toMatchObject({ code: 0 });
    expect(contentOf(out)).toEqual(newPackage);
    expect(treeOf(resolve(link, ".."))).toEqual({ link: `-> ${out}` });
  });
});
