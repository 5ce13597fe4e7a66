// @ts-check
// `npm run build`, which `npm ci` runs too: bundles the command line into few files that start fast, and emits the
// library's types.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
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
 * Libraries are bundled, because the module loader would take longer to find and parse their files than the actual work
 * takes. Their licenses are in files next to the bundle. Programs, and packages that read files of their own, stay
 * outside.
 */
const outside = ["@redocly/cli", "typescript"];

/**
 * Files of `dist/compilers`, and the names that Callwright uses from each; of TypeScript, it uses the whole. ts-morph's own
 * TypeScript is in a file of its own, which the other two share: a second copy would take longer to load than a small
 * client takes to generate.
 */
const compilers = {
  typescript: [],
  "ts-morph": ["IndentationText", "Project", "StructureKind", "ts", "VariableDeclarationKind"],
  "openapi-typescript": ["resolveRef", "scanDiscriminators", "transformSchema", "transformSchemaObject"],
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

// Bundled in memory first, so that a failed build leaves the last command line in place.
const compiled = await Promise.all([
  minifyTypeScript(),
  bundleCompiler("ts-morph"),
  bundleCompiler("openapi-typescript"),
]);
/** @type {{ path: string, contents: string | Uint8Array }[]} */
const files = compiled.flatMap(({ outputFiles }) => outputFiles);
files.push(...(await bundleCommandLine()).outputFiles.map(withoutLibraries));
rmSync(dist, { recursive: true, force: true });
for (const file of files) {
  mkdirSync(path.dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.contents);
}
chmodSync(path.join(dist, "bin.js"), 0o755);
// A run is remembered for the build that made it.
writeFileSync(path.join(dist, "digest"), digestOf(files));
const schema = await configurationSchema();
writeFileSync(path.join(dist, "redocly.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(path.join(root, "docs", "guide", "configuration.md"), configurationPage(schema));
// Scripts import the command line; its types are not checked again.
writeFileSync(path.join(dist, "bin.d.ts"), "export {};\n");

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;

/** @param {readonly { path: string, contents: string | Uint8Array }[]} files */
function digestOf(files) {
  const hash = createHash("sha256");
  for (const { path: file, contents } of files) hash.update(`${path.relative(dist, file)}\n`).update(contents);
  return hash.digest("hex");
}

/**
 * Creates the JSON schema of the configuration from the table that also reads it.
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
    entryPoints: ["bin", "index", "record", "worker", "emit/schema/thread-main"].map((name) => `src/${name}.ts`),
    format: "esm",
    // Modules that a command does not need stay in separate files, and are not loaded.
    splitting: true,
    sourcemap: true,
    // Positions refer to the repository's sources; including their text would double the package's size.
    sourcesContent: false,
    // Source maps keep stack traces readable, and the package stays small.
    minifySyntax: true,
    minifyWhitespace: true,
    chunkNames: "chunks/[name]-[hash]",
    // Libraries written for CommonJS load Node.js's own modules with `require`.
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
 * Removes positions in libraries from a source map, which halves its size: bugs in them are not Callwright's.
 *
 * @param {import("esbuild").OutputFile} file
 * @returns {{ path: string, contents: string | Uint8Array }} any other file unchanged
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
 * Redirects imports of the compilers to their own files. Code that type-checks keeps the package `typescript`, which has
 * the library declarations; code that creates or parses syntax shares the TypeScript of the other compilers.
 *
 * @param {import("esbuild").PluginBuild} building
 */
function redirectCompilers(building) {
  building.onResolve({ filter: /^(ts-morph|openapi-typescript|typescript)$/ }, ({ path: name, importer }) => {
    const [room = ""] = path.relative(path.join(root, "src"), importer).split(path.sep);
    const isShared = name !== "typescript" || ["emit", "snippets"].includes(room);
    return isShared ? { path: name, namespace: "compiler" } : { path: name, external: true };
  });
  building.onLoad({ filter: /.*/, namespace: "compiler" }, ({ path: name }) => {
    const names = compilers[/** @type {keyof typeof compilers} */ (name)];
    return {
      resolveDir: root,
      contents: `
        import { createRequire } from "node:module";
        const compiler = createRequire(import.meta.url)(${JSON.stringify(`../compilers/${name}.cjs`)});
        export default compiler;
        export const { ${names.join(", ")} } = compiler;`,
    };
  });
}

/**
 * Minifies ts-morph's TypeScript without bundling it. In a bundle it would be inside one more function, and V8 would read
 * its nine megabytes twice: once to find where that function ends, and once to run it.
 */
function minifyTypeScript() {
  return build({
    ...common,
    ...compilerFile("typescript"),
    bundle: false,
    entryPoints: [path.join(path.dirname(createRequire(import.meta.url).resolve("@ts-morph/common")), "typescript.js")],
  });
}

/** @param {"ts-morph" | "openapi-typescript"} name */
function bundleCompiler(name) {
  return build({
    ...common,
    ...compilerFile(name),
    stdin: {
      contents: `export { ${compilers[name].join(", ")} } from ${JSON.stringify(name)};`,
      resolveDir: root,
      sourcefile: `${name}.js`,
    },
    format: "cjs",
    plugins: [
      { name: "left out", setup: leaveOut },
      { name: "one TypeScript", setup: shareTypeScript },
    ],
  });
}

/** @param {keyof typeof compilers} name */
function compilerFile(name) {
  return {
    entryNames: `compilers/${name}`,
    outExtension: { ".js": ".cjs" },
    // Nine megabytes load faster at half their size, and stack traces inside a compiler are not needed.
    minify: true,
  };
}

/**
 * Gives a compiler the TypeScript of `dist/compilers/typescript.cjs`.
 *
 * @param {import("esbuild").PluginBuild} building
 */
function shareTypeScript(building) {
  const filter = /^(\.\/)?typescript$/;
  building.onResolve({ filter }, () => ({ path: "./typescript.cjs", external: true }));
}

/**
 * Leaves out unused parts of libraries. From Redocly's library, openapi-typescript's transformation needs only the
 * parsing of references; the parts that resolve references to files and hosts are not bundled at all. Neither are the
 * three megabytes of library declarations that ts-morph needs for type checks, because Callwright only prints and parses
 * with it.
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
 * Leaves out the libraries with which swagger2openapi reads files, fetches URLs and follows references. Callwright only
 * has it convert a value that was already read and checked.
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
