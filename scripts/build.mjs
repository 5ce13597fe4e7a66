// @ts-check
// `npm run build`, and so `npm ci`: the command line as few files that start fast, and the types of the library.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { decode, encode } from "@jridgewell/sourcemap-codec";
import { build } from "esbuild";
import { configurationPage } from "./lib/configuration-page.mjs";
import { reservedFile, reservedText } from "./lib/reserved.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = path.join(root, "dist");

/**
 * Libraries go into the bundle: a file each, found and judged by the module loader, would cost more than the work. Their
 * licences are in files beside it. What is started as a program, or reads files of its own, stays outside.
 */
const outside = ["@redocly/cli", "typescript"];

/** The two compilers, each in a file of its own, and what is used of it. */
const compilers = {
  "ts-morph": { names: ["IndentationText", "Project", "StructureKind", "ts"], also: "" },
  "openapi-typescript": {
    names: ["astToString", "resolveRef", "scanDiscriminators", "transformSchema", "transformSchemaObject", "ts"],
    also: 'export { default as ts } from "typescript";',
  },
};

/** @type {import("esbuild").BuildOptions & { write: false }} */
const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  platform: "node",
  target: "node20",
  legalComments: "linked",
  logLevel: "warning",
  write: false,
};

writeFileSync(reservedFile, await reservedText());

