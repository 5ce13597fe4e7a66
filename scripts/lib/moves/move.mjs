// @ts-check
// Moves one published SDK in: generates the client that replaces it, and type-checks the SDK's calls against both.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { clientIn } from "../../../src/adopt/clients.js";
import { addressesOf } from "../../../src/adopt/evidence/addresses.js";
import { withFixes } from "../../../src/adopt/fixes.js";
import { openBoth } from "../../../src/adopt/program.js";
import { readSdk } from "../../../src/adopt/sdk.js";
import { propose } from "../../../src/commands/adopt/proposal.js";
import { compile } from "../../../src/compile.js";
import { withStainless } from "../../../src/config/stainless/apply.js";
import { addressText } from "../../../src/document/address.js";
import { install } from "../bench/peers.mjs";
import { root } from "../run.mjs";
import { checkCalls } from "./check.mjs";
import { derivedCalls } from "./derived.mjs";
import { exampleCalls } from "./written.mjs";

/**
 * @typedef {{ written: import("./written.mjs").Written, error: string }} Failure
 * @typedef {{ calls: number, documented: number, failures: readonly Failure[] }} Moved the calls that are right for the SDK, and
 *   those of them whose operation the document has
 */

/** @param {import("./sdks.mjs").Moving} moving @returns {Promise<Moved>} */
export async function move(moving) {
  const sdk = readSdk(path.join(install({ [moving.package]: moving.version }), "node_modules", moving.package));
  const compiled = await compile(await targetOf(moving, sdk));
  const files = await compiled.emit("package");
  const { checker, before } = openBoth(sdk.entry, files);
  const client = clientIn(checker, before);
  if (!client) throw new Error(`${moving.package} exports no client`);
  const documented = compiled.api.operations.map(({ address }) => addressText(address));
  const addresses = addressesOf(client.calls.values(), sdk.listed, documented);
  const examplesOf = (/** @type {string} */ call) => {
    const address = addresses.get(call)?.address;
    const operation = compiled.api.operations.find((one) => addressText(one.address) === address);
    return new Map(operation?.inputs.map((input) => [input.name, input.example]));
  };
  const requests = [...client.calls.values()].filter(({ path: call }) => addresses.has(call));
  const all = [
    ...exampleCalls(sdk.folder),
    ...requests.flatMap((call) => derivedCalls(checker, call, examplesOf(call.path))),
  ];
  const work = workFolder();
  try {
    const theirs = checkCalls(all, { entry: sdk.entry, className: client.name, folder: work });
    const right = all.filter((_, index) => theirs[index] === undefined);
    const wanted = right.filter(({ call }) => addresses.get(call)?.isDocumented === true);
    const { className } = compiled.surface.client;
    const ours = checkCalls(wanted, { entry: write(files, path.join(work, "client")), className, folder: work });
    const failures = wanted.flatMap((written, index) => {
      const error = ours[index];
      return error === undefined ? [] : [{ written, error }];
    });
    return { calls: right.length, documented: wanted.length, failures };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The configuration of the owner, or the one that `adopt` proposes.
 *
 * @param {import("./sdks.mjs").Moving} moving
 * @param {import("../../../src/adopt/sdk.js").Sdk} sdk
 */
async function targetOf({ name, document, stainless }, sdk) {
  const target = { name, spec: document, decisions: {} };
  if (stainless !== undefined) return withStainless({ ...target, stainless });
  const { fixes } = await propose({ sdk, dispose: () => undefined }, target, () => undefined);
  return { ...target, decisions: withFixes({}, fixes) };
}

function workFolder() {
  const cache = path.join(root, ".work");
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(path.join(cache, "moves-"));
}

/** @param {ReadonlyMap<string, string>} files @param {string} folder @returns {string} the file with the package's exports */
function write(files, folder) {
  for (const [file, text] of files) {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
  return path.join(folder, "src", "index.ts");
}
