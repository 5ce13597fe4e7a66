/** Emits the methods of generated classes: their signatures, their doc comments, and their one-line bodies. */
import type { Operation, StreamChoice } from "../api/api.js";
import { camelCase } from "../naming/identifiers.js";
import {
  isOnlyStream,
  isStream,
  type ResultPlan,
  type StreamedPlan,
  type StreamKind,
} from "../naming/contracts/results.js";
import type { Method, Positional, Surface } from "../naming/surface.js";
import { callExample, isVariable, itemVariable, loopOver } from "./examples.js";
import { httpLine } from "./operations.js";
import { pagePromise } from "./pages.js";
import type { Statement, StructureKind } from "./print.js";
import { commentText, type Doc, doc, propertyAccess, propertyKey, stringLiteral } from "./text.js";
import { typeText, type TypeValue } from "./type-value.js";
import { restType, streamType, takesNothing, type ModelNames } from "./types.js";

type ClassStatement = Extract<Statement, { kind: StructureKind.Class }>;
export type MethodStructure = NonNullable<ClassStatement["methods"]>[number];

/** The structure of one method: its overloads, doc comment and body. */
export function methodStructure(method: Method, surface: Surface, models: ModelNames): MethodStructure {
  const docs = [methodDoc(method, surface)];
  const name = propertyKey(method.name);
  const object = objectForm(method);
  const operation = `operations${propertyAccess(method.name)}`;
  if (method.result.streamed) return streamedStructure(method, method.result.streamed, docs, models);
  if (!method.positional) {
    const params = takesNothing(method) ? "undefined" : "params";
    return { name, docs, ...object, statements: [`return this._call(${operation}, ${params}, options);`] };
  }
  return {
    name,
    overloads: [
      { docs, ...object },
      ...positionalForms(method).map((form) => ({
        docs: [methodDoc(method, surface, form)],
        ...positionalForm(method, form, restType(method, form, models)),
      })),
    ],
    parameters: [{ name: "given", type: "unknown[]", isRestParameter: true }],
    returnType: object.returnType,
    statements: [`return this._call(${operation}, ...byPosition(${operation}, given));`],
  };
}

/** A method that returns a whole response, or with `stream: true` the same response in pieces. */
function streamedStructure(method: Method, streamed: StreamedPlan, docs: Doc[], models: ModelNames): MethodStructure {
  const { positional } = method;
  const byName = streamedForms(streamed, method, `${method.typeName}Params`, [], method.isOptional);
  const byPlace = positionalForms(method).flatMap((form) => {
    const rest = restType(method, form, models);
    const type = rest ? `(${typeText(rest)})` : "object";
    return streamedForms(streamed, method, type, positionalValues(method, form.names), form.isRestOptional);
  });
  const [first, ...others] = [...byName, ...byPlace];
  const operation = `operations${propertyAccess(method.name)}`;
  const given = positional ? `...byPosition(${operation}, given)` : "params, options";
  return {
    name: propertyKey(method.name),
    overloads: [{ docs, ...first }, ...others],
    parameters: positional
      ? [{ name: "given", type: "unknown[]", isRestParameter: true }]
      : [paramsParameter(`${method.typeName}Params`, method.isOptional), OPTIONS],
    // The last overload is the one that does not mention the streaming argument.
    returnType: byName.at(-1)?.returnType ?? "",
    statements: [`return this._call(${operation}, ${given});`],
  };
}

/** The overloads of a method that may stream: with a stream, without, and for a value unknown at compile time. */
function streamedForms(
  { kind, choice }: StreamedPlan,
  method: Method,
  params: string,
  values: readonly { readonly name: string; readonly type: string }[],
  isOptional: boolean,
) {
  const whole = `APIPromise<${wholeResult(method)}>`;
  const pieces = streamPromise(kind, `${method.typeName}Piece`);
  const other = choice.value === true ? "false" : choice.others.map(stringLiteral).join(" | ");
  const asked = choiceText(method, choice, `: ${choice.value === true ? "true" : stringLiteral(choice.value)}`);
  const notAsked = choiceText(method, choice, `?: ${other === "" ? "null" : `${other} | null`}`);
  const form = (type: string, optional: boolean, returnType: string) => ({
    parameters: [...values, paramsParameter(type, optional), OPTIONS],
    returnType,
  });
  return [
    form(`${params} & ${asked}`, false, pieces),
    form(`${params} & ${notAsked}`, isOptional, whole),
    form(params, isOptional, `${whole} | ${pieces}`),
  ];
}

