/**
 * A TypeScript program in memory: the generated client, and each sample as a module that imports it. No other file of
 * `samples` imports the compiler. Only the compiler's own libraries are read from disk; nothing is written or run.
 *
 * Samples are checked against the client's strict types, but need not be strict code themselves: every package other than
 * the client's is `any`, and so are Node.js's globals.
 */
import path from "node:path";
import ts from "typescript";
import type { FileSet } from "../fileset.js";
import { unlessTooDeep } from "../snippets/nesting.js";

export { ts };

/** The source of a sample as a module. */
export interface SampleModule {
  readonly source: string;
  /** Declarations of names that the sample assumes. They follow the source, so that positions stay the same. */
  readonly epilogue?: string;
  /** Whether it contains JSX. */
  readonly jsx?: boolean;
}

export interface CheckedModule {
  readonly checker: ts.TypeChecker;
  readonly file: ts.SourceFile;
  readonly syntactic: readonly ts.DiagnosticWithLocation[];
  /** Diagnostics of the source without its epilogue; empty if the source does not parse. */
  readonly semantic: readonly ts.Diagnostic[];
}

/**
 * Type-checks modules against one client. Returns one result per module, in order; undefined for a module that is nested
 * too deeply. Parsed source is cached for later calls.
 */
export type Check = (modules: readonly SampleModule[]) => readonly (CheckedModule | undefined)[];

const folder = "/callwright/";
const clientFolder = `${folder}client/`;
/** The module that a sample imports as the client's package. */
const entry = `${clientFolder}src/index.ts`;

/** The name of a client's file, by its path in the program: `src/schema.ts`; undefined for any other path. */
export function clientFile(name: string): string | undefined {
  return name.startsWith(clientFolder) ? name.slice(clientFolder.length) : undefined;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  // File names, because a program created directly does not resolve the short names of libraries.
  lib: ["es2024", "dom", "dom.iterable", "dom.asynciterable"].map((name) => `lib.${name}.d.ts`),
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  jsx: ts.JsxEmit.Preserve,
};

const globals = `
declare const console: any, process: any, Buffer: any, global: any, module: any, exports: any, Deno: any, Bun: any;
declare const __dirname: string, __filename: string;
declare function setImmediate(callback: (...given: any[]) => void, ...given: any[]): any;
declare module "*";
`;

/**
 * Creates the checker of samples against one client.
 *
 * @param packages the names by which samples import the client
 */
export function createCheck(client: FileSet, packages: readonly string[]): Check {
  const shared = new Map<string, string>([[`${folder}globals.d.ts`, globals + requires(packages)]]);
  for (const [name, text] of client) if (name.endsWith(".ts")) shared.set(clientFolder + name, text);
  const parsed = new Map<string, ts.SourceFile>();
  const check = (modules: readonly SampleModule[]): readonly CheckedModule[] => {
    const texts = new Map(shared);
    const names = modules.map(({ jsx }, index) => `${folder}samples/${String(index)}.${jsx === true ? "tsx" : "ts"}`);
    modules.forEach(({ source, epilogue = "" }, index) => texts.set(names[index] ?? "", `${source}\n${epilogue}`));
    const parse = (name: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
      const known = parsed.get(name);
      if (known) return known;
      const text = texts.get(name);
      const file = text === undefined ? undefined : parseOnce(name, text, version);
      if (file && shared.has(name)) parsed.set(name, file);
      return file;
    };
    const host = hostOf(texts, parse, new Set(packages));
    const program = ts.createProgram([`${folder}globals.d.ts`, ...names], options, host);
    return modules.map(({ source }, index) => diagnose(program, names[index] ?? "", source));
  };
  return (modules) => {
    const shallow = modules.filter((module) => !isTooDeep(module));
    const checked = new Map(checkByHalves(shallow, check).map((result, index) => [shallow[index], result]));
    return modules.map((module) => checked.get(module));
  };
}

/**
 * The deepest tree of a module that is checked, far deeper than people write: the compiler recurses several times per
 * level.
 */
const deepest = 300;

