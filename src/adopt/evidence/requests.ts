/**
 * Finds the requests that the code of an SDK makes: the HTTP method and path in each method of a class, and in tables of
 * calls such as Octokit's. The code is parsed, never run.
 */
import { ts } from "../program.js";

/** A request as the code of a method makes it. */
export interface SentRequest {
  /** As in the code, with the name of the argument that fills a part of the path if it has one: `GET /api-keys/{id}`. */
  readonly address: string;
  /** The argument that fills a header or a parameter of the query: `header x-tenant` to `tenant`. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** The requests of one file. */
export interface Requests {
  /** By class and method: `ApiKeys.retrieve`. */
  readonly ofMethods: ReadonlyMap<string, SentRequest>;
  /** The last two names of an entry in a table of calls, `repos.get`, to the address. */
  readonly ofTables: ReadonlyMap<string, string>;
}

/** Finds the requests in one source file. @param file the path, whose extension selects the language */
export function requestsIn(file: string, text: string): Requests {
  const kind = /\.tsx?$|\.[cm]ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  const ofMethods = new Map<string, SentRequest>();
  const ofTables = new Map<string, string>();
  const visit = (node: ts.Node, owner: string): void => {
    if (ts.isClassLike(node)) readClass(node, node.name?.text ?? owner, ofMethods);
    if (ts.isPropertyAssignment(node)) {
      const name = nameOf(node.name);
      const address = tableAddress(node.initializer);
      if (address !== undefined && name !== undefined) ofTables.set(`${owner}.${name}`, address);
      visitEach(node, name ?? "");
    } else visitEach(node, ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) ? node.name.text : owner);
  };
  const visitEach = (node: ts.Node, owner: string): void => {
    ts.forEachChild(node, (child) => {
      visit(child, owner);
    });
  };
  visitEach(source, "");
  return { ofMethods, ofTables };
}

function readClass(node: ts.ClassLikeDeclaration, name: string, into: Map<string, SentRequest>): void {
  for (const member of node.members) {
    const called = member.name && nameOf(member.name);
    const isFunction = ts.isMethodDeclaration(member) || ts.isPropertyDeclaration(member);
    if (called === undefined || !isFunction) continue;
    const names = argumentsIn(member);
    const address = firstRequest(member, names);
    if (address !== undefined) into.set(`${name}.${called}`, { address, inputs: inputsIn(member, names) });
  }
}

/** The first call with a path in it, `this._client.get("/keys")`, or with both parts, `request({ method, url })`. */
function firstRequest(node: ts.Node, names: Names): string | undefined {
  return ts.forEachChild(node, function find(child): string | undefined {
    return (ts.isCallExpression(child) ? requestOf(child, names) : undefined) ?? ts.forEachChild(child, find);
  });
}

function requestOf({ expression, arguments: given }: ts.CallExpression, names: Names): string | undefined {
  const [first, second] = given;
  if (first === undefined) return undefined;
  const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : nameOf(expression);
  const verb = VERB.exec(called ?? "")?.[1]?.replace(/^del$/i, "delete");
  const settings = [first, second].find((one) => one !== undefined && ts.isObjectLiteralExpression(one));
  const explicit = [first, ...given.slice(1)].flatMap((one) => textOf(settingOf(one, ["method"])) ?? [])[0];
  const path = pathOf(first, names) ?? pathOf(settingOf(settings, ["path", "url", "uri"]), names);
  if (path === undefined || (verb === undefined && explicit === undefined)) return undefined;
  return `${(explicit ?? verb ?? "").toUpperCase()} ${path}`;
}

/** Request methods of clients: `get`, `_post`, `deleteMethod`, `getAPIList`. */
const VERB = /^_?(get|post|put|patch|delete|del|head)(?![a-z])/;

function settingOf(node: ts.Expression | undefined, names: readonly string[]): ts.Expression | undefined {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return undefined;
  const found = node.properties.find((one) => one.name !== undefined && names.includes(nameOf(one.name) ?? ""));
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** A path with `{}` for interpolated values, without a base URL before it and a query after it. */
function pathOf(node: ts.Expression | undefined, names: Names): string | undefined {
  const written = node && writtenPath(node, names);
  const path = written?.replace(/^\{\w*\}(?=\/)/, "").replace(/^https?:\/\/[^/]+/, "");
  if (path?.startsWith("/") !== true) return undefined;
  return path.replace(/\?.*$/, "").replace(/([^/])\{\w*\}$/, "$1");
}

function writtenPath(node: ts.Expression, names: Names): string | undefined {
  const value = (one: ts.Expression): string => `{${/^\w+$/.exec(argumentOf(one, names) ?? "")?.[0] ?? ""}}`;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node)) return writtenPath(node.template, names);
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((one) => `${value(one.expression)}${one.literal.text}`).join("");
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return `${writtenPath(node.left, names) ?? value(node.left)}${writtenPath(node.right, names) ?? value(node.right)}`;
  return ts.isParenthesizedExpression(node) ? writtenPath(node.expression, names) : undefined;
}

/** Variables of a method that hold a property of one of its arguments, with the name of the property. */
type Names = ReadonlyMap<string, string>;

/** `const { betas, ...body } = params`, `const id = body.id`. */
function argumentsIn(method: ts.Node): Names {
  const names = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isBindingElement(node) && ts.isIdentifier(node.name) && node.dotDotDotToken === undefined)
      names.set(node.name.text, nameOf(node.propertyName ?? node.name) ?? node.name.text);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const property = propertyOf(node.initializer);
      if (property !== undefined) names.set(node.name.text, property);
    }
    ts.forEachChild(node, visit);
  };
  visit(method);
  return names;
}

/** `id` of `params.id` and `params["id"]`. */
function propertyOf(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) return node.name.text;
  return ts.isElementAccessExpression(node) ? textOf(node.argumentExpression) : undefined;
}

/** The argument whose value an expression holds, also in another form: `betas?.toString()`. */
function argumentOf(node: ts.Expression, names: Names): string | undefined {
  if (ts.isIdentifier(node)) return names.get(node.text);
  const property = propertyOf(node);
  if (property !== undefined) return property;
  if (ts.isCallExpression(node)) {
    const inside =
      node.arguments[0] ?? (ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined);
    return inside && argumentOf(inside, names);
  }
  return undefined;
}

/** The headers and parameters of the query that a method writes by name. */
function inputsIn(method: ts.Node, names: Names): ReadonlyMap<string, string> {
  const inputs = new Map<string, string>();
  const visit = (node: ts.Node, location: string | undefined): void => {
    const name = ts.isPropertyAssignment(node) ? nameOf(node.name) : undefined;
    if (ts.isPropertyAssignment(node) && name !== undefined && location !== undefined) {
      const argument = argumentOf(node.initializer, names);
      if (argument !== undefined) inputs.set(`${location} ${name.toLowerCase()}`, argument);
    }
    const below = name === "headers" ? "header" : name === "query" ? "query" : location;
    ts.forEachChild(node, (child) => {
      visit(child, below);
    });
  };
  visit(method, undefined);
  return inputs;
}

/** `["GET /repos/{owner}/{repo}"]`, or only the string. */
function tableAddress(node: ts.Expression): string | undefined {
  const text = textOf(ts.isArrayLiteralExpression(node) ? node.elements[0] : node);
  return text !== undefined && /^(GET|POST|PUT|PATCH|DELETE|HEAD) \//.test(text) ? text : undefined;
}

function nameOf(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isPrivateIdentifier(node) ? node.text : undefined;
}
