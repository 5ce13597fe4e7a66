/**
 * Loosens the types of JavaScript that changes its objects, or stores them in variables before it passes them. TypeScript
 * rejects such code: `const role = { role: "user" }` has type `string` where the client expects `"user"`.
 */
import { ts } from "./program.js";

/** The most levels of nested variables that are replaced. */
const DEPTH = 8;

/**
 * Replaces variables in a sample by the literals they hold, and variables that change by an untyped value. Undefined if
 * there is nothing to replace.
 */
export function loosened(file: ts.SourceFile, source: string, checker: ts.TypeChecker): string | undefined {
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (node: ts.Node, inArguments: boolean): void => {
    const text = inArguments ? replacement(node, checker, DEPTH) : undefined;
    if (text !== undefined) {
      edits.push({ start: node.getStart(), end: node.end, text });
      return;
    }
    ts.forEachChild(node, (child) => {
      const isArgument = ts.isCallExpression(node) && node.arguments.includes(child as ts.Expression);
      visit(child, inArguments || isArgument);
    });
  };
  visit(file, false);
  if (edits.length === 0) return undefined;
  return edits.reduceRight((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), source);
}

function replacement(node: ts.Node, checker: ts.TypeChecker, depth: number): string | undefined {
  if (ts.isShorthandPropertyAssignment(node)) {
    const value = valueText(checker.getShorthandAssignmentValueSymbol(node), node.name.text, checker, depth);
    return value === undefined ? undefined : `${node.name.text}: ${value}`;
  }
  if (!ts.isIdentifier(node) || !isValue(node)) return undefined;
  return valueText(checker.getSymbolAtLocation(node), node.text, checker, depth);
}

/** Whether an identifier is an expression, not a key or the owner of a property. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return ts.isCallExpression(parent) || ts.isArrayLiteralExpression(parent) || ts.isSpreadAssignment(parent);
}

function valueText(
  symbol: ts.Symbol | undefined,
  name: string,
  checker: ts.TypeChecker,
  depth: number,
): string | undefined {
  const declaration = symbol?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer || depth === 0)
    return undefined;
  const { initializer } = declaration;
  if (isChanged(symbol, declaration.getSourceFile(), checker)) return `(${name} as any)`;
  if (!ts.isLiteralExpression(initializer) && !isCollection(initializer)) return undefined;
  return `(${written(initializer, checker, depth - 1)})`;
}

function isCollection(node: ts.Node): node is ts.ObjectLiteralExpression | ts.ArrayLiteralExpression {
  return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);
}

/** The text of a literal, with its variables replaced too. */
function written(node: ts.Node, checker: ts.TypeChecker, depth: number): string {
  const start = node.getStart();
  const parts: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (at: ts.Node): void => {
    const text = replacement(at, checker, depth);
    if (text === undefined) ts.forEachChild(at, visit);
    else parts.push({ start: at.getStart() - start, end: at.end - start, text });
  };
  ts.forEachChild(node, visit);
  return parts.reduceRight(
    (text, part) => text.slice(0, part.start) + part.text + text.slice(part.end),
    node.getText(),
  );
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

const growing = new Set(["push", "unshift", "splice", "append", "set"]);

/** Whether a variable, or a part of its value, is assigned after the declaration. */
function isChanged(symbol: ts.Symbol, file: ts.SourceFile, checker: ts.TypeChecker): boolean {
  const isIt = (node: ts.Node): boolean => {
    let at = node;
    while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = at.expression;
    return ts.isIdentifier(at) && checker.getSymbolAtLocation(at) === symbol;
  };
  const changes = (node: ts.Node): boolean => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && isIt(node.left)) return true;
    if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node;
      const isGrowing = ts.isPropertyAccessExpression(expression) && growing.has(expression.name.text);
      if (isGrowing && isIt(expression.expression)) return true;
      if (expression.getText() === "Object.assign" && given[0] && isIt(given[0])) return true;
    }
    return ts.forEachChild(node, (child) => (changes(child) ? true : undefined)) ?? false;
  };
  return changes(file);
}
