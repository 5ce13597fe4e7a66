/** Findings about the names that `names: locked` keeps from changing. */
import type { Operation } from "../api/api.js";
import type { Diagnostic } from "../diagnostic.js";
import { addressText } from "../document/address.js";
import { callText } from "./candidates.js";
import type { Settled } from "./clashes.js";
import { callsLine, finding } from "./findings.js";

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
    const because = isLocked(operation)
      ? `keeps the call \`${call}\` because names are locked`
      : `is called \`${call}\` because the names of its neighbours are locked`;
    const message = `${addressText(operation.address)} ${because}; the document would now call it \`${free}\`.`;
    return [
      finding(
        "locked",
        "info",
        message,
        chosen.pointer ?? operation.pointer,
        `Rename it with ${callsLine(operation, free)}.`,
      ),
    ];
  });
}
