// @ts-check
// Reads the names that API owners chose: one file for each owner, with the document that it belongs to.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../run.mjs";

/**
 * @typedef {{ method: string, path: string, call: string, also?: string[] }} Named a call, and other correct calls
 * @typedef {{ name: string, document: string, operations: Named[] }} Owner `document` is a path
 */

/** The folder of the data, next to the project or in `CALLWRIGHT_NAMES`; not part of the project. */
export const folder = path.resolve(process.env["CALLWRIGHT_NAMES"] ?? path.join(root, "..", "shared", "names"));

/** @returns {Owner[]} by name; empty if the data is missing */
export function owners() {
  if (!existsSync(folder)) return [];
  const documents = readdirSync(path.join(folder, "specs"));
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const name = path.basename(file, ".json");
      const document = documents.find((one) => path.parse(one).name === name);
      if (document === undefined) throw new Error(`${name} has no document in ${folder}/specs`);
      const operations = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
      return { name, document: path.join(folder, "specs", document), operations };
    });
}

/**
 * @param {Owner} owner
 * @param {readonly { call: string, operation: { address: { method: string, path: string } }, reason: { because: { kind: string } } }[]} methods
 * @returns {{ right: number, misses: { address: string, call: string, wanted: string, cause: string }[] }}
 */
export function score({ operations }, methods) {
  const named = new Map(
    methods.map((method) => [
      `${method.operation.address.method.toUpperCase()} ${method.operation.address.path}`,
      method,
    ]),
  );
  const misses = operations.flatMap(({ method, path: where, call: wanted, also = [] }) => {
    const address = `${method} ${where}`;
    const found = named.get(address);
    if (found && [wanted, ...also].includes(found.call)) return [];
    const call = found?.call ?? "";
    return [{ address, call, wanted, cause: `${found?.reason.because.kind ?? "absent"}: ${wrongPart(call, wanted)}` }];
  });
  return { right: operations.length - misses.length, misses };
}

/**
 * @param {string} call
 * @param {string} wanted
 */
function wrongPart(call, wanted) {
  const [verb, ...namespace] = call.split(".").reverse();
  const [wantedVerb, ...wantedNamespace] = wanted.split(".").reverse();
  const isNamespace = namespace.join(".") === wantedNamespace.join(".");
  if (call.toLowerCase() === wanted.toLowerCase()) return "letter case";
  if (verb === wantedVerb) return "namespace";
  return isNamespace ? "verb" : "namespace and verb";
}
