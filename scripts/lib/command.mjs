// @ts-check
// Runs a command of the built command line in this process, and builds it first where it is missing.
import { existsSync } from "node:fs";
import { bin, node } from "./run.mjs";

/**
 * Runs `callwright <command>` with the words that were typed after it.
 *
 * @param {string} command
 */
export async function runCommand(command) {
  await ensureBuilt();
  process.argv.splice(2, 0, command);
  await import(bin);
}

/** Builds the command line where it was not built yet. */
export async function ensureBuilt() {
  if (!existsSync(bin)) await node(["scripts/build.mjs"]);
}
