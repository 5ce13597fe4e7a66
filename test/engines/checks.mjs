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
  const ending = new AbortController();
  setTimeout(() => ending.abort("enough"), 100);
  return {
    newWithKey: await outcome(async () => typeof new client.Portkey({ apiKey: KEY })),
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
    abort: await outcome(() => faulty.get("/stall", { signal: ending.signal })),
    redirect: await outcome(() => faulty.get("/away", { maxRetries: 0 })),
    html: await outcome(() => faulty.get("/html")),
    cut: await outcome(() => faulty.get("/cut", { maxRetries: 0 })),
    large: await outcome(() => faulty.get("/large", { maxResponseBytes: 1_000 })),
    events: await outcome(() => listed(harbour.arrivals.list())),
    leaving: await outcome(async () => {
      for await (const arrival of harbour.arrivals.list()) return arrival;
      return undefined;
    }),
    pages: await outcome(() => listed(harbour.ships.list({ limit: 2 }))),
    upload: await outcome(async () => {
      const file = await features.toFile("three masts", "ship.txt", { type: "text/plain" });
      return harbour.papers.create({ ship: "Fram", paper: file });
    }),
    bytes: await outcome(async () => (await harbour.papers.retrieve({ paper: "a/b" })).text()),
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
 * @returns {Promise<unknown>} what it gives, or what is known of what it throws
 */
async function outcome(run) {
  try {
    return await run();
  } catch (cause) {
    const error = /** @type {any} */ (cause);
    const { status, operation } = error;
    const reason = typeof error.cause === "string" ? { reason: error.cause } : {};
    const told = `${String(error.message)} ${String(error.stack)} ${JSON.stringify(error)} ${JSON.stringify(error.cause ?? "")}`;
    return {
      threw: error.name,
      ...(status === undefined ? {} : { status }),
      ...(operation === undefined ? {} : { operation }),
      ...reason,
      ...(told.includes(KEY) ? { leaks: true } : {}),
    };
  }
}