/** Walks the tree level by level, because it may be deeper than the stack. */
function isTooDeep({ source, jsx }: SampleModule): boolean {
  const name = jsx === true ? "a.tsx" : "a.ts";
  const file = unlessTooDeep(() => ts.createSourceFile(name, source, ts.ScriptTarget.Latest));
  if (!file) return true;
  let level: readonly ts.Node[] = [file];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    const next: ts.Node[] = [];
    for (const node of level) ts.forEachChild(node, (child) => void next.push(child));
    level = next;
  }
  return false;
}

/** If a module exhausts the compiler's stack, bisection finds it, so that the other modules are still checked. */
function checkByHalves(
  modules: readonly SampleModule[],
  check: (some: readonly SampleModule[]) => readonly CheckedModule[],
): readonly (CheckedModule | undefined)[] {
  const checked = unlessTooDeep(() => check(modules));
  if (checked) return checked;
  if (modules.length === 1) return [undefined];
  const half = modules.length >>> 1;
  return [modules.slice(0, half), modules.slice(half)].flatMap((some) => checkByHalves(some, check));
}

/** Declares `require`: the client's package returns the client, any other module `any`. */
function requires(packages: readonly string[]): string {
  const own = packages.map((name) => {
    const literal = JSON.stringify(name);
    return `declare function require(name: ${literal}): typeof import(${literal});`;
  });
  return [...own, "declare function require(name: string): any;"].join("\n");
}

function diagnose(program: ts.Program, name: string, source: string): CheckedModule {
  const file = program.getSourceFile(name);
  if (!file) throw new Error(`the program has lost ${name}`);
  const inSource = ({ start = 0 }: ts.Diagnostic) => start <= source.length;
  const syntactic = program.getSyntacticDiagnostics(file);
  const semantic = syntactic.length > 0 ? [] : program.getSemanticDiagnostics(file).filter(inSource);
  return { checker: program.getTypeChecker(), file, syntactic, semantic };
}

/** Cached for all programs of the process, because libraries and the runtime are most of the source. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** Parses a file, unless it is one of the runtime, which is the same in most clients, and was parsed before. */
function parseOnce(name: string, text: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile {
  const known = libraries.get(name);
  if (known?.text === text) return known;
  const file = ts.createSourceFile(name, text, version, true);
  if (name.startsWith(`${clientFolder}src/runtime/`)) libraries.set(name, file);
  return file;
}

type Parse = (name: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions) => ts.SourceFile | undefined;

function hostOf(texts: ReadonlyMap<string, string>, parse: Parse, packages: ReadonlySet<string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const libraryFolder = path.dirname(ts.getDefaultLibFilePath(options));
  const library = (name: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
    if (path.dirname(name) !== libraryFolder) return undefined;
    if (!libraries.has(name)) libraries.set(name, host.getSourceFile(name, version));
    return libraries.get(name);
  };
  return {
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(options),
    getDefaultLibLocation: () => libraryFolder,
    getSourceFile: (name, version) => parse(name, version) ?? library(name, version),
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name),
    writeFile: () => undefined,
    getCurrentDirectory: () => folder,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, from, texts, packages) })),
  };
}

/** Modules that cannot be resolved are `any`, as `globals` declares. */
function resolve(
  name: string,
  from: string,
  texts: ReadonlyMap<string, string>,
  packages: ReadonlySet<string>,
): ts.ResolvedModuleFull | undefined {
  const inClient = clientFile(from) !== undefined && name.startsWith(".");
  const file = inClient
    ? path.posix.join(path.posix.dirname(from), name).replace(/\.js$/, ".ts")
    : moduleOfPackage(name, packages);
  return file !== undefined && texts.has(file) ? { resolvedFileName: file, extension: ts.Extension.Ts } : undefined;
}

/** The module that a package's name, or a path in it, leads to, according to `exports` of the generated package.json. */
function moduleOfPackage(name: string, packages: ReadonlySet<string>): string | undefined {
  if (packages.has(name)) return entry;
  const found = [...packages].find((one) => name.startsWith(`${one}/`));
  if (found === undefined) return undefined;
  const module = name.slice(found.length + 1);
  return `${clientFolder}src/${module === "core" ? module : `resources/${module}`}.ts`;
}

/** The compiler's main sentence, without elaborations and without its full stop. */
export function mainSentence({ messageText }: ts.Diagnostic): string {
  const [first = ""] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
  return first.replace(/\.$/, "");
}
