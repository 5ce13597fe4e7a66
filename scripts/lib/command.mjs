// @ts-check
// Runs a command of the built command line in this process, and builds it first if necessary.
import { existsSync } from "node:fs";
import { bin, node } from "./run.mjs";

/**
 * Runs `callwright <command>` with the arguments of this process.
 *
 * @param {string} command
 */
export async function runCommand(command) {
  await ensureBuilt();
  process.argv.splice(2, 0, command);
  await import(bin);
}

/** Builds the command line if it is not built yet. */
export async function ensureBuilt() {
  if (!existsSync(bin)) await node(["scripts/build.mjs"]);
}
