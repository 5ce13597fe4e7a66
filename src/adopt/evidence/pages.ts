/**
 * Finds how the pages of an SDK follow each other, in the code of its classes for pages: which input of the request the
 * next page needs, and where its value comes from. The code is parsed, never run.
 */
import type { Call } from "../clients.js";
import { ts } from "../program.js";
import { codeOf, readCode } from "./code.js";

/** Pages as the configuration's `pages` has them, with paths as texts: `{ kind: cursor, cursor: after, id: token, items: data }`. */
export type WrittenPages = Readonly<Record<string, string | number>> & { readonly kind: string };

/** The pages that the calls of an SDK give. Parses each file once. */
export class SdkPages {
  readonly #checker: ts.TypeChecker;
  readonly #files = new Map<string, ReadonlyMap<string, WrittenPages>>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** Undefined if a call gives no pages, or if the code of their class does not show how they follow each other. */
  of({ signatures }: Call): WrittenPages | undefined {
    const results = signatures.map((signature) => signature.getReturnType());
    const pages = results.flatMap((type) => this.#ofType(this.#checker.getAwaitedType(type) ?? type) ?? []);
    return pages[0];
  }

  /** By the class itself, or by the one that it extends. */
  #ofType(type: ts.Type): WrittenPages | undefined {
    const symbol = type.symbol as ts.Symbol | undefined;
    const declaration = symbol?.declarations?.find((one) => ts.isClassLike(one));
    if (symbol === undefined || declaration === undefined) return undefined;
    const own = codeOf(declaration.getSourceFile().fileName).flatMap(
      (file) => this.#classesIn(file).get(symbol.name) ?? [],
    );
    const above = type.isClassOrInterface() || isReference(type) ? (type.getBaseTypes() ?? []) : [];
    return own[0] ?? above.flatMap((one) => this.#ofType(one) ?? [])[0];
  }

  #classesIn(file: string): ReadonlyMap<string, WrittenPages> {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const text = readCode(file);
    const found = text === undefined ? new Map<string, WrittenPages>() : pageClassesIn(file, text);
    this.#files.set(file, found);
    return found;
  }
}

function isReference(type: ts.Type): boolean {
  return (type as Partial<ts.TypeReference>).target !== undefined;
}

/** Finds the classes of pages in one source file, by name. */
export function pageClassesIn(file: string, text: string): ReadonlyMap<string, WrittenPages> {
  const kind = /\.tsx?$|\.[cm]ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found = new Map<string, WrittenPages>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) && node.name) {
      const pages = new PageClass(node).pages();
      if (pages !== undefined) found.set(node.name.text, pages);
    } else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Methods that give the items of a page, and the request for the next one. */
const ITEMS = "getPaginatedItems";
const NEXT: ReadonlySet<string> = new Set(["nextPageRequestOptions", "nextPageParams", "nextPageInfo"]);

/** The objects in such a request that hold its inputs. */
const INPUTS: ReadonlySet<string> = new Set(["query", "params", "body"]);

class PageClass {
  readonly #node: ts.ClassLikeDeclaration;
  /** The properties of the class, as paths in the body of a response. */
  readonly #fields: ReadonlyMap<string, readonly string[]>;

  constructor(node: ts.ClassLikeDeclaration) {
    this.#node = node;
    this.#fields = fieldsOf(node);
  }

  /** Undefined if it is no class of pages, or if its code does not show how they follow each other. */
  pages(): WrittenPages | undefined {
    const items = this.#itemsPath();
    if (items === undefined) return undefined;
    const more = this.#morePath();
    const hints = { ...(more === undefined ? {} : { more }), items };
    const ways = this.#inputs().flatMap(([name, value]) => this.#wayOf(name, value) ?? []);
    const forwards = ways.find((one) => !("before" in one));
    if (forwards === undefined) return this.#isLast() ? { kind: "single", items } : undefined;
    const before = ways.find((one) => "before" in one)?.["before"];
    const isById = "id" in forwards;
    return { ...forwards, ...(before !== undefined && isById ? { before } : {}), ...hints };
  }

