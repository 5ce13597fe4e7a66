// @ts-check
// Twenty typical calls of the GitHub API, and how each contender's client writes them.

/**
 * @typedef {object} Use one call of a program
 * @property {string} id the operationId, from which all peers derive their names
 * @property {string} method
 * @property {string} address the path
 * @property {Record<string, string | number>} path arguments, in path order
 * @property {Record<string, string | number>} [query]
 * @property {boolean} [isQueryRequired]
 * @property {object} [body]
 * @property {number} status of success
 * @property {string} [read] what the program reads from the result: a property, or a property of a list's first item
 * @property {boolean} [isList]
 *
 * @typedef {object} Dialect
 * @property {string} contender the generator of the client
 * @property {string} head imports, and the client
 * @property {(use: Use, call: string) => string} write an expression; `call` is Callwright's own name for it
 * @property {(use: Use, result: string) => string} data an expression: the body of the result, if present
 */

const repo = { owner: "octocat", repo: "hello" };

/** @type {readonly Use[]} */
export const USES = [
  get("repos/get", "/repos/{owner}/{repo}", repo, "full_name"),
  list("repos/list-branches", "/repos/{owner}/{repo}/branches", repo, "name"),
  get("repos/get-latest-release", "/repos/{owner}/{repo}/releases/latest", repo, "tag_name"),
  { ...send("repos/create-release", "/repos/{owner}/{repo}/releases", repo, "html_url"), body: { tag_name: "v1" } },
  { ...send("repos/delete", "/repos/{owner}/{repo}", repo), method: "DELETE", status: 204 },
  list("issues/list-for-repo", "/repos/{owner}/{repo}/issues", repo, "title"),
  get("issues/get", "/repos/{owner}/{repo}/issues/{issue_number}", { ...repo, issue_number: 1 }, "title"),
  { ...send("issues/create", "/repos/{owner}/{repo}/issues", repo, "number"), body: { title: "A title" } },
  {
    ...send("issues/update", "/repos/{owner}/{repo}/issues/{issue_number}", { ...repo, issue_number: 1 }, "state"),
    method: "PATCH",
    status: 200,
    body: { state: "closed" },
  },
  {
    ...send("issues/create-comment", "/repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...repo,
      issue_number: 1,
    }),
    read: "html_url",
    body: { body: "Thanks" },
  },
  list("pulls/list", "/repos/{owner}/{repo}/pulls", repo, "title"),
  get("pulls/get", "/repos/{owner}/{repo}/pulls/{pull_number}", { ...repo, pull_number: 1 }, "title"),
  { ...send("pulls/create", "/repos/{owner}/{repo}/pulls", repo, "number"), body: { head: "topic", base: "main" } },
  get("users/get-authenticated", "/user", {}),
  get("orgs/get", "/orgs/{org}", { org: "github" }, "login"),
  list("teams/list", "/orgs/{org}/teams", { org: "github" }, "slug"),
  get("gists/get", "/gists/{gist_id}", { gist_id: "1" }, "html_url"),
  { ...get("search/repos", "/search/repositories", {}), query: { q: "client" }, isQueryRequired: true },
  get("git/get-ref", "/repos/{owner}/{repo}/git/ref/{ref}", { ...repo, ref: "heads/main" }, "ref"),
  get("meta/get", "/meta", {}, "verifiable_password_authentication"),
];

