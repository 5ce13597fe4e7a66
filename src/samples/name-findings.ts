/** Reports names in a sample that neither the sample declares nor the client has, and misused results. */
import { nearest } from "../document/text/nearest.js";
import { callsOf, methodOf, type SampleContext } from "./calls.js";
import { clientFile, mainSentence, ts } from "./program.js";
import { fault, type SampleFinding } from "./sample-finding.js";

/** Reports a name that the sample does not declare. */
export function undeclared(diagnostic: ts.Diagnostic, node: ts.Node, { surface }: SampleContext): SampleFinding {
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

/** Reports a property that its owner does not have: a misspelled call, or a misused result. */
export function unknownProperty(_: ts.Diagnostic, node: ts.Node, context: SampleContext): SampleFinding | undefined {
  const access = ts.isPropertyAccessExpression(node.parent) ? node.parent : undefined;
  if (!access || access.name !== node) return undefined;
  const type = context.checker.getTypeAtLocation(access.expression);
  const isNothing = (type.flags & ts.TypeFlags.Void) !== 0 && callBehind(access.expression, context) !== undefined;
  const owner = isNothing ? "src/schema.ts" : clientFileOf(type);
  if (owner === undefined) return undefined;
  if (owner === "src/schema.ts" || owner === "src/runtime/promise.ts") return unknownResult(access, owner);
  return unknownCall(access, context);
}

/** The file of the client that declares a type; undefined for types declared elsewhere. */
function clientFileOf(type: ts.Type): string | undefined {
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
      ? `The sample reads \`${name}\` from a call that it does not await.`
      : `The sample reads \`${name}\`, which the declared response does not have.`,
    hint: isPromise
      ? fault.sample("write `await` before the call.")
      : fault.document(`correct the sample, or declare \`${name}\` in the response.`),
    offset: access.name.getStart(),
  };
}

/** The properties that a sample writes between the client and the parentheses: `fineTuning.list_events`. */
function writtenPath(access: ts.PropertyAccessExpression, { checker, surface }: SampleContext): string {
  let last = access;
  while (ts.isPropertyAccessExpression(last.parent) && last.parent.expression === last) last = last.parent;
  const names: string[] = [];
  for (let at: ts.Expression = last; ts.isPropertyAccessExpression(at); at = at.expression) {
    if (at !== last && checker.getTypeAtLocation(at).symbol?.name === surface.client.className) break;
    names.unshift(at.name.text);
  }
  return names.join(".");
}

function unknownCall(access: ts.PropertyAccessExpression, context: SampleContext): SampleFinding {
  const written = writtenPath(access, context);
  return {
    kind: "unknown-call",
    message: `The sample calls \`${written}\`, but the client has no such method.`,
    hint: unknownCallHint(written, context),
    ...callRepair(access, context),
  };
}

/** Replaces the written call, after the client, by the operation's call; arguments stay. */
function callRepair(
  access: ts.PropertyAccessExpression,
  { checker, method, surface }: SampleContext,
): Pick<SampleFinding, "offset" | "repair"> {
  let last = access;
  while (ts.isPropertyAccessExpression(last.parent) && last.parent.expression === last) last = last.parent;
  let client: ts.Expression = last.expression;
  while (checker.getTypeAtLocation(client).symbol?.name !== surface.client.className) {
    if (!ts.isPropertyAccessExpression(client)) return { offset: access.name.getStart() };
    client = client.expression;
  }
  // The finding's position is that of the wrong name; the repair begins where the path does.
  const isFirst = access.expression === client;
  const text = isFirst ? method.call : method.call.split(".").slice(depthBelow(access, client)).join(".");
  const isSameBefore =
    isFirst || writtenBefore(access, client) === method.call.split(".").slice(0, depthBelow(access, client)).join(".");
  const offset = access.name.getStart();
  return isSameBefore && text !== "" ? { offset, repair: { length: last.getEnd() - offset, text } } : { offset };
}

/** `chat.completions` of `client.chat.completions.make`, if `make` is the accessed name. */
function writtenBefore(access: ts.PropertyAccessExpression, client: ts.Expression): string {
  return access.expression.getText().slice(client.getText().length + 1);
}

