// @ts-check
// Bundles code of this repository and of peers into one file that Node.js runs.
import { build } from "esbuild";
import { root } from "../run.mjs";

/**
 * @param {string} code TypeScript, whose imports are found from the root of this repository
 * @param {string} outfile `.cjs` or `.mjs`, below the repository, so that it finds libraries that stay outside
 * @param {{ packages?: "bundle" | "external" }} [options] whether libraries are in the bundle
 * @returns {Promise<string>} the file
 * @throws Error if the code cannot be bundled
 */
export async function bundleCode(code, outfile, { packages = "bundle" } = {}) {
  await build({
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    format: outfile.endsWith(".cjs") ? "cjs" : "esm",
    platform: "node",
    // An older target would lose the attributes of imports.
    target: "node20.19",
    packages,
    logLevel: "silent",
  });
  return outfile;
}
