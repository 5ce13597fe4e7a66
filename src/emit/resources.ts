/** One file a resource: its class, the types of its methods, and the constants they hand to the runtime. */
import type { StreamChoice } from "../api/api.js";
import { isOnlyStream, isStream, type ResultPlan, type StreamedPlan, type StreamKind } from "../naming/results.js";
import type { Method, Positional, Resource, Surface } from "../naming/surface.js";
import { camelCase } from "../naming/identifiers.js";
import { callExample, isVariable, itemVariable, loopOver } from "./examples.js";
import { codeText, importsIn, sharedNames, sharedStatements, type CodeValue } from "./code-value.js";
import { httpLine, operationValue } from "./operations.js";
import { itemType, pagePromise } from "./pages.js";
import { importOf, runtimeImports, type ImportedName, type RuntimeModule } from "./imports.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { commentText, identifier, propertyAccess, propertyKey, stringLiteral } from "./text.js";
import { declaredType, namesIn, typeText, type TypeValue } from "./type-value.js";
import { schemaNames } from "./schema-names.js";
import { answerType, modelNames, paramsType, restType, streamType, takesNothing, type ModelNames } from "./types.js";

type ClassStatement = Extract<Statement, { kind: StructureKind.Class }>;
type AliasStatement = Extract<Statement, { kind: StructureKind.TypeAlias }>;
type MethodStructure = NonNullable<ClassStatement["methods"]>[number];
type Doc = { readonly description: string };

/** What a class with methods needs around it, whether it is a resource or the client. */
export interface MethodsPlan {
  readonly methods: MethodStructure[];
  /** Type aliases, and the constant `operations`, in the order they are read. */
  readonly statements: Statement[];
  readonly runtimeTypes: ReadonlySet<ImportedName>;
  /** Names of optional runtime modules, by module. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names that they mention of `schema.ts`. */
  readonly schemaTypes: readonly string[];
}

export function emitResource(resource: Resource, surface: Surface, print: Printer): string {
  const plan = planMethods(resource.methods, surface, "../schema.js");
  const statements: Statement[] = [
    ...importStatements(resource, plan),
    {
      kind: StructureKind.Class,
      name: identifier(resource.className),
      isExported: true,
      extends: "Resource",
      docs: resource.description === undefined ? [] : [doc([resource.description])],
      properties: resource.resources.map(childProperty),
      methods: plan.methods,
    },
    ...plan.statements,
  ];
  return print(`${resource.fileName}.ts`, statements);
}

function childProperty(child: Resource): NonNullable<ClassStatement["properties"]>[number] {
  return {
    name: propertyKey(child.name),
    isReadonly: true,
    type: identifier(child.className),
    initializer: `new ${identifier(child.className)}(this._client)`,
    docs: child.description === undefined ? [] : [doc([child.description])],
  };
}

function importStatements(resource: Resource, plan: MethodsPlan): Statement[] {
  return [
    ...runtimeImports("../runtime", ["Resource", ...plan.runtimeTypes]),
    ...[...plan.imports].map(([module, names]) => importOf(`../runtime/${module}.js`, [...names])),
    ...(plan.schemaTypes.length > 0 ? [importOf("../schema.js", plan.schemaTypes, true)] : []),
    ...resource.resources.map((child) => importOf(`./${child.fileName}.js`, [child.className])),
  ];
}

/**
 * The methods of one class.
 *
 * @param schemaModule how their file imports `schema.ts`
 */
export function planMethods(methods: readonly Method[], surface: Surface, schemaModule: string): MethodsPlan {
  const operations = methods.map((method) => ({ name: method.name, value: operationValue(method) }));
  const models = modelNames(surface);
  const types = methods.flatMap((method) => typesOf(method, models));
  const rest = methods.flatMap((method) => (method.positional && restType(method, models)) ?? []);
  const mentioned = new Set([...types.map(({ type }) => type), ...rest].flatMap((type) => [...namesIn(type)]));
  // A model of that very name is declared in `schema.ts` already.
  const ownModels = new Set([
    ...types.flatMap(({ name, type }) => (isNamed(type, name) ? [name] : [])),
    ...declaredModels(methods, surface),
  ]);
  const aliases = types
    .filter(({ name, type }) => !isNamed(type, name))
    .map(alias)
    .map((one, index) => spaced(one, index + ownModels.size));
  return {
    methods: methods.map((method) => methodStructure(method, surface, models)),
    statements: [...reexport([...ownModels], schemaModule), ...aliases, ...operationStatements(operations)],
    imports: new Map([...importsIn(operations.map(({ value }) => value)), ...positionalImport(methods)]),
    schemaTypes: schemaNames(mentioned, surface),
    runtimeTypes: runtimeTypesOf(methods, mentioned),
  };
}

