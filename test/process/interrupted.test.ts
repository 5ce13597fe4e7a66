/**
 * The real `write` in a process of its own, which is killed, or refused by the file system, at each of its steps in turn.
 * After each, the package must be the old one, the new one, or become one of them by `recover`.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { compare } from "../../src/output/compare.js";
import { identityOf } from "../../src/output/process-identity.js";
import { recover, write } from "../../src/output/write.js";
import { packageOf, put, temporaryFolder, treeOf } from "../unit/output/folders.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

const before = packageOf("1.0.0", ["keys", "users"]);
const after = packageOf("2.0.0", ["keys", "models"]).set("src/deep/er/new.ts", "// new\n");
const oldTree = Object.fromEntries(before);
const newTree = Object.fromEntries(after);

type Mode = "kill" | "once" | "always";

let program = "";

/** Bundled, because Node.js runs no TypeScript; in a folder that outlives the single tests. */
beforeAll(() => {
  const folder = join(root, "node_modules/.cache/callwright-interrupted");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const source = join(folder, "main.ts");
  writeFileSync(
    source,
    `import { write } from ${JSON.stringify(join(root, "src/output/write.ts"))};
     const [out, files] = process.argv.slice(2) as [string, string];
     write(new Map(JSON.parse(files)), out).then(
       () => console.log("done"),
       (error) => { console.log(error.diagnostics?.[0]?.code ?? error); console.log(error.message); });`,
  );
  program = join(folder, "main.mjs");
  const esbuild = join(root, "node_modules/esbuild/bin/esbuild");
  execFileSync(esbuild, [source, "--bundle", "--platform=node", "--format=esm", `--outfile=${program}`], {
    stdio: "pipe",
  });
});

interface Run {
  readonly signal: string | null;
  readonly said: string;
}

