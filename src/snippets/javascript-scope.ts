/**
 * Traces the names of a JavaScript sample back to a client. The client may have any name and be created anywhere: its uses
 * are followed through `await`, loops, destructuring and aliases.
 */
import { ts } from "ts-morph";
import { keyOf } from "./plain-data.js";
import type { SnippetClient } from "./snippet.js";

/** The origin of a name in a sample: the properties that lead to it from the client, or anything else. */
type Origin = { readonly path: readonly string[]; readonly undeclared?: string } | "other";

export interface Scope {
  readonly packages: ReadonlyMap<string, string>;
  readonly origins: Map<string, Origin>;
  readonly values: Map<string, ts.Expression>;
  readonly clients: SnippetClient[];
}

/** Classes that are never an API's client; below, modules that never export one and names that never hold one. */
const otherClasses = new Set(
  (
    "AbortController Array ArrayBuffer Blob BroadcastChannel Buffer Date Error EventSource File FileReader FormData Headers Map " +
    "Object Promise Proxy ReadableStream RegExp Request Response Set String TextDecoder TextEncoder TypeError URL URLSearchParams " +
    "Uint8Array WeakMap WebSocket WebSocketServer Worker XMLHttpRequest"
  ).split(" "),
);
const otherModules =
  /^(?:\.|node:|(?:assert|buffer|child_process|crypto|dotenv|events|fs|fs\/promises|http|https|os|path|stream|timers|url|util|ws|zlib|zod|axios|node-fetch|form-data|undici|express|readline)(?:\/|$))/;
const otherNames = new Set(
  (
    "Array Buffer Bun Date Deno Error Intl JSON Math Number Object Promise Reflect String Symbol URL alert console crypto document " +
    "exports fetch fs fsPromises global globalThis http https location module navigator os path performance process " +
    "rl setInterval setTimeout stream util window zlib axios"
  ).split(" "),
);

/** Reads the package or module of each imported name. */
export function readImports(file: ts.SourceFile): ReadonlyMap<string, string> {
  const packages = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { importClause } = statement;
    const bindings = importClause?.namedBindings;
    const names = [
      importClause?.name,
      ...(bindings
        ? ts.isNamespaceImport(bindings)
          ? [bindings.name]
          : bindings.elements.map((element) => element.name)
        : []),
    ];
    for (const name of names) if (name) packages.set(name.text, statement.moduleSpecifier.text);
  }
  return packages;
}

