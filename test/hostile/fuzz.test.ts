/** Inputs made at random, a few of each kind, and those that `npm run fuzz` once found a fault with. */
import { describe, expect, it } from "@jest/globals";
import { faultOf, keptInputs, search, targets } from "./fuzz/targets.js";

/** Few enough to be done in seconds; `npm run fuzz` goes on for as long as one likes. */
const RUNS = 15;

describe("inputs made at random break no promise", () => {
  it.each(targets)("$name", async (one) => {
    expect(await search(one, 20_261_127, RUNS)).toBeUndefined();
  });
});

describe("inputs that broke a promise once break none any more", () => {
  const kept = keptInputs().map((one) => ({ ...one, title: `${one.target}: ${one.was.slice(0, 80)}` }));

  it("are of targets that there are", () => {
    const names = targets.map(({ name }) => name);
    expect(kept.filter(({ target }) => !names.includes(target))).toEqual([]);
  });

  it.each(kept)("$title", async ({ target, input }) => {
    const one = targets.find(({ name }) => name === target);
    expect(one && (await faultOf(one, input))).toBeUndefined();
  });
});
