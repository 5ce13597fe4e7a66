// @ts-check
// Times `callwright watch` from the moment a specification is saved until its client is written.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { median } from "./tables.mjs";
import { CONTENDERS } from "./contenders.mjs";
import { secondsSince } from "./process.mjs";
import { judged } from "./aims.mjs";
import { secondsText } from "./results.mjs";
import { barOf, startWatch } from "./unchanged.mjs";
import { filesBelow, generateFresh, specFile, TIMEOUT, work } from "./work.mjs";

const LOOKING_MS = 10;

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchWatch(rounds) {
  const [contender] = CONTENDERS;
  if (contender === undefined) throw new Error("no contender");
  const file = path.join(work, "specs", "changed", "changed.json");
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(specFile("github"), file);
  const out = path.join(work, "out", "watched");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  /** @type {{ cold: number[], changed: number[] }} */
  const data = { cold: [], changed: [] };
  const watching = await startWatch(file, out);
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const changed = await change(file, out, `Get the root, as changed in round ${round}`);
      const cold = await generateFresh(contender, "changed", file);
      if (cold.failure !== undefined) throw new Error(cold.failure);
      // The first change warms up.
      if (round === 0) continue;
      data.changed.push(changed);
      data.cold.push(cold.seconds);
    }
  } finally {
    await watching.stop();
  }
  const ratio = median(data.changed) / median(data.cold);
  const title = "A change in the GitHub specification, until the files are there";
  const row = [secondsText(median(data.cold)), secondsText(median(data.changed)), ratio.toFixed(2)];
  return {
    tables: [{ title, rows: [["cold run", "watch, changed", "of cold"], row] }],
    plots: [
      {
        file: "watch.svg",
        title,
        unit: "s",
        bars: [
          barOf("cold run of generate", data.cold, false),
          barOf("watch, from saved to updated", data.changed, true),
        ],
      },
    ],
    aims: judged("watch", { changed: ratio }),
    notes: [
      "The change is the summary of one operation; it is over when the doc comment of its method is new on disk.",
    ],
    data,
  };
}

/**
 * @param {string} file
 * @param {string} out
 * @param {string} summary different from all earlier ones
 * @returns {Promise<number>} seconds from the write until the new text is in a file of the package
 * @throws Error if the text does not arrive in time
 */
async function change(file, out, summary) {
  const document = /** @type {{ paths: Record<string, { get: { summary: string } }> }} */ (
    JSON.parse(readFileSync(file, "utf8"))
  );
  const root = document.paths["/"];
  if (root === undefined) throw new Error("the specification has no path /");
  root.get.summary = summary;
  const text = JSON.stringify(document, undefined, 2);
  const target = filesBelow(path.join(out, "src", "resources")).find((one) => path.basename(one) === "meta.ts");
  if (target === undefined) throw new Error("the package has no resource meta");
  const start = process.hrtime.bigint();
  writeFileSync(file, text);
  while (!holds(target, summary)) {
    if (secondsSince(start) > TIMEOUT) throw new Error("watch did not notice the change");
    await delay(LOOKING_MS);
  }
  const seconds = secondsSince(start);
  // Waits so that remaining output and checks do not disturb the next measurement.
  await delay(1000);
  return seconds;
}

/**
 * @param {string} file
 * @param {string} text
 */
function holds(file, text) {
  try {
    return readFileSync(file, "utf8").includes(text);
  } catch {
    return false;
  }
}
