// @ts-check
// The engines that a generated client runs on, and tools that Callwright is tested with. Fetched on demand, because
// together they take more than half a gigabyte.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} package of the npm registry, with its exact version
 * @property {string} program its path in the installed package
 */

/** The error that is thrown contains the program's error output. */
const QUIET = /** @type {["ignore", "ignore", "pipe"]} */ (["ignore", "ignore", "pipe"]);

const machine = `${process.platform}-${process.arch}`;
const folder = path.join(root, "node_modules", ".cache", "callwright", "engines");

/** @type {readonly Engine[]} the engines whose packages contain a program for this machine */
export const engines = [
  { name: "Node.js 22", package: `node-${machine}@22.22.0`, program: "bin/node" },
  { name: "Node.js 26", package: `node-${machine}@26.10.0`, program: "bin/node" },
  { name: "Bun", package: `@oven/bun-${machine}@1.4.5`, program: "bin/bun" },
  { name: "Deno", package: `@deno/${machine}${process.platform === "linux" ? "-glibc" : ""}@2.9.6`, program: "deno" },
  {
    name: "workerd",
    package: `@cloudflare/workerd-${machine.replace("x64", "64")}@1.20261117.1`,
    program: "bin/workerd",
  },
];

/** @type {readonly Engine[]} tools that the documentation uses with Callwright */
const tools = [
  { name: "Turborepo", package: `@turbo/${machine.replace("x64", "64")}@2.11.11`, program: "bin/turbo" },
  { name: "VitePress", package: "vitepress@1.6.4", program: "bin/vitepress.js" },
];

/**
 * @param {string} name
 * @returns {string | undefined} the engine's program; undefined if it was not fetched
 */
export function engineProgram(name) {
  if (name === "Chromium") return chromium();
  const engine = [...engines, ...tools].find((one) => one.name === name);
  const program = engine && programOf(engine, folder);
  return program !== undefined && existsSync(program) ? program : undefined;
}

/**
 * @param {Engine} engine
 * @param {string} inside
 */
function programOf({ name, package: specifier, program }, inside) {
  const packageName = specifier.slice(0, specifier.lastIndexOf("@"));
  const version = specifier.slice(specifier.lastIndexOf("@") + 1);
  return path.join(inside, `${name.replace(/\W+/g, "-")}-${version}`, "node_modules", packageName, program);
}

/** @returns {string | undefined} a browser of the system */
function chromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const places = (process.env["PATH"] ?? "").split(path.delimiter);
  return names.flatMap((name) => places.map((place) => path.join(place, name))).find((file) => existsSync(file));
}

/**
 * Fetches every missing engine and tool; Chromium through the system's package manager, if that is allowed.
 *
 * @param {(line: string) => void} say
 * @returns {boolean} whether all are present now
 */
export function fetchEngines(say) {
  const failed = [...engines, ...tools].filter((engine) => !attempt(engine.name, say, () => fetchEngine(engine)));
  const isHere = attempt("Chromium", say, fetchChromium);
  return isHere && failed.length === 0;
}

/**
 * @param {string} name
 * @param {(line: string) => void} say
 * @param {() => void} fetch
 * @returns {boolean}
 */
function attempt(name, say, fetch) {
  try {
    if (engineProgram(name) === undefined) fetch();
  } catch (cause) {
    say(`${name}: ${String(cause)}`);
  }
  const program = engineProgram(name);
  say(program === undefined ? `${name}: not here` : `${name}: here`);
  return program !== undefined;
}

/**
 * Fetches one tool if it is missing.
 *
 * @param {string} name
 */
export function fetchTool(name) {
  const tool = tools.find((one) => one.name === name);
  if (tool && engineProgram(name) === undefined) fetchEngine(tool);
}

/** @param {Engine} engine */
function fetchEngine(engine) {
  const program = programOf(engine, folder);
  const home = program.slice(0, program.indexOf(`${path.sep}node_modules`, folder.length));
  const fetching = `${home}.part`;
  rmSync(fetching, { recursive: true, force: true });
  mkdirSync(fetching, { recursive: true });
  // The package contains the program itself, so no install scripts are needed.
  const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", fetching];
  execFileSync("npm", [...words, engine.package], { cwd: fetching, stdio: QUIET });
  renameSync(fetching, home);
}

function fetchChromium() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return;
  const options = { stdio: QUIET, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  execFileSync("apt-get", ["update"], options);
  execFileSync("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], options);
}
