// @ts-check
// The packages that Callwright is compared with, in exact versions. They are fetched from the npm registry on demand,
// because development does not need them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "../run.mjs";

/**
 * @typedef {{ packages: Readonly<Record<string, string>>, needsNode?: number }} Peer
 *   exact versions, the peer itself first; `needsNode` is the first supported major version of Node.js, if above 20
 */

/** @satisfies {Record<string, Peer>} */
export const PEERS = {
  "hey-api": { packages: { "@hey-api/openapi-ts": "0.99.0", typescript: "5.9.3" }, needsNode: 22 },
  orval: { packages: { orval: "8.38.0" }, needsNode: 22 },
  "swagger-typescript-api": { packages: { "swagger-typescript-api": "13.13.0" } },
  oazapfts: { packages: { oazapfts: "7.5.0", "@oazapfts/runtime": "1.2.0" } },
  "openapi-fetch-gen": {
    packages: { "@moznion/openapi-fetch-gen": "0.5.0", "openapi-fetch": "0.17.0", "@biomejs/biome": "2.6.8" },
  },
  openai: { packages: { openai: "7.57.0" } },
  "portkey-ai": { packages: { "portkey-ai": "3.1.0" } },
};

/** The Node.js version for peers that do not support this one. */
const NEWER_NODE = "22.23.3";

const cache = path.join(root, "node_modules", ".cache", "callwright", "bench");

/**
 * @param {keyof typeof PEERS} name
 * @returns {{ folder: string, node: string }} the folder with its `node_modules`, and the Node.js that it runs on
 * @throws Error if the registry cannot be reached
 */
export function peer(name) {
  /** @type {Peer} */
  const { packages, needsNode = 20 } = PEERS[name];
  return {
    folder: install(packages),
    node: needsNode > majorOf(process.versions.node) ? newerNode() : process.execPath,
  };
}

/** @param {keyof typeof PEERS} name */
export function peerVersion(name) {
  return Object.values(PEERS[name].packages)[0] ?? "";
}

/**
 * @param {string} name of a dependency of this repository
 * @returns {string}
 */
export function ownVersion(name) {
  const manifest = path.join(root, "node_modules", name, "package.json");
  return /** @type {{ version: string }} */ (createRequire(import.meta.url)(manifest)).version;
}

/** @returns {string} path of a Node.js, for this system */
function newerNode() {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = install({ [name]: NEWER_NODE });
  return path.join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
}

/** @param {string} version */
function majorOf(version) {
  return Number(version.split(".")[0]);
}

/**
 * @param {Readonly<Record<string, string>>} packages
 * @returns {string} the folder that has them, complete
 */
export function install(packages) {
  const [first = "", version = ""] = Object.entries(packages)[0] ?? [];
  const folder = path.join(cache, `${first.replaceAll(/[^\w.-]+/gu, "-").replace(/^-/u, "")}-${version}`);
  if (existsSync(folder)) return folder;
  // Renamed when complete, so that an interrupted run leaves no partial folder.
  const fetching = `${folder}.part`;
  rmSync(fetching, { recursive: true, force: true });
  mkdirSync(fetching, { recursive: true });
  writeFileSync(path.join(fetching, "package.json"), JSON.stringify({ private: true, dependencies: packages }));
  const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync("npm", words, { cwd: fetching, stdio: "ignore" });
  renameSync(fetching, folder);
  return folder;
}
