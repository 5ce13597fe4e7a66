// @ts-check
// A process for `memory.mjs`, run with `--expose-gc`: takes a bundle, the number of rounds and of calls in each; prints as
// JSON the bytes that each call kept, for calls that succeed and for calls that fail.
import { createRequire } from "node:module";

const [bundle = "", rounds = "1", calls = "1"] = process.argv.slice(2);
const { call } = /** @type {{ call: (fetch: () => Promise<Response>) => (id: string) => Promise<unknown> }} */ (
  createRequire(import.meta.url)(bundle)
);
const id = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
const headers = { "content-type": "application/json" };
const collect = globalThis.gc;
if (collect === undefined) throw new Error("Run this with --expose-gc.");

const succeed = call(async () => new Response(JSON.stringify({ id }), { status: 200, headers }));
const fail = call(async () => new Response(JSON.stringify({ message: "none" }), { status: 404, headers }));
const WAYS = {
  calls: () => succeed(id),
  failures: () => fail(id).catch(() => undefined),
};

/** @returns {Promise<number>} bytes in use, once all that can be freed is */
async function held() {
  // What is freed by finalizers and timers is freed after a turn of the event loop.
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect?.();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** @type {Record<string, number[]>} */
const kept = {};
for (const [name, once] of Object.entries(WAYS)) {
  const each = (kept[name] = /** @type {number[]} */ ([]));
  for (let round = -1; round < Number(rounds); round += 1) {
    const before = await held();
    for (let count = 0; count < Number(calls); count += 1) await once();
    // The first round warms up: what the engine compiles, it keeps.
    if (round >= 0) each.push(((await held()) - before) / Number(calls));
  }
}
console.log(JSON.stringify(kept));
