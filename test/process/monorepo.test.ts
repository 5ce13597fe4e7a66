/**
 * The example of a monorepo, copied and run as its README says: one changed document makes one client again. Without
 * Turborepo here (`npm run engines` fetches it), only what its configuration lists is held.
 */
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { appendFile, cp, mkdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { engineProgram } from "../../scripts/lib/engines.mjs";
import { bin, root } from "../support/paths.js";
import { runProgram, type Ended } from "../support/process.js";
import { callwright } from "../support/warm.js";

const example = path.join(root, "docs", "examples", "monorepo");
const turbo = engineProgram("Turborepo");
if (turbo === undefined && process.env["CALLWRIGHT_ENGINES"] === undefined) {
  console.warn("skipped: Turborepo is not here (npm run engines fetches it)");
}

let cwd = "";
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-monorepo-"));
  await cp(example, cwd, { recursive: true });
  await mkdir(path.join(cwd, "node_modules", ".bin"), { recursive: true });
  await symlink(bin, path.join(cwd, "node_modules", ".bin", "callwright"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

interface Listed {
  readonly reads: readonly string[];
  readonly looksFor: readonly string[];
  readonly writes: readonly string[];
}

it("names as inputs and outputs what Callwright reads and writes", async () => {
  const { tasks } = JSON.parse(readFileSync(path.join(cwd, "turbo.json"), "utf8")) as {
    tasks: { generate: { inputs: string[]; outputs: string[] } };
  };
  for (const api of ["keys", "orders"]) {
    const { stdout } = await callwright(["inputs", "--format", "json"], { cwd: path.join(cwd, "apis", api) });
    const [listed] = JSON.parse(stdout) as readonly Listed[];
    expect([...tasks.generate.inputs].sort()).toEqual([...(listed?.reads ?? []), ...(listed?.looksFor ?? [])].sort());
    expect(listed?.writes.filter((file) => !file.startsWith("src/"))).toEqual([]);
    expect(tasks.generate.outputs).toEqual(["src/**"]);
  }
});

async function run(): Promise<Ended> {
  return runProgram(turbo ?? "", ["run", "generate", "--cache-dir", ".turbo/cache", "--no-daemon", "--ui", "stream"], {
    cwd,
    env: { TURBO_TELEMETRY_DISABLED: "1" },
  });
}

/** `keys: miss` for each API that a run of Turborepo tells of. */
function outcomes({ code, stdout, stderr }: Ended): readonly string[] {
  expect({ code, stderr: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, stderr: "" });
  return [...stdout.matchAll(/^@acme\/(\w+):generate: cache (miss|hit)/gm)]
    .map(([, api = "", outcome = ""]) => `${api}: ${outcome}`)
    .sort();
}

(turbo === undefined && process.env["CALLWRIGHT_ENGINES"] === undefined ? it.skip : it)(
  "makes one client again where one document has changed",
  async () => {
    expect(outcomes(await run())).toEqual(["keys: miss", "orders: miss"]);
    await rm(path.join(cwd, "apis", "orders", "src"), { recursive: true });
    expect(outcomes(await run())).toEqual(["keys: hit", "orders: hit"]);
    expect(readdirSync(path.join(cwd, "apis", "orders", "src"))).toContain("callwright.json");

    await appendFile(path.join(cwd, "apis", "keys", "openapi.yaml"), "    Note: { type: string }\n");
    expect(outcomes(await run())).toEqual(["keys: miss", "orders: hit"]);
    expect(readFileSync(path.join(cwd, "apis", "keys", "src", "schema.ts"), "utf8")).toContain("Note");
  },
);
