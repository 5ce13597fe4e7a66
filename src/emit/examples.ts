/** Example calls, written as a caller would write them. */
import type { Json } from "../document/document.js";
import type { Method, Surface } from "../naming/surface.js";
import { singular } from "../naming/words.js";
import { jsonLiteral, propertyAccess, propertyKey } from "./text.js";
import { planResult } from "./types.js";

/** `await portkey.apiKeys.retrieve({ id: "…" })`, with every argument the call must have. */
export function callExample(method: Method, surface: Surface, indent = 0): string {
  const receiver = [surface.client.variable, ...method.call.split(".").map(propertyAccess)].join("");
  return `${assignmentOf(method, surface)}await ${receiver}(${exampleArguments(method, indent)});`;
}

function assignmentOf(method: Method, surface: Surface): string {
  return planResult(method.operation).type === "void" ? "" : `const ${resultVariable(method, surface)} = `;
}

/** `apiKey` for `apiKeys.retrieve`, `apiKeys` for `apiKeys.list`, `result` where that would not read well. */
export function resultVariable(method: Method, { client }: Surface): string {
  const resource = method.call.split(".").at(-2);
  if (resource === undefined) return "result";
  if (/^list/.test(method.name)) return resource === client.variable || !isVariable(resource) ? "result" : resource;
  if (!/^(create|retrieve|get|update|replace)$/.test(method.name)) return "result";
  const one = resource.replace(/[A-Z]?[a-z]+$/, singular);
  return one === client.variable || !isVariable(one) || /ve$/.test(one) ? "result" : one;
}

/** The variable of a loop over the items of a list: `apiKey` for `apiKeys.list`. */
export function itemVariable(method: Method, { client }: Surface): string {
  const resource = method.call.split(".").at(-2) ?? "";
  const one = resource.replace(/[A-Z]?[a-z]+$/, singular);
  const isPlain = isVariable(one) && one !== resource && one !== client.variable && one !== "console";
  return isPlain ? one : "item";
}

/** A loop over the items of a call's pages, of the call as `callExample` writes it. */
export function loopOver(call: string, variable: string): string {
  const list = call.replace(/^(?:const \w+ = )?await /, "").replace(/;$/, "");
  return `for await (const ${variable} of ${list}) {\n  console.log(${variable});\n}`;
}

/** Words that cannot be a variable in a module (ECMAScript 2025, section 12.7.2), as far as a resource may be called so. */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public return " +
    "static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Whether a name can be written as a variable of a module as it is. */
export function isVariable(name: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(name) && !RESERVED.has(name);
}

/** The object of required arguments; empty text where a call needs none. */
export function exampleArguments(method: Method, indent: number): string {
  const entries: [string, Json][] = method.arguments
    .filter(({ input }) => input.required)
    .map(({ name, input }) => [name, input.example]);
  const { body } = method;
  if (body?.key !== undefined && body.required) entries.push([body.key, body.media.example]);
  if (body && body.key === undefined) {
    for (const property of body.media.properties ?? []) {
      if (property.required) entries.push([property.name, property.example]);
    }
  }
  if (entries.length === 0) return "";
  const parts = entries.map(([key, value]) => `${propertyKey(key)}: ${jsonLiteral(value, indent + 2)}`);
  const line = `{ ${parts.join(", ")} }`;
  if (!line.includes("\n") && line.length <= 72) return line;
  const pad = " ".repeat(indent + 2);
  return `{\n${parts.map((part) => `${pad}${part},\n`).join("")}${" ".repeat(indent)}}`;
}
