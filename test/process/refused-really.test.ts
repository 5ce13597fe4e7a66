/**
 * The refusals of `refused.test.ts` once more, where this machine can bring them about: a file system that is full or
 * read-only, a folder of somebody else, a limit on open files. What it cannot is skipped, with a word.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bin } from "../support/paths.js";
import { temporaryFolder, treeOf } from "../unit/output/folders.js";

const isRoot = process.getuid?.() === 0;
/** Who may do nothing, on most systems: permissions do not bind root. */
const nobody = 65_534;

function specOf(version: string, description = ""): string {
  const responses = { "200": { description: "ok" } };
  const paths = { "/users": { get: { description, responses } } };
  return JSON.stringify({ openapi: "3.0.3", info: { title: "Acme", version }, paths });
}

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "callwright-refused-"));
  mkdirSync(join(work, "tmp"));
  chmodSync(join(work, "tmp"), 0o777);
  chmodSync(work, 0o755);
  writeFileSync(join(work, "old.json"), specOf("1.0.0"));
  writeFileSync(join(work, "new.json"), specOf("2.0.0", "Much to say. ".repeat(20_000)));
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  readonly uid?: number;
  /** A shell's words before the run. */
  readonly before?: string;
  /** What the shell does with its output. */
  readonly after?: string;
  readonly temporary?: string;
  readonly command?: string;
}

function run(words: readonly string[], { uid, before = ":", after = "", temporary }: Circumstances = {}): Ended {
  return spawnSync("sh", ["-c", `${before}; "$@" ${after}`, "sh", process.execPath, bin, ...words], {
    env: { ...process.env, NODE_OPTIONS: "", TMPDIR: temporary ?? join(work, "tmp") },
    encoding: "utf8",
    ...(uid !== undefined && { uid, gid: uid }),
  });
}

function generate(spec: "old" | "new", out: string, circumstances?: Circumstances): Ended {
  return run(["generate", join(work, `${spec}.json`), "--out", out], circumstances);
}

function expectRefusal({ status, stderr }: Ended, code: string): void {
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(`[${code}]\n    `) });
  expect(stderr).not.toMatch(/^\s+at |internal error/m);
  expect(stderr.trimEnd().split("\n")).toHaveLength(2);
}

/** Runs `body` on a small file system of its own; skips, with a word, where none can be mounted. */
function onOwnFileSystem(body: (folder: string) => void): void {
  const folder = temporaryFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "none", folder], { encoding: "utf8" });
  if (mounted.status !== 0) {
    console.warn(`skipped: no file system can be mounted here (${(mounted.stderr || String(mounted.error)).trim()})`);
    return;
  }
  try {
    body(folder);
  } finally {
    execFileSync("umount", [folder]);
  }
}

/** A file that leaves so many bytes of a file system. */
function fill(folder: string, left: number): void {
  rmSync(join(folder, "filler"), { force: true });
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, "filler"), Buffer.alloc(bavail * bsize - left));
}

describe("a package on a file system", () => {
  it("that is full stays whole, and is written when there is space again", () => {
    onOwnFileSystem((folder) => {
      const out = join(folder, "sdk");
      expect(generate("old", out).status).toBe(0);
      const before = treeOf(out);
      // Full at once; full in the middle of the texts; full near their end.
      for (const left of [0, 100_000, 300_000]) {
        fill(folder, left);
        expectRefusal(generate("new", out), "output/disk-full");
        expect(treeOf(out)).toEqual(before);
        expect(readdirSync(folder).sort()).toEqual(["filler", "sdk"]);
      }
      rmSync(join(folder, "filler"));
      expect(generate("new", out).status).toBe(0);
      expect(treeOf(out)["package.json"]).toContain("2.0.0");
    });
  });

  it("that is read-only stays whole, and is written when it is not any more", () => {
    onOwnFileSystem((folder) => {
      const out = join(folder, "sdk");
      expect(generate("old", out).status).toBe(0);
      const before = treeOf(out);
      execFileSync("mount", ["-o", "remount,ro", folder]);
      expectRefusal(generate("new", out), "output/not-writable");
      expectRefusal(generate("new", join(folder, "other/sdk")), "output/not-writable");
      execFileSync("mount", ["-o", "remount,rw", folder]);
      expect(treeOf(folder)).toEqual(
        Object.fromEntries(Object.entries(before).map(([at, text]) => [`sdk/${at}`, text])),
      );
      expect(generate("new", out).status).toBe(0);
    });
  });
});

it("stays whole in a folder that may not be written to", () => {
  const circumstances = isRoot ? { uid: nobody } : {};
  const tried = run(["--version"], circumstances);
  if (tried.status !== 0) {
    console.warn(`skipped: nobody may run Callwright here (${tried.stderr.trim()})`);
    return;
  }
  const above = temporaryFolder();
  const out = join(above, "sdk");
  expect(generate("old", out).status).toBe(0);
  const before = treeOf(out);
  chmodSync(above, 0o755);
  chmodSync(out, 0o555);
  expectRefusal(generate("new", out, circumstances), "output/not-writable");
  chmodSync(out, 0o755);
  expect(treeOf(above)).toEqual(Object.fromEntries(Object.entries(before).map(([at, text]) => [`sdk/${at}`, text])));
  expect(generate("new", out).status).toBe(0);
});

it("stays whole, whatever the limit on open files", () => {
  const out = join(temporaryFolder(), "sdk");
  expect(generate("old", out).status).toBe(0);
  const before = treeOf(out);
  const copy = `${out}-2`;
  // With fewer, Node.js cannot load the modules of the command, which it opens all at once.
  for (const limit of [36, 40, 48]) {
    cpSync(out, copy, { recursive: true });
    const ended = generate("new", copy, { before: `ulimit -n ${String(limit)}` });
    expect(ended.stderr).not.toMatch(/^\s+at |internal error/m);
    expect([0, 2]).toContain(ended.status);
    if (ended.status === 2) expect(treeOf(copy)).toEqual(before);
    else expect(treeOf(copy)["package.json"]).toContain("2.0.0");
    expect(readdirSync(copy).filter((name) => name.startsWith(".callwright"))).toEqual([]);
    rmSync(copy, { recursive: true });
  }
});

it("says that there is no folder for temporary files", () => {
  const out = join(temporaryFolder(), "sdk");
  const ended = generate("old", out, { temporary: join(work, "missing") });
  expectRefusal(ended, "system/refused");
  expect(ended.stderr).toContain("TMPDIR");
  expect(existsSync(out)).toBe(false);
});

it("says that its output cannot be printed, and shows no stack", () => {
  if (!existsSync("/dev/full")) {
    console.warn("skipped: there is no /dev/full here");
    return;
  }
  const ended = run(["explain", join(work, "old.json")], { after: "> /dev/full" });
  expect(ended.status).toBe(2);
  expect(ended.stderr).toMatch(/^callwright: cannot write to standard output: ENOSPC.*\n$/);
});
