// @ts-check
// How still names hold: each operation of a document is left out once, and the calls of the others are compared with and without it.
import { methodsOf } from "../../../src/naming/changes.js";
import { name } from "../../../src/naming/name.js";

/** @typedef {import("../../../src/api/api.js").Api} Api */
/** @typedef {import("../../../src/naming/surface.js").Method} Method */
/** @typedef {{ cause: string, words: string }} Renaming */

/** So many operations of a document are left out, one after the other. */
const MOST_TRIALS = 100;

/**
 * @param {Api} api
 * @returns {{ trials: number, renaming: number, renamings: Renaming[] }} `renaming` trials renamed another call
 */
export function leaveOneOut(api) {
  const whole = callsOf(api);
  const step = Math.ceil(api.operations.length / MOST_TRIALS);
  const left = api.operations.filter((_, index) => index % step === 0);
  const found = left.map((one) => {
    const without = callsOf({ ...api, operations: api.operations.filter((other) => other !== one) });
    return renamingsBetween(without, whole, addressOf(one));
  });
  return {
    trials: left.length,
    renaming: found.filter((renamings) => renamings.length > 0).length,
    renamings: found.flat(),
  };
}

/** @param {Api} api */
function callsOf(api) {
  return new Map(methodsOf(name(api, {}).surface).map((method) => [addressOf(method.operation), method]));
}

/** @param {{ address: { method: string, path: string } }} operation */
function addressOf({ address: { method, path } }) {
  return `${method.toUpperCase()} ${path}`;
}

/**
 * @param {ReadonlyMap<string, Method>} before
 * @param {ReadonlyMap<string, Method>} after
 * @param {string} appeared
 * @returns {Renaming[]}
 */
function renamingsBetween(before, after, appeared) {
  return [...before].flatMap(([address, method]) => {
    const now = after.get(address);
    if (now === undefined || now.call === method.call) return [];
    const cause = `${kindOf(method)}, then ${kindOf(now)}`;
    return [{ cause, words: `${address}: ${method.call}, then ${now.call} beside ${appeared}` }];
  });
}

/** @param {Method} method */
function kindOf({ reason: { because } }) {
  return because.kind === "convention" ? `convention (${because.rule.kind})` : because.kind;
}
