/** Which credentials a call carries, where the specification declares several schemes. */
import type { CredentialChooser, Security } from "./operation.js";

/**
 * The first alternative that is set as a whole, else the one with most of it set, else an empty one or none where an
 * option was set to null; undefined where there is none of these.
 */
export const chooseCredentials: CredentialChooser = (alternatives, security, options) => {
  const valueOf = (key: string): unknown => options[(security[key] as Security).option];
  let best: readonly string[] | undefined;
  for (const alternative of alternatives) {
    const set = alternative.filter(valueOf);
    if (set.length && set.length === alternative.length) return set;
    if (!alternative.length) best ??= set;
    else if (set.length > (best?.length ?? 0)) best = set;
  }
  return best ?? (alternatives.flat().some((key) => valueOf(key) === null) ? [] : undefined);
};
