/** Type expressions: how a method's parameters and result point into `schema.ts`. */
import type { IgnoredInput, InputLocation, Operation, Outcome, OutcomeKind, OutcomeMedia } from "../api/api.js";
import type { Method } from "../naming/surface.js";
import { propertyKey, stringLiteral } from "./text.js";

/** `paths["/api-keys/{id}"]["get"]`. */
export function operationType(operation: Operation): string {
  return `paths[${stringLiteral(operation.address.path)}][${stringLiteral(operation.address.method)}]`;
}

/** The type of a method's first argument; undefined where it takes none. */
export function paramsType(method: Method): string | undefined {
  const locations: readonly InputLocation[] = ["path", "query", "header", "cookie"];
  const parts = locations.flatMap((location) => locationTypes(method, location));
  const body = bodyType(method);
  const all = body === undefined ? parts : [...parts, body];
  return all.length > 0 ? all.join(" & ") : undefined;
}

/** What else a call takes whose path arguments were given by position; undefined where that is nothing. */
export function restType(method: Method): string | undefined {
  const given = new Set(method.positional);
  return paramsType({ ...method, arguments: method.arguments.filter(({ name }) => !given.has(name)) });
}

/** Whether a call may leave out its first argument. */
export function paramsOptional(method: Method): boolean {
  const { body } = method;
  const bodyNeeded = body?.required === true && (body.key !== undefined || hasRequiredProperty(method));
  return !bodyNeeded && !method.arguments.some(({ input }) => input.required);
}

function locationTypes(method: Method, location: InputLocation): readonly string[] {
  const here = method.arguments.filter(({ input }) => input.location === location);
  const declared = here.filter(({ input }) => input.declared);
  const undeclared = here.filter(({ input }) => !input.declared);
  const renamed = declared.filter(({ name, input }) => name !== input.name);
  const ignored = [...method.operation.ignored, ...leftOut(method)].filter((input) => input.location === location);
  const parts: string[] = [];
  if (declared.length > 0) {
    const container = `${operationType(method.operation)}["parameters"]["${location}"]`;
    const present = declared.some(({ input }) => input.required) ? container : `NonNullable<${container}>`;
    const left = [...renamed.map(({ input }) => input.name), ...ignored.map(({ name }) => name)];
    if (renamed.length < declared.length) parts.push(without(present, left));
    parts.push(...renamed.map((argument) => renamedType(present, argument)));
  }
  parts.push(...undeclared.map(({ name }) => `{ ${propertyKey(name)}: string }`));
  return parts;
}

/** Inputs of the operation that are no argument of this method, because they are given another way. */
function leftOut(method: Method): readonly IgnoredInput[] {
  const here = new Set(method.arguments.map(({ input }) => input));
  return method.operation.inputs.filter((input) => input.declared && !here.has(input));
}

function renamedType(container: string, { name, input }: Method["arguments"][number]): string {
  return `{ ${propertyKey(name)}${input.required ? "" : "?"}: ${container}[${stringLiteral(input.name)}] }`;
}

function without(type: string, names: readonly string[]): string {
  return names.length === 0 ? type : `Omit<${type}, ${names.map(stringLiteral).join(" | ")}>`;
}

function bodyType(method: Method): string | undefined {
  const { body, operation } = method;
  if (!body) return undefined;
  const container = `${operationType(operation)}["requestBody"]`;
  const present = body.required ? container : `NonNullable<${container}>`;
  const whole = `${present}["content"][${stringLiteral(body.media.type)}]`;
  const { requiresReadOnly, holdsWriteOnly } = body.media;
  const type = requiresReadOnly || holdsWriteOnly ? `Writable<${whole}>` : whole;
  if (body.key !== undefined) return `{ ${propertyKey(body.key)}${body.required ? "" : "?"}: ${type} }`;
  return body.required || !hasRequiredProperty(method) ? type : `OptionalBody<${type}>`;
}

