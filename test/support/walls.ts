/** The walls of the house: which rooms a room may import, and which files may import a library. */
import path from "node:path";
import ts from "typescript";

/** One import, re-export or `import()`, of `src` or of a library. */
export interface Import {
  /** Relative to the repository, with forward slashes. */
  readonly from: string;
  /** A repository file in the same form, or the name of a package or built-in module. */
  readonly to: string;
  readonly isRelative: boolean;
}

/** Every import in a source text, including `import type` and `import("…")` in types. */
export function importsOf(from: string, text: string): Import[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) => {
    const isRelative = fileName.startsWith(".");
    return { from, to: isRelative ? resolved(from, fileName) : packageName(fileName), isRelative };
  });
}

function resolved(from: string, name: string): string {
  return path.posix.join(path.posix.dirname(from), name).replace(/\.js$/, ".ts");
}

function packageName(name: string): string {
  if (name.startsWith("node:")) return name;
  const [scope, ...rest] = name.split("/");
  return scope?.startsWith("@") === true ? `${scope}/${rest[0] ?? ""}` : (scope ?? name);
}

/** A room is a folder of `src`; each file directly in `src` is a room of its own. */
function roomOf(file: string): string | undefined {
  return /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(file)?.[1];
}

/** The rooms that each room may import. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  // Leaves: they import no room.
  diagnostic: [],
  fileset: [],
  manifest: [],
  "readme-marks": [],
  casing: [],
  "package-root": [],
  printable: [],
  colours: ["printable"],
  cache: [],
  runtime: [],
  // From a specification to the text of a package.
  document: ["diagnostic"],
  lint: ["document", "diagnostic", "package-root"],
  // Only for the type of the lint's rules.
  config: ["casing", "document", "lint", "diagnostic"],
  api: ["document", "diagnostic"],
  snippets: ["document"],
  naming: ["casing", "config", "snippets", "api", "document", "diagnostic"],
  emit: ["naming", "config", "api", "document", "diagnostic", "fileset", "manifest", "package-root", "readme-marks"],
  changes: ["emit", "naming", "api", "document", "diagnostic", "fileset"],
  adopt: ["casing", "naming", "config", "document", "diagnostic", "fileset"],
  drift: ["changes", "naming", "api", "document", "diagnostic"],
  record: [],
  samples: ["emit", "snippets", "naming", "api", "document", "diagnostic", "fileset"],
  // A reference page, by the same library as the lint.
  site: ["lint", "document", "diagnostic"],
  release: ["package-root"],
  // Packages on disk.
  output: ["cache", "diagnostic", "fileset", "manifest", "readme-marks"],
  // `names: locked` keeps the calls of the package on disk, so a target also depends on that package.
  targets: ["config", "output"],
  // The pipeline itself: the only file that imports every room, except those that use its result or start it.
  compile: ["config", "document", "lint", "api", "naming", "emit", "release", "diagnostic", "fileset"],
  report: ["colours", "printable", "document", "diagnostic"],
  commands: [
    "colours",
    "release",
    "package-root",
    "printable",
    "compile",
    "config",
    "targets",
    "report",
    "output",
    "samples",
    "site",
    "adopt",
    "changes",
    "drift",
    "manifest",
    "document",
    "lint",
    "naming",
    "diagnostic",
    "fileset",
  ],
  cli: ["commands"],
  worker: ["commands"],
  bin: ["cli", "commands", "release"],
  index: ["compile", "targets", "output", "diagnostic", "fileset"],
};

/** Libraries that only some files or one room may import; any room but the runtime may import all others. */
const keepers: Readonly<Record<string, readonly string[]>> = {
  "openapi-typescript": ["src/emit/schema/transform.ts"],
  "openapi-fetch": ["src/runtime/transport.ts"],
  // print.ts uses its printer; the others parse code samples with the compiler that it bundles.
  "ts-morph": [
    "src/emit/print.ts",
    "src/snippets/javascript.ts",
    "src/snippets/javascript-scope.ts",
    "src/snippets/plain-data.ts",
  ],
  "json-p3": ["src/document/overlay/overlay.ts"],
  commander: ["src/cli.ts", "src/commands/table.ts"],
  "markdown-it": ["src/samples/blocks.ts"],
  workerpool: ["src/commands/running/several.ts", "src/worker.ts"],
  chokidar: ["src/output/watch.ts"],
  diff: ["src/output/compare.ts"],
  "@cfworker/json-schema": ["src/drift/validate.ts"],
  typescript: [
    "src/emit/schema/transform.ts",
    "src/emit/schema/part-types.ts",
    "src/emit/schema/lean-paths.ts",
    "src/emit/schema/short-types.ts",
    "src/emit/schema/models.ts",
    "src/samples/program.ts",
    "src/changes/fits.ts",
    "src/adopt/program.ts",
  ],
};

const runtimeLibraries = ["openapi-fetch"];

/** Why an import breaks a wall; undefined if it does not. */
export function breach({ from, to, isRelative }: Import): string | undefined {
  const room = roomOf(from) ?? "";
  const allowed = Object.hasOwn(rooms, room) ? rooms[room] : undefined;
  if (allowed === undefined) return `${from} stands in no room that the walls know`;
  if (!isRelative) return breachOfLibrary(from, room, to);
  const target = roomOf(to);
  if (target === undefined) return `${from} leaves src: ${to}`;
  return target === room || allowed.includes(target)
    ? undefined
    : `${room} must not know ${target}: ${from} imports ${to}`;
}

function breachOfLibrary(from: string, room: string, library: string): string | undefined {
  if (room === "runtime" && !runtimeLibraries.includes(library)) {
    return `the runtime is shipped with openapi-fetch alone: ${from} imports ${library}`;
  }
  const keeper = Object.hasOwn(keepers, library) ? keepers[library] : undefined;
  return keeper === undefined || keeper.includes(from)
    ? undefined
    : `${library} is kept behind ${keeper.join(", ")}: not ${from}`;
}
