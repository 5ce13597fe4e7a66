/** Emits the constant behind each method, as the runtime reads it (`src/runtime/operation.ts` defines it). */
import type { Content, EventShape, Operation } from "../api/api.js";
import { isRange } from "../api/bodies/media.js";
import { formsOf, isUnsendable } from "../naming/contracts/body-argument.js";
import type { BodyPlan, EncodingPlan, QueryFormat, StylePlan, Writer } from "../naming/contracts/request.js";
import { USUAL_ID_HEADER } from "../naming/client/client.js";
import type { Reading, ResultPlan, StreamReading } from "../naming/contracts/results.js";
import type { Argument, BodyForm, Method } from "../naming/surface.js";
import { callOf, json, objectOf, runtime, runtimeMember, type CodeValue, type SharedField } from "./code-value.js";
import { pageReader } from "./pages.js";
import { plainServers } from "./servers.js";
import { jsonLiteral } from "./text.js";

/** `{ call: "apiKeys.retrieve", method: "GET", … }`. */
export function operationValue(method: Method): CodeValue {
  const { operation, positional, servers } = method;
  const { idempotencyHeader, security } = operation;
  return objectOf("block", [
    ["call", json(method.call)],
    ["method", json(operation.address.method.toUpperCase())],
    ["path", json(operation.address.path)],
    ["inputs", inputsValue(method.arguments)],
    ["body", bodyValue(method)],
    ["redirects", method.result.mayRedirect ? runtime("elsewhere", "elsewhere") : undefined],
    ["accept", acceptValue(method.result)],
    ["result", resultValue(method)],
    ["idempotency", idempotencyHeader === undefined ? undefined : idempotencyValue(idempotencyHeader)],
    ["positional", positional && json(positional.names)],
    ["security", security.length > 0 ? listValue("security", security) : undefined],
    ["servers", servers && { kind: "shared", field: "servers", value: plainServers(servers) }],
  ]);
}

function idempotencyValue(header: string): CodeValue {
  return callOf(runtime("idempotency", "idempotency"), json(header));
}

/** The longest list that is printed inline; longer lists are shared. */
const LONGEST_LIST = 60;

function listValue(field: SharedField, value: Operation["security"]): CodeValue {
  return jsonLiteral(value).length <= LONGEST_LIST ? json(value) : { kind: "shared", field, value };
}

function inputsValue(inputs: readonly Argument[]): CodeValue | undefined {
  if (inputs.length === 0) return undefined;
  return objectOf(
    "fitting",
    inputs.flatMap((input) => [
      ...(input.alias === undefined ? [] : [[input.alias, inputValue({ ...input, name: input.alias })] as const]),
      [input.name, inputValue(input)] as const,
    ]),
  );
}

/** `"path"`, or an object if the runtime must know more than the location. */
function inputValue({ name, input, style }: Argument): CodeValue {
  if (name === input.name && style === undefined) return json(input.location);
  return objectOf("line", [
    ["in", json(input.location)],
    ["name", name === input.name ? undefined : json(input.name)],
    ["style", style && styleValue(style)],
  ]);
}

function styleValue({ name, format, isReserved }: StylePlan): CodeValue {
  const named = name === undefined ? [] : [runtimeMember("styles", name)];
  const style = format ? named.map((by) => callOf(by, formatValue(format))) : named;
  return isReserved ? callOf(runtimeMember("styles", "reserved"), ...style) : (style[0] ?? json(null));
}

function formatValue({ arrays, objects }: QueryFormat): CodeValue {
  return objectOf("line", [
    ["arrays", arrays === undefined ? undefined : json(arrays)],
    ["objects", objects === undefined ? undefined : json(objects)],
  ]);
}

function bodyValue({ body, operation }: Method): CodeValue | undefined {
  if (!body)
    return isUnsendable(operation) ? objectOf("line", [["write", runtime("unsendable", "unsendable")]]) : undefined;
  const { written, key, required, others } = body;
  if (others)
    return objectOf("block", [
      ["required", required ? json(true) : undefined],
      ["write", callOf(runtime("choice", "choice"), ...formsOf(body).map(formValue))],
    ]);
  return objectOf("line", [
    ["type", written.type === undefined ? undefined : json(written.type)],
    ["key", key === undefined ? undefined : json(key)],
    ["required", required ? json(true) : undefined],
    ["write", writerValue(written)],
  ]);
}

function formValue({ key, media, written, marks = {} }: BodyForm): CodeValue {
  const { of, files, takes, needs } = marks;
  return objectOf("fitting", [
    ["type", json(isRange(media.type) ? (written.type ?? "application/json") : media.type)],
    ["key", key === undefined ? undefined : json(key)],
    ["of", of && json(of)],
    ["files", files && json(files)],
    ["takes", takes && json(takes)],
    ["needs", needs && json(needs)],
    ["write", writerValue(written)],
  ]);
}

