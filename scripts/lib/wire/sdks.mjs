// @ts-check
// The published SDKs that clients are compared with: where the document is, and how each is made and called.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { peer } from "../bench/peers.mjs";
import { root } from "../run.mjs";

/**
 * @typedef {{
 *   spec: () => string | undefined,
 *   load: () => Promise<(url: string) => object>,
 *   ours: Record<string, unknown>,
 *   without?: readonly string[],
 * }} Sdk
 *   the document, undefined where it is not beside the repository; what makes the SDK's client for a server; the options of
 *   our client; and resources of the SDK that are no calls
 */

const KEY = "key-0123456789";

/** @satisfies {Record<string, Sdk>} */
export const SDKS = {
  "portkey-ai": {
    spec: () => besides("portkey.yaml"),
    load: async () => {
      const { Portkey } = moduleOf("portkey-ai");
      return (url) => new Portkey({ apiKey: KEY, baseURL: url, maxRetries: 0 });
    },
    ours: { portkeyKey: KEY, apiKey: KEY, maxRetries: 0 },
  },
};

/** @param {string} name */
function besides(name) {
  const file = path.join(root, "..", "shared", "specs", name);
  return existsSync(file) ? file : undefined;
}

/** @param {keyof typeof import("../bench/peers.mjs").PEERS} name */
function moduleOf(name) {
  const { folder } = peer(name);
  return /** @type {Record<string, new (options: object) => object>} */ (
    createRequire(path.join(folder, "package.json"))(name)
  );
}
