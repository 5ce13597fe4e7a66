/** Callwright as its users get it: packed, installed into an empty folder, every command run once. */
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { npm, pack } from "../support/packed.js";
import { root } from "../support/paths.js";
import { runProgram, type Ended } from "../support/process.js";
import { acmeDocument, writeAcmeSdk } from "../support/sdk.js";

/** What `npm install callwright` may cost: megabytes on disk, most of them Redocly's command line and TypeScript, and packages. */
const MOST_MEGABYTES = 50;
const MOST_PACKAGES = 6;

let project = "";
beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), "packed-"));
  await writeFile(
    path.join(project, "package.json"),
    JSON.stringify({ name: "project", private: true, type: "module" }),
  );
  const tarball = await pack(root, project);
  await npm(["install", "--no-audit", "--no-fund", tarball], project);
  cpSync(path.join(root, "spec", "portkey.yaml"), path.join(project, "openapi.yaml"));
  await writeFile(path.join(project, "traffic.ndjson"), "");
  writeAcmeSdk(path.join(project, "acme"));
  await writeFile(path.join(project, "acme.yaml"), acmeDocument);
});
afterAll(() => rm(project, { recursive: true, force: true }));

function callwright(...words: readonly string[]): Promise<Ended> {
  return runProgram(path.join(project, "node_modules", ".bin", "callwright"), words, { cwd: project });
}

/** The commands that the help lists. */
async function commands(): Promise<readonly string[]> {
  const { stdout } = await callwright("--help");
  const [, list = ""] = stdout.split(/^Commands:$/m);
  return [...list.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name = ""]) => name).filter((name) => name !== "help");
}

interface Installed {
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The package.json of each installed package, by its folder. */
function installed(folder = path.join(project, "node_modules")): ReadonlyMap<string, Installed> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?:^|node_modules[\\/])(?:@[^\\/]+[\\/])?[^\\/@.][^\\/]*[\\/]package\.json$/.test(file),
  );
  return new Map(
    files.map((file) => [path.dirname(file), JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Installed]),
  );
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => statSync(path.join(folder, file)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
}

const runs: Readonly<Record<string, readonly string[]>> = {
  init: ["--yes"],
  lint: ["openapi.yaml"],
  generate: ["openapi.yaml", "--out", "sdk"],
  check: ["openapi.yaml", "--out", "sdk"],
  inputs: ["openapi.yaml"],
  docs: ["openapi.yaml"],
  explain: ["openapi.yaml"],
  samples: ["openapi.yaml"],
  drift: ["traffic.ndjson", "openapi.yaml"],
  diff: ["openapi.yaml", "--against", "openapi.yaml"],
  compare: ["acme", "acme.yaml", "--fail-on", "none"],
  adopt: ["acme", "acme.yaml", "--dry-run"],
};

describe("callwright, packed and installed", () => {
  it(`takes at most ${String(MOST_MEGABYTES)} MB and ${String(MOST_PACKAGES)} packages`, () => {
    expect(bytesIn(path.join(project, "node_modules")) / 1_000_000).toBeLessThanOrEqual(MOST_MEGABYTES);
    expect(installed().size).toBeLessThanOrEqual(MOST_PACKAGES);
    expect(installed().size).toBeGreaterThan(1);
  });

  it("runs no script when it is installed, and none of its packages does", () => {
    const kinds = ["preinstall", "install", "postinstall", "prepare"];
    const found = [...installed()].flatMap(([name, { scripts = {} }]) =>
      kinds
        .filter((kind) => kind in scripts && (kind !== "prepare" || name === "callwright"))
        .map((kind) => [name, kind]),
    );
    expect(found).toEqual([]);
  });

  it.each(Object.entries(runs))("runs %s", async (command, words) => {
    const { code, stderr } = await callwright(command, ...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  });

  it("runs watch until it is interrupted", async () => {
    const { code, stderr } = await runProgram(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { spawn } from "node:child_process";
         const child = spawn("node_modules/.bin/callwright", ["watch", "openapi.yaml", "--out", "sdk"], { stdio: ["ignore", "inherit", "pipe"] });
         child.stderr.on("data", (text) => { process.stderr.write(text); if (/watching/i.test(text)) child.kill("SIGINT"); });
         child.on("exit", (code) => { process.exitCode = code ?? 1; });`,
      ],
      { cwd: project },
    );
    expect(stderr).toMatch(/watching/i);
    expect(code).toBe(0);
  });

  it("has run every command that its help lists", async () => {
    expect([...(await commands())].sort()).toEqual([...Object.keys(runs), "watch"].sort());
    expect(existsSync(path.join(project, "sdk", "callwright.json"))).toBe(true);
  });
});