function runtimeTypesOf(methods: readonly Method[], mentioned: ReadonlySet<string>): ReadonlySet<ImportedName> {
  if (methods.length === 0) return new Set();
  const paged = methods.some(({ pages }) => pages);
  const plans = methods.flatMap(({ result, pages }) => (pages ? [] : result));
  const streams = plans.flatMap((plan) => pieceKind(plan) ?? []);
  const isStreamed = (name: "EventStream" | "Stream"): boolean =>
    mentioned.has(name) || streams.some((kind) => streamType(kind) === name);
  return new Set<ImportedName>([
    ...(plans.every(isOnlyStream) ? [] : ["type APIPromise" as const]),
    ...(isStreamed("EventStream") ? ["type EventStream" as const] : []),
    ...(streams.length > 0 ? ["type IterablePromise" as const] : []),
    "type Operation",
    ...(mentioned.has("OptionalBody") ? ["type OptionalBody" as const] : []),
    ...(paged ? ["type PagePromise" as const] : []),
    "type RequestOptions",
    ...(isStreamed("Stream") ? ["type Stream" as const] : []),
  ]);
}

/** The kind of stream whose promise a method returns, be it only for some arguments. */
function pieceKind(plan: ResultPlan): StreamKind | undefined {
  return plan.streamed?.kind ?? (isOnlyStream(plan) && isStream(plan.kind) ? plan.kind : undefined);
}

function isNamed(type: TypeValue, name: string): boolean {
  return type.kind === "named" && type.name === name;
}

/** Models that these methods declare, because nothing else does. */
function declaredModels(methods: readonly Method[], { models }: Surface): readonly string[] {
  const calls = new Set(methods.map(({ call }) => call));
  return models.flatMap(({ name, call }) => (call !== undefined && calls.has(call) ? [name] : []));
}

function reexport(names: readonly string[], module: string): readonly Statement[] {
  if (names.length === 0) return [];
  return [
    { kind: StructureKind.ExportDeclaration, moduleSpecifier: module, isTypeOnly: true, namedExports: [...names] },
  ];
}

function methodStructure(method: Method, surface: Surface, models: ModelNames): MethodStructure {
  const docs = [methodDoc(method, surface)];
  const name = propertyKey(method.name);
  const object = objectForm(method);
  const operation = `operations${propertyAccess(method.name)}`;
  if (method.result.streamed) return streamedStructure(method, method.result.streamed, docs, restType(method, models));
  if (!method.positional) {
    const params = takesNothing(method) ? "undefined" : "params";
    return { name, docs, ...object, statements: [`return this._call(${operation}, ${params}, options);`] };
  }
  return {
    name,
    overloads: [{ docs, ...object }, positionalForm(method, method.positional, restType(method, models))],
    parameters: [{ name: "given", type: "unknown[]", isRestParameter: true }],
    returnType: object.returnType,
    statements: [`return this._call(${operation}, ...byPosition(${operation}, given));`],
  };
}

/** A call that gives a whole answer, or with `stream: true` the same piece by piece. */
function streamedStructure(
  method: Method,
  streamed: StreamedPlan,
  docs: Doc[],
  rest: TypeValue | undefined,
): MethodStructure {
  const { positional } = method;
  const byName = streamedForms(streamed, method, `${method.typeName}Params`, [], method.isOptional);
  const byPlace = positional
    ? streamedForms(
        streamed,
        method,
        rest ? `(${typeText(rest)})` : "object",
        positionalValues(method, positional.names),
        positional.isRestOptional,
      )
    : [];
  const [first, ...others] = [...byName, ...byPlace];
  const operation = `operations${propertyAccess(method.name)}`;
  const given = positional ? `...byPosition(${operation}, given)` : "params, options";
  return {
    name: propertyKey(method.name),
    overloads: [{ docs, ...first }, ...others],
    parameters: positional
      ? [{ name: "given", type: "unknown[]", isRestParameter: true }]
      : [paramsParameter(`${method.typeName}Params`, method.isOptional), OPTIONS],
    // The last form is the one that says nothing of the argument.
    returnType: byName.at(-1)?.returnType ?? "",
    statements: [`return this._call(${operation}, ${given});`],
  };
}

