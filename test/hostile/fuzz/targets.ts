/** Everything that is fuzzed, by name, and the inputs that once had a fault. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../support/paths.js";
import { answerTargets } from "./answers.js";
import { fileTargets } from "./files.js";
import type { Target } from "./target.js";

export { faultOf, search } from "./target.js";

export const targets: readonly Target[] = [...fileTargets, ...answerTargets];

/** One input that had a fault: a test tries it again. */
export interface Kept {
  readonly target: string;
  /** What was wrong. */
  readonly was: string;
  readonly input: unknown;
}

const file = path.join(root, "test", "hostile", "fuzz", "kept.json");

export function keptInputs(): readonly Kept[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly Kept[]) : [];
}
