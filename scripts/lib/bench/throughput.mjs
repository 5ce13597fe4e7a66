// @ts-check
// Calls per second over a `fetch` that answers at once: what a client costs beside the network. All in one process, in turn.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../run.mjs";
import { median } from "./measure.mjs";
import { peersFolder } from "./peers.mjs";

/** @typedef {{ name: string, call: () => Promise<unknown> }} Client */

const ID = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
const ANSWER = JSON.stringify({
  id: ID,
  object: "api-key",
  name: "Production",
  status: "active",
  type: "workspace-service",
  created_at: "2026-01-31T09:30:00Z",
  usage_limits: { credit_limit: 100, periodic_reset: "monthly" },
  scopes: ["logs.list", "logs.view", "configs.read", "prompts.read"],
});
/** Milliseconds that one client has in one round. */
const TURN = 150;

/** @param {number} rounds */
export async function benchThroughput(rounds) {
  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(ANSWER, { headers: { "content-type": "application/json" } });
  try {
    const clients = await allClients();
    for (const { name, call } of clients) {
      const given = /** @type {any} */ (await call());
      if ((given.data ?? given).id !== ID) throw new Error(`${name} does not give what was asked for`);
    }
    /** @type {Map<string, number[]>} */
    const rates = new Map(clients.map(({ name }) => [name, []]));
    // The first rounds warm up.
    for (let round = -3; round < (rounds || 25); round += 1) await oneRound(clients, round < 0 ? new Map() : rates);
    return [...rates].map(([name, all]) => ({ name, perSecond: Math.round(median(all)) }));
  } finally {
    globalThis.fetch = fetch;
  }
}

/**
 * @param {readonly Client[]} clients
 * @param {ReadonlyMap<string, number[]>} rates what is kept
 */
async function oneRound(clients, rates) {
  for (const { name, call } of clients) {
    const rate = await rateOf(call);
    rates.get(name)?.push(rate);
  }
}

/** @param {() => Promise<unknown>} call */
async function rateOf(call) {
  const start = process.hrtime.bigint();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < TURN) {
    for (let index = 0; index < 50; index += 1) await call();
    calls += 50;
    elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  }
  return (calls / elapsed) * 1e3;
}

/** @returns {Promise<readonly Client[]>} each asking for one object by its id */
async function allClients() {
  const { Portkey } = await ourClient();
  const require = createRequire(path.join(peersFolder(), "package.json"));
  const load = async (/** @type {string} */ name) => (await import(pathToFileURL(require.resolve(name)).href)).default;
  const { default: createClient } = await import("openapi-fetch");
  const bare = /** @type {any} */ (
    createClient({ baseUrl: "https://api.example.com/v1", headers: { "x-portkey-api-key": "pk" } })
  );
  const ours = new Portkey({ apiKey: "pk", baseUrl: "https://api.example.com/v1" });
  const unwrapped = (/** @type {any} */ loaded) => loaded.default ?? loaded.OpenAI ?? loaded.Portkey ?? loaded;
  const openai = new (unwrapped(await load("openai")))({ apiKey: "pk", baseURL: "https://api.example.com/v1" });
  const portkeyAi = new (unwrapped(await load("portkey-ai")))({ apiKey: "pk", baseURL: "https://api.example.com/v1" });
  return [
    { name: "openapi-fetch alone", call: () => bare.GET("/api-keys/{id}", { params: { path: { id: ID } } }) },
    { name: "the shipped client", call: () => ours.apiKeys.retrieve({ id: ID }) },
    { name: "openai", call: () => openai.models.retrieve(ID) },
    { name: "portkey-ai", call: () => portkeyAi.apiKeys.retrieve({ id: ID }) },
  ];
}

/** @returns {Promise<any>} the shipped client, bundled as an application would */
async function ourClient() {
  const folder = path.join(root, ".work");
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, "bench-client.mjs");
  await build({
    entryPoints: [path.join(root, "generated", "src", "index.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return import(`${pathToFileURL(outfile).href}?${String(Date.now())}`);
}
