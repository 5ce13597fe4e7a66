// @ts-check
// A process for `throughput.mjs`: takes bundles as JSON by name, the number of turns and of calls per turn; prints calls
// per second as JSON.
import { createRequire } from "node:module";
import { secondsSince } from "./process.mjs";

/** @typedef {(id: string) => Promise<{ id?: string }>} Retrieve */

const [bundles = "{}", turns = "1", calls = "1"] = process.argv.slice(2);
const id = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
const answer = JSON.stringify({
  id,
  object: "api-key",
  name: "search, production",
  description: "The key of the search service in production",
  type: "workspace-service",
  organisation_id: "472d2804-d054-4226-b4ae-9d4e2e61e69e",
  workspace_id: "5fd2dfe5-5ed0-4b5b-9d53-9f0a1a6e9d6c",
  status: "active",
  created_at: "2026-01-12T09:30:00.000Z",
  last_updated_at: "2026-02-01T12:00:00.000Z",
  scopes: ["completions.write", "logs.list"],
});

const stub = async () => new Response(answer, { status: 200, headers: { "content-type": "application/json" } });
globalThis.fetch = stub;

/** @type {Map<string, Retrieve>} */
const subjects = new Map();
/** @type {Record<string, number[] | string>} */
const rates = {};
const files = /** @type {Record<string, string>} */ (JSON.parse(bundles));
for (const [name, file] of Object.entries(files)) {
  try {
    const module = /** @type {{ call: (fetch: typeof stub) => Retrieve }} */ (createRequire(import.meta.url)(file));
    const retrieve = module.call(stub);
    const { id: got } = await retrieve(id);
    if (got !== id) throw new Error("the answer did not come through");
    subjects.set(name, retrieve);
    rates[name] = [];
  } catch (error) {
    rates[name] = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "failed";
  }
}
const WARM_UP = 10;
for (let turn = -WARM_UP; turn < Number(turns); turn += 1) {
  const order = [...subjects];
  const first = (turn + WARM_UP) % order.length;
  for (const [name, retrieve] of [...order.slice(first), ...order.slice(0, first)]) {
    const start = process.hrtime.bigint();
    for (let call = 0; call < Number(calls); call += 1) await retrieve(id);
    const rate = Number(calls) / secondsSince(start);
    const known = rates[name];
    if (turn >= 0 && Array.isArray(known)) known.push(rate);
  }
}
console.log(JSON.stringify(rates));