  #methods(name: (text: string) => boolean): readonly ts.MethodDeclaration[] {
    return this.#node.members.filter(
      (one): one is ts.MethodDeclaration =>
        ts.isMethodDeclaration(one) && ts.isIdentifier(one.name) && name(one.name.text),
    );
  }

  #itemsPath(): string | undefined {
    const [method] = this.#methods((name) => name === ITEMS);
    const value = method && first(method, (node) => (ts.isReturnStatement(node) ? node.expression : undefined));
    return value && this.#bodyPath(value);
  }

  /** The property that says whether there is another page. */
  #morePath(): string | undefined {
    const [method] = this.#methods((name) => name === "hasNextPage");
    return method && first(method, (node) => (ts.isPropertyAccessExpression(node) ? this.#bodyPath(node) : undefined));
  }

  /** Whether no page of this class has a next one: the request for it is always null. */
  #isLast(): boolean {
    const [method] = this.#methods((name) => NEXT.has(name));
    const [only, ...others] = method?.body?.statements ?? [];
    return others.length === 0 && only !== undefined && ts.isReturnStatement(only) && isNull(only.expression);
  }

  /** The inputs that the request for the next page adds, in the order of the code. */
  #inputs(): readonly (readonly [string, ts.Expression])[] {
    const found: (readonly [string, ts.Expression])[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && INPUTS.has(nameOf(node.name) ?? "")) {
        const { initializer } = node;
        if (ts.isObjectLiteralExpression(initializer)) found.push(...entriesOf(initializer));
      }
      ts.forEachChild(node, visit);
    };
    for (const method of this.#methods((name) => NEXT.has(name))) visit(method);
    return found;
  }

  /** What one input of the next request says about the pages. */
  #wayOf(name: string, value: ts.Expression): WrittenPages | undefined {
    const resolved = resolve(value);
    const next = this.#bodyPath(resolved);
    if (next !== undefined) return { kind: "cursor", cursor: name, next };
    const item = itemPath(resolved);
    if (item?.at === "last") return { kind: "cursor", cursor: name, id: item.path };
    if (item?.at === "first") return { kind: "cursor", before: name };
    return this.#counted(name, resolved);
  }

  /** `page + 1`, and `offset + length`. */
  #counted(name: string, value: ts.Expression): WrittenPages | undefined {
    if (!ts.isBinaryExpression(value) || value.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
    const [left, right] = [resolve(value.left), resolve(value.right)];
    if (ts.isNumericLiteral(right) && right.text === "1") {
      const current = this.#bodyPath(left);
      const start = defaultOf(value.left);
      return {
        kind: "numbered",
        page: name,
        ...(current === undefined ? {} : { current }),
        ...(start === undefined ? {} : { first: start }),
      };
    }
    const isLength = (one: ts.Expression): boolean => ts.isPropertyAccessExpression(one) && one.name.text === "length";
    return [left, right].some(isLength) ? { kind: "offset", offset: name } : undefined;
  }

  /** The path in the body of `this.page_info?.after`, whose first property the constructor has filled in. */
  #bodyPath(node: ts.Expression): string | undefined {
    const [owner, property, ...below] = chainOf(withoutDefault(node)) ?? [];
    if (owner !== "this" || property === undefined || NOT_OF_BODY.has(property)) return undefined;
    return [...(this.#fields.get(property) ?? [property]), ...below].join(".");
  }
}

function isNull(node: ts.Expression | undefined): boolean {
  return node?.kind === ts.SyntaxKind.NullKeyword;
}

/** Properties of a page that are not of its body. */
const NOT_OF_BODY: ReadonlySet<string> = new Set(["options", "response", "body"]);

