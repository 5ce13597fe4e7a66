/** The targets of a command: what the configuration decides, and what the packages on disk do. */
import path from "node:path";
import { readTargets, type TargetRequest } from "./config/config.js";
import type { Target } from "./config/target.js";
import { committedCalls, pinnedDocument } from "./output/committed.js";

export type { Target, TargetRequest };

/**
 * The targets that a command asks for, with the calls that `names: locked` keeps.
 *
 * @throws UnusableInput where the named file or API does not exist, or the configuration cannot be used
 */
export function findTargets(request: TargetRequest): readonly Target[] {
  return readTargets(withPinned(request)).map(withLock);
}

/** A package that was made of an address is asked about by its folder alone. */
function withPinned(request: TargetRequest): TargetRequest {
  const { spec, out, config, cwd } = request;
  if (spec !== undefined || out === undefined || config !== undefined) return request;
  const pinned = pinnedDocument(path.resolve(cwd, out));
  return pinned === undefined ? request : { ...request, spec: pinned.address };
}

function withLock(target: Target): Target {
  const { isLocked, out, decisions } = target;
  if (isLocked !== true || out === undefined) return target;
  return { ...target, decisions: { ...decisions, locked: committedCalls(out) } };
}
