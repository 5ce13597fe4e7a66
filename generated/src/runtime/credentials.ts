/** Which credentials a call carries, where the specification declares several schemes. */
import type { CredentialChooser, Security } from "./operation.js";

/**
 * The first alternative that is set as a whole, else the one with most of it set, else an empty one; undefined where
 * there is none of these.
 */
export const chooseCredentials: CredentialChooser = (alternatives, options) => {
  let best: readonly Security[] | undefined;
  for (const alternative of alternatives) {
    const set = alternative.filter(({ option }) => options[option]);
    if (set.length && set.length === alternative.length) return set;
    if (!alternative.length) best ??= set;
    else if (set.length > (best?.length ?? 0)) best = set;
  }
  return best;
};
