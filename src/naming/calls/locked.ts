/** Findings about the names that `names: locked` keeps from changing. */
import type { Operation } from "../../api/api.js";
import type { Diagnostic } from "../../diagnostic.js";
import { callText } from "./candidates.js";
import type { Settled } from "./clashes.js";
import { lockedName } from "../findings/lost-calls.js";

/**
 * One finding for each call that would have another name if names were not locked.
 *
 * @param isLocked tells an operation that had a call before from a new one, which only stands among such
 * @param otherwise gives the call that an operation would have
 */
export function renamedButLocked(
  settled: readonly Settled[],
  isLocked: (operation: Operation) => boolean,
  otherwise: (operation: Operation) => string | undefined,
): readonly Diagnostic[] {
  return settled.flatMap(({ claimant: { operation }, segments, chosen }) => {
    const call = callText(segments);
    const free = otherwise(operation);
    if (free === undefined || free === call) return [];
    return [lockedName(operation, chosen.pointer, { call, free, isLocked: isLocked(operation) })];
  });
}
