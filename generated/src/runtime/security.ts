/** How the credentials of HTTP authentication are written; `Security` names one of these where a scheme needs it. */

/** RFC 6750, section 2.1. */
export function bearer(token: string): string {
  return `Bearer ${token}`;
}

/** RFC 7617, section 2, with UTF-8 as section 2.1 has it. */
export function basic(username: string, password: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
}
