// @ts-check
// Measures the stability of names: leaves out each operation of a document in turn, and compares the calls of the others
// with and without it.
import { callText } from "../../../src/naming/calls/candidates.js";
import { settle } from "../../../src/naming/calls/clashes.js";
import { planCandidates } from "../../../src/naming/calls/plan.js";

/** @typedef {import("../../../src/api/api.js").Api} Api */
/** @typedef {import("../../../src/naming/calls/clashes.js").Settled} Settled */
/** @typedef {{ cause: string, words: string }} Renaming */

/**
 * @param {Api} api
 * @returns {{ trials: number, renaming: number, renamings: Renaming[] }} `renaming` counts trials that renamed another
 * call
 */
export function leaveOneOut(api) {
  const whole = settledOf(api);
  const found = api.operations.map((one) => {
    const without = settledOf({ ...api, operations: api.operations.filter((other) => other !== one) });
    return renamingsBetween(without, whole, addressOf(one));
  });
  return {
    trials: found.length,
    renaming: found.filter((renamings) => renamings.length > 0).length,
    renamings: found.flat(),
  };
}

/** @param {Api} api */
function settledOf(api) {
  const { settled } = settle(planCandidates(api, api.operations, {}).claimants);
  return new Map(settled.map((one) => [addressOf(one.claimant.operation), one]));
}

/** @param {{ address: { method: string, path: string } }} operation */
function addressOf({ address: { method, path } }) {
  return `${method.toUpperCase()} ${path}`;
}

/**
 * @param {ReadonlyMap<string, Settled>} before
 * @param {ReadonlyMap<string, Settled>} after
 * @param {string} appeared
 * @returns {Renaming[]}
 */
function renamingsBetween(before, after, appeared) {
  return [...before].flatMap(([address, one]) => {
    const now = after.get(address);
    const [was, is] = [callText(one.segments), now && callText(now.segments)];
    if (now === undefined || was === is) return [];
    const cause = `${kindOf(one)}, then ${kindOf(now)}`;
    return [{ cause, words: `${address}: ${was}, then ${String(is)} beside ${appeared}` }];
  });
}

/** @param {Settled} settled */
function kindOf({ chosen: { because } }) {
  return because.kind === "convention" ? `convention (${because.rule.kind})` : because.kind;
}
