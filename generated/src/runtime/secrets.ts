/** Masks the credentials of a call wherever its errors or logs would repeat them. */

/** Shorter texts are part of innocent words, and too short to be a secret. */
const SHORTEST_SECRET = 4;

const MASK = "***";

/** A text with every secret in it replaced, in each form that a URL, a header or JSON gives it. */
export function masked(text: string, secrets: readonly unknown[]): string {
  let result = text;
  for (const secret of secrets) {
    if (typeof secret !== "string" || secret.length < SHORTEST_SECRET) continue;
    for (const form of formsOf(secret)) result = result.replaceAll(form, MASK);
  }
  return result;
}

function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}
