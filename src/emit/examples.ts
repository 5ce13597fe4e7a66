/** Example calls, written as a caller would write them. */
import type { Json } from "../document/document.js";
import type { Method, Surface } from "../naming/surface.js";
import { jsonLiteral, propertyAccess, propertyKey } from "./text.js";
import { planResult } from "./types.js";

/** `await portkey.apiKeys.retrieve({ id: "…" })`, with every argument the call must have. */
export function callExample(method: Method, surface: Surface, indent = 0): string {
  const receiver = [surface.client.variable, ...method.call.split(".").map(propertyAccess)].join("");
  return `${assignmentOf(method)}await ${receiver}(${exampleArguments(method, indent)});`;
}

function assignmentOf(method: Method): string {
  return planResult(method.operation).type === "void" ? "" : "const result = ";
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
