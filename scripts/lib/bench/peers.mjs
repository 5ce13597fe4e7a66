// @ts-check
// The other tools, in exact versions, fetched on demand: far too many for devDependencies.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../run.mjs";

/** Each as its own documentation installs it; Biome is what openapi-fetch-gen formats with. */
export const VERSIONS = {
  "@hey-api/openapi-ts": "0.99.0",
  "@moznion/openapi-fetch-gen": "0.5.0",
  "@biomejs/biome": "2.6.8",
  oazapfts: "7.5.0",
  openai: "7.57.0",
  "openapi-fetch": "0.17.0",
  orval: "8.38.0",
  "portkey-ai": "3.1.0",
  "swagger-typescript-api": "13.13.0",
};

/**
 * @returns {string} the folder whose `node_modules` holds them; fetched once for these versions
 * @throws Error where the registry cannot be reached
 */
export function peersFolder() {
  const folder = path.join(root, "node_modules", ".cache", "callwright", "bench");
  const wanted = JSON.stringify({ private: true, dependencies: VERSIONS }, null, 2);
  const manifest = path.join(folder, "package.json");
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === wanted) return folder;
  const fetching = `${folder}-${String(process.pid)}`;
  mkdirSync(fetching, { recursive: true });
  writeFileSync(path.join(fetching, "package.json"), wanted);
  const words = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps"];
  execFileSync("npm", words, { cwd: fetching, stdio: "ignore" });
  // npm may write the manifest in its own way.
  writeFileSync(path.join(fetching, "package.json"), wanted);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fetching, folder);
  return folder;
}

/**
 * @param {string} name of a program
 * @returns {string} its path, a program of Node.js
 */
function ours(name) {
  return path.join(root, "node_modules", ".bin", name);
}

/**
 * @typedef {object} Generator
 * @property {string} name
 * @property {(spec: string, out: string) => readonly (readonly string[])[]} programs what makes `out` of a specification
 * @property {string} makes what comes out
 */

/** @returns {readonly Generator[]} every tool that generates a client or types, ours first */
export function generators() {
  const bin = path.join(peersFolder(), "node_modules", ".bin");
  const peer = (/** @type {string} */ name) => path.join(bin, name);
  /** @type {(spec: string, out: string) => readonly string[]} */
  const types = (spec, out) => [ours("openapi-typescript"), spec, "--output", path.join(out, "schema.ts")];
  return [
    {
      name: "callwright",
      makes: "lint, types, client, package",
      programs: (spec, out) => [[path.join(root, "dist", "bin.js"), "generate", spec, "--out", out]],
    },
    { name: "openapi-typescript", makes: "types", programs: (spec, out) => [types(spec, out)] },
    {
      name: "redocly generate-client",
      makes: "types, client",
      programs: (spec, out) => [[ours("redocly"), "generate-client", spec, "--output", path.join(out, "client.ts")]],
    },
    {
      name: "@hey-api/openapi-ts",
      makes: "types, client",
      programs: (spec, out) => [
        [peer("openapi-ts"), "--input", spec, "--output", out, "--client", "@hey-api/client-fetch", "--no-log-file"],
      ],
    },
    {
      name: "orval",
      makes: "types, client",
      programs: (spec, out) => [
        [peer("orval"), "--input", spec, "--output", path.join(out, "client.ts"), "--client", "fetch"],
      ],
    },
    {
      name: "swagger-typescript-api",
      makes: "types, client",
      programs: (spec, out) => [
        [peer("swagger-typescript-api"), "generate", "--path", spec, "--output", out, "--name", "client.ts"],
      ],
    },
    {
      name: "oazapfts",
      makes: "types, client",
      programs: (spec, out) => [[peer("oazapfts"), spec, path.join(out, "client.ts")]],
    },
    {
      name: "openapi-fetch-gen",
      makes: "types, client",
      programs: (spec, out) => [
        types(spec, out),
        [peer("openapi-fetch-gen"), "--input", path.join(out, "schema.ts"), "--output", path.join(out, "client.ts")],
      ],
    },
  ];
}

/**
 * @param {string} spec
 * @returns {readonly string[]} Redocly's lint, with the rules it has without configuration
 */
export function lint(spec) {
  return [ours("redocly"), "lint", spec, "--format", "json"];
}
