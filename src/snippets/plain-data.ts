/**
 * Reads data in JavaScript syntax: literals, and lists and objects of them. Nothing is computed, and no variable is
 * followed.
 */
import { ts } from "ts-morph";
import type { Json, JsonObject } from "../document/document.js";

/**
 * Returns the members of an object that are plain data, and leaves out the others.
 *
 * @param settle returns the expression that a member's value stands for
 */
export function plainMembers(
  object: ts.ObjectLiteralExpression,
  settle: (value: ts.Expression) => ts.Expression,
): JsonObject {
  const entries = object.properties.flatMap((property): [string, Json][] => {
    const [key] = keyOf(property);
    const written = valueOf(property);
    const value = written && plainValue(settle(written));
    return key === undefined || value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** The key of a member, if it is a literal; empty otherwise. */
export function keyOf(property: ts.ObjectLiteralElementLike): string[] {
  return property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    ? [property.name.text]
    : [];
}

function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** The value of a string, number or boolean literal. */
export function plainScalar(at: ts.Expression): string | number | boolean | undefined {
  if (ts.isStringLiteralLike(at)) return at.text;
  if (ts.isNumericLiteral(at)) return Number(at.text);
  if (at.kind === ts.SyntaxKind.TrueKeyword) return true;
  return at.kind === ts.SyntaxKind.FalseKeyword ? false : undefined;
}

/** The value of an expression that consists entirely of data; undefined for any other. */
function plainValue(at: ts.Expression): Json | undefined {
  const scalar = plainScalar(at);
  if (scalar !== undefined) return scalar;
  if (ts.isArrayLiteralExpression(at)) {
    const items = at.elements.map(plainValue);
    return items.includes(undefined) ? undefined : (items as Json[]);
  }
  if (!ts.isObjectLiteralExpression(at)) return undefined;
  const plain = plainMembers(at, (value) => value);
  return Object.keys(plain).length === at.properties.length ? plain : undefined;
}