function depthBelow(access: ts.PropertyAccessExpression, client: ts.Expression): number {
  return writtenBefore(access, client)
    .split(".")
    .filter((name) => name !== "").length;
}

/** Helper methods around a request that other clients have: `createAndPoll`, `stream`, `withRawResponse`. */
const helper = /(?:AndPoll|AndStream|AndWait)$|^(?:stream|withRawResponse|withStreamingResponse)$/;

function unknownCallHint(written: string, { method, surface }: SampleContext): string {
  if (written.split(".").some((name) => helper.test(name))) return fault.client(`call \`${method.call}\` instead.`);
  if (method.reason.authority === "override") {
    return fault.neither(`the configuration calls this operation \`${method.call}\`; change it, or the sample.`);
  }
  const meant = nearest(written, callsOf(surface)) ?? method.call;
  return fault.sample(
    `did you mean \`${meant}\`?${meant === method.call ? "" : ` This operation is \`${method.call}\`.`}`,
  );
}

/** Reports a call of something that is not a function. */
export function notCallable(_: ts.Diagnostic, node: ts.Node, context: SampleContext): SampleFinding | undefined {
  const callee = ts.isCallExpression(node) ? node.expression : node;
  const access = ts.isPropertyAccessExpression(callee) ? callee : callee.parent;
  if (!ts.isPropertyAccessExpression(access)) return undefined;
  return clientFileOf(context.checker.getTypeAtLocation(access)) === undefined
    ? undefined
    : unknownCall(access, context);
}

/** Reports an import of a name that the client does not export. */
export function unknownExport(diagnostic: ts.Diagnostic, _: ts.Node, { surface }: SampleContext): SampleFinding {
  const { className } = surface.client;
  const next =
    surface.client.reason.authority === "override"
      ? `the configuration calls the class \`${className}\`; change it, or the sample.`
      : `write \`import { ${className} } from "…"\`.`;
  return {
    kind: "unknown-import",
    message: `The sample imports a name that the client does not export: ${mainSentence(diagnostic).replaceAll("/callwright/client/src/index", "index")}.`,
    hint: surface.client.reason.authority === "override" ? fault.neither(next) : fault.client(next),
    offset: diagnostic.start ?? 0,
  };
}

/** Reports `new` on a module, which is what `require` returns for a package without a default export. */
export function notConstructable(_: ts.Diagnostic, node: ts.Node, context: SampleContext): SampleFinding | undefined {
  const made = ts.findAncestor(node, ts.isNewExpression);
  const type = made && context.checker.getTypeAtLocation(made.expression);
  if (!made || !type || clientFileOf(type) === undefined) return undefined;
  const { className } = context.surface.client;
  return {
    kind: "unknown-import",
    message: `The sample constructs a client with \`new ${made.expression.getText()}\`, which is the package, not its class.`,
    hint: fault.client(`write \`const { ${className} } = require("…")\`.`),
    offset: made.getStart(),
  };
}

/** Reports a loop over a result that cannot be iterated. */
export function notIterable(_: ts.Diagnostic, node: ts.Node, context: SampleContext): SampleFinding | undefined {
  const type = context.checker.getTypeAtLocation(node);
  if (clientFileOf(type) === undefined) return undefined;
  const call = callBehind(node, context);
  const made = call && methodOf(call, context.checker, context.find);
  const list = type.getProperties().find((property) => {
    const values = context.checker.getTypeOfSymbol(property);
    return context.checker.isArrayType(values);
  });
  const next = list ? `iterate over its \`${list.name}\`.` : "read its properties.";
  return {
    kind: "not-iterable",
    message: `The sample iterates over the result of \`${made?.call ?? context.method.call}\`, which is one object.`,
    hint: fault.client(next),
    offset: node.getStart(),
  };
}

/** The call whose result is the value of a variable or expression. */
function callBehind(node: ts.Node, { checker }: SampleContext): ts.CallExpression | undefined {
  let at: ts.Node | undefined = node;
  if (ts.isIdentifier(at)) {
    const declaration = checker.getSymbolAtLocation(at)?.valueDeclaration;
    at = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  }
  while (at && (ts.isAwaitExpression(at) || ts.isParenthesizedExpression(at))) at = at.expression;
  return at && ts.isCallExpression(at) ? at : undefined;
}
