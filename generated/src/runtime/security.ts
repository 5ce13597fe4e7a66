/** How credentials are written, and which of several a call carries; generated clients name these where they need one. */
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

/** RFC 6750, section 2.1. */
export const bearer: NonNullable<Security["write"]> = (token) => `Bearer ${token}`;

/**
 * RFC 7617, section 2, with UTF-8 as section 2.1 has it.
 * @param passwordOption the option of the password, which also has an entry of its own among the client's `security`
 */
export function basic(passwordOption: string): NonNullable<Security["write"]> {
  return async (username, ask) => {
    const password = (await ask(passwordOption)) ?? "";
    return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
  };
}

/** Puts a credential into a cookie. */
export { formExploded as cookie } from "./styles.js";
