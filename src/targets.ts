/** The targets of a command: what the configuration decides, and what the packages on disk do. */
import { readTargets, type TargetRequest } from "./config/config.js";
import type { Target } from "./config/target.js";
import { committedCalls } from "./output/committed.js";

export type { Target, TargetRequest };

/**
 * The targets that a command asks for, with the calls that `names: locked` keeps.
 *
 * @throws UnusableInput where the named file or API does not exist, or the configuration cannot be used
 */
export function findTargets(request: TargetRequest): readonly Target[] {
  return readTargets(request).map(withLock);
}

function withLock(target: Target): Target {
  const { isLocked, out, decisions } = target;
  if (isLocked !== true || out === undefined) return target;
  return { ...target, decisions: { ...decisions, locked: committedCalls(out) } };
}
