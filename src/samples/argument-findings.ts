/** Findings about the arguments that a sample passes to the client. */
import { nearest } from "../document/text/nearest.js";
import { propertyKey } from "../emit/text.js";
import type { Method } from "../naming/surface.js";
import { methodOf, type SampleContext } from "./calls.js";
import { methodsOf } from "../naming/changes.js";
import { fault, type SampleFinding } from "./sample-finding.js";
import { clientFile, ts } from "./program.js";

/** A call of the client, or the construction of one, whose arguments contain a node. */
interface Receiver {
  readonly node: ts.CallExpression | ts.NewExpression;
  /** The method; absent for the client's constructor and for its own methods. */
  readonly method?: Method;
  /** The call as the sample writes it: `apiKeys.list`, `new Portkey`, `post`. */
  readonly name: string;
}

/** Returns the innermost call of the client around a node; undefined if there is none. */
function receiverOf(node: ts.Node, context: SampleContext): Receiver | undefined {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.isNewExpression(at) && isOfClient(at, context)) {
      return { node: at, name: `new ${at.expression.getText()}` };
    }
    if (!ts.isCallExpression(at)) continue;
    const method = methodOf(at, context.checker, context.find);
    if (method) return { node: at, method, name: method.call };
    if (isOfClient(at, context)) return { node: at, name: at.expression.getText().replace(/^.*\./s, "") };
  }
  return undefined;
}

function isOfClient(call: ts.CallExpression | ts.NewExpression, { checker }: SampleContext): boolean {
  const file = checker.getResolvedSignature(call)?.declaration?.getSourceFile().fileName;
  return file !== undefined && clientFile(file) !== undefined;
}

/** Reports a key of an object literal that its type does not have. */
export function argumentFinding(node: ts.Node, context: SampleContext): SampleFinding | undefined {
  const receiver = receiverOf(node, context);
  if (!receiver) return undefined;
  if (isRaw(receiver)) return rawFinding(receiver, context);
  const key = keyText(node);
  const literal = ts.findAncestor(node, ts.isObjectLiteralExpression);
  const known = literal ? keysAround(literal, receiver, context) : [];
  const isWhole = literal !== undefined && receiver.node.arguments?.includes(literal) === true;
  const what = receiver.method ? "argument" : "option";
  return {
    kind: "unknown-argument",
    message: isWhole
      ? `The sample passes \`${key}\` to \`${receiver.name}\`, which does not take that ${what}.`
      : `The sample passes \`${key}\` within an ${what} of \`${receiver.name}\`, which does not have that property.`,
    hint: unknownHint(key, known, isWhole ? receiver.method : undefined, context),
    offset: node.getStart(),
    ...repairOf(node, meantKey(key, known, isWhole ? receiver.method : undefined, context)),
  };
}

/** Renames the key and keeps its value. */
function repairOf(node: ts.Node, meant: string | undefined): Pick<SampleFinding, "repair"> {
  const isShorthand = ts.isShorthandPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node.parent);
  const name = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) ? node.name : node;
  if (meant === undefined) return {};
  const key = propertyKey(meant);
  return { repair: { length: name.getText().length, text: isShorthand ? `${key}: ${name.getText()}` : key } };
}

function unknownHint(
  key: string,
  known: readonly string[],
  method: Method | undefined,
  context: SampleContext,
): string {
  const { body } = method ?? {};
  if (body?.key !== undefined && body.media.kind === "json") {
    return fault.client(`pass the body whole, as \`{ ${body.key}: … }\`.`);
  }
  const meant = meantKey(key, known, method, context);
  return meant === undefined
    ? fault.document(`leave \`${key}\` out, or declare it in the operation.${choices(known)}`)
    : fault.sample(`did you mean \`${meant}\`?`);
}

