// @ts-check
// Measures how many bytes a client adds to a web page: bundled by esbuild, minified, gzipped.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { load } from "js-yaml";
import { CONTENDERS, OURS } from "./contenders.mjs";
import { ownVersion, peer, peerVersion } from "./peers.mjs";
import { judged } from "./aims.mjs";
import { kilobytes } from "./results.mjs";
import { generateFresh, outputFolder, specFile, work } from "./work.mjs";

/**
 * @typedef {{ name: string, version: string, entry: () => Promise<{ code: string, folder: string }>, reaches?: string[],
 * ours?: boolean }} Subject
 *   `entry` is the program that uses it, and the folder in which its imports are found; `reaches` lists files that the bundle
 *   must contain for the figure to be valid
 * @typedef {{ name: string, version: string, bytes: number, gzipped: number, failure?: string }} Figure
 */

const SHIPPED = "Callwright, the shipped specification";
const FULLER = "Callwright, with streams, pages, multipart";
const ONE_RESOURCE = "Callwright, one resource of Portkey";

/** @type {readonly Subject[]} */
const SUBJECTS = [
  { name: SHIPPED, version: "", ours: true, entry: () => generated(OURS, client(), "shipped", specFile("shipped")) },
  {
    name: FULLER,
    version: "",
    ours: true,
    entry: () => generated(OURS, client(), "fuller", fullerSpec()),
    reaches: ["pages.ts", "streams.ts", "forms.ts"],
  },
  {
    name: ONE_RESOURCE,
    version: "",
    ours: true,
    entry: () => generated(OURS, oneResource(), "portkey", specFile("portkey")),
    reaches: ["api-keys.ts"],
  },
  {
    name: "openapi-fetch alone",
    version: ownVersion("openapi-fetch"),
    entry: async () => ({
      code: 'import createClient from "openapi-fetch"; globalThis.client = createClient();',
      folder: work,
    }),
  },
  {
    name: "hey-api's client",
    version: peerVersion("hey-api"),
    entry: () => generated("hey-api", 'import * as sdk from "./sdk.gen"; globalThis.sdk = sdk;'),
  },
  {
    name: "Redocly's client",
    version: ownVersion("@redocly/cli"),
    entry: () => {
      return generated("redocly generate-client", 'import { client } from "./client"; globalThis.client = client;');
    },
  },
  {
    name: "openai",
    version: peerVersion("openai"),
    entry: () => packaged("openai", 'import OpenAI from "openai"; globalThis.client = new OpenAI();'),
  },
  {
    name: "portkey-ai",
    version: peerVersion("portkey-ai"),
    entry: () => packaged("portkey-ai", 'import { Portkey } from "portkey-ai"; globalThis.client = new Portkey();'),
  },
];

/** @returns {Promise<import("./results.mjs").Outcome>} one figure per subject, because sizes do not vary */
export async function benchSize() {
  /** @type {Figure[]} */
  const figures = [];
  for (const subject of SUBJECTS) figures.push(await measure(subject));
  const rows = figures.map(({ name, version, bytes, gzipped, failure }) => {
    if (failure !== undefined) return [name, version, "not measured", failure];
    return [name, version || "this repository", kilobytes(bytes), kilobytes(gzipped)];
  });
  const gzipped = (/** @type {string} */ wanted) => {
    return (figures.find(({ name }) => name === wanted)?.gzipped ?? Number.NaN) / 1000;
  };
  const title = "A client in a bundle, minified and gzipped";
  const bars = figures.map(({ name, gzipped: bytes, failure }, index) => {
    return {
      label: name,
      value: bytes / 1000,
      note: failure === undefined ? "" : "not measured",
      ours: SUBJECTS[index]?.ours === true,
    };
  });
  return {
    tables: [{ title: "A client in a bundle", rows: [["client", "version", "minified", "gzipped"], ...rows] }],
    plots: [{ file: "size.svg", title, unit: "kB", log: true, bars }],
    aims: judged("size", { shipped: gzipped(SHIPPED), fuller: gzipped(FULLER), oneResource: gzipped(ONE_RESOURCE) }),
    notes: [
      "Bundled by esbuild (minified, ESM, ES2022, for browsers), compressed by gzip at level 9; 1 kB is 1,000 bytes. Each program makes a client, or takes the generated one, and keeps all its methods reachable; modules of Node.js stay outside.",
      "hey-api, Redocly: their clients of the shipped specification. openai and portkey-ai are hand-written and reach whole APIs.",
    ],
    data: figures,
  };
}

