// @ts-check
/**
 * Starts the longest suites first, so that no worker waits alone for a suite of minutes at the end. Jest does this itself once it
 * has run every suite on a machine; before, it goes by the size of files, and the longest suites are in some of the smallest.
 *
 * `UPDATE_SECONDS=1 npm run jest` writes the seconds of the suites that it runs to `seconds.json`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import sequencer from "@jest/test-sequencer";

// The types are those of the CommonJS module, whose default is a property; the ECMAScript module exports the class itself.
const Sequencer = /** @type {typeof sequencer.default} */ (/** @type {unknown} */ (sequencer));

/** @typedef {Parameters<InstanceType<typeof Sequencer>["sort"]>[0][number]} Test */

const root = fileURLToPath(new URL("../../", import.meta.url));
const file = fileURLToPath(new URL("seconds.json", import.meta.url));
/** Shorter suites are not listed: it does not matter when they start. */
const SHORTEST = 5;

/** @type {Readonly<Record<string, number>>} The seconds of suites, by their path in the repository. */
const kept = JSON.parse(readFileSync(file, "utf8"));

/** @param {string} suite */
const nameOf = (suite) => path.relative(root, suite).split(path.sep).join("/");

export default class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {Test[]} tests
   * @returns {Promise<Test[]>}
   */
  async sort(tests) {
    const sorted = await super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    /** @param {Test} test */
    const secondsOf = ({ duration, path: suite }) =>
      duration === undefined ? (kept[nameOf(suite)] ?? 0) : duration / 1_000;
    return sorted.sort((one, other) => secondsOf(other) - secondsOf(one));
  }

  /**
   * @override
   * @param {Test[]} tests
   * @param {Parameters<InstanceType<typeof Sequencer>["cacheResults"]>[1]} results
   */
  cacheResults(tests, results) {
    super.cacheResults(tests, results);
    if (process.env["UPDATE_SECONDS"] !== "1") return;
    const measured = results.testResults.map(({ testFilePath, perfStats }) => [
      nameOf(testFilePath),
      Math.round((perfStats.end - perfStats.start) / 1_000),
    ]);
    /** @type {[string, number][]} */
    const all = Object.entries({ ...kept, ...Object.fromEntries(measured) });
    const listed = all.filter(([, seconds]) => seconds >= SHORTEST).sort(([, one], [, other]) => other - one);
    const text = JSON.stringify(Object.fromEntries(listed), null, 2);
    writeFileSync(file, `${text}\n`);
  }
}