/** `this.data = body.data || []` in the constructor: each property with its path in the body. */
function fieldsOf(node: ts.ClassLikeDeclaration): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  const visit = (one: ts.Node): void => {
    if (ts.isBinaryExpression(one) && one.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const [owner, property, ...below] = chainOf(one.left) ?? [];
      const [root, ...path] = chainOf(withoutDefault(one.right)) ?? [];
      if (owner === "this" && property !== undefined && below.length === 0 && root === "body")
        fields.set(property, path);
    }
    ts.forEachChild(one, visit);
  };
  for (const member of node.members) if (ts.isConstructorDeclaration(member)) visit(member);
  return fields;
}

/** `items[items.length - 1]?.token` and `items.at(-1)?.token`, or the first item's; with the path in the item. */
function itemPath(node: ts.Expression): { readonly at: "first" | "last"; readonly path: string } | undefined {
  const path: string[] = [];
  let at = bare(node);
  while (ts.isPropertyAccessExpression(at)) {
    path.unshift(at.name.text);
    at = resolve(at.expression);
  }
  const index = indexOf(at);
  if (index === undefined || path.length === 0) return undefined;
  return { at: /^0$/.test(index) ? "first" : "last", path: path.join(".") };
}

/** The index of an access to the first or the last item of a list. */
function indexOf(node: ts.Expression): string | undefined {
  const [argument, ...others] =
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "at"
      ? node.arguments
      : ts.isElementAccessExpression(node)
        ? [node.argumentExpression]
        : [];
  const text = argument?.getText() ?? "";
  return others.length === 0 && /^0$|^-1$|\.length - 1$/.test(text) ? text : undefined;
}

/** `currentPage` in `const currentPage = query?.page ?? 1`: the number of the first page. */
function defaultOf(node: ts.Expression): number | undefined {
  const value = bare(initializerOf(bare(node)) ?? node);
  const isDefault = ts.isBinaryExpression(value) && isFallback(value.operatorToken.kind);
  return isDefault && ts.isNumericLiteral(value.right) ? Number(value.right.text) : undefined;
}

function isFallback(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}

/** The value of a variable, as far back as the code shows it, without its default. */
function resolve(node: ts.Expression): ts.Expression {
  const value = withoutDefault(node);
  const initializer = initializerOf(value);
  return initializer === undefined ? value : resolve(initializer);
}

/** The initializer of a variable in the nearest block that declares it. */
function initializerOf(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isBlock(at)) continue;
    for (const statement of at.statements.filter(ts.isVariableStatement)) {
      const found = statement.declarationList.declarations.find((one) => nameOf(one.name) === node.text);
      // A variable that is declared by its own value, as in faulty code, is followed no further.
      if (found?.initializer !== undefined && found.initializer.end < node.pos) return found.initializer;
    }
  }
  return undefined;
}

function withoutDefault(node: ts.Expression): ts.Expression {
  const value = bare(node);
  return ts.isBinaryExpression(value) && isFallback(value.operatorToken.kind) ? withoutDefault(value.left) : value;
}

/** An expression without parentheses, assertions and `!`. */
function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)
    ? bare(node.expression)
    : node;
}

/** `this.page_info?.after` as `["this", "page_info", "after"]`. */
function chainOf(node: ts.Expression): readonly string[] | undefined {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return ["this"];
  if (ts.isIdentifier(node)) return [node.text];
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const owner = chainOf(bare(node.expression));
  return owner && [...owner, node.name.text];
}

function entriesOf(node: ts.ObjectLiteralExpression): readonly (readonly [string, ts.Expression])[] {
  return node.properties.flatMap((one): readonly (readonly [string, ts.Expression])[] => {
    const name = one.name && nameOf(one.name);
    if (name === undefined) return [];
    if (ts.isShorthandPropertyAssignment(one)) return [[name, one.name]];
    return ts.isPropertyAssignment(one) ? [[name, one.initializer]] : [];
  });
}

function first<Found>(node: ts.Node, find: (node: ts.Node) => Found | undefined): Found | undefined {
  return ts.forEachChild(node, (child): Found | undefined => find(child) ?? first(child, find));
}

function nameOf(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : undefined;
}
