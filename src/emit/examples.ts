/** Writes example calls, as callers would write them. */
import type { BodyMedia } from "../api/api.js";
import type { Json } from "../document/document.js";
import type { Method, Surface } from "../naming/surface.js";
import { singular } from "../naming/calls/words.js";
import { bracket, jsonLiteral, propertyAccess, propertyKey, stringLiteral } from "./text.js";
import { takesNothing } from "./types.js";

/** Variations of an example call. */
export interface CallForm {
  readonly indent?: number;
  /** The call's options, as text. */
  readonly options?: string;
  /** Arguments that are added to, or replace, the required ones: text by key. */
  readonly more?: Readonly<Record<string, string>>;
  /** Whether the result is not assigned to a variable. */
  readonly isBare?: boolean;
  /** Names of the arguments that are passed by position. */
  readonly byPosition?: readonly string[];
}

/** `const apiKey = await portkey.apiKeys.retrieve({ id: "…" });`, with every required argument. */
export function callExample(method: Method, surface: Surface, form: CallForm = {}): string {
  const receiver = [surface.client.variable, ...method.call.split(".").map(propertyAccess)].join("");
  const assignment = form.isBare === true ? "" : assignmentOf(method, surface);
  return `${assignment}await ${receiver}(${argumentsText(method, form)});`;
}

function argumentsText(method: Method, { indent = 0, options, more = {}, byPosition = [] }: CallForm): string {
  const entries = new Map([...exampleEntries(method, indent), ...Object.entries(more)]);
  // A body that may be left out is no part of the example.
  const given = byPosition.filter((name) => name !== method.body?.key || entries.has(name));
  const values = given.map((name) => entries.get(name) ?? stringLiteral(name));
  for (const name of byPosition) entries.delete(name);
  const object = objectText(entries, indent);
  const takesNone = takesNothing(method);
  const isFilled = object === "" && options !== undefined && !takesNone && values.length === 0;
  const nothing = method.body ? "null" : "{}";
  return [...values, object, isFilled ? nothing : "", options ?? ""].filter((text) => text !== "").join(", ");
}

function assignmentOf(method: Method, surface: Surface): string {
  return method.result.kind === undefined ? "" : `const ${resultVariable(method, surface)} = `;
}

/** `apiKey` for `apiKeys.retrieve`, `apiKeys` for `apiKeys.list`, and `result` if neither reads well. */
export function resultVariable(method: Method, { client }: Surface): string {
  const resource = method.call.split(".").at(-2);
  if (resource === undefined) return "result";
  if (/^list/.test(method.name)) return resource === client.variable || !isVariable(resource) ? "result" : resource;
  if (!/^(create|retrieve|get|update|replace)$/.test(method.name)) return "result";
  const one = resource.replace(/[A-Z]?[a-z]+$/, singular);
  return one === client.variable || !isVariable(one) || /ve$/.test(one) ? "result" : one;
}

/** The variable of a loop over a list's items: `apiKey` for `apiKeys.list`. */
export function itemVariable(method: Method, { client }: Surface): string {
  const resource = method.call.split(".").at(-2) ?? "";
  const one = resource.replace(/[A-Z]?[a-z]+$/, singular);
  const isPlain = isVariable(one) && one !== resource && one !== client.variable && one !== "console";
  return isPlain ? one : "item";
}

/** A loop over the items of all pages. @param call as returned by `callExample` */
export function loopOver(call: string, variable: string): string {
  const list = call.replace(/^(?:const \w+ = )?await /, "").replace(/;$/, "");
  return `for await (const ${variable} of ${list}) {\n  console.log(${variable});\n}`;
}

/**
 * Words that cannot name a variable in a module (ECMAScript 2025, section 12.7.2), as far as resources can have them as
 * names.
 */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public return " +
    "static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Whether a name is valid as a variable in a module. */
export function isVariable(name: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(name) && !RESERVED.has(name);
}

/** The required arguments of a call: key and text. */
function exampleEntries(method: Method, indent: number): readonly (readonly [string, string])[] {
  const textOf = (value: Json): string => jsonLiteral(value, indent + 2);
  const { body, shown } = method;
  const isShown = (name: string): boolean => shown !== undefined && Object.hasOwn(shown.inputs, name);
  const inputs = method.arguments.filter(({ name, input }) => input.required || isShown(name) || isInherited(name));
  const given = inputs.map(({ name, input }) => [name, textOf(shown?.inputs[name] ?? input.example)] as const);
  const whole = body?.key !== undefined && body.required ? [[body.key, wholeText(body.media, textOf)] as const] : [];
  if (shown?.body) {
    const members = Object.entries(shown.body) as [string, Json][];
    return [...given, ...members.map(([name, value]) => [name, textOf(value)] as const)];
  }
  const { properties = [], least = {} } = body && body.key === undefined ? body.media : {};
  return [
    ...given,
    ...whole,
    ...properties
      .filter(({ name, required }) => required || Object.hasOwn(least, name))
      .map(({ name, isContent, example }) => {
        const value = least[name] ?? example;
        const content = isContent ? "one" : body?.media.contents?.[name];
        return [name, content ? contentText(name, value, content) : textOf(value)] as const;
      }),
  ];
}

/**
 * Whether every object inherits a member of this name, such as `constructor`: if the argument is omitted, the compiler
 * checks the inherited member against its type.
 */
function isInherited(name: string): boolean {
  return name in Object.prototype && name !== "__proto__";
}

function wholeText(media: BodyMedia, textOf: (value: Json) => string): string {
  const { kind, given, isContent, contents, example } = media;
  if (given === "form") return kind === "form" ? "new URLSearchParams()" : "new FormData()";
  if (isContent || kind === "binary") return contentText("content", example, "one");
  if (contents === undefined || typeof example !== "object" || example === null || Array.isArray(example))
    return textOf(example);
  const entries = (Object.entries(example) as [string, Json][]).map(([name, value]) => {
    const content = contents[name];
    return `${propertyKey(name)}: ${content ? contentText(name, value, content) : textOf(value)}`;
  });
  return bracket(entries, "{}", 2);
}

function contentText(name: string, example: Json, content: "one" | "list"): string {
  const file = `new File(["…"], ${stringLiteral(typeof example === "string" ? example : name)})`;
  return content === "one" ? file : `[${file}]`;
}

/** `{ id: "…" }`, on several lines if it is long; an empty string without entries. */
function objectText(entries: ReadonlyMap<string, string>, indent: number): string {
  if (entries.size === 0) return "";
  const parts = [...entries].map(([key, text]) => `${propertyKey(key)}: ${text}`);
  const line = `{ ${parts.join(", ")} }`;
  if (!line.includes("\n") && line.length <= 72) return line;
  const pad = " ".repeat(indent + 2);
  return `{\n${parts.map((part) => `${pad}${part},\n`).join("")}${" ".repeat(indent)}}`;
}
