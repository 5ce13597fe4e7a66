/** The order of suites: the longest start first, also where Jest has not run them yet. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import LongestFirst from "../support/longest-first.mjs";
import { root } from "../support/paths.js";

const kept = JSON.parse(readFileSync(path.join(root, "test/support/seconds.json"), "utf8")) as Record<string, number>;
const suites = Object.keys(kept);

type Test = Parameters<LongestFirst["sort"]>[0][number];

/** Suites as Jest knows them before it has run any; the shortest have the largest files. */
function unknown(names: readonly string[]): Test[] {
  const context = { config: { cache: false }, hasteFS: { getSize: (suite: string) => suite.length } };
  return names.map((name) => ({ path: path.join(root, name), context }) as Test);
}

it("starts suites in the order of the seconds that are kept, and those without last", async () => {
  const sequencer = new LongestFirst({ contexts: [], globalConfig: {} } as never);
  const short = `test/unit/${"a".repeat(200)}.test.ts`;
  const sorted = await sequencer.sort(unknown([short, ...[...suites].reverse()]));
  const seconds = sorted.map((test) => kept[path.relative(root, test.path).split(path.sep).join("/")] ?? 0);
  expect(seconds).toEqual([...Object.values(kept), 0].sort((one, other) => other - one));
});

it("keeps seconds of suites that exist", () => {
  expect(suites.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});
