/** Masks the credentials of a call wherever its errors, its logs or a printed object would repeat them. */

/** Shorter texts are part of innocent words, and too short to be a secret. */
const SHORTEST_SECRET = 4;

const MASK = "***";

/** Takes the secrets of a call out of a text. */
type Mask = (text: string) => string;

/** A text with every secret in it replaced, in each form that a URL, a header or JSON gives it. */
export function masked(text: string, secrets: Iterable<string>): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    for (const form of formsOf(secret)) result = result.replaceAll(form, MASK);
  }
  return result;
}

function formsOf(secret: string): readonly string[] {
  // Nothing escapes these characters.
  if (/^[\w.~-]+$/.test(secret)) return [secret, secret.toLowerCase()];
  const escaped = JSON.stringify(secret).slice(1, -1);
  // Half of a surrogate pair has no form in a URL. A host's name is in lower case.
  const uri = encodeURIComponent(secret.replace(/\p{Cs}/gu, ""));
  const uris = [uri, uri.replaceAll("'", "%27")];
  return [secret, escaped, secret.toLowerCase(), ...uris, ...uris.map((form) => form.replaceAll("%20", "+"))];
}

/** Makes a response show no secret in its address, which holds a key that is sent in the query. */
export function hideAddress(response: Response, mask: Mask): void {
  hideText(response, "url", mask);
}

/** Makes a response that an error holds show no secret at all. Its body has been read or given up. */
export function hideResponse(response: Response, mask: Mask): void {
  hideAddress(response, mask);
  hideText(response, "statusText", mask);
  const value = maskedHeaders(response.headers, mask);
  Reflect.defineProperty(response, "headers", { value, configurable: true });
}

export function maskedHeaders(headers: Headers, mask: Mask): Headers {
  return new Headers([...headers].map(([name, value]): [string, string] => [mask(name), mask(value)]));
}

/** How many causes of causes are looked at. */
const DEEPEST_CAUSE = 8;

/** Takes secrets out of the texts of an error and of its causes: an engine quotes the address that it could not use. */
export function hideInError(error: unknown, mask: Mask, depth = 0): void {
  if (typeof error !== "object" || error === null || depth > DEEPEST_CAUSE) return;
  for (const key of Object.getOwnPropertyNames(error)) hideText(error, key, mask);
  const { cause, errors } = error as { readonly cause?: unknown; readonly errors?: unknown };
  hideInError(cause, mask, depth + 1);
  // Of an AggregateError.
  if (Array.isArray(errors)) for (const inner of errors as unknown[]) hideInError(inner, mask, depth + 1);
}

/** Nothing happens where an engine's object does not let itself be changed. */
function hideText(owner: object, key: string, mask: Mask): void {
  const text = (owner as Record<string, unknown>)[key];
  if (typeof text !== "string") return;
  const value = mask(text);
  if (value !== text) Reflect.defineProperty(owner, key, { value, configurable: true });
}