/** The forms of a call that may stream: asked for a stream, for none, and where the compiler cannot tell. */
function streamedForms(
  { kind, choice }: StreamedPlan,
  method: Method,
  params: string,
  values: readonly { readonly name: string; readonly type: string }[],
  isOptional: boolean,
) {
  const whole = `APIPromise<${method.typeName}Result>`;
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

/** `{ stream: true }` as it stands among the arguments: inside the body where that is held whole. */
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

/** `retrieve(id: ApiKeysRetrieveParams["id"], options?: RequestOptions)`: what the operation's own sample writes. */
function positionalForm(method: Method, { names, isRestOptional }: Positional, rest: TypeValue | undefined) {
  const values = positionalValues(method, names);
  const params = rest === undefined ? [] : [paramsParameter(typeText(rest), isRestOptional)];
  return { parameters: [...values, ...params, OPTIONS], returnType: returnType(method) };
}

function positionalValues(method: Method, names: readonly string[]) {
  const variables = variablesOf(names);
  return names.map((name, index) => ({
    name: variables[index] ?? "value",
    type: `${method.typeName}Params[${stringLiteral(name)}]`,
  }));
}

/** Variables for arguments given by position, after their names where those can be variables of their own. */
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
  const result = `${method.typeName}Result`;
  return isStream(kind) && isOnlyStream(method.result) ? streamPromise(kind, result) : `APIPromise<${result}>`;
}

function streamPromise(kind: StreamKind, piece: string): string {
  return `IterablePromise<${streamType(kind)}<${piece}>>`;
}

function methodDoc(method: Method, surface: Surface): Doc {
  const { operation } = method;
  const { summary, description } = operation;
  const said = description !== undefined && description.trim() !== summary?.trim() ? [description] : [];
  const tags = [
    `@example\n${exampleText(method, surface)}`,
    ...(operation.docs ? [`@see ${commentText(operation.docs.url).replace(/\s+/g, "%20")}`] : []),
    ...(operation.deprecated ? ["@deprecated The API marks this operation as deprecated."] : []),
  ];
  return doc([...(summary === undefined ? [] : [summary]), ...said], [`\`${commentText(httpLine(operation))}\``], tags);
}

function exampleText(method: Method, surface: Surface): string {
  const call = callExample(method, surface);
  return (method.pages ? loopOver(call, itemVariable(method, surface)) : call).replaceAll("*/", "*\\/");
}

/** A doc comment of paragraphs out of the document, then paragraphs and tags of our own. */
export function doc(fromDocument: readonly string[], own: readonly string[] = [], tags: readonly string[] = []): Doc {
  const paragraphs = [...fromDocument.map(commentText), ...own].filter((text) => text !== "");
  const text = [...paragraphs, ...(tags.length > 0 ? [tags.join("\n")] : [])].join("\n\n");
  return { description: text.includes("\n") ? `\n${text}` : text };
}

/** A type that a method declares. */
interface DeclaredType {
  readonly name: string;
  readonly type: TypeValue;
  readonly description: string;
}

function typesOf(method: Method, models: ModelNames): readonly DeclaredType[] {
  const { call, operation, result, typeName } = method;
  const kinds: readonly (readonly [suffix: string, type: TypeValue | undefined, description: string])[] = [
    ["Params", paramsType(method, models), `Arguments of \`${call}\`.`],
    ["Result", answerType(operation, result.parts, models), `Result of \`${call}\`.`],
    [
      "Piece",
      result.streamed && answerType(operation, result.streamed.parts, models),
      `One piece of \`${call}\` as a stream.`,
    ],
    ["Item", itemType(method, models), `One item of \`${call}\`.`],
  ];
  return kinds.flatMap(([suffix, type, description]) =>
    type === undefined ? [] : [{ name: `${typeName}${suffix}`, type, description }],
  );
}

function alias({ name, type, description }: DeclaredType): AliasStatement {
  return {
    kind: StructureKind.TypeAlias,
    name: identifier(name),
    isExported: true,
    type: declaredType(type),
    docs: [{ description: commentText(description) }],
  };
}

/** The printer sets a class apart from what follows, but not one alias from the next. */
function spaced(statement: AliasStatement, index: number): AliasStatement {
  return index === 0 ? statement : { ...statement, leadingTrivia: "\n" };
}

function positionalImport(methods: readonly Method[]): readonly (readonly [RuntimeModule, ReadonlySet<string>])[] {
  return methods.some(({ positional }) => positional) ? [["positional", new Set(["byPosition"])]] : [];
}

/** The constant `operations`, after the lists that its entries share. */
function operationStatements(operations: readonly { name: string; value: CodeValue }[]): readonly Statement[] {
  if (operations.length === 0) return [];
  const shared = sharedNames(operations.map(({ value }) => value));
  const entries = operations.map(({ name, value }) => `  ${propertyKey(name)}: ${codeText(value, shared, 2)},\n`);
  const constant = `\nconst operations = {\n${entries.join("")}} satisfies Record<string, Operation>;`;
  return [...sharedStatements(shared), constant];
}
