// @ts-check
// What a client must do on every engine. The same file runs on all of them, with nothing in it that knows which.

const ID = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
const KEY = "pk-engine-secret";

/**
 * @param {any} client the module of the packed client of the shipped document
 * @param {any} features the module of a client with streams, pages and uploads
 * @param {{ prism: string, faults: string }} urls a mock server of the shipped document; one that misbehaves
 * @returns {Promise<Record<string, unknown>>} what came of each check, the same on every engine but for `newWithKey`
 */
export async function checks(client, features, { prism, faults }) {
  const options = { apiKey: KEY, dangerouslyAllowBrowser: true };
  const portkey = new client.Portkey({ ...options, baseUrl: prism });
  const faulty = new client.Portkey({ ...options, baseUrl: faults });
  const harbour = new features.Harbour({ apiKey: KEY, dangerouslyAllowBrowser: true, baseUrl: faults });
  /** @param {() => unknown} run */
  const outcome = (run) => settled(run, client);
  return {
    newWithKey: await outcome(async () => typeof new client.Portkey({ apiKey: KEY })),
    // Whether the engine has an environment, and lets it be read, is all the same.
    withoutKey: await outcome(() => new client.Portkey({ baseUrl: prism }).apiKeys.retrieve({ id: ID })),
    call: await outcome(async () => (await portkey.apiKeys.retrieve({ id: ID })).object),
    withResponse: await outcome(async () => {
      const { data, response } = await portkey.apiKeys.retrieve({ id: ID }).withResponse();
      return [data.object, response.status, response.headers.get("content-type")];
    }),
    asResponse: await outcome(async () => {
      const response = await portkey.apiKeys.retrieve({ id: ID }).asResponse();
      return (await response.json()).object;
    }),
    unauthorized: await outcome(() => portkey.apiKeys.retrieve({ id: ID }, { apiKey: null })),
    unprocessable: await outcome(() => portkey.apiKeys.retrieve({ id: "no-uuid" })),
    refused: await outcome(() => portkey.apiKeys.retrieve({ id: ".." })),
    retry: await outcome(() => faulty.get("/flaky")),
    timeout: await outcome(() => faulty.get("/stall", { timeout: 150, maxRetries: 0 })),
    timeoutInBody: await outcome(() => faulty.get("/half", { timeout: 500, maxRetries: 0 })),
    abortBefore: await outcome(() => faulty.get("/stall", { signal: AbortSignal.abort("enough") })),
    abortDuring: await outcome(() => {
      const ending = new AbortController();
      const fetch = (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
        setTimeout(() => ending.abort("enough"), 50);
        return globalThis.fetch(url, init);
      };
      return faulty.get("/stall", { signal: ending.signal, fetch });
    }),
    abortBetween: await outcome(() => {
      const ending = new AbortController();
      // It is said that there will be another attempt, which is a minute from then.
      const logger = { ...console, info: () => setTimeout(() => ending.abort("enough"), 50) };
      return faulty.get("/busy", { signal: ending.signal, logger, logLevel: "info" });
    }),
    redirect: await outcome(() => faulty.get("/away", { maxRetries: 0 })),
    redirectHere: await outcome(() => faulty.get("/here", { maxRetries: 0 })),
    echo: await outcome(() => faulty.get("/echo")),
    html: await outcome(() => faulty.get("/html")),
    cut: await outcome(() => faulty.get("/cut", { maxRetries: 0 })),
    large: await outcome(() => faulty.get("/large", { maxResponseBytes: 1_000 })),
    events: await outcome(() => listed(harbour.arrivals.list())),
    leaving: await outcome(async () => {
      for await (const arrival of harbour.arrivals.list({ query: { endless: true } })) return arrival;
      return undefined;
    }),
    pages: await outcome(() => listed(harbour.ships.list({ limit: 2 }))),
    upload: await outcome(async () => {
      const file = await features.toFile("three masts", "ship.txt", { type: "text/plain" });
      return harbour.papers.create({ ship: "Fram", paper: file });
    }),
    bytes: await outcome(async () => (await harbour.papers.retrieve({ paper: "a/b" })).text()),
    // What timed out, was aborted or was left must not be held open.
    left: await outcome(() => faulty.get("/open", { timeout: 10_000, maxRetries: 0 })),
    shown: JSON.stringify([portkey, faulty]).includes(KEY),
  };
}

/**
 * @param {AsyncIterable<unknown>} items
 * @returns {Promise<unknown[]>}
 */
async function listed(items) {
  const all = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * @param {() => unknown} run
 * @param {any} client the module whose classes errors must be of
 * @returns {Promise<unknown>} what it gives, or what is known of what it throws
 */
async function settled(run, client) {
  try {
    return await run();
  } catch (cause) {
    const error = /** @type {any} */ (cause);
    const { name, status, operation } = error;
    const isTyped = error instanceof client.APIClientError && error instanceof client[name];
    return {
      threw: isTyped ? name : `${String(error)}, of no class of the package`,
      ...(status === undefined ? {} : { status }),
      ...(operation === undefined ? {} : { operation }),
      ...(typeof error.cause === "string" ? { reason: error.cause } : {}),
      ...(told(error).includes(KEY) ? { leaks: true } : {}),
    };
  }
}

/**
 * @param {any} error
 * @returns {string} all that an error and its causes say of themselves
 */
function told(error) {
  const { message, stack, cause } = Object(error);
  const own = `${String(error)} ${String(message)} ${String(stack)} ${JSON.stringify(error)}`;
  return cause === undefined ? own : `${own} ${told(cause)}`;
}
