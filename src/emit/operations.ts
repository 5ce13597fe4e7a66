/** The constant behind each method, as the runtime reads it (`src/runtime/operation.ts` is its contract). */
import type { Api, BodyMedia, Content, EventShape, Input, InputStyle, Operation } from "../api/api.js";
import { bodyKind } from "../api/media.js";
import type { Argument, Method } from "../naming/surface.js";
import { pageReader } from "./pages.js";
import type { RuntimeModule, RuntimeName } from "./imports.js";
import { leadsElsewhere, serversLiteral } from "./servers.js";
import { bracket, jsonLiteral, propertyKey, stringLiteral } from "./text.js";
import type { Reading, ResultPlan, StreamReading } from "../naming/results.js";

/** What the constants of one file share: names imported from optional runtime modules, and lists that several of them hold. */
export interface Shared {
  readonly imports: Map<string, Set<string>>;
  /** The text of a list to the name of the constant that holds it. */
  readonly lists: Map<string, string>;
  readonly api: Api;
}

export function newShared(api: Api): Shared {
  return { imports: new Map(), lists: new Map(), api };
}

/** Imports a name of an optional module of the runtime. */
function need<Module extends RuntimeModule>(shared: Shared, [module, name]: RuntimeFunction<Module>): string {
  note(shared, module, name);
  return name;
}

function note({ imports }: Shared, module: RuntimeModule, name: string): void {
  imports.set(module, (imports.get(module) ?? new Set()).add(name));
}

type RuntimeFunction<Module extends RuntimeModule> = readonly [module: Module, name: RuntimeName<Module>];

/** A module as a whole, where its names are short and others have them too: `styles.deepObject`. */
function whole(module: "pages" | "styles", shared: Shared): string {
  note(shared, module, `* as ${module}`);
  return module;
}

/** `servers`, or `servers: servers2` where the file already holds another list. */
function sharedField(field: "servers" | "security", text: string, { lists }: Shared): string {
  const sameKind = [...lists.values()].filter((name) => name.startsWith(field)).length;
  const name = lists.get(text) ?? (sameKind === 0 ? field : `${field}${String(sameKind + 1)}`);
  lists.set(text, name);
  return name === field ? field : `${field}: ${name}`;
}

/** The constants that hold shared lists, in the order of first use. */
export function sharedStatements({ lists }: Shared): readonly string[] {
  return [...lists].map(
    ([text, name]) => `\nconst ${name}: NonNullable<Operation["${name.replace(/\d+$/, "")}"]> = ${text};`,
  );
}

/** `{ call: "apiKeys.retrieve", method: "GET", … }`; what it needs besides is added to `shared`. */
export function operationLiteral(method: Method, shared: Shared, indent: number): string {
  const { operation } = method;
  const inner = indent + 2;
  const inputs = method.arguments.map((argument) => inputEntry(argument, shared));
  const fields: [string, string | undefined][] = [
    ["call", stringLiteral(method.call)],
    ["method", stringLiteral(operation.address.method.toUpperCase())],
    ["path", stringLiteral(operation.address.path)],
    ["inputs", inputs.length > 0 ? bracket(inputs, "{}", inner) : undefined],
    ["body", bodyLiteral(method, shared)],
    ...resultFields(method, shared, inner),
    ["idempotency", operation.idempotencyHeader && idempotencyCall(operation.idempotencyHeader, shared)],
    ["positional", method.positional && jsonLiteral(method.positional, inner)],
  ];
  const parts = [
    ...fields.flatMap(([key, text]) => (text === undefined ? [] : [`${key}: ${text}`])),
    ...(operation.security.length > 0 ? [securityField(operation, shared)] : []),
    ...serversField(operation, shared),
  ];
  const pad = " ".repeat(inner);
  return `{\n${parts.map((part) => `${pad}${part},\n`).join("")}${" ".repeat(indent)}}`;
}