function writerValue({ writer, encodings }: BodyPlan): CodeValue {
  if (!encodings || (writer !== "form" && writer !== "multipart")) return WRITERS[writer];
  const members = Object.entries(encodings).map(([name, encoding]) => [name, encodingValue(encoding)] as const);
  return callOf(runtime("encodings", `${writer}Of`), objectOf("fitting", members));
}

function encodingValue(encoding: EncodingPlan): CodeValue {
  if (encoding === "nested") return json(encoding);
  if (!("kind" in encoding)) return styleValue(encoding);
  const { type, headers } = encoding;
  return objectOf("line", [
    ["type", type === undefined ? undefined : json(type)],
    ["headers", headers && json(headers)],
  ]);
}

const WRITERS: Readonly<Record<Writer, CodeValue>> = {
  json: runtime("bodies", "json"),
  multipart: runtime("forms", "multipart"),
  form: runtime("forms", "form"),
  lines: runtime("lines", "lines"),
  raw: runtime("bodies", "binary"),
  typed: runtime("bodies", "typed"),
  anything: runtime("bodies", "anything"),
  query: runtime("query-body", "queryBody"),
};

/** Absent for JSON, which the runtime requests by default. */
function acceptValue({ accept }: ResultPlan): CodeValue | undefined {
  return accept === "application/json" || accept === undefined ? undefined : json(accept);
}

/** The runtime's core reads JSON; functions of separate modules read other responses. */
function resultValue({ pages, result: { reading, requestIdHeader } }: Method): CodeValue | undefined {
  if (pages) return pageReader(pages.plan);
  if (!reading) return undefined;
  const named = (reader: CodeValue): CodeValue =>
    requestIdHeader === undefined ? reader : namingReader(reader, requestIdHeader);
  if (reading.unwrapped !== undefined) return named(callOf(runtime("unwrapped", "unwrapped"), json(reading.unwrapped)));
  const readers = readersOf(reading).map(([kind, reader]) => [kind, kind === "json" ? named(reader) : reader] as const);
  const [only, ...others] = readers;
  if (only && others.length === 0) return only[1] === READ_JSON ? json("json") : only[1];
  return callOf(runtime("mixed", "byMediaType"), objectOf("line", readers));
}

/** A reader whose objects name their request. */
function namingReader(reader: CodeValue, header: string): CodeValue {
  return callOf(runtime("request-ids", "withRequestId"), reader, ...(header === USUAL_ID_HEADER ? [] : [json(header)]));
}

const READ_JSON = runtime("readers", "readJson");

/** The readers of a response, by the kinds of media type that it may have. */
function readersOf({
  json: data,
  text,
  stream,
  other,
}: Reading): readonly (readonly [Exclude<keyof Reading, "unwrapped">, CodeValue])[] {
  return [
    ...(data ? [["json", data === "data" ? READ_JSON : JSON_READERS[data]] as const] : []),
    ...(text ? [["text", text === "text" ? runtime("readers", "text") : JSON_READERS.anything] as const] : []),
    ...(stream ? [["stream", streamReader(stream)] as const] : []),
    ...(other ? [["other", runtime("readers", "raw")] as const] : []),
  ];
}

const JSON_READERS: Readonly<Record<Exclude<Content, "data">, CodeValue>> = {
  text: runtime("mixed", "jsonString"),
  mixed: runtime("mixed", "jsonOrText"),
  anything: runtime("mixed", "jsonOrText"),
};

const EVENT_READERS: Readonly<Record<Content, CodeValue>> = {
  data: runtime("events", "events"),
  text: runtime("events", "textEvents"),
  mixed: runtime("events", "anyEvents"),
  anything: runtime("events", "anyEvents"),
};

function streamReader(stream: StreamReading): CodeValue {
  switch (stream.kind) {
    case "lines":
      return runtime("streams", "lines");
    case "events":
      return EVENT_READERS[stream.data];
    case "whole":
      return callOf(runtime("events", "wholeEvents"), wholeValue(stream.event));
  }
}

function wholeValue({ text, error }: EventShape): CodeValue {
  return objectOf("fitting", [
    ["text", text === true || text.length > 0 ? json(text) : undefined],
    ["error", error ? json(true) : undefined],
  ]);
}

/** The HTTP request of an operation as documentation shows it: `GET /api-keys/{id}`. */
export function httpLine({ address }: Operation): string {
  return `${address.method.toUpperCase()} ${address.path}`;
}
