/**
 * Reads JavaScript and TypeScript samples as code. The parser is the compiler that ts-morph bundles: it recovers from
 * errors, so that a sample with a stray character still shows which call it makes.
 *
 * Every call in the tree is traced back to the creation of its root: see `javascript-scope.ts`.
 */
import { ts } from "ts-morph";
import { unlessTooDeep } from "./nesting.js";
import { originOf, originOfCall, readBinding, readImports, type Scope, unwrap } from "./javascript-scope.js";
import { plainMembers, plainScalar } from "./plain-data.js";
import type { ArgumentKind, Snippet, SnippetCall, SnippetProblem } from "./snippet.js";

/** Reads one sample. Never throws: a sample that does not parse has a `problem`, and the calls that were recovered. */
export function readJavaScript(source: string): Snippet {
  const tooDeep = { message: "The code is nested too deeply", offset: 0 };
  return unlessTooDeep(() => read(source)) ?? { calls: [], clients: [], requests: [], problem: tooDeep };
}

function read(source: string): Snippet {
  const file = ts.createSourceFile("sample.ts", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const scope: Scope = { packages: readImports(file), origins: new Map(), values: new Map(), clients: [] };
  walk(file, (node) => {
    readBinding(node, scope);
  });
  const calls: SnippetCall[] = [];
  walk(file, (node) => {
    if (ts.isCallExpression(node)) calls.push(...readCall(node, scope));
  });
  const declared = calls.filter((call) => call.undeclared === undefined);
  const problem = firstProblem(file);
  return {
    calls: declared.length > 0 ? declared : calls,
    clients: scope.clients,
    requests: [],
    ...(problem === undefined ? {} : { problem }),
  };
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
}

function firstProblem(file: ts.SourceFile): SnippetProblem | undefined {
  const { parseDiagnostics = [] } = file as ts.SourceFile & {
    readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
  };
  const [first] = parseDiagnostics;
  if (!first) return undefined;
  const message = ts.flattenDiagnosticMessageText(first.messageText, " ").replace(/\.$/, "");
  return { message, offset: first.start };
}

/** The call that an expression makes on the client: for `client.a.b(…).then(…)`, only the innermost. */
function readCall(call: ts.CallExpression, scope: Scope): SnippetCall[] {
  const origin = originOf(call.expression, scope);
  const isClientAgain = originOfCall(call, scope) !== "other";
  if (origin === "other" || origin.path.length === 0 || isClientAgain) return [];
  const kinds = call.arguments.map((argument) => argumentKind(argument, scope));
  return [
    {
      path: origin.path,
      arguments: kinds,
      ...shownBy(call.arguments, scope),
      ...(origin.undeclared === undefined ? {} : { undeclared: origin.undeclared }),
    },
  ];
}

/** The plain data that is passed to a call: values, and then an object. */
function shownBy(given: readonly ts.Expression[], scope: Scope): Pick<SnippetCall, "shown"> {
  const values = given.map((argument) => settledValue(argument, scope));
  const end = values.findIndex((value) => plainScalar(value) === undefined);
  const leading = end < 0 ? values : values.slice(0, end);
  const object = values.find(ts.isObjectLiteralExpression);
  const byPosition = leading.flatMap((value) => plainScalar(value) ?? []);
  const byKey = object ? plainMembers(object, (value) => settledValue(value, scope)) : {};
  return byPosition.length + Object.keys(byKey).length === 0 ? {} : { shown: { byPosition, byKey } };
}

/** The expression that a variable stands for, if the sample shows it. */
function settledValue(expression: ts.Expression, scope: Scope): ts.Expression {
  const at = unwrap(expression);
  const value = ts.isIdentifier(at) ? scope.values.get(at.text) : undefined;
  return value === undefined || ts.isIdentifier(value) ? at : value;
}

function argumentKind(argument: ts.Expression, scope: Scope): ArgumentKind {
  const at = unwrap(argument);
  if (ts.isObjectLiteralExpression(at)) return "object";
  if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) return "keyword";
  if (ts.isIdentifier(at)) {
    const value = scope.values.get(at.text);
    return value === undefined || ts.isIdentifier(value) ? "unknown" : argumentKind(value, scope);
  }
  return ts.isSpreadElement(at) ? "unknown" : "value";
}
