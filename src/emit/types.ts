/** The types of a method's parameters and result, as references into `schema.ts`. */
import type {
  BodyMedia,
  IgnoredInput,
  InputLocation,
  MediaSchema,
  Operation,
  Outcome,
  OutcomeMedia,
} from "../api/api.js";
import type { Pointer } from "../diagnostic.js";
import { pointerOf } from "../document/pointer.js";
import { hasRequiredProperty } from "../naming/contracts/arguments.js";
import { formsOf, refusesBody } from "../naming/contracts/body-argument.js";
import type { AnswerPart, StreamKind } from "../naming/contracts/results.js";
import type { Argument, BodyForm, Method, Positional, Surface } from "../naming/surface.js";
import { at, intersection, named, object, union, without, type TypeValue } from "./type-value.js";

/** `paths["/api-keys/{id}"]["get"]`. */
function operationType({ address }: Operation): TypeValue {
  return at(named("paths"), address.path, address.method);
}

const LOCATIONS: readonly InputLocation[] = ["path", "query", "header", "cookie"];

/** Names of models, by the pointers of their schemas. */
export type ModelNames = ReadonlyMap<Pointer, string>;

/** Indexes the names of models by the pointers of their schemas. */
export function modelNames({ models }: Pick<Surface, "models">): ModelNames {
  return new Map(models.map(({ schema, name }) => [schema, name]));
}

/** What `schema.ts` declares besides the models. */
const SCHEMA_TYPES: readonly string[] = ["components", "paths", "webhooks", "Readable", "Shown", "Writable"];

/** The mentioned names that `schema.ts` declares, in the order of their declarations. */
export function schemaNames(mentioned: ReadonlySet<string>, { models }: Pick<Surface, "models">): readonly string[] {
  return [...SCHEMA_TYPES, ...models.map(({ name }) => name)].filter((name) => mentioned.has(name));
}

/** The type of a schema: its model, otherwise the part of the operation's types at `place`. */
function schemaType({ schema }: MediaSchema, place: TypeValue, models: ModelNames): TypeValue {
  const model = schema === undefined ? undefined : models.get(schema);
  return model === undefined ? place : named(model);
}

/** Whether a method has no first argument. */
export function takesNothing(method: Method): boolean {
  return method.arguments.length === 0 && method.body === undefined && !refusesBody(method);
}

/** The type of a method's first argument; undefined if it has none. */
export function paramsType(method: Method, models: ModelNames): TypeValue | undefined {
  return argumentsType(method, bodyType(method, models));
}

function argumentsType(method: Method, body: TypeValue | undefined): TypeValue | undefined {
  const parts = LOCATIONS.flatMap((location) => locationTypes(method, location));
  return intersection(body === undefined ? parts : [...parts, body]);
}

/** The type of the remaining arguments if some arguments are given by position; undefined if none remain. */
export function restType(method: Method, { names }: Positional, models: ModelNames): TypeValue | undefined {
  const isBodyGiven = method.body?.key !== undefined && names.includes(method.body.key);
  return argumentsType(withoutArguments(method, names), isBodyGiven ? undefined : bodyType(method, models));
}

function withoutArguments(method: Method, names: readonly string[]): Method {
  const given = new Set(names);
  return { ...method, arguments: method.arguments.filter(({ name }) => !given.has(name)) };
}

function locationTypes(method: Method, location: InputLocation): readonly TypeValue[] {
  const here = method.arguments.filter(({ input }) => input.location === location);
  const declared = here.filter(({ input }) => input.declared);
  const undeclared = here.filter(({ input }) => !input.declared);
  return [
    ...(declared.length > 0 ? declaredTypes(method, location, declared) : []),
    ...undeclared.map(({ name }) => object({ name, isOptional: false, type: named("string") })),
  ];
}

/** The types of one location's parameters; renamed parameters are listed separately. */
function declaredTypes(method: Method, location: InputLocation, declared: readonly Argument[]): readonly TypeValue[] {
  const container = at(operationType(method.operation), "parameters", location);
  const present = declared.some(({ input }) => input.required) ? container : named("NonNullable", container);
  const apart = declared.filter(({ name, alias, input }) => name !== input.name || (alias && input.required));
  const ignored = [...method.operation.ignored, ...leftOut(method)].filter((input) => input.location === location);
  const left = [...apart.map(({ input }) => input.name), ...ignored.map(({ name }) => name)];
  return [
    ...(apart.length < declared.length ? [without(present, left)] : []),
    ...apart.flatMap((argument) => underItsNames(argument, at(present, argument.input.name))),
    ...optionalAliases(declared, present),
  ];
}

/** Optional parameters under their aliases. */
function optionalAliases(declared: readonly Argument[], present: TypeValue): readonly TypeValue[] {
  const fields = declared.flatMap(({ alias, input }) =>
    alias === undefined || input.required ? [] : [{ name: alias, isOptional: true, type: at(present, input.name) }],
  );
  return fields.length > 0 ? [object(...fields)] : [];
}