// Bundled in memory first, so that a build that fails leaves the last command line in place.
const compiled = await Promise.all(Object.entries(compilers).map(bundleCompiler));
/** @type {{ path: string, contents: string | Uint8Array }[]} */
const files = compiled.flatMap(({ outputFiles }) => outputFiles);
files.push(...(await bundleCommandLine()).outputFiles.map(withoutLibraries));
rmSync(dist, { recursive: true, force: true });
for (const file of files) {
  mkdirSync(path.dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.contents);
}
chmodSync(path.join(dist, "bin.js"), 0o755);
const schema = await configurationSchema();
writeFileSync(path.join(dist, "redocly.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(path.join(root, "docs", "guide", "configuration.md"), configurationPage(schema));
// Scripts import the command line; nobody checks its types again.
writeFileSync(path.join(dist, "bin.d.ts"), "export {};\n");

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;

/**
 * The JSON schema of the configuration, by the table that reads it.
 *
 * @returns {Promise<import("./lib/configuration-page.mjs").Schema>}
 */
async function configurationSchema() {
  const outfile = path.join(dist, "schema.cjs");
  const { outdir: _outdir, ...rest } = common;
  await build({ ...rest, entryPoints: ["src/config/json-schema.ts"], format: "cjs", outfile, write: true });
  /** @type {{ configurationSchema: () => import("./lib/configuration-page.mjs").Schema }} */
  const module = createRequire(import.meta.url)(outfile);
  rmSync(outfile);
  return module.configurationSchema();
}

function bundleCommandLine() {
  return build({
    ...common,
    entryPoints: ["src/bin.ts", "src/index.ts", "src/record.ts", "src/worker.ts"],
    format: "esm",
    // What a command does not need stays in a file of its own, and is not read.
    splitting: true,
    sourcemap: true,
    // Positions lead to the sources of the repository; their text would double the package.
    sourcesContent: false,
    // The maps make up for it where somebody reads a stack trace, and the package stays light.
    minifySyntax: true,
    minifyWhitespace: true,
    chunkNames: "chunks/[name]-[hash]",
    // Libraries written for CommonJS ask for Node.js's own modules with `require`.
    banner: {
      js: 'import { createRequire as $require } from "node:module"; const require = $require(import.meta.url);',
    },
    external: outside,
    plugins: [
      { name: "compilers", setup: redirectCompilers },
      { name: "left out of swagger2openapi", setup: leaveOutOfConverter },
    ],
  });
}

/**
 * A source map without positions in libraries, where nobody looks for our bugs: half of its size.
 *
 * @param {import("esbuild").OutputFile} file
 * @returns {{ path: string, contents: string | Uint8Array }} any other file as it is
 */
function withoutLibraries({ path: file, contents, text }) {
  if (!file.endsWith(".map")) return { path: file, contents };
  /** @type {{ sources: readonly string[], mappings: string }} */
  const map = JSON.parse(text);
  const isLibrary = map.sources.map((source) => source.includes("node_modules/"));
  const lines = decode(map.mappings).map((line) =>
    line.filter((segment) => segment.length === 1 || isLibrary[segment[1]] !== true),
  );
  return { path: file, contents: JSON.stringify({ ...map, mappings: encode(lines) }) };
}

/**
 * Leaves the compilers to the files that were made of them. openapi-typescript makes its nodes with the compiler in its
 * own file, so the room that uses both takes it from there, too.
 *
 * @param {import("esbuild").PluginBuild} building
 */
function redirectCompilers(building) {
  building.onResolve({ filter: /^(ts-morph|openapi-typescript|typescript)$/ }, ({ path: name, importer }) => {
    const isEmission = path.relative(root, importer).startsWith(path.join("src", "emit"));
    if (name === "typescript" && !isEmission) return { path: name, external: true };
    return { path: name === "typescript" ? "openapi-typescript" : name, namespace: "compiler" };
  });
  building.onLoad({ filter: /.*/, namespace: "compiler" }, ({ path: name }) => {
    const { names } = compilers[/** @type {keyof typeof compilers} */ (name)];
    return {
      resolveDir: root,
      contents: `
        import { createRequire } from "node:module";
        export const { ${names.join(", ")} } = createRequire(import.meta.url)(${JSON.stringify(`../compilers/${name}.cjs`)});
        ${names.includes("ts") ? "export default ts;" : ""}`,
    };
  });
}

/** @param {[string, { names: readonly string[], also: string }]} compiler */
function bundleCompiler([name, { names, also }]) {
  const own = names.filter((one) => !also.includes(`as ${one} `));
  return build({
    ...common,
    stdin: {
      contents: `export { ${own.join(", ")} } from ${JSON.stringify(name)}; ${also}`,
      resolveDir: root,
      sourcefile: `${name}.js`,
    },
    entryNames: `compilers/${name}`,
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    // Nine megabytes are read faster at half their size, and nobody looks for our bugs in a compiler.
    minify: true,
    plugins: [{ name: "left out", setup: leaveOut }],
  });
}

/**
 * Of Redocly's library, openapi-typescript's transformation needs the reading of references alone. The rest, which
 * resolves them to any file and any host, and which we never call, is not even there. Nor are the three megabytes of
 * library declarations that ts-morph carries for type checks, since its part here is to print and to parse.
 *
 * @param {import("esbuild").PluginBuild} building
 */
function leaveOut(building) {
  building.onResolve({ filter: /^@redocly\/openapi-core$/ }, ({ path: name }) => ({
    path: name,
    namespace: "left-out",
  }));
  building.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({
    contents: ["BaseResolver", "bundle", "createConfig", "lintDocument", "makeDocumentFromString", "Source"]
      .map((name) => `export function ${name}() { throw new Error("left out: ${name}"); }`)
      .join("\n"),
  }));
  building.onLoad({ filter: /ts-morph-common\.js$/ }, ({ path: file }) => {
    const [before, declarations, after] = readFileSync(file, "utf8").split(/^(const libFiles = \[\{$[^]*?^ *\}\];$)/m);
    if (declarations === undefined) throw new Error("ts-morph keeps its library declarations elsewhere now");
    return { contents: `${String(before)}const libFiles = [];${String(after)}` };
  });
}

/**
 * swagger2openapi can read files, fetch addresses and follow references. Here it converts a value that was read and
 * checked, so the libraries for all that are not even there.
 *
 * @param {import("esbuild").PluginBuild} building
 */
function leaveOutOfConverter(building) {
  building.onResolve({ filter: /^(oas-resolver|node-fetch-h2|yaml)$/ }, ({ path: name, importer }) =>
    /[\\/]node_modules[\\/](swagger2openapi|oas-[\w-]+)[\\/]/.test(importer)
      ? { path: name, namespace: "left-out-of-converter" }
      : undefined,
  );
  building.onLoad({ filter: /.*/, namespace: "left-out-of-converter" }, () => ({
    contents: "module.exports = { optionalResolve: (options) => Promise.resolve(options) };",
  }));
}
