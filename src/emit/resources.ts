/** Emits one file per resource: its class, the types of its methods, and the constants they pass to the runtime. */
import type { Method, Resource, Surface } from "../naming/surface.js";
import { isOnlyStream } from "../naming/contracts/results.js";
import { codeText, importsIn, sharedNames, sharedStatements, type CodeValue } from "./code-value.js";
import { importOf, runtimeImports, type ImportedName, type RuntimeModule } from "./imports.js";
import { methodStructure, pieceKind, positionalForms, type MethodStructure } from "./methods.js";
import { operationValue } from "./operations.js";
import { itemType } from "./pages.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { commentText, doc, identifier, propertyKey } from "./text.js";
import { declaredType, namesIn, type TypeValue } from "./type-value.js";
import { unwrapProperty } from "./webhooks.js";
import { resultType, modelNames, paramsType, restType, schemaNames, streamType, type ModelNames } from "./types.js";

type ClassStatement = Extract<Statement, { kind: StructureKind.Class }>;
type AliasStatement = Extract<Statement, { kind: StructureKind.TypeAlias }>;

/** The surroundings of a class with methods, which is a resource or the client. */
export interface MethodsPlan {
  readonly methods: MethodStructure[];
  /** Type aliases, then the constant `operations`, in reading order. */
  readonly statements: Statement[];
  readonly runtimeTypes: ReadonlySet<ImportedName>;
  /** Names of optional runtime modules, by module. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names from `schema.ts` that the statements mention. */
  readonly schemaTypes: readonly string[];
}

/** Emits the file of one resource. */
export function emitResource(resource: Resource, surface: Surface, print: Printer): string {
  const plan = planMethods(resource.methods, surface, "../schema.js");
  const statements: Statement[] = [
    ...importStatements(resource, plan),
    ...(surface.receiver?.owner === resource
      ? [importOf("../webhooks.js", [unwrapProperty(surface, "").imported])]
      : []),
    {
      kind: StructureKind.Class,
      name: identifier(resource.className),
      isExported: true,
      extends: "Resource",
      docs: resource.description === undefined ? [] : [doc([resource.description])],
      properties: [...receiverProperty(resource, surface), ...resource.resources.map(childProperty)],
      methods: plan.methods,
    },
    ...plan.statements,
  ];
  return print(`${resource.fileName}.ts`, statements);
}

/** Adds `unwrap` to the resource that verifies webhooks. */
function receiverProperty(resource: Resource, surface: Surface): NonNullable<ClassStatement["properties"]> {
  if (surface.receiver?.owner !== resource) return [];
  const { type, initializer } = unwrapProperty(surface, "this._client");
  return [{ name: "unwrap", isReadonly: true, type, initializer }];
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
 * Plans the methods of one class.
 *
 * @param schemaModule the path by which their file imports `schema.ts`
 */
export function planMethods(methods: readonly Method[], surface: Surface, schemaModule: string): MethodsPlan {
  const operations = methods.map((method) => ({ name: method.name, value: operationValue(method) }));
  const models = modelNames(surface);
  const types = methods.flatMap((method) => typesOf(method, models));
  const rest = methods.flatMap((method) =>
    positionalForms(method).flatMap((form) => restType(method, form, models) ?? []),
  );
  const mentioned = new Set([...types.map(({ type }) => type), ...rest].flatMap((type) => [...namesIn(type)]));
  // `schema.ts` already declares a model of exactly this name.
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
    ...(mentioned.has("Lines") ? ["type Lines" as const] : []),
    "type Operation",
    ...(mentioned.has("OptionalBody") ? ["type OptionalBody" as const] : []),
    ...(paged ? ["type PagePromise" as const] : []),
    "type RequestOptions",
    ...(isStreamed("Stream") ? ["type Stream" as const] : []),
    ...(mentioned.has("Uploadable") ? ["type Uploadable" as const] : []),
    ...(methods.some(({ result }) => result.requestIdHeader !== undefined) ? ["type WithRequestId" as const] : []),
  ]);
}

function isNamed(type: TypeValue, name: string): boolean {
  return type.kind === "named" && type.name === name;
}

/** Models that no other module declares, so these methods' file does. */
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
    ["Result", resultType(operation, result.parts, models), `Result of \`${call}\`.`],
    [
      "Piece",
      result.streamed && resultType(operation, result.streamed.parts, models),
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

/** Adds the blank line that the printer omits between type aliases. */
function spaced(statement: AliasStatement, index: number): AliasStatement {
  return index === 0 ? statement : { ...statement, leadingTrivia: "\n" };
}

function positionalImport(methods: readonly Method[]): readonly (readonly [RuntimeModule, ReadonlySet<string>])[] {
  return methods.some(({ positional }) => positional) ? [["positional", new Set(["byPosition"])]] : [];
}

/** Declares the constant `operations`, after the lists that its entries share. */
function operationStatements(operations: readonly { name: string; value: CodeValue }[]): readonly Statement[] {
  if (operations.length === 0) return [];
  const shared = sharedNames(operations.map(({ value }) => value));
  const entries = operations.map(({ name, value }) => `  ${propertyKey(name)}: ${codeText(value, shared, 2)},\n`);
  const constant = `\nconst operations = {\n${entries.join("")}} satisfies Record<string, Operation>;`;
  return [...sharedStatements(shared), constant];
}