/**
 * @param {Subject} subject
 * @returns {Promise<Figure>}
 */
async function measure({ name, version, entry, reaches = [] }) {
  try {
    const { code, folder } = await entry();
    const { outputFiles, metafile } = await build({
      stdin: { contents: code, resolveDir: folder, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      platform: "browser",
      external: [...builtinModules, "node:*"],
      metafile: true,
      write: false,
      logLevel: "silent",
    });
    const inputs = Object.keys(metafile.inputs).map((file) => path.basename(file));
    const missing = reaches.filter((file) => !inputs.includes(file));
    if (missing.length > 0) throw new Error(`does not reach ${missing.join(", ")}`);
    const bytes = outputFiles[0]?.contents ?? new Uint8Array();
    return { name, version, bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
  } catch (error) {
    const failure = error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 160) : "failed";
    return { name, version, bytes: Number.NaN, gzipped: Number.NaN, failure };
  }
}

function client() {
  return 'import { Portkey } from "./src/index"; globalThis.client = new Portkey();';
}

/** What a program reaches that makes one kind of call only: the bare client, and the resource by its subpath. */
function oneResource() {
  return `import { PortkeyCore } from "./src/core"; import { ApiKeys } from "./src/resources/api-keys";
    globalThis.keys = new ApiKeys(new PortkeyCore());`;
}

/**
 * @param {string} name of a contender
 * @param {string} code
 * @param {import("./work.mjs").Folder} key
 * @param {string} file
 */
async function generated(name, code, key = "shipped", file = specFile("shipped")) {
  const contender = CONTENDERS.find((one) => one.name === name);
  if (contender === undefined) throw new Error(`no contender is called ${name}`);
  const { failure } = await generateFresh(contender, key, file);
  if (failure !== undefined) throw new Error(failure);
  return { code, folder: outputFolder(contender, key) };
}

/**
 * @param {"openai" | "portkey-ai"} name
 * @param {string} code
 */
async function packaged(name, code) {
  return { code, folder: peer(name).folder };
}

/** @returns {string} the shipped specification plus one operation that streams, one with pages, and one that takes a file */
function fullerSpec() {
  const document = /** @type {{ paths: object }} */ (load(readFileSync(specFile("shipped"), "utf8")));
  const object = { type: "object", properties: { id: { type: "string" } } };
  const page = { type: "object", required: ["data"], properties: { data: { type: "array", items: object } } };
  const number = (/** @type {string} */ name) => ({ name, in: "query", schema: { type: "integer" } });
  const file = { type: "object", required: ["file"], properties: { file: { type: "string", format: "binary" } } };
  const gives = (/** @type {string} */ media, /** @type {object} */ schema) => {
    return { 200: { description: "Done.", content: { [media]: { schema } } } };
  };
  const more = {
    "/things": {
      get: {
        summary: "List things",
        parameters: [number("current_page"), number("page_size")],
        responses: gives("application/json", page),
      },
      post: {
        summary: "Create a thing from a file",
        requestBody: { required: true, content: { "multipart/form-data": { schema: file } } },
        responses: gives("application/json", object),
      },
    },
    "/things/events": { get: { summary: "Follow things", responses: gives("text/event-stream", object) } },
  };
  const at = path.join(work, "specs", "fuller", "fuller.json");
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, JSON.stringify({ ...document, paths: { ...document.paths, ...more } }));
  return at;
}
