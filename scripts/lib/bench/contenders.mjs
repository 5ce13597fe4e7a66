// @ts-check
// The generators to compare, each set up as its documentation says for a typed client over fetch.
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "../run.mjs";
import { ownVersion, peer, peerVersion } from "./peers.mjs";

/**
 * @typedef {import("./process.mjs").Command} Command
 * @typedef {{ stages: Command[][], modules?: string }} Job `modules` is the folder of packages that the output needs
 * @typedef {object} Contender
 * @property {string} name unique
 * @property {string} version
 * @property {"everything" | "client" | "types" | "findings"} makes
 * @property {(spec: string, out: string) => Job} job `out` is an empty folder; throws where a peer cannot be fetched
 */

export const callwrightBin = path.join(root, "dist", "bin.js");
const resolve = createRequire(import.meta.url).resolve;
const typesBin = path.join(path.dirname(resolve("openapi-typescript/package.json")), "bin", "cli.js");
const redoclyBin = path.join(path.dirname(resolve("@redocly/cli/package.json")), "bin", "cli.js");

export const OURS = "Callwright";
export const AT_ONCE = "redocly lint + openapi-typescript, at once";
export const IN_TURN = "redocly lint, then openapi-typescript";
export const TYPES = "openapi-typescript";
export const REDOCLY = "redocly generate-client";
export const HEY_API = "hey-api";

/** @type {readonly Contender[]} in the order of each round */
export const CONTENDERS = [
  {
    name: OURS,
    version: createRequire(import.meta.url)(path.join(root, "package.json")).version,
    makes: "everything",
    job: (spec, out) => ({ stages: [[own([callwrightBin, "generate", spec, "--out", out], out)]] }),
  },
  {
    name: TYPES,
    version: ownVersion("openapi-typescript"),
    makes: "types",
    job: (spec, out) => ({ stages: [[types(spec, out)]] }),
  },
  {
    name: "redocly lint",
    version: ownVersion("@redocly/cli"),
    makes: "findings",
    job: (spec, out) => ({ stages: [[lint(spec, out)]] }),
  },
  {
    name: AT_ONCE,
    version: "both",
    makes: "types",
    job: (spec, out) => ({ stages: [[lint(spec, out), types(spec, out)]] }),
  },
  {
    name: IN_TURN,
    version: "both",
    makes: "types",
    job: (spec, out) => ({ stages: [[lint(spec, out)], [types(spec, out)]] }),
  },
  {
    name: REDOCLY,
    version: ownVersion("@redocly/cli"),
    makes: "client",
    job: (spec, out) => ({
      stages: [[own([redoclyBin, "generate-client", spec, "--output", path.join(out, "client.ts")], out)]],
    }),
  },
  ofPeer(HEY_API, "@hey-api/openapi-ts/bin/run.js", (spec, out) => {
    return ["--input", spec, "--output", out, "--client", "@hey-api/client-fetch", "--no-log-file"];
  }),
  ofPeer("orval", "orval/dist/bin/orval.mjs", (spec, out) => {
    return ["--input", spec, "--output", path.join(out, "api.ts"), "--client", "fetch"];
  }),
  ofPeer("swagger-typescript-api", "swagger-typescript-api/dist/cli.mjs", (spec, out) => {
    return ["generate", "--path", spec, "--output", out, "--name", "api.ts"];
  }),
  ofPeer("oazapfts", "oazapfts/dist/cli.js", (spec, out) => [spec, path.join(out, "api.ts")]),
  fetchGen(),
];

/**
 * @param {keyof typeof import("./peers.mjs").PEERS} name
 * @param {string} bin
 * @param {(spec: string, out: string) => string[]} words
 * @returns {Contender}
 */
function ofPeer(name, bin, words) {
  return {
    name,
    version: peerVersion(name),
    makes: "client",
    job(spec, out) {
      const { folder, node } = peer(name);
      const modules = path.join(folder, "node_modules");
      return {
        stages: [[{ program: node, words: [path.join(modules, bin), ...words(spec, out)], cwd: out }]],
        modules,
      };
    },
  };
}

/**
 * Generates a client from openapi-typescript's output, so both are part of its path from specification to client. It
 * looks for its formatter from the working folder upwards.
 *
 * @returns {Contender}
 */
function fetchGen() {
  return {
    name: "openapi-fetch-gen",
    version: peerVersion("openapi-fetch-gen"),
    makes: "client",
    job(spec, out) {
      const { folder, node } = peer("openapi-fetch-gen");
      const modules = path.join(folder, "node_modules");
      const bin = path.join(modules, "@moznion/openapi-fetch-gen/dist/cli.js");
      const input = path.join(out, "schema.d.ts");
      const made = own([typesBin, spec, "--output", input], out);
      const words = [bin, "--input", input, "--output", path.join(out, "client.ts")];
      return { stages: [[made], [{ program: node, words, cwd: folder }]], modules };
    },
  };
}

/**
 * @param {string} spec
 * @param {string} out
 * @returns {Command}
 */
function lint(spec, out) {
  // Exit code 1 means findings, or that it could not read the document.
  return { ...own([redoclyBin, "lint", spec], out), isDone: (_, said) => said.includes("validated in") };
}

/**
 * @param {string} spec
 * @param {string} out
 */
function types(spec, out) {
  return own([typesBin, spec, "--output", path.join(out, "schema.ts")], out);
}

/**
 * @param {string[]} words
 * @param {string} cwd a folder without configuration
 * @returns {Command}
 */
function own(words, cwd) {
  return { program: process.execPath, words, cwd };
}
