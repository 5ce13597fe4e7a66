/**
 * Calls that take path arguments by position as well: `retrieve("id")`, or the last of several, beside `retrieve({ id: "id" })`.
 * A whole body may follow them: `add("id", ["a"])`.
 */
import type { Operation } from "./operation.js";
import type { RequestOptions } from "./options.js";

/** The arguments of such a call, in either form, as one object and the options of the request. */
export function byPosition(
  operation: Operation,
  given: readonly unknown[],
): [params: object | undefined, options: RequestOptions | undefined] {
  const all = operation.positional ?? [];
  const [first, second] = given;
  if (typeof first === "object" || first === undefined) return [first ?? undefined, given[1] as RequestOptions];
  // A second value tells that all are given by position; an object holds those before the last, unless that is the body.
  const last = all.slice(-1);
  const isLast =
    all.length > 1 && (typeof second === "object" || second === undefined) && last[0] !== operation.body?.key;
  const names = isLast ? last : all;
  const rest = given.slice(names.length);
  const named = Object.fromEntries(names.map((name, index) => [name, given[index]]));
  // Where nothing else can be given, the options follow at once.
  const closed = Object.keys(operation.inputs ?? {}).length + (operation.body ? 1 : 0) === names.length;
  return [{ ...(closed ? {} : (rest.shift() as object)), ...named }, rest[0] as RequestOptions];
}
