// @ts-check
// `npm run build`, and so `npm ci`: the command line as few files that start fast, and the types of the library.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = path.join(root, "dist");

// Bundled in memory first, so that a build that fails leaves the last command line in place.
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["src/bin.ts", "src/index.ts"],
  outdir: dist,
  bundle: true,
  // What a command does not need stays in a file of its own, and is not read.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
  write: false,
});
rmSync(dist, { recursive: true, force: true });
for (const file of outputFiles) {
  mkdirSync(path.dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.contents);
}
chmodSync(path.join(dist, "bin.js"), 0o755);

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
