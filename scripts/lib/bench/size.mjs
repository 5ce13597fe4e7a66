// @ts-check
// What a client adds to a page: bundled by esbuild, minified, gzipped.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "../run.mjs";
import { outputs, prepareOutputs } from "./generate.mjs";
import { generators, peersFolder } from "./peers.mjs";

/** @typedef {{ name: string, from: string, code: string }} Entry */

/** Streams, every kind of page, and multipart with files. */
const FEATURES = `import { events } from "./runtime/events.js";
import * as pages from "./runtime/pages.js";
import { multipart } from "./runtime/multipart.js";
import { toFile } from "./runtime/uploads.js";`;

export async function benchSize() {
  if (!existsSync(outputs)) prepareOutputs();
  const client = path.join(root, "generated", "src");
  const portkey = 'import { Portkey } from "./index.js";';
  const peers = peersFolder();
  /** @type {readonly Entry[]} */
  const entries = [
    { name: "openapi-fetch alone", from: root, code: 'import create from "openapi-fetch"; keep(create());' },
    { name: "the shipped client", from: client, code: `${portkey} keep(new Portkey());` },
    {
      name: "… with streams, pages and multipart",
      from: client,
      code: `${portkey} ${FEATURES} keep(new Portkey(), events, pages, multipart, toFile);`,
    },
    ...peerEntries(),
    { name: "openai", from: peers, code: 'import OpenAI from "openai"; keep(new OpenAI());' },
    { name: "portkey-ai", from: peers, code: 'import Portkey from "portkey-ai"; keep(new Portkey());' },
  ];
  const sizes = [];
  for (const { name, from, code } of entries) sizes.push({ name, ...(await sizeOf(from, code)) });
  return sizes;
}

/** @returns {readonly Entry[]} clients that other tools make of the shipped specification, with its one call */
function peerEntries() {
  const spec = path.join(root, "spec", "portkey.yaml");
  const wanted = ["@hey-api/openapi-ts", "redocly generate-client"];
  return generators()
    .filter(({ name }) => wanted.includes(name))
    .map(({ name, programs }) => {
      const out = path.join(outputs, "size", name.replace(/\W+/g, "-").replace(/^-/, ""));
      mkdirSync(out, { recursive: true });
      const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
      for (const words of programs(spec, out))
        execFileSync(process.execPath, [...words], { cwd: outputs, stdio: "ignore", env });
      const isHey = readdirSync(out).includes("sdk.gen.ts");
      const sdk = isHey ? readFileSync(path.join(out, "sdk.gen.ts"), "utf8") : "";
      const call = /export const (\w+) = </.exec(sdk)?.[1] ?? "";
      const code = isHey
        ? `import { ${call} } from "./sdk.gen.ts"; import { client } from "./client.gen.ts"; keep(client, ${call});`
        : 'import { client } from "./client.ts"; keep(client);';
      return { name, from: out, code };
    });
}

/**
 * @param {string} from folder that the code's imports are resolved from
 * @param {string} code
 * @returns {Promise<{ minified: number, gzipped: number } | { said: string }>} bytes
 */
async function sizeOf(from, code) {
  try {
    const { outputFiles } = await build({
      stdin: { contents: code.replace("keep(", "globalThis.kept = [].concat("), resolveDir: from, loader: "ts" },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2022",
      platform: "browser",
      // Some clients mention Node.js's own modules that pages never reach.
      external: ["node:*", "fs", "path", "os", "crypto", "stream", "http", "https", "util", "url", "zlib"],
      logLevel: "silent",
    });
    const bytes = outputFiles[0]?.contents ?? new Uint8Array();
    return { minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
  } catch (cause) {
    return { said: String(cause).slice(0, 200) };
  }
}
