/** Writes new samples: TypeScript for the generated client, and curl for the underlying request. */
import type { Input, Operation, Server } from "../api/api.js";
import type { SecurityKind } from "../api/security.js";
import type { Json } from "../document/document.js";
import { callExample, itemVariable, loopOver, resultVariable } from "../emit/examples.js";
import { propertyKey, stringLiteral } from "../emit/text.js";
import { baseUrlVariable } from "../naming/client/environment.js";
import type { Credential, Method, Surface } from "../naming/surface.js";
import { lastSlashes } from "./curl-findings.js";

export interface MakeInput {
  readonly surface: Surface;
  /** The package that the client is imported from. */
  readonly packageName: string;
  /** The servers of the document. */
  readonly servers: readonly Server[];
}

/**
 * Returns a module that calls one method with its required arguments.
 *
 * @param baseUrl the sample's base URL for a self-hosted server
 */
export function typeScriptSample(method: Method, { surface, packageName }: MakeInput, baseUrl?: string): string {
  const { className, variable } = surface.client;
  const credentials = credentialsOf(method.operation, surface);
  const options = [
    ...credentials.flatMap(({ option, env, passwordOption, passwordEnv }) => [
      `${propertyKey(option)}: process.env.${env}`,
      ...(passwordOption === undefined || passwordEnv === undefined
        ? []
        : [`${propertyKey(passwordOption)}: process.env.${passwordEnv}`]),
    ]),
    ...(baseUrl === undefined ? [] : [`baseUrl: ${stringLiteral(baseUrl)}`]),
  ];
  const given = options.length === 0 ? "" : `{\n${options.map((option) => `  ${option},\n`).join("")}}`;
  // Ids are passed as the operation's own samples pass them: the client accepts them by position only if samples do so. A
  // variable must not hide `console` or `process`, which the sample uses.
  const call = callExample(method, surface, { byPosition: method.positional?.names ?? [] }).replace(
    /^const (?:console|process) =/,
    "const result =",
  );
  const result = resultVariable(method, surface).replace(/^(?:console|process)$/, "result");
  return [
    `import { ${className} } from ${stringLiteral(packageName)};`,
    "",
    `const ${variable} = new ${className}(${given});`,
    "",
    ...(method.pages ? [loopOver(call, itemVariable(method, surface).replace("process", "item"))] : [call]),
    ...(method.result.kind === undefined || method.pages ? [] : [`console.log(${result});`]),
    "",
  ].join("\n");
}

/** A variant of a method whose body requires every property of its example; undefined without such an example. */
export function withWholeBody(method: Method): Method | undefined {
  const { body } = method;
  const example = body?.key === undefined ? body?.media.example : undefined;
  if (!body?.media.properties || typeof example !== "object" || example === null || Array.isArray(example)) {
    return undefined;
  }
  const values = new Map(Object.entries(example));
  const properties = body.media.properties.map((property) => {
    const value = values.get(property.name);
    return { ...property, required: value !== undefined, example: value ?? property.example };
  });
  return { ...method, body: { ...body, media: { ...body.media, properties } } };
}

/** The credentials of the first security alternative of an operation. */
function credentialsOf({ security }: Operation, { client }: Surface): readonly Credential[] {
  const [names = []] = security;
  return client.credentials.filter(({ scheme }) => names.includes(scheme.name));
}

/**
 * Returns the curl command of one operation, with its required arguments.
 *
 * @param origin scheme and host, or a placeholder for them, instead of the document's server; escaped for double quotes
 */
export function curlSample(method: Method, { surface, servers }: MakeInput, origin?: string): string {
  const { operation } = method;
  const credentials = credentialsOf(operation, surface).map(credentialWords);
  const verb = operation.address.method.toUpperCase();
  const url = `${origin ?? serverOf(operation, servers, surface)}${inDoubleQuotes(pathOf(method))}`;
  const query = [...queryOf(method), ...credentials.flatMap((words) => words.query)].join("&");
  const address = query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;
  const request = verb === "GET" ? "curl" : verb === "HEAD" ? "curl -I" : `curl -X ${verb}`;
  const lines = [
    `${request} "${address}"`,
    ...credentials.flatMap((words) => words.options),
    ...headersOf(method),
    ...bodyWords(method),
  ];
  return `${lines.join(" \\\n  ")}\n`;
}

interface CredentialWords {
  readonly options: readonly string[];
  readonly query: readonly string[];
}

function credentialWords(credential: Credential): CredentialWords {
  return CREDENTIALS[credential.scheme.kind](credential);
}

/** curl's arguments that send a credential of each kind, read from an environment variable. */
const CREDENTIALS: Readonly<Record<SecurityKind, (credential: Credential) => CredentialWords>> = {
  headerKey: ({ scheme, env }) => ({ options: [`-H "${inDoubleQuotes(scheme.key)}: $${env}"`], query: [] }),
  queryKey: ({ scheme, env }) => ({ options: [], query: [`${encodeURIComponent(scheme.key)}=$${env}`] }),
  cookieKey: ({ scheme, env }) => ({ options: [`-b "${inDoubleQuotes(scheme.key)}=$${env}"`], query: [] }),
  basic: ({ env, passwordEnv }) => ({ options: [`-u "$${env}:$${passwordEnv ?? env}"`], query: [] }),
  bearer: ({ env }) => ({ options: [`-H "Authorization: Bearer $${env}"`], query: [] }),
};

