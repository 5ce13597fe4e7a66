/** What the compiler says about a sample, in the words of those who wrote the sample. */
import { nearest } from "../document/text/nearest.js";
import { argumentFinding, typeFinding } from "./argument-findings.js";
import { callsOf, methodOf } from "./calls.js";
import { fault, type SampleFinding } from "./sample-finding.js";
import { type CheckedModule, clientFile, ts } from "./program.js";
import type { Subject } from "./subject.js";

/** The findings about one sample, each fault once, in the order of the source. */
export function complaints(module: CheckedModule, subject: Subject): readonly SampleFinding[] {
  const [unparsed] = module.syntactic;
  if (unparsed) return [noParse(unparsed)];
  const found = new Map<string, SampleFinding>();
  for (const diagnostic of module.semantic) {
    const finding = complaintOf(diagnostic, module.file, subject);
    if (finding && !found.has(finding.message)) found.set(finding.message, finding);
  }
  return [...found.values()].sort((one, other) => one.offset - other.offset);
}

function noParse(diagnostic: ts.Diagnostic): SampleFinding {
  return {
    kind: "no-parse",
    message: `The sample does not parse: ${said(diagnostic)}.`,
    hint: fault.sample("mend the syntax at this place."),
    offset: diagnostic.start ?? 0,
  };
}

/** The compiler's sentence, without what follows from it and without its full stop. */
function said({ messageText }: ts.Diagnostic): string {
  const [first = ""] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
  return first.replace(/\.$/, "");
}

type Translate = (diagnostic: ts.Diagnostic, node: ts.Node, subject: Subject) => SampleFinding | undefined;

/** Who translates which of the compiler's codes. */
const translations: readonly (readonly [codes: readonly number[], translate: Translate])[] = [
  [[2304, 2503, 2552, 2693, 18004], undeclared],
  [[2339, 2550, 2551, 2568], unknownProperty],
  [[2349, 2721, 2722], notCallable],
  [[1192, 2305, 2497, 2613, 2614, 2724], unknownExport],
  [[2351], notConstructable],
  [[2488, 2495, 2504, 2548, 2549, 2802], notIterable],
  // Object literals with keys that nobody asked for.
  [[2353, 2561], (_, node, subject) => argumentFinding(node, subject)],
  [[2322, 2326, 2345, 2554, 2555, 2559, 2575, 2739, 2740, 2741, 2769], typeFinding],
];

const translators = new Map(translations.flatMap(([codes, translate]) => codes.map((code) => [code, translate])));

/** Mistakes of JavaScript itself, which the parser leaves to the checker: a name declared twice, a constant assigned to. */
const invalid: ReadonlySet<number> = new Set([2300, 2451, 2588]);
/** What may be null, is unknown or has no type: in samples nobody guards against it. */
const tolerated: ReadonlySet<number> = new Set([2454, 2531, 2532, 2533, 2571, 18046, 18047, 18048, 18049]);

function complaintOf(diagnostic: ts.Diagnostic, file: ts.SourceFile, subject: Subject): SampleFinding | undefined {
  const { code, start = 0 } = diagnostic;
  if (tolerated.has(code) || (code >= 7000 && code < 8000)) return undefined;
  const node = nodeAt(file, start, diagnostic.length ?? 0);
  const finding = translators.get(code)?.(diagnostic, node, subject);
  if (finding) return finding;
  if (invalid.has(code) || code < 2000) return noParse(diagnostic);
  return subject.isTypeScript ? doesNotCompile(diagnostic) : undefined;
}

function doesNotCompile(diagnostic: ts.Diagnostic): SampleFinding {
  return {
    kind: "does-not-compile",
    message: `The sample does not compile: ${said(diagnostic)}.`,
    hint: fault.sample("mend it, or call it JavaScript, whose types nobody checks."),
    offset: diagnostic.start ?? 0,
  };
}

/** The outermost node that begins and ends where a diagnostic does. */
function nodeAt(file: ts.SourceFile, start: number, length: number): ts.Node {
  let found: ts.Node = file;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > start || node.end < start + length) return;
    found = node;
    if (node.getStart(file) === start && node.end === start + length) return;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