/** Records the origin of the names that a declaration or an assignment binds. */
export function readBinding(node: ts.Node, scope: Scope): void {
  if (ts.isVariableDeclaration(node)) {
    bind(node.name, node.initializer, scope);
  } else if (ts.isPropertyDeclaration(node) && ts.isIdentifier(node.name)) {
    bindName(`this.${node.name.text}`, node.initializer, scope);
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const name = nameOf(node.left);
    // `user = await …` names a result, and Python's `f(id="…")` an argument, so assignments only bind clients.
    if (name !== undefined && originOf(node.right, scope) !== "other") bindName(name, node.right, scope);
  } else if (ts.isParameter(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) {
    if (node.name && ts.isIdentifier(node.name)) scope.origins.set(node.name.text, "other");
  }
  if (ts.isNewExpression(node)) rememberClient(node, undefined, scope);
}

function bind(name: ts.BindingName, value: ts.Expression | undefined, scope: Scope): void {
  if (ts.isIdentifier(name)) {
    bindName(name.text, value, scope);
    return;
  }
  const origin = value ? originOf(value, scope) : "other";
  for (const element of name.elements) {
    if (ts.isOmittedExpression(element) || !ts.isIdentifier(element.name)) continue;
    const property =
      element.propertyName && ts.isIdentifier(element.propertyName) ? element.propertyName.text : element.name.text;
    scope.origins.set(
      element.name.text,
      origin === "other" ? "other" : { ...origin, path: [...origin.path, property] },
    );
    readRequired(element.name.text, value, scope);
  }
}

function bindName(name: string, value: ts.Expression | undefined, scope: Scope): void {
  const made = value && unwrap(value);
  if (made) scope.values.set(name, made);
  if (made && ts.isNewExpression(made)) rememberClient(made, name, scope);
  const origin = made ? originOf(made, scope) : "other";
  // `let client;` may be assigned later, inside a function, so its origin stays unknown.
  if (made || !scope.origins.has(name)) scope.origins.set(name, origin);
  readRequired(name, value, scope);
}

/** `const Portkey = require("portkey-ai")`, `.default` or destructured. */
function readRequired(name: string, value: ts.Expression | undefined, scope: Scope): void {
  let at = value && unwrap(value);
  while (at && ts.isPropertyAccessExpression(at)) at = unwrap(at.expression);
  if (!at || !ts.isCallExpression(at)) return;
  const [specifier] = at.arguments;
  const isRequire =
    (ts.isIdentifier(at.expression) && at.expression.text === "require") ||
    at.expression.kind === ts.SyntaxKind.ImportKeyword;
  if (isRequire && specifier && ts.isStringLiteral(specifier))
    (scope.packages as Map<string, string>).set(name, specifier.text);
}

function rememberClient(made: ts.NewExpression, variable: string | undefined, scope: Scope): void {
  const className = clientClass(made, scope);
  if (className === undefined) return;
  const [options] = made.arguments ?? [];
  const keys =
    options && ts.isObjectLiteralExpression(options) ? options.properties.flatMap((property) => keyOf(property)) : [];
  const from = scope.packages.get(className) ?? scope.packages.get(rootName(made.expression) ?? "");
  const found = {
    className,
    ...(variable === undefined ? {} : { variable }),
    options: keys,
    ...(from === undefined ? {} : { package: from }),
  };
  const known = scope.clients.findIndex((client) => client.className === className);
  if (known < 0) scope.clients.push(found);
  else if (variable !== undefined && scope.clients[known]?.variable === undefined) scope.clients[known] = found;
}

/** The class that a `new` instantiates; undefined if it cannot be an API's client. */
function clientClass(made: ts.NewExpression, scope: Scope): string | undefined {
  const { expression } = made;
  const name = ts.isIdentifier(expression)
    ? expression.text
    : ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : undefined;
  if (name === undefined || otherClasses.has(name)) return undefined;
  const from = scope.packages.get(name) ?? scope.packages.get(rootName(expression) ?? "");
  return from !== undefined && otherModules.test(from) ? undefined : name === "default" ? rootName(expression) : name;
}

function rootName(expression: ts.Expression): string | undefined {
  let at = expression;
  while (ts.isPropertyAccessExpression(at)) at = at.expression;
  return ts.isIdentifier(at) ? at.text : undefined;
}

/** Traces an expression back to the client or to something else. */
export function originOf(expression: ts.Expression, scope: Scope): Origin {
  const at = unwrap(expression);
  if (ts.isNewExpression(at)) return clientClass(at, scope) === undefined ? "other" : { path: [] };
  if (ts.isIdentifier(at)) return scope.origins.get(at.text) ?? undeclared(at.text, scope);
  if (ts.isCallExpression(at)) return originOfCall(at, scope);
  const name = memberName(at);
  if (name === undefined || !(ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at))) return "other";
  const own = nameOf(at);
  const known = own === undefined ? undefined : scope.origins.get(own);
  if (known !== undefined) return known;
  const parent = originOf(at.expression, scope);
  return parent === "other" ? parent : { ...parent, path: [...parent.path, name] };
}

/**
 * `client.withOptions(…)` returns a client again, and `createClient(…)` of a package creates one; other calls return
 * results.
 */
export function originOfCall(call: ts.CallExpression, scope: Scope): Origin {
  const callee = unwrap(call.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    const origin = /^(?:withOptions|with)$/.test(callee.name.text) ? originOf(callee.expression, scope) : "other";
    return origin !== "other" && origin.path.length === 0 ? origin : "other";
  }
  const maker = ts.isIdentifier(callee) ? callee.text : undefined;
  const from = maker === undefined ? undefined : scope.packages.get(maker);
  const makesClient =
    maker !== undefined && /^(?:create|make|init)?\w*(?:Client|SDK|Sdk|API|Api)$/.test(maker) && from !== undefined;
  return makesClient && !otherModules.test(from) ? { path: [] } : "other";
}

function undeclared(name: string, scope: Scope): Origin {
  const from = scope.packages.get(name);
  if (otherNames.has(name) || name === "require" || name === "undefined") return "other";
  if (from !== undefined) return otherModules.test(from) ? "other" : { path: [] };
  return { path: [], undeclared: name };
}

/** Removes syntax that does not change the value: `await`, parentheses, `!`, `as` and `satisfies`. */
export function unwrap(expression: ts.Expression): ts.Expression {
  let at = expression;
  while (
    ts.isAwaitExpression(at) ||
    ts.isParenthesizedExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at)
  ) {
    at = at.expression;
  }
  return at;
}

/** The name of a variable; `this.client` counts as one name. */
function nameOf(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  const isOwn = ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isOwn ? `this.${expression.name.text}` : undefined;
}

function memberName(expression: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  if (!ts.isElementAccessExpression(expression)) return undefined;
  const { argumentExpression: index } = expression;
  return ts.isStringLiteral(index) ? index.text : undefined;
}
