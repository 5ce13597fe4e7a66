// @ts-check
// Naming alone, as the first thing a fresh process does after reading, and once more when warm.
import { median } from "./measure.mjs";
import { timeNaming } from "./naming-rounds.mjs";
import { specs } from "./specs.mjs";

/** @param {number} rounds */
export async function benchNaming(rounds) {
  const results = [];
  for (const { name, file } of specs().filter((spec) => spec.name !== "shipped")) {
    const { first, warm } = await timeNaming(file, rounds || 5);
    results.push({ spec: name, first: median(first), highest: Math.max(...first), warm: median(warm) });
  }
  return results;
}