/** Returns the key that was most likely meant; undefined if none is similar. */
function meantKey(
  key: string,
  known: readonly string[],
  method: Method | undefined,
  context: SampleContext,
): string | undefined {
  const { arguments: inputs = [] } = method ?? {};
  const same = known.find((name) => comparable(name) === comparable(key));
  const open = inputs.filter(({ name, input }) => input.location === "path" && known.includes(name));
  const alone = open.length === 1 && /id$|slug$|name$|key$/i.test(key) ? open[0]?.name : undefined;
  // A name that other operations have is not a misspelling, however similar it is to another.
  return same ?? alone ?? (isKnownElsewhere(key, context) ? undefined : nearest(key, known));
}

function isKnownElsewhere(key: string, { surface }: SampleContext): boolean {
  return methodsOf(surface).some(
    (method) =>
      method.arguments.some(({ name, alias }) => name === key || alias === key) ||
      method.body?.media.properties?.some(({ name }) => name === key),
  );
}

function keyText(node: ts.Node): string {
  const name = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) ? node.name : node;
  return ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText();
}

/** Normalises a name: `workspaceId` and `workspace_id` are spellings of the same one. */
function comparable(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

function choices(known: readonly string[]): string {
  return known.length === 0 || known.length > 8
    ? ""
    : ` It also takes ${known.map((name) => `\`${name}\``).join(", ")}.`;
}

/** The keys that an object literal may have, at its position. */
function keysAround(
  literal: ts.ObjectLiteralExpression,
  { node, method }: Receiver,
  { checker }: SampleContext,
): readonly string[] {
  const given = new Set(literal.properties.flatMap(({ name }) => (name ? [keyText(name)] : [])));
  const free = (names: readonly string[]) => names.filter((name) => !given.has(name));
  const isWhole = node.arguments?.includes(literal) === true;
  if (isWhole && method) {
    const inBody = method.body?.key === undefined ? method.body?.media.properties : undefined;
    const names = [...method.arguments, ...(inBody ?? [])].map(({ name }) => name);
    return free(method.body?.key === undefined ? names : [...names, method.body.key]);
  }
  const type = checker.getContextualType(literal);
  const parts = type ? (type.isUnion() ? type.types : [type]) : [];
  return free([...new Set(parts.flatMap((part) => part.getProperties().map(({ name }) => name)))]);
}

/** Whether the call is one of the client's own `get`, `post` and so on, whose arguments differ from those of other clients. */
function isRaw({ node, method }: Receiver): boolean {
  return !method && ts.isCallExpression(node);
}

function rawFinding({ node, name }: Receiver, { method }: SampleContext): SampleFinding {
  return {
    kind: "wrong-type",
    message: `The sample calls \`${name}\` with arguments that the client's \`${name}\` does not take.`,
    hint: fault.client(`call \`${method.call}\`, or pass the body as \`{ body: … }\`.`),
    offset: node.getStart(),
  };
}

/** Reports arguments that are missing, surplus or of the wrong type. */
export function typeFinding(
  diagnostic: ts.Diagnostic,
  node: ts.Node,
  context: SampleContext,
): SampleFinding | undefined {
  const receiver = receiverOf(node, context);
  if (!receiver) return undefined;
  if (isRaw(receiver)) return rawFinding(receiver, context);
  const sentences = sentencesOf(diagnostic, receiver);
  const excess = firstMatch(sentences, /known properties, (?:but|and) '"?(.+?)"?' does not exist/);
  if (excess !== undefined) return argumentFinding(keyNode(receiver.node, excess) ?? node, context);
  const missing = missingNames(sentences);
  const offset = node.getStart();
  if (missing.length > 0) return missingArgument(missing, receiver.name, offset);
  const count = /^Expected ([\d-]+) arguments?, but got (\d+)/.exec(sentences[0] ?? "");
  if (count) return wrongCount(count[1] ?? "", Number(count[2]), receiver, offset);
  return wrongType(sentences, node, receiver, offset);
}

/** The compiler's sentences, general ones first; for overloads, those about the signature that the sample uses. */
function sentencesOf({ messageText }: ts.Diagnostic, { node }: Receiver): readonly string[] {
  if (typeof messageText === "string") return [messageText];
  const isOverloaded = /^No overload/.test(messageText.messageText);
  const forms = messageText.next ?? [];
  const [first] = node.arguments ?? [];
  const byObject = first && ts.isObjectLiteralExpression(first);
  const chosen = isOverloaded ? (byObject ? forms[0] : forms.at(-1)) : messageText;
  const sentences: string[] = [];
  for (let at: ts.DiagnosticMessageChain | undefined = chosen; at; at = at.next?.[0]) sentences.push(at.messageText);
  return sentences;
}

