/** Maps the parts of a converted document to their places in the original Swagger 2.0 document. */
import type { Json } from "../document.js";
import { member, partOf } from "../refs.js";

type Tokens = readonly string[];

/** Where Swagger 2.0 has the sections of `components` (OpenAPI Specification 2.0, "Swagger Object"). */
const SECTIONS: Readonly<Record<string, string>> = {
  schemas: "definitions",
  parameters: "parameters",
  requestBodies: "parameters",
  responses: "responses",
  securitySchemes: "securityDefinitions",
};

/**
 * Maps the keys of a converted part to the keys of the original part. If the original has no such part, returns the keys
 * of the nearest enclosing part that exists.
 *
 * @param tokens the keys that lead to the part in the converted document
 */
export function writtenAt(tokens: Tokens, original: Json): Tokens {
  const [first = "", second = "", ...rest] = tokens;
  if (first === "openapi") return ["swagger"];
  if (first === "servers") return [["host", "basePath", "schemes"].find((key) => partOf(original, key)) ?? "swagger"];
  if (first === "components") return [SECTIONS[second] ?? second, ...inPart(rest, 1)];
  if (first !== "paths") return tokens;
  const [key = "", ...inner] = rest;
  if (key === "parameters") return ["paths", second, ...inParameters(inner, partOf(original, "paths"), [second])];
  if (rest.length < 2) return tokens;
  return ["paths", second, key, ...inOperation(inner, partOf(original, "paths"), [second, key])];
}

function inOperation([key = "", ...rest]: Tokens, paths: Json | undefined, owner: Tokens): Tokens {
  if (key === "parameters") return inParameters(rest, paths, owner);
  if (key === "requestBody") return bodyParameter(paths, owner);
  if (key === "responses") return [key, ...inPart(rest, 1)];
  return [key, ...rest];
}

/** Parameters keep their order in the conversion, but those that became the request body are missing. */
function inParameters([index, ...rest]: Tokens, paths: Json | undefined, owner: Tokens): Tokens {
  if (index === undefined) return ["parameters"];
  const written = listAt(paths, owner).flatMap((item, at) => (isBody(item) ? [] : [String(at)]));
  return ["parameters", written[Number(index)] ?? index, ...inPart(rest, 0)];
}

function bodyParameter(paths: Json | undefined, owner: Tokens): Tokens {
  const index = listAt(paths, owner).findIndex(isBody);
  return index < 0 ? ["parameters"] : ["parameters", String(index)];
}

function listAt(paths: Json | undefined, owner: Tokens): readonly Json[] {
  const list = [...owner, "parameters"].reduce<Json | undefined>(
    (value, key) => (value === undefined ? undefined : partOf(value, key)),
    paths,
  );
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

function isBody(parameter: Json): boolean {
  const location = member(parameter, "in");
  return location === "body" || location === "formData";
}

/** Drops the keys that only OpenAPI 3 has between a part and its schema: `content/<media type>`, and a parameter's `schema`. */
function inPart(tokens: Tokens, nameLength: number): Tokens {
  const name = tokens.slice(0, nameLength);
  const rest = tokens.slice(nameLength);
  if (rest[0] === "content") return [...name, ...rest.slice(2)];
  return rest[0] === "schema" && nameLength === 0 ? [...name, ...rest.slice(1)] : [...name, ...rest];
}
