/** Which credentials a call carries. */
import { APIUsageError } from "./errors.js";
import type { ApiSettings, Operation, Security } from "./operation.js";
import type { AnyOptions } from "./options.js";

/**
 * The credentials to sign a call with: the first alternative of its operation that is set as a whole, else the one
 * with most of it set.
 * @throws APIUsageError where none is set, unless the operation allows anonymous calls or an option was set to null
 */
export function credentialsOf(
  { security }: ApiSettings,
  options: AnyOptions,
  alternatives: Operation["security"] = [],
): readonly Security[] {
  let best: readonly Security[] = [];
  let missing: Security | false | undefined;
  for (const names of alternatives) {
    const alternative = names.map((name) => security[name] as Security);
    const set = alternative.filter(({ option }) => options[option]);
    if (set.length && set.length === names.length) return set;
    if (set.length > best.length) best = set;
    missing = alternative.every(({ option }) => options[option] !== null) && (missing ?? alternative[0] ?? false);
  }
  if (missing && !best.length) throw new APIUsageError(`set ${missing.option} or ${missing.env}`);
  return best;
}
