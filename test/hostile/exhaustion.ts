/**
 * Runs documents that exhaust through the command line, in a process whose memory is limited: each is done, or refused
 * with a finding that says where, which limit it is, and how to raise it.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { workFolder } from "../support/paths.js";
import type { Ended } from "../support/process.js";
import { warmCallwright } from "../support/warm.js";
import type { Exhausting } from "./exhausting.js";

/** Far above the ten seconds that each should take: machines are shared, and what never ends does not end here either. */
const longest = 100_000;

/** For each of two processes: ours, and the lint's. */
const memory = "--max-old-space-size=1024";

/** Findings that no limit lies behind: there is no document that such a one could be a part of. */
const withoutLimit: ReadonlySet<string> = new Set([
  "document/endless-alias",
  "document/circular-ref",
  "document/endless-schema",
]);

export function runExhausting(prefix: string, cases: readonly Exhausting[], commands: readonly string[] = []): void {
  const callwright = warmCallwright([memory]);
  let folder = "";
  beforeAll(async () => {
    folder = await workFolder(`exhaustion-${prefix}`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is of cases with names of their own", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(cases)(
    "$name",
    async (one) => {
      const place = path.join(folder, String(cases.indexOf(one)));
      const spec = `spec.${one.ending ?? "json"}`;
      await mkdir(place);
      await writeFile(path.join(place, spec), one.text());
      const run = (words: readonly string[]): Promise<Ended> =>
        callwright(words, { cwd: place, env: { NODE_OPTIONS: memory }, timeout: longest });
      expect(faultsOf(await run(["generate", spec, "--out", "client"]), one)).toEqual([]);
      // Findings are listed by the lint alone; that it lists them is proved once for each.
      if (one.finding !== undefined && one === cases.find(({ finding }) => finding === one.finding))
        expect((await run(["lint", spec])).stdout).toContain(`[${one.finding}]`);
      for (const command of commands) expect([0, 3]).toContain((await run([command, spec])).code);
      await rm(place, { recursive: true });
    },
    4 * longest,
  );
}

function faultsOf({ code, stdout, stderr }: Ended, { refused }: Exhausting): readonly string[] {
  const shown = `${String(code)}: ${stderr.slice(0, 2_000)}`;
  if (/^\s+at .+:\d+|FATAL ERROR|internal error/m.test(stderr)) return [`broke down, ${shown}`];
  if (refused === undefined) return code === 0 ? [] : [`was not done, ${shown}`];
  const says = stderr
    .split("\n")
    .some((line) => /^spec\.\w+(?::\d+:\d+)?: error /.test(line) && line.endsWith(`[${refused}]`));
  const named = /limit `(\w+)`/.exec(stderr)?.[1];
  const raised = withoutLimit.has(refused) || (named !== undefined && stderr.includes(`raise \`limits.${named}\``));
  return code === 2 && stdout === "" && says && raised ? [] : [`was not refused as it should, ${shown}`];
}