function serversField({ servers }: Operation, shared: Shared): readonly string[] {
  if (!servers || !leadsElsewhere(servers, shared.api)) return [];
  return [sharedField("servers", serversLiteral(servers, shared.api, 0), shared)];
}

/** A short list stands in place; a long one is shared. */
function securityField({ security }: Operation, shared: Shared): string {
  const line = jsonLiteral(security, 0);
  return line.length <= 60 ? `security: ${line}` : sharedField("security", line, shared);
}

function inputEntry({ name, input }: Argument, shared: Shared): string {
  const style = styleOf(input, shared);
  const location = stringLiteral(input.location);
  if (name === input.name && style === undefined) return `${propertyKey(name)}: ${location}${asConst(name)}`;
  const parts = [
    `in: ${location}`,
    ...(name === input.name ? [] : [`name: ${stringLiteral(input.name)}`]),
    ...(style === undefined ? [] : [`style: ${style}`]),
  ];
  return `${propertyKey(name)}: { ${parts.join(", ")} }${asConst(name)}`;
}

/** Under a key that every object inherits, such as `constructor`, the compiler forgets what type is due and widens literals. */
export function asConst(key: string): string {
  return key in Object.prototype && key !== "__proto__" ? " as const" : "";
}

type StyleName = RuntimeName<"styles">;

/** The functions of `styles.ts` by style, without and with `explode`; those of the runtime's defaults are absent, but for cookies. */
const STYLES: Readonly<Record<InputStyle, readonly [StyleName | undefined, StyleName | undefined]>> = {
  simple: [undefined, "simpleExploded"],
  label: ["label", "labelExploded"],
  matrix: ["matrix", "matrixExploded"],
  form: ["formJoined", undefined],
  spaceDelimited: ["spaceDelimited", undefined],
  pipeDelimited: ["pipeDelimited", undefined],
  deepObject: ["deepObject", "deepObject"],
};

/** How a parameter whose `content` is JSON is written. */
const JSON_STYLES: Readonly<Record<Input["location"], StyleName>> = {
  path: "jsonValue",
  query: "json",
  header: "jsonHeader",
  cookie: "json",
};

function styleOf(input: Input, shared: Shared): string | undefined {
  const isJson = input.media !== undefined && bodyKind(input.media) === "json";
  const plain = isJson
    ? JSON_STYLES[input.location]
    : (STYLES[input.style][input.explode ? 1 : 0] ?? usualStyle(input));
  if (plain === undefined && !input.allowReserved) return undefined;
  const module = whole("styles", shared);
  const named = plain === undefined ? "" : `${module}.${plain}`;
  return input.allowReserved ? `${module}.reserved(${named})` : named;
}

/** The runtime by itself writes no object in a path or a header, and encodes the commas of a list in a path. */
function usualStyle({ location, mayBeList, mayBeObject }: Input): StyleName | undefined {
  if (location === "cookie") return "formExploded";
  const isWritten = location === "query" || !(mayBeObject || (mayBeList && location === "path"));
  return isWritten ? undefined : "simple";
}

function idempotencyCall(header: string, shared: Shared): string {
  return `${need(shared, ["idempotency", "idempotency"])}(${stringLiteral(header)})`;
}

function bodyLiteral(method: Method, shared: Shared): string | undefined {
  const { body } = method;
  if (!body) return undefined;
  const { kind } = body.media;
  const type = concreteType(body.media);
  const parts = [
    // JSON is what the runtime sends by itself; a multipart body brings its own type, with the boundary in it.
    ...(kind === "multipart" || type === "application/json" ? [] : [`type: ${stringLiteral(type)}`]),
    ...(body.key === undefined ? [] : [`key: ${stringLiteral(body.key)}`]),
    ...(body.required ? ["required: true"] : []),
    `write: ${need(shared, WRITERS[kind])}`,
  ];
  return `{ ${parts.join(", ")} }`;
}

