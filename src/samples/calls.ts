/** Finds the methods of the client that a sample calls. */
import type { Method, Surface } from "../naming/surface.js";
import { methodsOf } from "../naming/changes.js";
import { clientFile, ts } from "./program.js";

/** Facts about a sample while it is checked. */
export interface SampleContext {
  /** The method whose operation the sample illustrates. */
  readonly method: Method;
  readonly surface: Surface;
  readonly checker: ts.TypeChecker;
  readonly find: MethodFinder;
  /** JavaScript may break rules that only affect types: it must fit the client, but need not be type-correct itself. */
  readonly isTypeScript: boolean;
}

/** A call of the client's own `get`, `post` and so on, which take a path. */
export interface RawCall {
  readonly verb: string;
  /** The path in the sample; undefined if it is computed. */
  readonly path: string | undefined;
}

export interface MadeCall {
  readonly node: ts.CallExpression;
  readonly made: Method | RawCall;
}

/** Finds the method of a declaration in the generated client. */
export type MethodFinder = (declaration: ts.Node | undefined) => Method | undefined;

/** Creates the finder for one surface, by the names of generated classes and methods. */
export function methodFinder(surface: Surface): MethodFinder {
  const byClass = new Map<string, Method>();
  const note = (className: string, methods: readonly Method[]) => {
    for (const method of methods) byClass.set(`${className}.${method.name}`, method);
  };
  note(surface.client.className, surface.methods);
  const waiting = [...surface.resources];
  for (let resource = waiting.pop(); resource; resource = waiting.pop()) {
    note(resource.className, resource.methods);
    waiting.push(...resource.resources);
  }
  return (declaration) => {
    const owner = declaration?.parent;
    if (!declaration || !owner || !ts.isClassDeclaration(owner) || !ts.isMethodDeclaration(declaration))
      return undefined;
    const inClient = clientFile(owner.getSourceFile().fileName);
    if (inClient === undefined || inClient.startsWith("src/runtime/")) return undefined;
    return byClass.get(`${owner.name?.text ?? ""}.${propertyText(declaration.name)}`);
  };
}

function propertyText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
}

/** Every call that a sample makes on the client, in source order. */
export function callsIn(file: ts.SourceFile, checker: ts.TypeChecker, find: MethodFinder): readonly MadeCall[] {
  const calls: MadeCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const made = methodOf(node, checker, find) ?? rawCall(node, checker);
      if (made) calls.push({ node, made });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return calls;
}

/** The method that is called, even if the arguments do not fit. */
export function methodOf(call: ts.CallExpression, checker: ts.TypeChecker, find: MethodFinder): Method | undefined {
  return declarationsOf(call, checker)
    .map(find)
    .find((method) => method !== undefined);
}

function declarationsOf(call: ts.CallExpression, checker: ts.TypeChecker): readonly ts.Declaration[] {
  const callee = withoutParentheses(call.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const symbol = checker.getSymbolAtLocation(name);
  const signature = checker.getResolvedSignature(call)?.declaration;
  return [...(symbol?.declarations ?? []), ...(signature && !ts.isJSDocSignature(signature) ? [signature] : [])];
}

function withoutParentheses(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at)) at = at.expression;
  return at;
}

const rawVerbs = new Set(["get", "post", "put", "patch", "delete"]);

function rawCall(call: ts.CallExpression, checker: ts.TypeChecker): RawCall | undefined {
  const isRaw = declarationsOf(call, checker).some(
    (declaration) =>
      clientFile(declaration.getSourceFile().fileName) === "src/runtime/client.ts" &&
      ts.isMethodDeclaration(declaration) &&
      rawVerbs.has(propertyText(declaration.name)),
  );
  const callee = withoutParentheses(call.expression);
  if (!isRaw || !ts.isPropertyAccessExpression(callee)) return undefined;
  const [path] = call.arguments;
  return { verb: callee.name.text, path: path && ts.isStringLiteralLike(path) ? path.text : undefined };
}

/** All calls of the client, as samples write them. */
export function callsOf(surface: Surface): readonly string[] {
  return methodsOf(surface).map(({ call }) => call);
}

/** The base URL of the first client in a sample, if it is a literal. */
export function baseUrlOf(source: string): string | undefined {
  let found: string | undefined;
  const visit = (node: ts.Node): void => {
    const isOption = ts.isPropertyAssignment(node) && /^baseurl$/i.test(propertyText(node.name));
    if (isOption && ts.isStringLiteralLike(node.initializer)) found ??= node.initializer.text;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("sample.ts", source, ts.ScriptTarget.Latest, true));
  return found;
}