function firstMatch(sentences: readonly string[], pattern: RegExp): string | undefined {
  for (const sentence of sentences) {
    const found = pattern.exec(sentence)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyNode(within: ts.Node, key: string): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (!found && ts.isObjectLiteralElementLike(node) && node.name && keyText(node.name) === key) found = node.name;
    ts.forEachChild(node, visit);
  };
  visit(within);
  return found;
}

function missingNames(sentences: readonly string[]): readonly string[] {
  const one = firstMatch(sentences, /^Property '(.+?)' is missing in type/);
  if (one !== undefined) return [one.replace(/^"|"$/g, "")];
  const several = firstMatch(sentences, /is missing the following properties from type '.*': (.+)$/s);
  return several?.replace(/,? and \d+ more\.?$/, "").split(", ") ?? [];
}

function missingArgument(missing: readonly string[], name: string, offset: number): SampleFinding {
  const names = missing.map((one) => `\`${one}\``).join(", ");
  const them = missing.length === 1 ? "it" : "them";
  return {
    kind: "missing-argument",
    message: `The sample calls \`${name}\` without ${names}, which the operation requires.`,
    hint: fault.document(`pass ${them} in the sample, or make ${them} optional in the operation.`),
    offset,
  };
}

function wrongCount(expected: string, given: number, { name, method }: Receiver, offset: number): SampleFinding {
  const most = Number(expected.split("-").at(-1));
  if (given > most) {
    return {
      kind: "unknown-argument",
      message: `The sample passes ${String(given)} arguments to \`${name}\`, which takes at most ${String(most)}.`,
      hint: fault.document("leave out the arguments that the operation does not declare, or declare them."),
      offset,
    };
  }
  const required = (method?.arguments ?? []).filter(({ input }) => input.required).map((argument) => argument.name);
  const body = method?.body?.media.properties?.filter((property) => property.required) ?? [];
  const names = [...required, ...body.map((property) => property.name)];
  return missingArgument(names.length > 0 ? names : ["its argument"], name, offset);
}

function wrongType(sentences: readonly string[], node: ts.Node, receiver: Receiver, offset: number): SampleFinding {
  const [, given = "", wanted = ""] =
    /^Type '(.+)' is not assignable to (?:parameter of )?type '(.+?)'\.?$/s.exec(sentences.at(-1) ?? "") ??
    /^Argument of type '(.+)' is not assignable to parameter of type '(.+?)'\.?$/s.exec(sentences[0] ?? "") ??
    [];
  const key = propertyAround(node, receiver.node);
  const what = key === undefined ? "an argument" : `\`${key}\``;
  const isFile = /^(?:File|Blob|ReadStream|Buffer|Uint8Array|FormData)\b/.test(given);
  const passed = `The sample passes ${what} to \`${receiver.name}\``;
  return {
    kind: "wrong-type",
    message:
      given === ""
        ? `${passed} with a type that it does not accept.`
        : `${passed} as ${shortened(given)}, but ${shortened(wanted)} is expected.`,
    hint: isFile
      ? fault.client("pass the content as text.")
      : fault.document("correct the value in the sample, or the type in the operation."),
    offset,
  };
}

/** The key, within the arguments of a call, whose value contains a node. */
function propertyAround(node: ts.Node, call: ts.Node): string | undefined {
  for (let at = node; at !== call && at.parent; at = at.parent) {
    if (ts.isPropertyAssignment(at) || ts.isShorthandPropertyAssignment(at)) return keyText(at.name);
  }
  return undefined;
}

function shortened(type: string): string {
  const line = type.replace(/\s+/g, " ");
  return `\`${line.length > 60 ? `${line.slice(0, 59)}…` : line}\``;
}
