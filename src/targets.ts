/** The targets of a command: what the configuration decides, and what the packages on disk do. */
import path from "node:path";
import { readTargets, type TargetRequest } from "./config/config.js";
import type { Target } from "./config/target.js";
import { committedCalls, committedCustom, committedModels, pinnedDocument } from "./output/committed.js";

export type { Target, TargetRequest };

/**
 * The targets that a command asks for, with the names that `names: locked` keeps and the owner's own code.
 *
 * @throws UnusableInput where the named file or API does not exist, or the configuration cannot be used
 */
export function findTargets(request: TargetRequest): readonly Target[] {
  return readTargets(withPinned(request)).map((target) => withPackage(target, target.out));
}

/** A package that was made of an address is asked about by its folder alone. */
function withPinned(request: TargetRequest): TargetRequest {
  const { spec, out, config, cwd } = request;
  if (spec !== undefined || out === undefined || config !== undefined) return request;
  const pinned = pinnedDocument(path.resolve(cwd, out));
  return pinned === undefined ? request : { ...request, spec: pinned.address };
}

/** @param out the folder of the package as it is on disk */
export function withPackage(target: Target, out: string | undefined): Target {
  if (out === undefined) return target;
  const { aliases = {}, stainlessFurther = {}, layout } = target.decisions;
  const custom = committedCustom(out, layout);
  const further = new Set([...Object.keys(aliases), ...Object.values(stainlessFurther).flat()]);
  return {
    ...target,
    decisions: {
      ...target.decisions,
      ...(target.isLocked === true ? { locked: committedCalls(out, further), lockedModels: committedModels(out) } : {}),
      ...(custom.hasIndex || custom.hasClient ? { custom } : {}),
    },
  };
}
