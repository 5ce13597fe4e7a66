// @ts-check
// Servers of frameworks that publish their own OpenAPI document.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "@swc/core";
import { install } from "../bench/peers.mjs";
import { root } from "../run.mjs";
import { generated } from "../wire/wire.mjs";
import { scenario } from "./scenario.mjs";

/**
 * @typedef {object} Server
 * @property {Readonly<Record<string, string>>} packages in exact versions
 * @property {string} app its code, in `apps/`
 * @property {object} [settings] the configuration under `x-callwright`
 */

/** @type {Readonly<Record<string, Server>>} */
export const SERVERS = {
  fastify: {
    packages: { fastify: "5.12.8", "@fastify/swagger": "9.9.3", "@fastify/multipart": "10.1.9" },
    app: "fastify.mjs",
    settings: {
      calls: { "PUT /ships/{id}/log": "ships.uploadLog", "GET /ships/{id}/log": "ships.downloadLog" },
    },
  },
  nest: {
    packages: {
      "@nestjs/core": "12.5.1",
      "@nestjs/common": "12.5.1",
      "@nestjs/platform-express": "12.5.1",
      "@nestjs/swagger": "12.0.2",
      "class-transformer": "0.5.1",
      "class-validator": "0.15.1",
      "reflect-metadata": "0.2.2",
      rxjs: "7.8.2",
    },
    app: "nest.ts",
  },
};

/** The key that every server accepts. */
const KEY = "key-0123456789";

/**
 * Starts a server, and calls it through the client of the document that it publishes.
 *
 * @param {string} name
 * @returns {Promise<readonly string[]>} what was checked
 * @throws Error for a check that fails, and if the registry cannot be reached
 */
export async function tryServer(name) {
  const server = SERVERS[name];
  if (!server) throw new Error(`${name} is none of ${Object.keys(SERVERS).join(", ")}`);
  const folder = path.join(root, ".work");
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(path.join(folder, "servers-"));
  const { url, stop } = await start(server);
  try {
    const spec = path.join(work, "openapi.json");
    writeFileSync(spec, await (await fetch(`${url}/openapi.json`)).text());
    const { client } = await generated(spec, work, { apiKey: KEY, baseUrl: url, maxRetries: 0 }, server.settings);
    return await scenario(/** @type {import("./scenario.mjs").ShipsClient} */ (client));
  } finally {
    stop();
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Runs a server beside the packages that it imports.
 *
 * @param {Server} server
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
async function start({ packages, app }) {
  const program = path.join(install(packages), "server.mjs");
  const source = readFileSync(fileURLToPath(new URL(`apps/${app}`, import.meta.url)), "utf8");
  writeFileSync(program, app.endsWith(".ts") ? compiled(source) : source);
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, KEY },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.once("data", (/** @type {Buffer} */ data) => resolve(data.toString().trim()));
    child.once("exit", (code) => reject(new Error(`${app} ended with ${String(code)}`)));
  });
  return { url: String(url), stop: () => child.kill() };
}

/** Compiles decorators as NestJS needs them, with the types of their parameters. @param {string} source */
function compiled(source) {
  return transformSync(source, {
    jsc: {
      parser: { syntax: "typescript", decorators: true },
      target: "es2022",
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: "es6" },
  }).code;
}
