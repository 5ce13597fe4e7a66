/**
 * Compares two generated packages by the compiler, method by method: whether what the earlier method took is still taken, and
 * whether what the later one gives is still what was given. Only this file of the room imports the compiler; it reads
 * nothing but the compiler's own libraries from disk, and runs nothing.
 */
import path from "node:path";
import ts from "typescript";
import type { FileSet } from "../fileset.js";

/** A generated package in layout `package`, and the class of its client. */
export interface TypedPackage {
  readonly files: FileSet;
  readonly className: string;
}

/** One method under the name that it has on each side (`apiKeys.retrieve`). */
export interface MethodPair {
  readonly before: string;
  readonly after: string;
}

/** A method whose types no longer fit, and the first reason. */
export interface Misfit extends MethodPair {
  /** `argument`: code that passed no longer does. `result`: what is given no longer is what was given. */
  readonly part: "method" | "argument" | "result";
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["es2024", "dom", "dom.iterable", "dom.asynciterable"].map((name) => `lib.${name}.d.ts`),
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Both packages stand in one program. They share one runtime, so that its classes are the same class on both sides. */
export function misfits(before: TypedPackage, after: TypedPackage, pairs: readonly MethodPair[]): readonly Misfit[] {
  const texts = new Map([["/globals.d.ts", 'declare module "*";\ndeclare const process: any;\n']]);
  for (const [name, text] of before.files) if (name.endsWith(".ts")) texts.set(`/before/${name}`, text);
  for (const [name, text] of after.files)
    if (name.endsWith(".ts") && !name.startsWith("src/runtime/")) texts.set(`/after/${name}`, text);
  const entries = ["/globals.d.ts", "/before/src/index.ts", "/after/src/index.ts"];
  const program = ts.createProgram(entries, options, hostOf(texts));
  const checker = program.getTypeChecker();
  const clients = {
    before: clientOf(program, "/before/src/index.ts", before.className),
    after: clientOf(program, "/after/src/index.ts", after.className),
  };
  return pairs.flatMap((pair) => {
    const old = methodAt(checker, clients.before, pair.before);
    const now = methodAt(checker, clients.after, pair.after);
    if (old === undefined) return [];
    const part = now === undefined ? "method" : misfitOf(checker, old, now);
    return part === undefined ? [] : [{ ...pair, part }];
  });
}

function clientOf(program: ts.Program, entry: string, className: string): ts.Type | undefined {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  const found = module && checker.getExportsOfModule(module).find(({ name }) => name === className);
  if (found === undefined) return undefined;
  return checker.getDeclaredTypeOfSymbol(found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found);
}

function methodAt(checker: ts.TypeChecker, client: ts.Type | undefined, call: string): ts.Type | undefined {
  return call.split(".").reduce<ts.Type | undefined>((type, name) => {
    const property = type && checker.getPropertyOfType(type, name);
    return property && checker.getTypeOfSymbol(property);
  }, client);
}

/** Each earlier signature must have a later one that takes and gives what it did. */
function misfitOf(checker: ts.TypeChecker, old: ts.Type, now: ts.Type): Misfit["part"] | undefined {
  const later = now.getCallSignatures();
  const parts = old.getCallSignatures().map((signature) => {
    const takes = later.filter((other) => takesAsMuch(checker, signature, other));
    if (takes.length === 0) return "argument";
    const gives = (other: ts.Signature) => checker.isTypeAssignableTo(other.getReturnType(), signature.getReturnType());
    return takes.some(gives) ? undefined : "result";
  });
  return parts.find((part) => part !== undefined);
}

/** Parameters are compared against the direction of methods, which the compiler itself compares in both. */
function takesAsMuch(checker: ts.TypeChecker, old: ts.Signature, now: ts.Signature): boolean {
  return (
    now.parameters.every((parameter, index) => {
      const given = old.parameters[index];
      if (given === undefined) return isOptional(parameter);
      if (isOptional(given) && !isOptional(parameter)) return false;
      return checker.isTypeAssignableTo(checker.getTypeOfSymbol(given), checker.getTypeOfSymbol(parameter));
    }) && old.parameters.length <= now.parameters.length
  );
}

function isOptional({ valueDeclaration }: ts.Symbol): boolean {
  if (valueDeclaration === undefined || !ts.isParameter(valueDeclaration)) return false;
  const { questionToken, initializer, dotDotDotToken } = valueDeclaration;
  return questionToken !== undefined || initializer !== undefined || dotDotDotToken !== undefined;
}

/** Parsed once for all programs of a process: the compiler's libraries, and the runtime, which is the same in most packages. */
const parsed = new Map<string, ts.SourceFile | undefined>();

const runtimeFolder = "/before/src/runtime/";

function hostOf(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folder = path.dirname(ts.getDefaultLibFilePath(options));
  const library = (name: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
    if (path.dirname(name) !== folder) return undefined;
    if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, version));
    return parsed.get(name);
  };
  const generated = (name: string, text: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
    const known = parsed.get(name);
    if (known?.text === text) return known;
    const file = ts.createSourceFile(name, text, version);
    if (name.startsWith(runtimeFolder)) parsed.set(name, file);
    return file;
  };
  return {
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(options),
    getDefaultLibLocation: () => folder,
    getSourceFile: (name, version) => {
      const text = texts.get(name);
      return text === undefined ? library(name, version) : generated(name, text, version);
    },
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name),
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, from, texts) })),
  };
}

function resolve(name: string, from: string, texts: ReadonlyMap<string, string>): ts.ResolvedModuleFull | undefined {
  if (!name.startsWith(".")) return undefined;
  const file = path.posix
    .join(path.posix.dirname(from), name)
    .replace(/\.js$/, ".ts")
    .replace(/^\/after\/src\/runtime\//, runtimeFolder);
  return texts.has(file) ? { resolvedFileName: file, extension: ts.Extension.Ts } : undefined;
}
