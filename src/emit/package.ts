/** Emits `package.json` and the compiler settings of the generated package, ready to build and publish. */
import { apiName } from "../naming/client/title.js";
import type { Api } from "../api/api.js";
import type { PackageSettings } from "../config/decisions.js";
import type { Json, JsonObject } from "../document/document.js";
import { isObject } from "../document/refs.js";
import { clientDependencies } from "../manifest.js";
import { plainLine } from "./text.js";

export interface PackagePlan {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** The specification's file name, without folder. */
  readonly spec: string;
  readonly subpaths: readonly string[];
  readonly fields: JsonObject;
}

/** Whether npm accepts a text as a version (Semantic Versioning 2.0.0, section 2). */
function isVersion(text: string): boolean {
  return text.length <= 256 && SEMVER.test(text);
}

const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/**
 * Decides the name, version, license and fields of a package: the user's settings, otherwise the document's. @param
 * spec the specification's file name
 */
export function planPackage(api: Api, variable: string, spec: string, settings: PackageSettings): PackagePlan {
  return {
    name: settings.name ?? `${kebab(variable)}-client`,
    version: settings.version ?? (isVersion(api.version) ? api.version : "0.1.0"),
    description: `TypeScript client of the ${plainLine(apiName(api))}`,
    license: spdxId(settings.fields?.["license"]) ?? spdxId(api.license) ?? "UNLICENSED",
    spec,
    subpaths: settings.subpaths ?? [],
    fields: settings.fields ?? {},
  };
}

/**
 * The SPDX id for `license` of package.json, also for a license that the document names in full; undefined for any other
 * text.
 */
function spdxId(license: Json | undefined): string | undefined {
  if (typeof license !== "string") return undefined;
  if (/^(?:the )?mit license$/i.test(license)) return "MIT";
  if (/^apache(?: license)?[, ]+(?:v|version )?2(?:\.0)?$/i.test(license)) return "Apache-2.0";
  return /^[\w.+-]+$/.test(license) ? license : undefined;
}

function kebab(variable: string): string {
  return (
    variable
      .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
      .toLowerCase()
      .replace(/[^a-z0-9-]/g, "") || "api"
  );
}

/** Emits `package.json`; the key `callwright` marks the package as generated. */
export function emitPackageJson(plan: PackagePlan): string {
  return json({
    ...withFields(generatedFields(plan), plan.fields),
    callwright: { spec: plan.spec },
  });
}

/**
 * Merges the user's fields into the generated ones. Maps are merged by entry, so that user dependencies do not replace
 * ours.
 */
function withFields(generated: JsonObject, given: JsonObject): JsonObject {
  const merged = (Object.entries(given) as [string, Json][]).map(([key, value]): [string, Json] => {
    const under = generated[key];
    return [key, isObject(under) && isObject(value) ? withFields(under, value) : value];
  });
  return { ...generated, ...(Object.fromEntries(merged) as JsonObject) };
}

function generatedFields(plan: PackagePlan): JsonObject {
  return {
    name: plan.name,
    version: plan.version,
    description: plan.description,
    license: plan.license,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    main: "./dist/cjs/index.js",
    module: "./dist/esm/index.js",
    types: "./dist/esm/index.d.ts",
    exports: {
      ".": subpath("index"),
      "./core": subpath("core"),
      ...Object.fromEntries(plan.subpaths.map((path) => [`./${path}`, subpath("index")])),
      // Each resource is importable by its file name, so that bundles can include only some resources.
      "./*": subpath("resources/*"),
      "./package.json": "./package.json",
    },
    files: ["dist", "src", "api.md", "llms.txt", "callwright.json"],
    scripts: {
      build: [
        "node -e \"fs.rmSync('dist', { recursive: true, force: true })\"",
        "tsc -p tsconfig.json",
        "tsc -p tsconfig.cjs.json",
        "node -e \"fs.writeFileSync('dist/cjs/package.json', JSON.stringify({ type: 'commonjs' }))\"",
      ].join(" && "),
      prepack: "npm run build",
    },
    dependencies: clientDependencies,
    devDependencies: { typescript: "~5.9.3" },
  };
}

/** The exports entry of a module, with both of its builds. */
function subpath(module: string): JsonObject {
  return {
    import: { types: `./dist/esm/${module}.d.ts`, default: `./dist/esm/${module}.js` },
    require: { types: `./dist/cjs/${module}.d.ts`, default: `./dist/cjs/${module}.js` },
  };
}

/** Emits the compiler settings of the ESM build, which also checks the types. */
export function emitTsconfig(): string {
  return json({
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
      types: [],
      strict: true,
      isolatedModules: true,
      skipLibCheck: true,
      declaration: true,
      declarationMap: true,
      sourceMap: true,
      rootDir: "src",
      outDir: "dist/esm",
    },
    include: ["src"],
  });
}

/** Compiler settings of the second build, for `require`. It only emits, because the first build checks the types. */
export function emitCommonJsTsconfig(): string {
  return json({
    extends: "./tsconfig.json",
    compilerOptions: { module: "commonjs", noCheck: true, outDir: "dist/cjs" },
  });
}

function json(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
