// @ts-check
// Measures naming alone: right after reading in a fresh process, and once more when warm.
import { median } from "./tables.mjs";
import { timeNaming } from "./naming-rounds.mjs";
import { judged } from "./aims.mjs";
import { secondsText } from "./results.mjs";
import { specs } from "./work.mjs";

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchNaming(rounds) {
  const rows = [["specification", "first, median", "highest", "warm, median"]];
  /** @type {Record<string, { first: number[], warm: number[] }>} */
  const data = {};
  const notes = [];
  for (const { key, title, operations, file } of specs()) {
    if (key === "shipped") continue;
    if (file === undefined) {
      notes.push(`${title}: the specification is not here.`);
      continue;
    }
    const { first, warm } = (data[key] = await timeNaming(file, rounds));
    const figures = [median(first), Math.max(...first), median(warm)].map(secondsText);
    rows.push([`${title} (${operations} operations)`, ...figures]);
  }
  const figure = (/** @type {string} */ key) => median(data[key]?.first ?? []);
  const aims = judged("naming", { portkey: figure("portkey"), github: figure("github") });
  return { tables: [{ title: "Naming the whole surface", rows }], aims, plots: [], notes, data };
}
