/** The constant behind each method, as the runtime reads it (`src/runtime/operation.ts` is its contract). */
import type { BodyMedia, Operation, OutcomeKind } from "../api/api.js";
import type { StylePlan } from "../naming/request.js";
import type { ResultPlan } from "../naming/results.js";
import type { Argument, Method } from "../naming/surface.js";
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

/** The longest list that stands in place; a longer one is shared. */
const LONGEST_LIST = 60;

function listValue(field: SharedField, value: Operation["security"]): CodeValue {
  return jsonLiteral(value).length <= LONGEST_LIST ? json(value) : { kind: "shared", field, value };
}

function inputsValue(inputs: readonly Argument[]): CodeValue | undefined {
  if (inputs.length === 0) return undefined;
  return objectOf(
    "fitting",
    inputs.map((input) => [input.name, inputValue(input)]),
  );
}

/** `"path"`, or an object where the runtime must know more than the location. */
function inputValue({ name, input, style }: Argument): CodeValue {
  if (name === input.name && style === undefined) return json(input.location);
  return objectOf("line", [
    ["in", json(input.location)],
    ["name", name === input.name ? undefined : json(input.name)],
    ["style", style && styleValue(style)],
  ]);
}

function styleValue({ name, isReserved }: StylePlan): CodeValue {
  const style = name === undefined ? [] : [runtimeMember("styles", name)];
  return isReserved ? callOf(runtimeMember("styles", "reserved"), ...style) : (style[0] ?? json(null));
}

function bodyValue({ body }: Method): CodeValue | undefined {
  if (!body) return undefined;
  const { written, key, required } = body;
  return objectOf("line", [
    ["type", written.type === undefined ? undefined : json(written.type)],
    ["key", key === undefined ? undefined : json(key)],
    ["required", required ? json(true) : undefined],
    ["write", WRITERS[written.kind]],
  ]);
}

/** The functions of the runtime that write a body of each kind. */
const WRITERS: Readonly<Record<BodyMedia["kind"], CodeValue>> = {
  json: runtime("bodies", "json"),
  multipart: runtime("forms", "multipart"),
  form: runtime("forms", "form"),
  text: runtime("bodies", "binary"),
  binary: runtime("bodies", "binary"),
};

/** Absent where the runtime asks for JSON by itself. */
function acceptValue({ kind, accept }: ResultPlan): CodeValue | undefined {
  const isUsual = kind === "json" && accept === "application/json";
  return isUsual || accept === undefined ? undefined : json(accept);
}

/** JSON is read by the runtime's core; other answers by a function of a module of its own. */
function resultValue({ pages, result: { kind, streamed } }: Method): CodeValue | undefined {
  if (pages) return pageReader(pages.plan);
  if (streamed) return callOf(runtime("readers", "either"), READERS[streamed.kind]);
  return kind && (kind === "json" ? json(kind) : READERS[kind]);
}

const READERS: Readonly<Record<Exclude<OutcomeKind, "json">, CodeValue>> = {
  text: runtime("readers", "text"),
  binary: runtime("readers", "raw"),
  events: runtime("streams", "events"),
  lines: runtime("streams", "lines"),
};

export function httpLine({ address }: Operation): string {
  return `${address.method.toUpperCase()} ${address.path}`;
}