function hasRequiredProperty({ body }: Method): boolean {
  return body?.media.demanding === true || (body?.media.properties?.some(({ required }) => required) ?? false);
}

/** How a successful answer is read: the kind that its outcomes have in common, by preference where they have several. */
export interface ResultPlan {
  /** Absent where no successful outcome has content. */
  readonly kind?: OutcomeKind;
  /** The media types to ask for. */
  readonly accept?: string;
  /** `void` where there is nothing to give; of a stream, the type of one piece. */
  readonly type: string;
  /** Where the call chooses between JSON and a stream with a property `stream` of its body: the stream. */
  readonly streamed?: { readonly kind: StreamKind; readonly type: string };
}

export type StreamKind = "events" | "lines";

const KIND_PREFERENCE: readonly OutcomeKind[] = ["json", "lines", "events", "text", "binary"];

export function planResult(operation: Operation): ResultPlan {
  const outcomes = successes(operation);
  const media = outcomes.flatMap((outcome) => outcome.media);
  const kind = KIND_PREFERENCE.find((candidate) => media.some((item) => item.kind === candidate));
  if (kind === undefined) return { type: "void" };
  const typeOf = (wanted: OutcomeKind): string =>
    [...new Set(outcomes.flatMap((outcome) => outcomeTypes(operation, outcome, wanted)))].join(" | ");
  const acceptOf = (wanted: OutcomeKind): string => media.find((item) => item.kind === wanted)?.type ?? "*/*";
  const stream = kind === "json" && choosesStream(operation) ? streamKind(media) : undefined;
  if (stream === undefined) return { kind, accept: acceptOf(kind), type: typeOf(kind) };
  const streamed = { kind: stream, type: typeOf(stream) };
  return { kind, accept: `${acceptOf(kind)}, ${acceptOf(stream)}`, type: typeOf(kind), streamed };
}

function streamKind(media: readonly OutcomeMedia[]): StreamKind | undefined {
  return (["events", "lines"] as const).find((kind) => media.some((item) => item.kind === kind));
}

/** Whether the body has the property by which real APIs choose between an answer and a stream. */
function choosesStream({ body }: Operation): boolean {
  return body?.media.some(({ properties }) => properties?.some(({ name }) => name === "stream")) ?? false;
}

/** The outcomes of a call that worked: those of 2xx, else the default one. */
export function successes(operation: Operation): readonly Outcome[] {
  const good = operation.outcomes.filter(({ status }) => /^2/.test(status));
  return good.length > 0 ? good : operation.outcomes.filter(({ status }) => status.toLowerCase() === "default");
}

/** The outcomes of a call that failed. */
export function failures(operation: Operation): readonly Outcome[] {
  const good = new Set(successes(operation));
  return operation.outcomes.filter((outcome) => !good.has(outcome) && !/^[13]/.test(outcome.status));
}

function outcomeTypes(operation: Operation, outcome: Outcome, kind: OutcomeKind): readonly string[] {
  if (outcome.media.length === 0) return kind === "events" || kind === "lines" ? [] : ["undefined"];
  const media = outcome.media.filter((item) => item.kind === kind);
  if (media.length === 0) return [];
  if (kind === "binary") return ["Response"];
  if (kind === "text") return ["string"];
  return media.map((item) => mediaType(operation, outcome, item));
}

/** `paths["/x"]["get"]["responses"][200]["content"]["application/json"]`, or `unknown` without a schema. */
export function mediaType(operation: Operation, outcome: Outcome, media: OutcomeMedia): string {
  if (!media.typed) return "unknown";
  const status = /^\d+$/.test(outcome.status) ? outcome.status : stringLiteral(outcome.status);
  const type = `${operationType(operation)}["responses"][${status}]["content"][${stringLiteral(media.type)}]`;
  return media.holdsWriteOnly ? `Readable<${type}>` : type;
}
