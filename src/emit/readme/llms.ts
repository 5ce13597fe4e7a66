/**
 * Emits `llms.txt`: what a coding agent must know to write calls that compile and run, in one Markdown file (format:
 * llmstxt.org). Each method has one line with its arguments.
 */
import { apiName } from "../../naming/client/title.js";
import { isOnlyStream } from "../../naming/contracts/results.js";
import type { Method, Surface } from "../../naming/surface.js";
import { allResources } from "../entry.js";
import { httpLine } from "../operations.js";
import { markdownCode, markdownLine, propertyAccess, propertyKey } from "../text.js";
import { takesNothing } from "../types.js";
import { contentSections } from "./contents.js";
import { errorSection } from "./errors.js";
import { firstCall } from "./first-call.js";
import { fence, type Readme } from "./section.js";

/** Emits the text of `llms.txt`. */
export function emitLlms(readme: Readme): string {
  const { api, surface, first, package: name } = readme;
  const sections = [...contentSections(readme), errorSection(readme)].flatMap((section) => section ?? []);
  const parts = [
    `# ${name}`,
    `> TypeScript client of the ${markdownLine(apiName(api))}. One client, one method for each operation of the API; every name and type comes from its OpenAPI document.`,
    ...(first ? ["## Construct and call", fence("ts", firstCall(first, readme)), RULES] : []),
    ...sections.flatMap(({ title, parts: content }) => [`## ${title}`, ...content]),
    ...methodSections(surface),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const RULES = [
  "- Arguments are one flat object: path, query, header and body values side by side, under the names below. `?` marks optional arguments.",
  "- The last argument takes options for that call: `{ timeout, maxRetries, signal, headers }`, times in milliseconds.",
  "- A call returns the parsed body. `.withResponse()` returns the body with status and headers, `.asResponse()` the `Response`.",
  "- Use no other names: a method or argument that is not listed does not exist.",
].join("\n");

function methodSections(surface: Surface): readonly string[] {
  const sections = allResources(surface.resources).flatMap(({ path, methods }) =>
    methods.length === 0 ? [] : [section(path.join("."), methods, surface)],
  );
  return ["## Methods", ...(surface.methods.length > 0 ? [lines(surface.methods, surface)] : []), ...sections];
}

function section(title: string, methods: readonly Method[], surface: Surface): string {
  return `### ${markdownLine(title)}\n\n${lines(methods, surface)}`;
}

function lines(methods: readonly Method[], surface: Surface): string {
  return methods.map((method) => `- ${line(method, surface)}`).join("\n");
}

function line(method: Method, { client }: Surface): string {
  const { operation, call } = method;
  const receiver = [client.variable, ...call.split(".").map(propertyAccess)].join("");
  const summary = operation.summary === undefined ? "" : `: ${markdownLine(operation.summary)}`;
  const deprecated = operation.deprecated ? " (deprecated)" : "";
  const signature = `${receiver}(${parameters(method)}): ${gives(method)}`;
  return `${markdownCode(signature)} ${markdownCode(httpLine(operation))}${summary}${deprecated}`;
}

function parameters(method: Method): string {
  if (takesNothing(method)) return "";
  return `{ ${keys(method).join(", ")} }${method.isOptional ? "?" : ""}`;
}

/** `id, limit?`: every key of the first argument, with `?` after optional ones. */
function keys({ arguments: inputs, body }: Method): readonly string[] {
  const key = (name: string, isRequired: boolean): string => `${propertyKey(name)}${isRequired ? "" : "?"}`;
  const whole = body?.key === undefined ? [] : [key(body.key, body.required)];
  const properties = body && body.key === undefined ? (body.media.properties ?? []) : [];
  return [
    ...inputs.map(({ name, input }) => key(name, input.required)),
    ...whole,
    ...properties.map(({ name, required }) => key(name, required)),
  ];
}

function gives({ pages, result, typeName }: Method): string {
  const { kind, streamed } = result;
  if (kind === undefined) return "void";
  if (pages) return `pages of ${typeName}Item`;
  const whole = isOnlyStream(result) ? `stream of ${typeName}Result` : `${typeName}Result`;
  return streamed ? `${whole}, with { stream: true } a stream of ${typeName}Piece` : whole;
}
