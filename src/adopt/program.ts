/**
 * A published SDK and a generated client in one program of the TypeScript compiler, so that their types can be compared.
 * No other file of `adopt` imports the compiler. The SDK's declarations are read from disk, with those of the packages
 * that they import; nothing is run.
 */
import { builtinModules } from "node:module";
import path from "node:path";
import ts from "typescript";
import type { FileSet } from "../fileset.js";

export { ts };

export interface BothPackages {
  readonly checker: ts.TypeChecker;
  /** The exports of the SDK. */
  readonly before: ts.Symbol;
  /** The exports of the client. */
  readonly after: ts.Symbol;
  /** Modules that the SDK's declarations import and that are missing: their types are `any`. */
  readonly missing: readonly string[];
}

/** The virtual folder of the generated client in the program; it does not exist on disk. */
const clientFolder = "/callwright-client/";
const globalsFile = `${clientFolder}globals.d.ts`;
const clientEntry = `${clientFolder}src/index.ts`;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["es2024", "dom", "dom.iterable", "dom.asynciterable"].map((name) => `lib.${name}.d.ts`),
  types: [],
  allowImportingTsExtensions: true,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Returns the file with the types of a package, as `import` resolves it, or else `require`; undefined if it has none.
 *
 * @param name the package's own name, for resolving its `exports`
 */
export function typesOf(folder: string, name: string | undefined): string | undefined {
  const host = ts.createCompilerHost(options);
  const inside = path.join(folder, "callwright.ts");
  const candidates = [
    ...(name === undefined ? [] : [name]),
    folder,
    ...sourceEntries.map((at) => path.join(folder, at)),
  ];
  for (const candidate of candidates) {
    const found =
      ts.resolveModuleName(candidate, inside, options, host, undefined, undefined, ts.ModuleKind.ESNext)
        .resolvedModule ??
      ts.resolveModuleName(candidate, inside, options, host, undefined, undefined, ts.ModuleKind.CommonJS)
        .resolvedModule;
    if (found !== undefined && /\.[cm]?ts$/.test(found.resolvedFileName) && isBelow(folder, found.resolvedFileName))
      return found.resolvedFileName;
  }
  return undefined;
}

/** Whether a file exports anything: a script only declares globals. */
export function isModule(file: string): boolean {
  const text = ts.sys.readFile(file);
  return text !== undefined && ts.isExternalModule(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
}

/** Where a repository has its sources, if package.json names files that only a build creates. */
const sourceEntries = ["src/index", "index", "dist/index", "lib/index"];

function isBelow(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return !way.startsWith("..") && !path.isAbsolute(way);
}

/** @param entry the file with the types of the SDK */
export function openBoth(entry: string, client: FileSet): BothPackages {
  const texts = new Map([[globalsFile, 'declare module "*";\ndeclare const process: any;\n']]);
  for (const [name, text] of client) if (name.endsWith(".ts")) texts.set(clientFolder + name, text);
  const missing = new Set<string>();
  const program = ts.createProgram([globalsFile, entry, clientEntry], options, hostOf(texts, missing));
  const checker = program.getTypeChecker();
  const moduleOf = (file: string): ts.Symbol => {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    if (symbol === undefined) throw new Error(`${file} is not a module`);
    return symbol;
  };
  return { checker, before: moduleOf(entry), after: moduleOf(clientEntry), missing: [...missing].sort() };
}

/** Cached for all programs of the process, because the comparison is repeated for each part of a configuration. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function hostOf(texts: ReadonlyMap<string, string>, missing: Set<string>): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  const fromDisk: ts.CompilerHost["getSourceFile"] = (name, version) => {
    if (!parsed.has(name)) parsed.set(name, disk.getSourceFile(name, version));
    return parsed.get(name);
  };
  const resolve = (name: string, from: string): ts.ResolvedModuleFull | undefined => {
    if (from.startsWith(clientFolder)) return inClient(name, from, texts);
    const found = ts.resolveModuleName(name, from, options, disk).resolvedModule;
    if (found === undefined && isPackage(name)) missing.add(name);
    return found;
  };
  return {
    ...disk,
    getSourceFile: (name, version) => {
      const text = texts.get(name);
      return text === undefined ? fromDisk(name, version) : ts.createSourceFile(name, text, version);
    },
    fileExists: (name) => texts.has(name) || disk.fileExists(name),
    readFile: (name) => texts.get(name) ?? disk.readFile(name),
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, from) })),
  };
}

function inClient(name: string, from: string, texts: ReadonlyMap<string, string>): ts.ResolvedModuleFull | undefined {
  if (!name.startsWith(".")) return undefined;
  const file = path.posix.join(path.posix.dirname(from), name).replace(/\.js$/, ".ts");
  return texts.has(file) ? { resolvedFileName: file, extension: ts.Extension.Ts } : undefined;
}

/** Whether a module is a package; Node.js's modules are never missing, because their types are not part of an SDK. */
function isPackage(name: string): boolean {
  return !name.startsWith(".") && !name.startsWith("/") && !name.startsWith("node:") && !nodeModules.has(name);
}

const nodeModules: ReadonlySet<string> = new Set(builtinModules);

/** The exports of a module; of `export = Acme`, the class itself, because its other members are static. */
export function exportsOf(checker: ts.TypeChecker, module: ts.Symbol): readonly ts.Symbol[] {
  const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const only = whole && aliasedSymbol(checker, whole);
  const isClass = only !== undefined && checker.getTypeOfSymbol(only).getConstructSignatures().length > 0;
  return isClass ? [only] : checker.getExportsOfModule(module);
}

/** A symbol, or the symbol that it imports or re-exports. */
export function aliasedSymbol(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