/** The type of an argument under its name; for a required argument with an alias, under either. */
function underItsNames({ name, alias, input }: Argument, type: TypeValue): readonly TypeValue[] {
  const named = (key: string): TypeValue => object({ name: key, isOptional: !input.required, type });
  const either = alias === undefined || !input.required ? named(name) : union([named(name), named(alias)]);
  return either ? [either] : [];
}

/** Inputs of the operation that are not arguments of this method, because they are passed in another way. */
function leftOut(method: Method): readonly IgnoredInput[] {
  const here = new Set(method.arguments.map(({ input }) => input));
  return method.operation.inputs.filter((input) => input.declared && !here.has(input));
}

/** The type of a body: the union of the forms in which it may be given. */
function bodyType(method: Method, models: ModelNames): TypeValue | undefined {
  const { body } = method;
  if (!body) return refusesBody(method) ? refusedType(method.operation) : undefined;
  const forms = formsOf(body).filter((form, index) => index === 0 || !form.media.isRepeated);
  return union(forms.map((form) => formType(method, form, body.required, models)));
}

/** `{ query?: never }`: rejects the properties of a body that cannot be sent. */
function refusedType({ body }: Operation): TypeValue {
  const names = body?.media[0]?.properties?.map(({ name }) => name) ?? ["body"];
  return object(...names.map((name) => ({ name, isOptional: true, type: named("never") })));
}

function formType({ operation }: Method, form: BodyForm, isRequired: boolean, models: ModelNames): TypeValue {
  const container = at(operationType(operation), "requestBody");
  const present = isRequired ? container : named("NonNullable", container);
  const type = contentType(form.media, at(present, "content", form.media.type), models);
  if (form.key !== undefined) return object({ name: form.key, isOptional: !isRequired, type });
  return isRequired || !hasRequiredProperty(form) ? type : named("OptionalBody", type);
}

/** The type that a caller passes for a body. @param place the part of the operation's types that holds its schema */
function contentType(media: BodyMedia, place: TypeValue, models: ModelNames): TypeValue {
  const { given, requiresReadOnly, holdsWriteOnly } = media;
  if (given === "text") return named("string");
  if (given === "form") return named(media.kind === "form" ? "URLSearchParams" : "FormData");
  if (given === "content") return { kind: "union", parts: [named("string"), named("Uploadable")] };
  const whole = schemaType(media, place, models);
  const type = requiresReadOnly || holdsWriteOnly ? named("Writable", whole) : whole;
  return given === "lines" ? named("Lines", type) : type;
}

/** The type of a call's result; undefined if it has none. */
export function resultType(
  operation: Operation,
  parts: readonly AnswerPart[],
  models: ModelNames,
): TypeValue | undefined {
  return union(parts.map((part) => partType(operation, part, models)));
}

function partType(operation: Operation, part: AnswerPart, models: ModelNames): TypeValue {
  switch (part.kind) {
    case "media":
      return part.isUnwrapped
        ? unwrappedType(operation, part, models)
        : mediaType(operation, part.outcome, part.media, models);
    case "schema":
      return schemaType(
        { schema: pointerOf("components", "schemas", part.name) },
        at(named("components"), "schemas", part.name),
        models,
      );
    case "text":
      return named("string");
    case "unknown":
      return named("unknown");
    case "stream":
      return named(streamType(part.of), resultType(operation, part.parts, models) ?? named("unknown"));
    case "response":
      return named("Response");
    case "nothing":
      return named("undefined");
  }
}

/** The runtime's type of a stream. */
export function streamType(kind: StreamKind): "EventStream" | "Stream" {
  return kind === "events" ? "EventStream" : "Stream";
}

/** `paths["/x"]["get"]["responses"][200]["content"]["application/json"]`, or `unknown` without a schema. */
export function mediaType(operation: Operation, outcome: Outcome, media: OutcomeMedia, models: ModelNames): TypeValue {
  if (!media.typed) return named("unknown");
  const type = schemaType(media, declaredMediaType(operation, outcome, media), models);
  return media.holdsWriteOnly ? named("Readable", type) : type;
}

function declaredMediaType(operation: Operation, outcome: Outcome, media: OutcomeMedia): TypeValue {
  const status = /^\d+$/.test(outcome.status) ? Number(outcome.status) : outcome.status;
  return at(operationType(operation), "responses", status, "content", media.type);
}

/** `ZoneResponse["result"]`; like that property, the type may include undefined. */
function unwrappedType(
  operation: Operation,
  { outcome, media }: Extract<AnswerPart, { kind: "media" }>,
  models: ModelNames,
): TypeValue {
  const whole = schemaType(media, declaredMediaType(operation, outcome, media), models);
  const type = at(whole, media.unwrapped?.field ?? "");
  return media.holdsWriteOnly ? named("Readable", type) : type;
}