function undeclared(diagnostic: ts.Diagnostic, node: ts.Node, { surface }: Subject): SampleFinding {
  const name = node.getText();
  const declared = new Set<string>();
  const collect = (at: ts.Node): void => {
    if (
      ts.isVariableDeclaration(at) &&
      ts.isIdentifier(at.name) &&
      at.initializer &&
      ts.isNewExpression(at.initializer)
    )
      declared.add(at.name.text);
    ts.forEachChild(at, collect);
  };
  collect(node.getSourceFile());
  const next = isAssigned(node)
    ? `declare it, \`const ${name} = …\`.`
    : isKeyword(node)
      ? `\`${name}=…\` is Python; write \`{ ${name}: … }\`.`
      : name === surface.client.className
        ? `import \`${name}\`.`
        : declared.size > 0 && isCalledUpon(node)
          ? `write \`${[...declared].join("` or `")}\`.`
          : "declare it, or import it.";
  return {
    kind: "undeclared",
    message: `The sample never declares \`${name}\`.`,
    hint: fault.sample(next),
    offset: diagnostic.start ?? 0,
  };
}

/** `name = …` as a statement. */
function isAssigned({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && ts.isExpressionStatement(parent.parent);
}

/** `f(name = …)`. */
function isKeyword({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && ts.isCallExpression(parent.parent);
}

function isCalledUpon(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
}

function unknownProperty(_: ts.Diagnostic, node: ts.Node, subject: Subject): SampleFinding | undefined {
  const access = ts.isPropertyAccessExpression(node.parent) ? node.parent : undefined;
  if (!access || access.name !== node) return undefined;
  const type = subject.checker.getTypeAtLocation(access.expression);
  const isNothing = (type.flags & ts.TypeFlags.Void) !== 0 && callBehind(access.expression, subject) !== undefined;
  const owner = isNothing ? "src/schema.ts" : placeOf(type);
  if (owner === undefined) return undefined;
  if (owner === "src/schema.ts" || owner === "src/runtime/promise.ts") return unknownResult(access, owner);
  return unknownCall(access, subject);
}

/** The file of the client that declares a type; undefined for types of elsewhere. */
function placeOf(type: ts.Type): string | undefined {
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  for (const { symbol } of parts as readonly (ts.Type & { symbol?: ts.Symbol })[]) {
    const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
    const inClient = file === undefined ? undefined : clientFile(file);
    if (inClient !== undefined) return inClient;
  }
  return undefined;
}

function unknownResult(access: ts.PropertyAccessExpression, owner: string): SampleFinding {
  const name = access.name.text;
  const isPromise = owner === "src/runtime/promise.ts";
  return {
    kind: "unknown-property",
    message: isPromise
      ? `The sample reads \`${name}\` from a call that it has not awaited.`
      : `The sample reads \`${name}\`, which the response does not have as the operation declares it.`,
    hint: isPromise
      ? fault.sample("put `await` in front of the call.")
      : fault.document(`correct the sample, or declare \`${name}\` in the response.`),
    offset: access.name.getStart(),
  };
}

/** What a sample writes between the client and the parentheses: `fineTuning.list_events`. */
function writtenPath(access: ts.PropertyAccessExpression, { checker, surface }: Subject): string {
  let last = access;
  while (ts.isPropertyAccessExpression(last.parent) && last.parent.expression === last) last = last.parent;
  const names: string[] = [];
  for (let at: ts.Expression = last; ts.isPropertyAccessExpression(at); at = at.expression) {
    if (at !== last && checker.getTypeAtLocation(at).symbol?.name === surface.client.className) break;
    names.unshift(at.name.text);
  }
  return names.join(".");
}

function unknownCall(access: ts.PropertyAccessExpression, subject: Subject): SampleFinding {
  const written = writtenPath(access, subject);
  return {
    kind: "unknown-call",
    message: `The sample calls \`${written}\`, and the client has no such method.`,
    hint: unknownCallHint(written, subject),
    offset: access.name.getStart(),
  };
}

/** A helper around a request, such as other clients have: `createAndPoll`, `stream`, `withRawResponse`. */
const helper = /(?:AndPoll|AndStream|AndWait)$|^(?:stream|withRawResponse|withStreamingResponse)$/;

function unknownCallHint(written: string, { method, surface }: Subject): string {
  if (written.split(".").some((name) => helper.test(name))) return fault.client(`call \`${method.call}\` instead.`);
  if (method.reason.authority === "override") {
    return `At fault is neither: the configuration calls this operation \`${method.call}\`; change it, or the sample.`;
  }
  const meant = nearest(written, callsOf(surface)) ?? method.call;
  return fault.sample(
    `did you mean \`${meant}\`?${meant === method.call ? "" : ` This operation is \`${method.call}\`.`}`,
  );
}

function notCallable(_: ts.Diagnostic, node: ts.Node, subject: Subject): SampleFinding | undefined {
  const callee = ts.isCallExpression(node) ? node.expression : node;
  const access = ts.isPropertyAccessExpression(callee) ? callee : callee.parent;
  if (!ts.isPropertyAccessExpression(access)) return undefined;
  return placeOf(subject.checker.getTypeAtLocation(access)) === undefined ? undefined : unknownCall(access, subject);
}

function unknownExport(diagnostic: ts.Diagnostic, _: ts.Node, { surface }: Subject): SampleFinding {
  const { className } = surface.client;
  const next =
    surface.client.reason.authority === "override"
      ? `the configuration calls the class \`${className}\`; change it, or the sample.`
      : `it is imported with \`import { ${className} } from "…"\`.`;
  return {
    kind: "unknown-import",
    message: `The sample imports what the client does not export: ${said(diagnostic).replaceAll("/callwright/client/src/index", "index")}.`,
    hint: surface.client.reason.authority === "override" ? `At fault is neither: ${next}` : fault.client(next),
    offset: diagnostic.start ?? 0,
  };
}

/** `new` of the module: what CommonJS gives where it has no default. */
function notConstructable(_: ts.Diagnostic, node: ts.Node, subject: Subject): SampleFinding | undefined {
  const made = ts.findAncestor(node, ts.isNewExpression);
  const type = made && subject.checker.getTypeAtLocation(made.expression);
  if (!made || !type || placeOf(type) === undefined) return undefined;
  const { className } = subject.surface.client;
  return {
    kind: "unknown-import",
    message: `The sample makes a client of \`${made.expression.getText()}\`, which is all of the package and not its class.`,
    hint: fault.client(`write \`const { ${className} } = require("…")\`.`),
    offset: made.getStart(),
  };
}

function notIterable(_: ts.Diagnostic, node: ts.Node, subject: Subject): SampleFinding | undefined {
  const type = subject.checker.getTypeAtLocation(node);
  if (placeOf(type) === undefined) return undefined;
  const call = callBehind(node, subject);
  const made = call && methodOf(call, subject.checker, subject.find);
  const list = type.getProperties().find((property) => {
    const values = subject.checker.getTypeOfSymbol(property);
    return subject.checker.isArrayType(values);
  });
  const next = list ? `iterate over its \`${list.name}\`.` : "it is one object.";
  return {
    kind: "not-iterable",
    message: `The sample iterates over the result of \`${made?.call ?? subject.method.call}\`, which the client gives as one object.`,
    hint: fault.client(next),
    offset: node.getStart(),
  };
}

/** The call that a variable's value comes from. */
function callBehind(node: ts.Node, { checker }: Subject): ts.CallExpression | undefined {
  let at: ts.Node | undefined = node;
  if (ts.isIdentifier(at)) {
    const declaration = checker.getSymbolAtLocation(at)?.valueDeclaration;
    at = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  }
  while (at && (ts.isAwaitExpression(at) || ts.isParenthesizedExpression(at))) at = at.expression;
  return at && ts.isCallExpression(at) ? at : undefined;
}