/** The module of the runtime and the function in it that write a body of each kind. */
const WRITERS: Readonly<Record<BodyMedia["kind"], RuntimeFunction<"bodies"> | RuntimeFunction<"forms">>> = {
  json: ["bodies", "json"],
  multipart: ["forms", "multipart"],
  form: ["forms", "form"],
  text: ["bodies", "binary"],
  binary: ["bodies", "binary"],
};

/** The concrete media type to send for a range such as `text/*`: only `Accept` takes ranges (RFC 9110, section 12.5.1). */
function concreteType({ type, kind }: BodyMedia): string {
  if (!type.includes("*")) return type;
  return kind === "json" ? "application/json" : kind === "text" ? "text/plain" : "application/octet-stream";
}

function resultFields(method: Method, shared: Shared, indent: number): [string, string | undefined][] {
  const { pages, result: plan } = method;
  const usual = plan.accept === "application/json";
  return [
    ["redirects", plan.mayRedirect ? need(shared, ["elsewhere", "elsewhere"]) : undefined],
    ["accept", usual || plan.accept === undefined ? undefined : stringLiteral(plan.accept)],
    ["result", pages ? pageReader(pages.plan, whole("pages", shared), indent) : resultLiteral(plan, shared)],
  ];
}

/** JSON is read by the runtime's core; other answers by functions of modules of their own. */
function resultLiteral({ reading }: ResultPlan, shared: Shared): string | undefined {
  if (!reading) return undefined;
  const readers = readersOf(reading, shared);
  const [only, ...others] = readers;
  if (only && others.length === 0) return only[1] === "readJson" ? stringLiteral("json") : only[1]();
  const entries = readers.map(([kind, reader]) => {
    const text = reader === "readJson" ? need(shared, ["readers", "readJson"]) : reader();
    return kind === text ? kind : `${kind}: ${text}`;
  });
  return `${need(shared, ["mixed", "byMediaType"])}({ ${entries.join(", ")} })`;
}

/** By kind of media type the text of a reader, made when it is needed: with it, its module is imported. */
function readersOf(
  reading: Reading,
  shared: Shared,
): readonly (readonly [keyof Reading, "readJson" | (() => string)])[] {
  const { json, text, stream, other } = reading;
  const reader = (name: ReaderFunction) => () => need(shared, name);
  return [
    ...(json ? [["json", json === "data" ? "readJson" : reader(JSON_READERS[json])] as const] : []),
    ...(text ? [["text", reader(text === "text" ? ["readers", "text"] : JSON_READERS.anything)] as const] : []),
    ...(stream ? [["stream", () => streamReader(stream, shared)] as const] : []),
    ...(other ? [["other", reader(["readers", "raw"])] as const] : []),
  ];
}

type ReaderFunction = RuntimeFunction<"readers"> | RuntimeFunction<"mixed"> | RuntimeFunction<"events">;

const JSON_READERS: Readonly<Record<Exclude<Content, "data">, RuntimeFunction<"mixed">>> = {
  text: ["mixed", "jsonString"],
  mixed: ["mixed", "jsonOrText"],
  anything: ["mixed", "jsonOrText"],
};

const EVENT_READERS: Readonly<Record<Content, RuntimeFunction<"events">>> = {
  data: ["events", "events"],
  text: ["events", "textEvents"],
  mixed: ["events", "anyEvents"],
  anything: ["events", "anyEvents"],
};

function streamReader(stream: StreamReading, shared: Shared): string {
  switch (stream.kind) {
    case "lines":
      return need(shared, ["streams", "lines"]);
    case "events":
      return need(shared, EVENT_READERS[stream.data]);
    case "whole":
      return `${need(shared, ["events", "wholeEvents"])}(${wholeLiteral(stream.event)})`;
  }
}

function wholeLiteral({ text, error }: EventShape): string {
  const parts = [
    ...(text === true || text.length > 0 ? [`text: ${jsonLiteral(text)}`] : []),
    ...(error ? ["error: true"] : []),
  ];
  return bracket(parts, "{}", 0);
}

export function httpLine({ address }: Operation): string {
  return `${address.method.toUpperCase()} ${address.path}`;
}
