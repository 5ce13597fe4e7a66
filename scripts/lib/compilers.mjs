// @ts-check
// The oldest and the newest compiler that generated code supports, fetched from the npm registry on demand, because
// development needs only one.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

export const OLDEST = "5.4.5";
export const NEWEST = "7.0.2";

/**
 * @param {string} version of the package `typescript`
 * @returns {string} path of its `tsc`, a Node.js program; fetched once, then kept below node_modules
 * @throws Error if the registry cannot be reached
 */
export function compiler(version) {
  const folder = path.join(root, "node_modules", ".cache", "callwright", `typescript-${version}`);
  const program = path.join(folder, "node_modules", "typescript", "bin", "tsc");
  if (existsSync(program)) return program;
  // Renamed when complete, so that a concurrent test never finds a partial folder.
  const fetching = `${folder}-${String(process.pid)}`;
  mkdirSync(fetching, { recursive: true });
  const words = [
    "install",
    "--prefix",
    fetching,
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    `typescript@${version}`,
  ];
  execFileSync("npm", words, { cwd: fetching, stdio: "ignore" });
  if (existsSync(program)) rmSync(fetching, { recursive: true });
  else renameSync(fetching, folder);
  return program;
}
