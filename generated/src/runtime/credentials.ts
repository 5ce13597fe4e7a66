/** Which credentials a call carries, where an operation has alternatives. */
import type { CredentialChooser, Security } from "./operation.js";

/** The first alternative that is set as a whole, else the one with most of it set. */
export const chooseCredentials: CredentialChooser = (alternatives, options) => {
  let best: readonly Security[] = [];
  for (const alternative of alternatives) {
    const set = alternative.filter(({ option }) => options[option]);
    if (set.length && set.length === alternative.length) return set;
    if (set.length > best.length) best = set;
  }
  return best;
};