/** The first server with its variables' defaults, escaped for double quotes; a shell variable if no server has a host. */
function serverOf({ servers: own }: Operation, servers: readonly Server[], { client }: Surface): string {
  const server = (own ?? servers)[0];
  const url = (server?.url ?? "").replace(/\{([^{}]*)\}/g, (placeholder, name: string) => {
    return server?.variables.find((variable) => variable.name === name)?.default ?? placeholder;
  });
  const base = url.replace(lastSlashes, "");
  return base === "" || base.startsWith("/") ? `$${baseUrlVariable(client)}` : inDoubleQuotes(base);
}

function pathOf({ operation, arguments: inputs }: Method): string {
  return operation.address.path.replace(/\{([^{}]*)\}/g, (placeholder, name: string) => {
    const input = inputs.find((one) => one.input.location === "path" && one.input.name === name)?.input;
    const text = input ? encodeURIComponent(textOf(input.example)) : "";
    return text === "" ? placeholder : text;
  });
}

function required({ arguments: inputs }: Method, location: Input["location"]): readonly Input[] {
  return inputs.map(({ input }) => input).filter((input) => input.required && input.location === location);
}

function queryOf(method: Method): readonly string[] {
  return required(method, "query").flatMap((input) =>
    pairsOf(input).map((pair) => pair.map(encodeURIComponent).join("=")),
  );
}

/** Serialises lists and objects for the query (OpenAPI Specification 3.1, section 4.8.12.4). */
function pairsOf({ name, example, media, explode, style }: Input): readonly (readonly [string, string])[] {
  if (media !== undefined || typeof example !== "object" || example === null) return [[name, textOf(example)]];
  if (Array.isArray(example)) {
    const values = (example as readonly Json[]).map(textOf);
    const mark = style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",";
    return explode ? values.map((value) => [name, value]) : [[name, values.join(mark)]];
  }
  const entries = Object.entries(example).map(([key, value]) => [key, textOf(value ?? null)] as const);
  if (style === "deepObject") return entries.map(([key, value]) => [`${name}[${key}]`, value]);
  return explode ? entries : [[name, entries.flat().join(",")]];
}

function headersOf(method: Method): readonly string[] {
  const headers = required(method, "header").map(({ name, example }) => `-H ${quoted(`${name}: ${textOf(example)}`)}`);
  const cookies = required(method, "cookie").map(({ name, example }) => `${name}=${textOf(example)}`);
  return cookies.length === 0 ? headers : [...headers, `-b ${quoted(cookies.join("; "))}`];
}

function bodyWords({ body, operation }: Method): readonly string[] {
  if (!body) return [];
  const properties = body.media.properties?.filter((property) => property.required) ?? [];
  const example: Json =
    body.key === undefined
      ? Object.fromEntries(properties.map((property) => [property.name, property.example]))
      : body.media.example;
  if (!body.required && (body.key !== undefined || properties.length === 0)) return [];
  const type = `-H ${quoted(`Content-Type: ${body.media.type}`)}`;
  switch (body.media.kind) {
    case "json":
    case "any":
      return [type, `-d ${quoted(escapedJson(example))}`];
    case "form":
      return fieldsOf(example).map((field) => `--data-urlencode ${quoted(field)}`);
    case "multipart":
      return fieldsOf(example).map((field) => `-F ${quoted(field)}`);
    case "text":
      return [type, `--data-raw ${quoted(textOf(example))}`];
    case "lines":
    case "binary":
      return [type, `--data-binary ${quoted(`@${operation.address.path.split("/").at(-1) ?? "file"}.bin`)}`];
  }
}

function fieldsOf(example: Json): readonly string[] {
  if (typeof example !== "object" || example === null || Array.isArray(example)) return [];
  return Object.entries(example).map(([name, value]) => `${name}=${textOf(value ?? null)}`);
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Indented JSON with invisible characters and line terminators escaped (RFC 8259, section 7). */
function escapedJson(value: Json): string {
  const unseen = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const text = JSON.stringify(value, null, 2).replace(
    unseen,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return text.replaceAll("\n", "\n  ");
}

/** One shell word without expansion (POSIX.1-2024, Shell Command Language, section 2.2.2). */
function quoted(text: string): string {
  const line = text.replace(/[^\P{Cc}\n]/gu, " ");
  return /^[\w:/.,=@%+{}; -]*$/.test(line) ? `"${line}"` : `'${line.replaceAll("'", "'\\''")}'`;
}

/** A part of a word in double quotes, without expansion (section 2.2.3). */
function inDoubleQuotes(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").replace(/[\\"`$]/g, "\\$&");
}
