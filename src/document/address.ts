/** Addresses of operations as text: HTTP method and path, `GET /api-keys/{id}`. */

/** @param address the method in either case, e.g. `get` as OpenAPI writes it */
export function addressText({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method.toUpperCase()} ${path}`;
}

/**
 * Normalises an address for comparing names: the names of path parameters and a trailing slash are dropped. `GET
 * /keys/{key_id}/` becomes `GET /keys/{}`.
 */
export function blankAddress(text: string): string {
  return normalisedAddress(text)
    .replace(/\{[^{}]*\}/g, "{}")
    .replace(/(?<=[^ ])\/$/, "");
}

/** Normalises an address that a person wrote to the form of `addressText`: `get  /a` becomes `GET /a`. */
export function normalisedAddress(text: string): string {
  const [method = "", ...rest] = text.trim().split(/\s+/);
  return `${method.toUpperCase()} ${rest.join(" ")}`;
}
