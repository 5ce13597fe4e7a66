/** How credentials are written; `Security` names one of these where a scheme needs it. */
import type { Security } from "./operation.js";
import type { Credential } from "./options.js";

/** RFC 6750, section 2.1. */
export const bearer: NonNullable<Security["write"]> = (token) => `Bearer ${token}`;

/**
 * RFC 7617, section 2, with UTF-8 as section 2.1 has it.
 * @param passwordOption the option of the password, which also has an entry of its own among the client's `security`
 */
export function basic(passwordOption: string): NonNullable<Security["write"]> {
  return async (username, options) => {
    const credential = (options[passwordOption] ?? "") as Credential;
    const password = typeof credential === "function" ? await credential() : credential;
    return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
  };
}

/** Puts a credential into a cookie. */
export { formExploded as cookie } from "./styles.js";
