/** How a method's parameters and result point into `schema.ts`. */
import type { IgnoredInput, InputLocation, Operation, Outcome, OutcomeMedia } from "../api/api.js";
import type { AnswerPart, StreamKind } from "../naming/results.js";
import type { Argument, Method } from "../naming/surface.js";
import { at, intersection, named, object, union, without, type TypeValue } from "./type-value.js";

/** `paths["/api-keys/{id}"]["get"]`. */
function operationType({ address }: Operation): TypeValue {
  return at(named("paths"), address.path, address.method);
}

const LOCATIONS: readonly InputLocation[] = ["path", "query", "header", "cookie"];

/** The type of a method's first argument; undefined where it takes none. */
export function paramsType(method: Method): TypeValue | undefined {
  const body = bodyType(method);
  const parts = LOCATIONS.flatMap((location) => locationTypes(method, location));
  return intersection(body === undefined ? parts : [...parts, body]);
}

/** What else a call takes whose path arguments were given by position; undefined where that is nothing. */
export function restType(method: Method): TypeValue | undefined {
  return paramsType(withoutPositional(method));
}

/** The method without the arguments that may be given by position. */
export function withoutPositional(method: Method): Method {
  const given = new Set(method.positional);
  return { ...method, arguments: method.arguments.filter(({ name }) => !given.has(name)) };
}

/** Whether a call may leave out its first argument. */
export function paramsOptional(method: Method): boolean {
  const { body } = method;
  const bodyNeeded = body?.required === true && (body.key !== undefined || hasRequiredProperty(method));
  return !bodyNeeded && !method.arguments.some(({ input }) => input.required);
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

/** The parameters of one location, as the document has them; those under another name apart. */
function declaredTypes(method: Method, location: InputLocation, declared: readonly Argument[]): readonly TypeValue[] {
  const container = at(operationType(method.operation), "parameters", location);
  const present = declared.some(({ input }) => input.required) ? container : named("NonNullable", container);
  const renamed = declared.filter(({ name, input }) => name !== input.name);
  const ignored = [...method.operation.ignored, ...leftOut(method)].filter((input) => input.location === location);
  const left = [...renamed.map(({ input }) => input.name), ...ignored.map(({ name }) => name)];
  return [
    ...(renamed.length < declared.length ? [without(present, left)] : []),
    ...renamed.map(({ name, input }) => object({ name, isOptional: !input.required, type: at(present, input.name) })),
  ];
}

/** Inputs of the operation that are no argument of this method, because they are given another way. */
function leftOut(method: Method): readonly IgnoredInput[] {
  const here = new Set(method.arguments.map(({ input }) => input));
  return method.operation.inputs.filter((input) => input.declared && !here.has(input));
}

function bodyType(method: Method): TypeValue | undefined {
  const { body, operation } = method;
  if (!body) return undefined;
  const container = at(operationType(operation), "requestBody");
  const present = body.required ? container : named("NonNullable", container);
  const whole = at(present, "content", body.media.type);
  const { requiresReadOnly, holdsWriteOnly } = body.media;
  const type = requiresReadOnly || holdsWriteOnly ? named("Writable", whole) : whole;
  if (body.key !== undefined) return object({ name: body.key, isOptional: !body.required, type });
  return body.required || !hasRequiredProperty(method) ? type : named("OptionalBody", type);
}

function hasRequiredProperty({ body }: Method): boolean {
  return body?.media.demanding === true || (body?.media.properties?.some(({ required }) => required) ?? false);
}

/** The type of what a call gives; undefined where it gives nothing. */
export function answerType(operation: Operation, parts: readonly AnswerPart[]): TypeValue | undefined {
  return union(parts.map((part) => partType(operation, part)));
}

function partType(operation: Operation, part: AnswerPart): TypeValue {
  switch (part.kind) {
    case "media":
      return mediaType(operation, part.outcome, part.media);
    case "schema":
      return at(named("components"), "schemas", part.name);
    case "text":
      return named("string");
    case "unknown":
      return named("unknown");
    case "stream":
      return named(streamType(part.of), answerType(operation, part.parts) ?? named("unknown"));
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
export function mediaType(operation: Operation, outcome: Outcome, media: OutcomeMedia): TypeValue {
  if (!media.typed) return named("unknown");
  const status = /^\d+$/.test(outcome.status) ? Number(outcome.status) : outcome.status;
  const type = at(operationType(operation), "responses", status, "content", media.type);
  return media.holdsWriteOnly ? named("Readable", type) : type;
}
