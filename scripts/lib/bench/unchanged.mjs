// @ts-check
// Times `generate` and `watch` when nothing has changed, compared with a run from scratch.
import { spawn } from "node:child_process";
import { median } from "./tables.mjs";
import { CONTENDERS, callwrightBin } from "./contenders.mjs";
import { runStages, secondsSince } from "./process.mjs";
import { judged } from "./aims.mjs";
import { secondsText } from "./results.mjs";
import { generateFresh, outputFolder, specs, TIMEOUT } from "./work.mjs";

/** @typedef {{ cold: number[], generate: number[], watch: number[] }} Times */

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchUnchanged(rounds) {
  const notes = [
    "Cold: into an empty folder, after one round to warm up. Unchanged: the same command once more on its output. `watch`: from its start on an up-to-date package until it watches.",
  ];
  const rows = [["specification", "cold", "generate, unchanged", "of cold", "watch, unchanged", "of cold"]];
  /** @type {Partial<Record<import("./work.mjs").Spec["key"], Times>>} */
  const data = {};
  const bars = [];
  for (const { key, title, file } of specs()) {
    if (file === undefined) {
      notes.push(`${title}: the specification is not here.`);
      continue;
    }
    const times = (data[key] = await measure(key, file, key === "shipped" ? rounds + 2 : rounds));
    const [cold, generate, watch] = [median(times.cold), median(times.generate), median(times.watch)];
    const of = (/** @type {number} */ seconds) => (seconds / cold).toFixed(2);
    rows.push([title, secondsText(cold), secondsText(generate), of(generate), secondsText(watch), of(watch)]);
    bars.push(barOf(`${title}: cold`, times.cold, false));
    bars.push(barOf(`${title}: generate, unchanged`, times.generate, true));
    bars.push(barOf(`${title}: watch, unchanged`, times.watch, true));
  }
  const title = "Callwright where nothing has changed";
  return {
    tables: [{ title, rows }],
    plots: [{ file: "unchanged.svg", title, unit: "s", log: true, bars }],
    aims: judged("unchanged", {
      shippedGenerate: median(data.shipped?.generate ?? []),
      shippedWatch: median(data.shipped?.watch ?? []),
      portkeyGenerate: median(data.portkey?.generate ?? []),
      portkeyWatch: median(data.portkey?.watch ?? []),
      githubGenerate: median(data.github?.generate ?? []),
      githubWatch: median(data.github?.watch ?? []),
    }),
    notes,
    data,
  };
}

/**
 * @param {string} label
 * @param {readonly number[]} seconds
 * @param {boolean} ours
 */
export function barOf(label, seconds, ours) {
  return { label, value: median(seconds), low: Math.min(...seconds), high: Math.max(...seconds), ours };
}

/**
 * @param {import("./work.mjs").Spec["key"]} key
 * @param {string} file
 * @param {number} rounds
 * @returns {Promise<Times>}
 * @throws Error if a run fails
 */
async function measure(key, file, rounds) {
  const [contender] = CONTENDERS;
  if (contender === undefined) throw new Error("no contender");
  const out = outputFolder(contender, key);
  /** @type {Times} */
  const times = { cold: [], generate: [], watch: [] };
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const cold = await generateFresh(contender, key, file);
    const again = await runStages(contender.job(file, out).stages, { timeout: TIMEOUT });
    const failure = cold.failure ?? again.failure;
    if (failure !== undefined) throw new Error(failure);
    const watching = await startWatch(file, out);
    await watching.stop();
    if (round === 0) continue;
    times.cold.push(cold.seconds);
    times.generate.push(again.seconds);
    times.watch.push(watching.seconds);
  }
  return times;
}

/**
 * Starts `callwright watch`.
 *
 * @param {string} file
 * @param {string} out
 * @returns {Promise<{ seconds: number, stop: () => Promise<void> }>} once it watches; `seconds` is the time until then
 * @throws Error if it ends or does not start in time
 */
export async function startWatch(file, out) {
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, [callwrightBin, "watch", file, "--out", out], {
    cwd: out,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT * 1000);
  let said = "";
  /** @type {boolean} */
  const isWatching = await new Promise((resolve) => {
    child.stderr.on("data", (chunk) => {
      said += String(chunk);
      if (/^[\d:]+ watching /mu.test(said)) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  clearTimeout(timer);
  if (!isWatching) throw new Error(`callwright watch ended:\n${said}`);
  return { seconds: secondsSince(start), stop };
}