function writeWithFault(out: string, mode: Mode, step: number, code = "ENOSPC"): Run {
  const faults = pathToFileURL(join(here, "faults.mjs")).href;
  const run = spawnSync(process.execPath, ["--import", faults, program, out, JSON.stringify([...after])], {
    env: { ...process.env, FAULT: `${mode}:${String(step)}:${code}:${out}` },
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  return { signal: run.signal, said: run.stdout };
}

async function oldPackage(): Promise<string> {
  const out = temporaryFolder();
  await write(before, out);
  return out;
}

/** Lets the fault happen at the first, second … step of the run, until a run comes through without meeting it. */
async function atEachStep(
  mode: Mode,
  examine: (out: string, run: Run, step: number) => Promise<void>,
): Promise<number> {
  for (let step = 1; ; step++) {
    const out = await oldPackage();
    const run = writeWithFault(out, mode, step);
    if (run.said.endsWith("the fault was not met\n")) return step - 1;
    await examine(out, run, step);
  }
}

function staging(out: string): string[] {
  return readdirSync(out).filter((name) => name.startsWith(".callwright-"));
}

describe("an interrupted write", () => {
  it("leaves the old package or the new one after a kill at any step, once recovered", async () => {
    const outcomes = new Set<string>();
    const steps = await atEachStep("kill", async (out, run) => {
      expect(run.signal).toBe("SIGKILL");
      const torn = treeOf(out);
      const copy = temporaryFolder();
      cpSync(out, copy, { recursive: true });
      await recover(out);
      const tree = treeOf(out);
      const outcome = JSON.stringify(tree) === JSON.stringify(treeSorted(oldTree)) ? "old" : "new";
      expect(tree).toEqual(outcome === "old" ? oldTree : newTree);
      expect(staging(out)).toEqual([]);
      outcomes.add(`${outcome}${JSON.stringify(torn) === JSON.stringify(tree) ? "" : ", mended"}`);
      expect(await recover(out)).toBe(false);
      // Whatever was left, the next run gives the package it was asked for.
      await write(before, copy);
      expect(treeOf(copy)).toEqual(oldTree);
    });
    expect(steps).toBeGreaterThan(20);
    // The sweep met kills before the change was decided and kills in the middle of it.
    expect([...outcomes]).toEqual(expect.arrayContaining(["old, mended", "new, mended"]));
  }, 120_000);

  it("takes everything back, and says why, when the disk is full at any step", async () => {
    const steps = await atEachStep("once", async (out, run) => {
      // Two failures are survived: of a hard link, where `write` copies instead, and of the last clearing up.
      if (run.said === "done\n") {
        await recover(out);
        expect(treeOf(out)).toEqual(newTree);
        return;
      }
      expect(run.said).toMatch(/^output\/disk-full\nThere is no space left .* The package is as it was before\.\n$/);
      expect(treeOf(out)).toEqual(oldTree);
      expect(await compare(before, out)).toEqual([]);
    });
    expect(steps).toBeGreaterThan(20);
  }, 120_000);

  it("can be taken back later where the file system refuses that too, and says so", async () => {
    const said = new Set<string>();
    await atEachStep("always", async (out, run) => {
      said.add(run.said.split("\n")[1] ?? "");
      await recover(out);
      const tree = treeOf(out);
      expect([treeSorted(oldTree), treeSorted(newTree)]).toContainEqual(tree);
      expect(staging(out)).toEqual([]);
    });
    expect([...said].some((line) => line.includes("The next run of generate will mend the package"))).toBe(true);
  }, 120_000);

  it("leaves no folder behind where there was none", () => {
    for (const step of [1, 3, 5, 9]) {
      const above = temporaryFolder();
      expect(writeWithFault(join(above, "a/sdk"), "once", step).said).toContain("output/disk-full");
      expect(treeOf(above)).toEqual({});
      expect(existsSync(join(above, "a"))).toBe(false);
    }
  });
});

function treeSorted(tree: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A process id that no process has: that of one which has just ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

describe("a staging folder that someone else put there", () => {
  it("moves nothing into the package from outside", async () => {
    const out = await oldPackage();
    const secrets = temporaryFolder();
    put(secrets, { id_rsa: "secret" });
    const planted = join(out, `.callwright-${String(endedProcess())}`);
    put(planted, { "redo.json": JSON.stringify({ written: ["id_rsa"], created: [], removed: [] }) });
    symlinkSync(secrets, join(planted, "new"));
    expect(await recover(out)).toBe(true);
    expect(treeOf(secrets)).toEqual({ id_rsa: "secret" });
    expect(treeOf(out)).toEqual(oldTree);
  });

  it("writes and removes nothing outside the package", async () => {
    const above = temporaryFolder();
    const out = join(above, "out");
    await write(before, out);
    put(above, { "mine.txt": "mine" });
    const planted = `.callwright-${String(endedProcess())}`;
    const lists = {
      written: ["../mine.txt", "../new.txt"],
      created: ["../mine.txt"],
      removed: ["../mine.txt", "README.md"],
    };
    for (const journal of ["redo.json", "undo.json"]) {
      put(out, {
        [`${planted}/${journal}`]: JSON.stringify(lists),
        [`${planted}/mine.txt`]: "evil",
        [`${planted}/new.txt`]: "evil",
      });
      await recover(out);
      expect(treeOf(above)).toEqual({ ...prefixed("out/", oldTree), "mine.txt": "mine" });
    }
  });

  it.each(["", "null", "[]", '{"written":7}', '{"written":[null,{}]}'])("survives the journal %j", async (text) => {
    const out = await oldPackage();
    put(out, { [`.callwright-${String(endedProcess())}/redo.json`]: text });
    expect(await recover(out)).toBe(true);
    expect(treeOf(out)).toEqual(oldTree);
  });
});

function prefixed(prefix: string, tree: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([path, text]) => [prefix + path, text]));
}

describe("a staging folder that names a process which did not make it", () => {
  const running = String(process.ppid);

  it.each([`.callwright-${running}`, `.callwright-${running}-0123456789abcdef`, ".callwright-1"])(
    "keeps nobody waiting, and is removed: %s",
    async (name) => {
      const out = await oldPackage();
      put(out, { [`${name}/new/src/index.ts`]: "theirs" });
      const begun = Date.now();
      await write(after, out);
      expect(Date.now() - begun).toBeLessThan(5_000);
      expect(treeOf(out)).toEqual(newTree);
      expect(staging(out)).toEqual([]);
    },
  );
});

describe("two runs on one folder", () => {
  it("wait for each other: the second writes when the first has ended", async () => {
    const out = await oldPackage();
    const other = spawn(process.execPath, ["--eval", "process.stdin.resume()"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    const ended = new Promise((settle) => other.once("exit", settle));
    const { pid = 0 } = other;
    put(out, { [`.callwright-${String(pid)}-${identityOf(pid) ?? ""}/new/src/index.ts`]: "half" });
    const order: string[] = [];
    const second = write(after, out).then(() => order.push("second"));
    await new Promise((settle) => setImmediate(settle));
    expect(existsSync(join(out, "src/resources/models.ts"))).toBe(false);
    order.push("first");
    other.stdin.end();
    await Promise.all([ended, second]);
    expect(order).toEqual(["first", "second"]);
    expect(treeOf(out)).toEqual(newTree);
  });

  it("leave one of their packages when they start together", async () => {
    const out = await oldPackage();
    const runs = [after, packageOf("3.0.0", ["models"])].map(
      (files) =>
        new Promise<string>((settle) => {
          let said = "";
          const run = spawn(process.execPath, [program, out, JSON.stringify([...files])]);
          run.stdout.on("data", (data: Buffer) => (said += data.toString()));
          run.on("close", () => {
            settle(said);
          });
        }),
    );
    expect(await Promise.all(runs)).toEqual(["done\n", "done\n"]);
    expect([newTree, Object.fromEntries(packageOf("3.0.0", ["models"]))]).toContainEqual(treeOf(out));
  });
});

describe("a folder that cannot be written", () => {
  // Permissions do not bind root, so the refusal is the test's.
  it.each(["EACCES", "EPERM", "EROFS"])("is refused with a way out, and stays as it was (%s)", async (code) => {
    const out = await oldPackage();
    expect(writeWithFault(out, "always", 1, code).said).toMatch(
      /^output\/not-writable\nThis folder cannot be written to\./,
    );
    expect(treeOf(out)).toEqual(oldTree);
  });

  it("is explained in the file system's words where Callwright has none", async () => {
    const out = await oldPackage();
    expect(writeWithFault(out, "once", 3, "EIO").said).toContain(
      "output/failed\nThe package could not be written: EIO",
    );
  });
});