/** `{ stream: true }` as part of the arguments; nested in the body if the body is passed whole. */
function choiceText(method: Method, { name }: StreamChoice, value: string): string {
  const input = method.arguments.find(
    (argument) => argument.input.location === "query" && argument.input.name === name,
  );
  const text = `{ ${propertyKey(input?.name ?? name)}${value} }`;
  const { key } = method.body ?? {};
  return input || key === undefined ? text : `{ ${propertyKey(key)}: ${text} }`;
}

const OPTIONS = { name: "options", type: "RequestOptions", hasQuestionToken: true };

/** `retrieve(params: ApiKeysRetrieveParams, options?: RequestOptions)`. */
function objectForm(method: Method) {
  const params = takesNothing(method) ? [] : [paramsParameter(`${method.typeName}Params`, method.isOptional)];
  return { parameters: [...params, OPTIONS], returnType: returnType(method) };
}

/** The overloads that take ids by position, starting with the one that takes all ids in path order. */
export function positionalForms({ positional, lastPositional }: Method): readonly Positional[] {
  return [...(positional ? [positional] : []), ...(lastPositional ? [lastPositional] : [])];
}

/** `retrieve(id: ApiKeysRetrieveParams["id"], options?: RequestOptions)`. */
function positionalForm(method: Method, { names, isRestOptional }: Positional, rest: TypeValue | undefined) {
  const values = positionalValues(method, names);
  const params = rest === undefined ? [] : [paramsParameter(typeText(rest), isRestOptional)];
  return { parameters: [...values, ...params, OPTIONS], returnType: returnType(method) };
}

function positionalValues(method: Method, names: readonly string[]) {
  const variables = variablesOf(names);
  return names.map((name, index) => {
    const isOptional = name === method.body?.key && !method.body.required;
    const type = `${method.typeName}Params[${stringLiteral(name)}]`;
    return { name: variables[index] ?? "value", type, ...(isOptional ? { hasQuestionToken: true } : {}) };
  });
}

/** Variable names for positional arguments, derived from the arguments' names. */
function variablesOf(names: readonly string[]): readonly string[] {
  const taken = new Set(["params", "options"]);
  return names.map((name, index) => {
    const wanted = isVariable(name) ? name : camelCase(name);
    const variable = isVariable(wanted) && !taken.has(wanted) ? wanted : `value${String(index + 1)}`;
    taken.add(variable);
    return variable;
  });
}

function paramsParameter(type: string, optional: boolean) {
  return { name: "params", type: optional ? `${type} | null` : type, hasQuestionToken: optional };
}

function returnType(method: Method): string {
  const { kind } = method.result;
  if (method.pages) return pagePromise(method);
  if (kind === undefined) return "APIPromise<void>";
  return isStream(kind) && isOnlyStream(method.result)
    ? streamPromise(kind, `${method.typeName}Result`)
    : `APIPromise<${wholeResult(method)}>`;
}

/** The type of a whole answer. */
function wholeResult({ typeName, result }: Method): string {
  return result.requestIdHeader === undefined ? `${typeName}Result` : `WithRequestId<${typeName}Result>`;
}

function streamPromise(kind: StreamKind, piece: string): string {
  return `IterablePromise<${streamType(kind)}<${piece}>>`;
}

/** The kind of stream that a method returns for at least some arguments. */
export function pieceKind(plan: ResultPlan): StreamKind | undefined {
  return plan.streamed?.kind ?? (isOnlyStream(plan) && isStream(plan.kind) ? plan.kind : undefined);
}

/** The doc comment of a method or of one positional overload, because editors show each overload's comment separately. */
function methodDoc(method: Method, surface: Surface, form?: Positional): Doc {
  const { operation } = method;
  const { summary, description } = operation;
  const isSaid = form !== undefined && summary !== undefined;
  const descriptions =
    !isSaid && description !== undefined && description.trim() !== summary?.trim() ? [description] : [];
  const tags = [
    `@example\n${exampleText(method, surface, form)}`,
    ...(operation.deprecated ? ["@deprecated The API marks this operation as deprecated."] : []),
  ];
  return doc(
    [...(summary === undefined ? [] : [summary]), ...descriptions],
    [`\`${commentText(httpLine(operation))}\``, ...documentation(operation)],
    tags,
  );
}

/**
 * Where the operation is documented. In words, because the compiler parses each comment with a `@see` tag whenever it reads
 * the file, and the others only for editors.
 */
function documentation({ docs }: Operation): readonly string[] {
  return docs ? [`See ${commentText(docs.url).replace(/\s+/g, "%20")}`] : [];
}

function exampleText(method: Method, surface: Surface, form?: Positional): string {
  const call = callExample(method, surface, { byPosition: form?.names ?? [] });
  return (method.pages ? loopOver(call, itemVariable(method, surface)) : call).replaceAll("*/", "*\\/");
}
