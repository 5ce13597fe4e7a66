/** Findings about calls that an operation claims and does not get. */
import type { Operation } from "../../api/api.js";
import type { Diagnostic, Pointer } from "../../diagnostic.js";
import { addressText } from "../../document/address.js";
import { callsLine, counted, finding } from "./finding.js";

/** An operation that lost a call to another. */
export interface LostCall {
  readonly operation: Operation;
  readonly owner: Operation;
  readonly call: string;
  /** The call that the operation has instead. */
  readonly chosen: string;
}

export function foreignSample({ operation, owner, call, chosen }: LostCall, pointer: Pointer | undefined): Diagnostic {
  const message = `The sample of ${addressText(operation.address)} calls \`${call}\`, which belongs to ${addressText(owner.address)}; this operation becomes \`${chosen}\`.`;
  const hint = `Correct the sample, or decide with ${callsLine(operation, chosen)}.`;
  return finding("sample-of-another-operation", "warning", message, pointer, hint);
}

export function clash({ operation, owner, call, chosen }: LostCall, pointer: Pointer | undefined): Diagnostic {
  const message = `${addressText(operation.address)} and ${addressText(owner.address)} both claim the call \`${call}\`; the first becomes \`${chosen}\`.`;
  const hint = `Decide with ${callsLine(operation, chosen)}.`;
  return finding("clash", "warning", message, pointer ?? operation.pointer, hint);
}

export function methodAndNamespace({ operation, owner, call, chosen }: LostCall): Diagnostic {
  const message = `${addressText(operation.address)} claims the call \`${call}\`, but with ${addressText(owner.address)} one name would be both a method and a namespace; it becomes \`${chosen}\`.`;
  const hint = `Decide with ${callsLine(operation, chosen)}.`;
  return finding("method-and-namespace", "warning", message, operation.pointer, hint);
}

/** @param why why the name cannot be used, as a clause: `every client already has a member of that name` */
export function reservedName(
  operation: Operation,
  pointer: Pointer | undefined,
  { wanted, used, why, instead }: { wanted: string; used: string; why: string; instead: string },
): Diagnostic {
  const message = `${addressText(operation.address)} cannot use the name \`${wanted}\`: ${why}. It becomes \`${used}\`.`;
  const hint = `Decide with ${callsLine(operation, instead)}.`;
  return finding("reserved-name", "warning", message, pointer ?? operation.pointer, hint);
}

/**
 * @param isLocked whether the operation itself had a call before; otherwise it only stands among such
 * @param free the call that it would have if names were not locked
 */
export function lockedName(
  operation: Operation,
  pointer: Pointer | undefined,
  { call, free, isLocked }: { call: string; free: string; isLocked: boolean },
): Diagnostic {
  const because = isLocked
    ? `keeps the call \`${call}\` because names are locked`
    : `is called \`${call}\` because the names of its neighbours are locked`;
  const message = `${addressText(operation.address)} ${because}; the document would now call it \`${free}\`.`;
  const hint = `Rename it with ${callsLine(operation, free)}.`;
  return finding("locked", "info", message, pointer ?? operation.pointer, hint);
}

/** Operations that `stainless: { only: true }` leaves out. */
export function unlistedOperations(operations: readonly Operation[]): Diagnostic {
  const [first] = operations;
  const count = counted(operations.length, "operation gets", "operations get");
  const message = `${count} no method, because the stainless.yml lists only others; the first is ${first ? addressText(first.address) : ""}.`;
  return finding(
    "unlisted",
    "info",
    message,
    first?.pointer,
    "Name it under `calls`, or remove `only: true` to include it.",
  );
}

/** An API whose own methods leave no place for `unwrap`. */
export function unwrapTaken(): Diagnostic {
  const message = "The client has no `webhooks.unwrap`, because a call of the API has that name.";
  const hint = "Use the function `unwrapWebhook` of the package, or rename the call under `calls`.";
  return finding("unwrap-taken", "info", message, undefined, hint);
}
