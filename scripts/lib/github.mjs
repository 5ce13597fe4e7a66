// @ts-check
// The GitHub REST API's document, fetched from the npm registry on demand, because it is too large for a devDependency.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

const VERSION = "23.0.2";
const INSIDE = "package/generated/api.github.com.json";

/**
 * @param {string} version of `@octokit/openapi`
 * @returns {string} path of the document; fetched once, then kept below node_modules
 * @throws Error if the registry cannot be reached
 */
export function githubSpec(version = VERSION) {
  const folder = path.join(root, "node_modules", ".cache", "callwright");
  const file = path.join(folder, `api.github.com-${version}.json`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  /** @type {import("node:child_process").ExecFileSyncOptionsWithStringEncoding} */
  const options = { cwd: folder, stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" };
  const packed = execFileSync("npm", ["pack", `@octokit/openapi@${version}`, "--silent"], options).trim();
  execFileSync("tar", ["-xzf", packed, INSIDE], options);
  renameSync(path.join(folder, INSIDE), file);
  execFileSync("rm", ["-rf", packed, "package"], options);
  return file;
}
