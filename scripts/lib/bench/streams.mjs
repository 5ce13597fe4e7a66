// @ts-check
// Measures what flows through a client: events a second, and megabytes a second of an upload and of a download, over
// loopback, beside raw `fetch`.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { judged } from "./aims.mjs";
import { bundleCode } from "./bundle.mjs";
import { CONTENDERS } from "./contenders.mjs";
import { median } from "./tables.mjs";
import { generateFresh, outputFolder, work } from "./work.mjs";

/** @typedef {Record<"events" | "upload" | "download", { client: number[], fetch: number[] }>} Rates units a second */

const EVENTS = 20_000;
const BYTES = 32_000_000;
const TURNS = 5;

const document = {
  openapi: "3.1.0",
  info: { title: "Flows", version: "1.0.0" },
  paths: {
    "/events": {
      get: {
        "x-callwright-call": "events.follow",
        responses: { 200: body("text/event-stream", { type: "object", properties: { id: { type: "integer" } } }) },
      },
    },
    "/content": {
      get: {
        "x-callwright-call": "content.download",
        responses: { 200: body("application/octet-stream", { type: "string", format: "binary" }) },
      },
      put: {
        "x-callwright-call": "content.upload",
        requestBody: { required: true, ...body("application/octet-stream", { type: "string", format: "binary" }) },
        responses: { 204: { description: "It is kept." } },
      },
    },
  },
};

/**
 * @param {string} media
 * @param {object} schema
 */
function body(media, schema) {
  return { description: "What flows.", content: { [media]: { schema } } };
}

/**
 * @param {number} rounds
 * @returns {Promise<import("./results.mjs").Outcome>}
 */
export async function benchStreams(rounds) {
  const bundle = await clientBundle();
  const serving = fileURLToPath(new URL("flow-server.mjs", import.meta.url));
  const following = fileURLToPath(new URL("flows.mjs", import.meta.url));
  const server = spawn(process.execPath, [serving, String(EVENTS), String(BYTES)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const [port] = await once(server.stdout, "data");
    const address = `http://127.0.0.1:${String(port).trim()}`;
    const words = [following, bundle, address, ...[rounds * TURNS, EVENTS, BYTES].map(String)];
    const { stdout } = await promisify(execFile)(process.execPath, words);
    const rates = /** @type {Rates} */ (JSON.parse(stdout));
    return outcomeOf(rates);
  } finally {
    server.kill();
  }
}

/** @returns {Promise<string>} a bundle that exports `open(address)`, which returns the client */
async function clientBundle() {
  const [contender] = CONTENDERS;
  if (contender === undefined) throw new Error("no contender");
  const spec = path.join(work, "specs", "flows", "flows.json");
  mkdirSync(path.dirname(spec), { recursive: true });
  writeFileSync(spec, JSON.stringify(document));
  const { failure } = await generateFresh(contender, "flows", spec);
  if (failure !== undefined) throw new Error(failure);
  const index = path.join(outputFolder(contender, "flows"), "src", "index.ts");
  const code = `import { Flows } from ${JSON.stringify(index)}; export const open = (baseUrl) => new Flows({ baseUrl });`;
  return bundleCode(code, path.join(work, "flows.cjs"));
}

/**
 * @param {Rates} data
 * @returns {import("./results.mjs").Outcome}
 */
function outcomeOf(data) {
  const of = (/** @type {keyof Rates} */ flow) => median(data[flow].client) / median(data[flow].fetch);
  const row = (/** @type {string} */ name, /** @type {keyof Rates} */ flow, /** @type {number} */ unit) => {
    const figures = [data[flow].client, data[flow].fetch].map((rates) => (median(rates) / unit).toFixed(0));
    return [name, ...figures, of(flow).toFixed(2)];
  };
  const bars = /** @type {const} */ (["upload", "download"]).flatMap((flow) => [
    barOf(`raw fetch, ${flow}`, data[flow].fetch, 1e6),
    { ...barOf(`Callwright, ${flow}`, data[flow].client, 1e6), ours: true },
  ]);
  const events = [
    barOf("raw fetch with a minimal reader", data.events.fetch, 1000),
    { ...barOf("Callwright, for await", data.events.client, 1000), ours: true },
  ];
  return {
    tables: [
      {
        title: "What flows through a client",
        rows: [
          ["what", "Callwright", "raw fetch", "of raw fetch"],
          row("events, thousands per second", "events", 1000),
          row("upload, MB per second", "upload", 1e6),
          row("download, MB per second", "download", 1e6),
        ],
      },
    ],
    plots: [
      { file: "events.svg", title: "Server-sent events", unit: "thousand/s", bars: events },
      { file: "transfers.svg", title: "Uploads and downloads", unit: "MB/s", bars },
    ],
    aims: judged("streams", { events: of("events"), upload: of("upload"), download: of("download") }),
    notes: [
      `${String(EVENTS)} events of about 90 bytes, and ${String(BYTES / 1e6)} MB, over loopback, from a server in a process of its own; ${String(TURNS)} turns of each in each round, after three to warm up. The minimal reader splits the text at empty lines and parses the data; the uploaded content is a Blob; a download is read through to its end.`,
    ],
    data,
  };
}

/**
 * @param {string} label
 * @param {readonly number[]} rates
 * @param {number} unit
 * @returns {import("./results.mjs").Bar}
 */
function barOf(label, rates, unit) {
  const scaled = rates.map((rate) => rate / unit);
  return { label, value: median(scaled), low: Math.min(...scaled), high: Math.max(...scaled) };
}
