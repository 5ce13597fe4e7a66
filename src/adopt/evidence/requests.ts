/**
 * Finds the requests that the code of an SDK makes: the HTTP method and path in each method of a class, and in tables of
 * calls such as Octokit's. The code is parsed, never run.
 */
import { ts } from "../program.js";

/** The requests of one file. Addresses are as in the code: `GET /api-keys/{}`. */
export interface Requests {
  /** Class and method, `ApiKeys.retrieve`, to the address. */
  readonly ofMethods: ReadonlyMap<string, string>;
  /** The last two names of an entry in a table of calls, `repos.get`, to the address. */
  readonly ofTables: ReadonlyMap<string, string>;
}

/** Finds the requests in one source file. @param file the path, whose extension selects the language */
export function requestsIn(file: string, text: string): Requests {
  const kind = /\.tsx?$|\.[cm]ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  const ofMethods = new Map<string, string>();
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

function readClass(node: ts.ClassLikeDeclaration, name: string, into: Map<string, string>): void {
  for (const member of node.members) {
    const called = member.name && nameOf(member.name);
    const isFunction = ts.isMethodDeclaration(member) || ts.isPropertyDeclaration(member);
    if (called === undefined || !isFunction) continue;
    const address = firstRequest(member);
    if (address !== undefined) into.set(`${name}.${called}`, address);
  }
}

/** The first call with a path in it, `this._client.get("/keys")`, or with both parts, `request({ method, url })`. */
function firstRequest(node: ts.Node): string | undefined {
  return ts.forEachChild(node, function find(child): string | undefined {
    return (ts.isCallExpression(child) ? requestOf(child) : undefined) ?? ts.forEachChild(child, find);
  });
}

function requestOf({ expression, arguments: given }: ts.CallExpression): string | undefined {
  const [first, second] = given;
  if (first === undefined) return undefined;
  const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : nameOf(expression);
  const verb = VERB.exec(called ?? "")?.[1]?.replace(/^del$/i, "delete");
  const settings = [first, second].find((one) => one !== undefined && ts.isObjectLiteralExpression(one));
  const explicit = [first, ...given.slice(1)].flatMap((one) => textOf(settingOf(one, ["method"])) ?? [])[0];
  const path = pathOf(first) ?? pathOf(settingOf(settings, ["path", "url", "uri"]));
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
function pathOf(node: ts.Expression | undefined): string | undefined {
  const written = node && writtenPath(node);
  const path = written?.replace(/^\{\}(?=\/)/, "").replace(/^https?:\/\/[^/]+/, "");
  if (path?.startsWith("/") !== true) return undefined;
  return path.replace(/\?.*$/, "").replace(/([^/])\{\}$/, "$1");
}

function writtenPath(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node)) return writtenPath(node.template);
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((one) => `{}${one.literal.text}`).join("");
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return `${writtenPath(node.left) ?? "{}"}${writtenPath(node.right) ?? "{}"}`;
  return ts.isParenthesizedExpression(node) ? writtenPath(node.expression) : undefined;
}

/** `["GET /repos/{owner}/{repo}"]`, or only the string. */
function tableAddress(node: ts.Expression): string | undefined {
  const text = textOf(ts.isArrayLiteralExpression(node) ? node.elements[0] : node);
  return text !== undefined && /^(GET|POST|PUT|PATCH|DELETE|HEAD) \//.test(text) ? text : undefined;
}

function nameOf(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isPrivateIdentifier(node) ? node.text : undefined;
}
