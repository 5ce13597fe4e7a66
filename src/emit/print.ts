/**
 * Prints ts-morph structures. No other file uses ts-morph's printer.
 *
 * Each file's structures are printed in one call, because adding nodes one at a time is fifty times slower. ts-morph
 * escapes nothing, so every text in a structure must have passed through `text.ts`. The printed text is parsed again, and
 * a file whose statements differ from the structures is an internal error.
 */
import {
  IndentationText,
  Project,
  StructureKind,
  type SourceFile,
  type StatementStructures,
  ts,
  VariableDeclarationKind,
} from "ts-morph";
import { fileHeader } from "./text.js";

export { StructureKind, VariableDeclarationKind };

/** A structure, or a statement as text if ts-morph would print it poorly. */
export type Statement = StatementStructures | string;

export type Printer = (path: string, statements: readonly Statement[]) => string;

/** Holds the printed files of the last run for the next one, by their paths. */
export interface KeptTexts {
  texts?: ReadonlyMap<string, Printed> | undefined;
}

interface Printed {
  /** The statements, as JSON. */
  readonly statements: string;
  readonly text: string;
}

/** Creates a printer that prints only files whose statements are not those of the last run. */
export function createKeepingPrinter(kept: KeptTexts): Printer {
  const print = createPrinter();
  const last = kept.texts;
  const texts = new Map<string, Printed>();
  kept.texts = texts;
  return (path, structures) => {
    const statements = JSON.stringify(structures, plainData);
    const known = last?.get(path);
    const text = known?.statements === statements ? known.text : print(path, structures);
    texts.set(path, { statements, text });
    return text;
  };
}

/** ts-morph also takes functions, which JSON leaves out. */
function plainData(key: string, value: unknown): unknown {
  if (typeof value === "function") throw new Error(`a function as ${key} cannot be compared`);
  return value;
}

/** Creates a printer for the files of one package. */
export function createPrinter(): Printer {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { noLib: true, noResolve: true },
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  return (path, statements) => {
    const file = project.createSourceFile(path, { statements: [...statements] });
    // Literals contain no line breaks, so this changes only whitespace from the printer or from comments. The lookbehind
    // keeps the search linear in long runs of spaces.
    const text =
      fileHeader +
      file
        .getFullText()
        .replace(/(?<![ \t])[ \t]+$/gm, "")
        .replace(/\n{3,}/g, "\n\n");
    assertAsMeant(path, file, statements);
    file.forget();
    return text;
  };
}

/**
 * @throws Error if the printed text parses to other statements than the structures, or to expressions that generated code
 * never contains: text has escaped from its literal, which is a bug in Callwright
 */
function assertAsMeant(path: string, file: SourceFile, statements: readonly Statement[]): void {
  const { compilerNode } = file;
  const broken =
    syntaxError(compilerNode) ??
    (compilerNode.statements.length === statements.length ? unexpectedNode(compilerNode) : "other statements");
  if (broken !== undefined) throw new Error(`${path}: the printed code is not what was meant (${broken})`);
}

/** The parser's own errors; creating a program would find the same errors and also check types. */
function syntaxError(file: ts.SourceFile): string | undefined {
  const { parseDiagnostics } = file as ts.SourceFile & { parseDiagnostics?: readonly ts.Diagnostic[] };
  const first = parseDiagnostics?.[0];
  return first && ts.flattenDiagnosticMessageText(first.messageText, " ");
}

/** Nodes that exist at run time; types do not, and are not checked. */
const RUNNING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.EndOfFileToken,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.VariableDeclarationList,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.Parameter,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.HeritageClause,
  ts.SyntaxKind.ExpressionWithTypeArguments,
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.ComputedPropertyName,
  ts.SyntaxKind.ObjectLiteralExpression,
  ts.SyntaxKind.ArrayLiteralExpression,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.ShorthandPropertyAssignment,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.SatisfiesExpression,
  ts.SyntaxKind.PrefixUnaryExpression,
]);

/** The operators of the type guard in `errors.ts`; none of them assigns. */
const OPERATORS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.InstanceOfKeyword,
]);

/** Calls allowed in methods and constructors; any other callee must be an import or a member of one. */
const CALLS: ReadonlySet<string> = new Set(["super", "this._call", "statuses[call].includes"]);

/** The first node that generated code never contains. */
function unexpectedNode(file: ts.SourceFile): string | undefined {
  const imported = importedNames(file);
  const known = new Set([...imported, ...declaredNames(file), "undefined"]);
  function visit(node: ts.Node): string | undefined {
    if (cannotRun(node)) return undefined;
    if (!isMeant(node)) return ts.SyntaxKind[node.kind];
    const name = nameOf(node);
    return ts.forEachChild(node, (child) => (child === name ? undefined : visit(child)));
  }
  function isMeant(node: ts.Node): boolean {
    if (ts.isIdentifier(node)) return known.has(node.text);
    if (!RUNNING.has(node.kind)) return isWord(node);
    if (ts.isBlock(node)) return ts.isFunctionLike(node.parent);
    if (ts.isExpressionStatement(node)) return /^super\(/.test(node.getText(file));
    if (ts.isBinaryExpression(node)) return OPERATORS.has(node.operatorToken.kind);
    if (ts.isComputedPropertyName(node)) return ts.isStringLiteral(node.expression);
    return ts.isCallExpression(node) || ts.isNewExpression(node) ? isMeantCall(node) : true;
  }
  function isMeantCall({ expression }: ts.CallExpression | ts.NewExpression): boolean {
    const owner = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
    return (ts.isIdentifier(owner) && imported.has(owner.text)) || CALLS.has(expression.getText(file));
  }
  return visit(file);
}

/** The name that a node declares or reads as a property: such a name is not an expression. */
function nameOf(node: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name;
  const isNaming = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyAssignment(node);
  if (!isNaming && !ts.isClassElement(node) && !ts.isClassDeclaration(node) && !ts.isFunctionDeclaration(node)) return;
  return node.name && ts.isIdentifier(node.name) ? node.name : undefined;
}

/** The constants and functions of a module, and the parameters of all its methods. */
function declaredNames(file: ts.SourceFile): readonly string[] {
  const members = file.statements.flatMap((statement) => (ts.isClassDeclaration(statement) ? statement.members : []));
  const callables = [...members, ...file.statements].filter((node) => ts.isFunctionLike(node));
  const constants = file.statements.flatMap((node) =>
    ts.isVariableStatement(node) ? node.declarationList.declarations : [],
  );
  const functions = file.statements.filter((node) => ts.isFunctionDeclaration(node));
  const named = [...constants, ...functions, ...callables.flatMap(({ parameters }) => parameters)];
  return named.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : []));
}

/** Whether a node cannot run document text: imports and exports name modules that we chose, and types are erased. */
function cannotRun(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeParameterDeclaration(node))
    return true;
  return ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);
}

/** Whether a node is a keyword or punctuation, which has no text of its own. */
function isWord({ kind }: ts.Node): boolean {
  const isMark = kind >= ts.SyntaxKind.FirstPunctuation && kind <= ts.SyntaxKind.LastPunctuation;
  return isMark || (kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword);
}

function importedNames(file: ts.SourceFile): ReadonlySet<string> {
  return new Set(
    file.statements.flatMap((statement) => {
      const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
      if (bindings === undefined) return [];
      return ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [bindings.name.text];
    }),
  );
}
