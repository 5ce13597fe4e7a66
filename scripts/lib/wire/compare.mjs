// @ts-check
// Compares two requests field by field.

/** @typedef {import("./recorder.mjs").Recorded} Recorded */
/** @typedef {{ field: string, ours: string | undefined, theirs: string | undefined }} Difference */

/** Headers that the engine adds, and the random boundary of multipart bodies. */
const TRANSPORT = new Set(
  "host connection content-length transfer-encoding accept-encoding accept-language sec-fetch-mode keep-alive".split(
    " ",
  ),
);

/**
 * @param {Recorded} ours
 * @param {Recorded} theirs
 * @returns {Promise<Difference[]>}
 */
export async function differences(ours, theirs) {
  const [one, other] = [await fieldsOf(ours), await fieldsOf(theirs)];
  const fields = new Set([...one.keys(), ...other.keys()]);
  return [...fields].flatMap((field) =>
    one.get(field) === other.get(field) ? [] : [{ field, ours: one.get(field), theirs: other.get(field) }],
  );
}

/** @param {Recorded} request @returns {Promise<Map<string, string>>} */
async function fieldsOf({ method, url, headers, body }) {
  const { pathname, searchParams } = new URL(url, "http://server.example");
  const query = [...new Set(searchParams.keys())].map(
    (name) => /** @type {const} */ ([`query ${name}`, JSON.stringify(searchParams.getAll(name))]),
  );
  const named = Object.entries(headers)
    .filter(([name]) => !TRANSPORT.has(name))
    .map(([name, value]) => /** @type {const} */ ([`header ${name}`, value.replace(/boundary=.*/, "boundary=")]));
  return new Map([["method", method], ["path", pathname], ...query, ...named, ...(await bodyFields(headers, body))]);
}

/** @param {Record<string, string>} headers @param {Buffer} body @returns {Promise<[string, string][]>} */
async function bodyFields(headers, body) {
  if (body.length === 0) return [];
  const type = headers["content-type"] ?? "";
  if (!/multipart|form-urlencoded/.test(type)) return leaves("body", parsed(body.toString()));
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) => /** @type {[string, string]} */ ([`part ${name}`, await partText(value)])),
  );
}

/** @param {FormDataEntryValue} value */
async function partText(value) {
  return typeof value === "string" ? value : `${value.name} (${value.type}): ${await value.text()}`;
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Every scalar of a body, by the keys that lead to it. @param {string} at @param {unknown} value @returns {[string,
 * string][]}
 */
function leaves(at, value) {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0)
    return [[at, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(`${at}.${key}`, inner));
}