/** @type {readonly Dialect[]} */
export const DIALECTS = [
  {
    contender: "Callwright",
    head: 'import { GitHub } from "./src/index";\nconst client = new GitHub();',
    write: ({ path, query, body }, call) => `client.${call}(${some({ ...path, ...query, ...body })})`,
    // A list is a page of items.
    data: ({ isList }, result) => (isList === true ? `${result}.items` : result),
  },
  {
    contender: "openapi-typescript",
    head: 'import createClient from "openapi-fetch";\nimport type { paths } from "./schema";\nconst client = createClient<paths>({ baseUrl: "https://api.github.com" });',
    write: ({ method, address, path, query, body }) => {
      const params = { ...(Object.keys(path).length > 0 && { path }), ...(query && { query }) };
      const init = { ...(Object.keys(params).length > 0 && { params }), ...(body && { body }) };
      return `client.${method}(${JSON.stringify(address)}${Object.keys(init).length > 0 ? `, ${JSON.stringify(init)}` : ""})`;
    },
    data: (_, result) => `${result}.data`,
  },
  {
    contender: "redocly generate-client",
    head: 'import { client } from "./client";',
    write: ({ id, path, query, body }) => {
      return `client.${id.replaceAll(/\W/gu, "_")}(${some({ ...(Object.keys(path).length > 0 && { path }), ...(query && { query }), ...(body && { body }) })})`;
    },
    data: (_, result) => result,
  },
  {
    contender: "hey-api",
    head: 'import * as sdk from "./sdk.gen";',
    write: ({ id, path, query, body }) => {
      return `sdk.${camel(id)}(${some({ ...(Object.keys(path).length > 0 && { path }), ...(query && { query }), ...(body && { body }) })})`;
    },
    data: (_, result) => `${result}.data`,
  },
  {
    contender: "orval",
    head: 'import * as api from "./api";',
    write: ({ id, path, query, body }) => `api.${camel(id)}(${listed([...Object.values(path), body, query])})`,
    data: byStatus,
  },
  {
    contender: "swagger-typescript-api",
    head: 'import { Api } from "./api";\nconst client = new Api();',
    write: ({ id, address, path, query, body, isList }) => {
      // It groups by the first path segment; an optional query comes before a body.
      const words = [...Object.values(path), query ?? (isList === true ? {} : undefined), body];
      return `client.${camel(address.split("/")[1] ?? "")}.${camel(id)}(${listed(words)})`;
    },
    data: (_, result) => `${result}.data`,
  },
  {
    contender: "oazapfts",
    head: 'import * as api from "./api";',
    write: ({ id, path, query = {}, body }) => {
      return `api.${camel(id)}(${listed([...Object.values(path), ...Object.values(query), body])})`;
    },
    data: byStatus,
  },
];

/**
 * Returns a program of twenty calls that uses the result of each.
 *
 * @param {Dialect} dialect
 * @param {ReadonlyMap<string, string>} calls Callwright's names, by address
 * @returns {string}
 */
export function programOf({ head, write, data }, calls) {
  const lines = USES.map((use, index) => {
    const result = `result${index}`;
    const call = calls.get(`${use.method} ${use.address}`) ?? "unknown";
    const body = data(use, result);
    const read = use.isList === true ? `?.[0]?.${use.read}` : `?.${use.read}`;
    const taken = use.read === undefined ? body : `(${body})${read}`;
    return `const ${result} = await ${write(use, call)};\nexport const taken${index} = ${use.status === 204 ? result : taken};`;
  });
  return `${head}\n${lines.join("\n")}\n`;
}

/**
 * @param {string} id
 * @param {string} address
 * @param {Use["path"]} path
 * @param {string} [read]
 * @returns {Use}
 */
function get(id, address, path, read) {
  return { id, method: "GET", address, path, status: 200, ...(read !== undefined && { read }) };
}

/**
 * @param {string} id
 * @param {string} address
 * @param {Use["path"]} path
 * @param {string} read
 * @returns {Use}
 */
function list(id, address, path, read) {
  return { ...get(id, address, path, read), isList: true };
}

/**
 * @param {string} id
 * @param {string} address
 * @param {Use["path"]} path
 * @param {string} [read]
 * @returns {Use}
 */
function send(id, address, path, read) {
  return { ...get(id, address, path, read), method: "POST", status: 201 };
}

/**
 * Selects the successful member of a union by status.
 *
 * @param {Use} use
 * @param {string} result
 */
function byStatus({ status }, result) {
  return `(${result}.status === ${status} ? ${result}.data : undefined)`;
}

/** @param {object} value an argument that is omitted if it would be empty */
function some(value) {
  return Object.keys(value).length > 0 ? JSON.stringify(value) : "";
}

/** @param {readonly unknown[]} values undefined ones are omitted */
function listed(values) {
  return values
    .filter((value) => value !== undefined)
    .map((value) => JSON.stringify(value))
    .join(", ");
}

/** @param {string} id */
function camel(id) {
  return id.replaceAll(/\W+(\w)/gu, (_, letter) => String(letter).toUpperCase());
}
