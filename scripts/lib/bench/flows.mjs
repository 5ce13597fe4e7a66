// @ts-check
// A process for `streams.mjs`: follows events, uploads and downloads with a generated client and with raw `fetch`, in turn.
// Takes the client's bundle, the server's address, the number of turns, of events and of bytes; prints rates as JSON.
import { createRequire } from "node:module";
import { secondsSince } from "./process.mjs";

/**
 * @typedef {{ events: { follow: () => AsyncIterable<unknown> }, content: { download: () => Promise<Response>,
 *   upload: (input: { body: Blob }) => Promise<unknown> } }} Client
 */

const [bundle = "", address = "", turns = "1", events = "1", bytes = "1"] = process.argv.slice(2);
const { open } = /** @type {{ open: (address: string) => Client }} */ (createRequire(import.meta.url)(bundle));
const client = open(address);
const content = new Blob([new Uint8Array(Number(bytes))]);

/** Each returns how many units went through. */
const FLOWS = {
  events: {
    client: async () => {
      let count = 0;
      for await (const event of client.events.follow()) if (event !== undefined) count += 1;
      return count;
    },
    fetch: async () => readEvents(await fetch(`${address}/events`)),
  },
  upload: {
    client: async () => {
      await client.content.upload({ body: content });
      return content.size;
    },
    fetch: async () => {
      const headers = { "content-type": "application/octet-stream" };
      await fetch(`${address}/content`, { method: "PUT", headers, body: content });
      return content.size;
    },
  },
  download: {
    client: async () => readBytes(await client.content.download()),
    fetch: async () => readBytes(await fetch(`${address}/content`)),
  },
};

/**
 * The least that a reader of server-sent events does: it splits the text, and parses the data.
 *
 * @param {Response} response
 * @returns {Promise<number>} how many events there were
 */
async function readEvents(response) {
  let left = "";
  let count = 0;
  const decoder = new TextDecoder();
  for await (const piece of bodyOf(response)) {
    const blocks = (left + decoder.decode(piece, { stream: true })).split("\n\n");
    left = blocks.pop() ?? "";
    for (const block of blocks) if (JSON.parse(block.slice("data: ".length)) !== undefined) count += 1;
  }
  return count;
}

/**
 * @param {Response} response
 * @returns {Promise<number>} its length
 */
async function readBytes(response) {
  let length = 0;
  for await (const piece of bodyOf(response)) length += piece.length;
  return length;
}

/**
 * @param {Response} response
 * @returns {AsyncIterable<Uint8Array>}
 */
function bodyOf({ body }) {
  if (body === null) throw new Error("the response has no body");
  return body;
}

const WARM_UP = 3;
/** @type {Record<string, Record<string, number[]>>} */
const rates = {};
for (const [flow, ways] of Object.entries(FLOWS)) {
  rates[flow] = await takeTurns(ways, Number(flow === "events" ? events : bytes));
}
console.log(JSON.stringify(rates));

/**
 * @param {Record<string, () => Promise<number>>} ways
 * @param {number} expected units of each run
 * @returns {Promise<Record<string, number[]>>} units per second of each turn, by way
 */
async function takeTurns(ways, expected) {
  const order = Object.entries(ways);
  const measured = Object.fromEntries(order.map(([way]) => [way, /** @type {number[]} */ ([])]));
  for (let turn = -WARM_UP; turn < Number(turns); turn += 1) {
    for (const [way, run] of order.reverse()) {
      const rate = await rateOf(run, expected);
      if (turn >= 0) measured[way]?.push(rate);
    }
  }
  return measured;
}

/**
 * @param {() => Promise<number>} run
 * @param {number} expected units
 * @returns {Promise<number>} units per second
 * @throws Error if not all came through
 */
async function rateOf(run, expected) {
  const start = process.hrtime.bigint();
  const units = await run();
  const seconds = secondsSince(start);
  if (units !== expected) throw new Error(`${units} of ${expected} came through`);
  return units / seconds;
}
