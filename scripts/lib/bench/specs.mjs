// @ts-check
// The documents that are measured.
import { existsSync } from "node:fs";
import path from "node:path";
import { githubSpec } from "../github.mjs";
import { root } from "../run.mjs";

/**
 * @typedef {object} Spec
 * @property {string} name
 * @property {string} file
 * @property {number} rounds how often it is worth measuring
 */

/** @returns {readonly Spec[]} those that are here; of each other it is said that it is left out */
export function specs() {
  const all = [
    { name: "shipped", file: path.join(root, "spec", "portkey.yaml"), rounds: 7 },
    { name: "Portkey", file: path.join(root, "..", "shared", "specs", "portkey.yaml"), rounds: 5 },
    { name: "GitHub", file: github(), rounds: 5 },
  ];
  return all.flatMap(({ file, ...spec }) => {
    if (file !== undefined && existsSync(file)) return [{ ...spec, file }];
    console.error(`left out: the specification ${spec.name} is not here`);
    return [];
  });
}

/** @returns {string | undefined} */
export function github() {
  try {
    return githubSpec();
  } catch {
    return undefined;
  }
}
