/** Reads the parameters of an operation (OpenAPI Specification 3.1, section 4.8.12) as inputs. */
import type { Diagnostic, Pointer } from "../diagnostic.js";
import type { Document, Json, JsonObject } from "../document/document.js";
import { childPointer } from "../document/pointer.js";
import { follow } from "../document/refs.js";
import type { Address, IgnoredInput, Input, InputLocation, InputStyle } from "./api.js";
import { readArgumentName } from "./generator-names.js";
import { exampleOf, explicitExample } from "./schema/examples.js";
import { schemaAt, type SchemaView } from "./schema/schema.js";
import { flagOf, listOf, objectOf, optional, textOf, valueOf } from "./values.js";

/** The parameters of an operation, and findings about them. */
export interface InputsFound {
  readonly inputs: readonly Input[];
  readonly ignored: readonly IgnoredInput[];
  readonly idempotencyHeader?: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Site {
  readonly address: Address;
  readonly pathItem: JsonObject;
  readonly pathPointer: Pointer;
  readonly operation: JsonObject;
  readonly pointer: Pointer;
  /** Names of headers that the operation's credentials set, in lower case. */
  readonly credentialHeaders: ReadonlySet<string>;
}

const LOCATIONS: readonly string[] = ["path", "query", "header", "cookie"] satisfies InputLocation[];
const STYLES: Readonly<Record<InputLocation, readonly InputStyle[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};
const RESERVED_HEADERS: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header), under the names that real APIs use. */
const IDEMPOTENCY = /^(x-)?(idempotency|idempotent)-?(key|token)$/i;

/** Reads the parameters of an operation and of its path item; the operation's own override the path item's. */
export function readInputs(document: Document, site: Site): InputsFound {
  const declared = new Map<string, Input>();
  for (const [list, pointer] of [
    [listOf(site.pathItem, "parameters"), childPointer(site.pathPointer, "parameters")],
    [listOf(site.operation, "parameters"), childPointer(site.pointer, "parameters")],
  ] as const) {
    list.forEach((node, index) => {
      const input = readInput(document, node, childPointer(pointer, String(index)));
      if (input) declared.set(`${input.location} ${input.name}`, input);
    });
  }
  return sort([...declared.values()], site);
}

/**
 * Separates inputs that a caller passes from those that a client must not ask for, and adds those that only the template
 * names.
 */
function sort(declared: readonly Input[], site: Site): InputsFound {
  const templated = templateNames(site.address.path);
  const diagnostics: Diagnostic[] = [];
  const inputs: Input[] = [];
  const ignored: IgnoredInput[] = [];
  const idempotency = declared.find((input) => input.location === "header" && IDEMPOTENCY.test(input.name));
  for (const input of declared) {
    if (input === idempotency) {
      ignored.push({ location: input.location, name: input.name });
      continue;
    }
    const reason = reasonToIgnore(input, templated, site.credentialHeaders);
    if (reason === undefined) inputs.push(input);
    else {
      ignored.push({ location: input.location, name: input.name });
      diagnostics.push(ignoredFinding(input, reason));
    }
  }
  for (const name of templated) {
    if (inputs.some((input) => input.location === "path" && input.name === name)) continue;
    inputs.push(undeclared(name, site.pathPointer));
    diagnostics.push(undeclaredFinding(name, site));
  }
  return { inputs, ignored, ...optional("idempotencyHeader", idempotency?.name), diagnostics };
}

function reasonToIgnore(
  input: Input,
  templated: readonly string[],
  credentialHeaders: ReadonlySet<string>,
): string | undefined {
  if (input.location === "path") return templated.includes(input.name) ? undefined : "the path has no such placeholder";
  if (input.location !== "header") return undefined;
  const name = input.name.toLowerCase();
  if (credentialHeaders.has(name)) return "a security scheme of this operation already carries it";
  return RESERVED_HEADERS.has(name) ? "OpenAPI ignores parameters of this name" : undefined;
}

/** The distinct names between braces, in order. */
export function templateNames(path: string): readonly string[] {
  return [...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""))];
}

function readInput(document: Document, node: Json, at: Pointer): Input | undefined {
  const { value, pointer } = follow(document, node, at);
  const name = value && textOf(value, "name");
  const location = value && locationOf(value);
  if (!value || !name || !location) return undefined;
  const style = styleOf(value, location);
  const media = mediaOf(value);
  const schema = parameterSchema(document, value, media, pointer);
  return {
    location,
    name,
    required: location === "path" || flagOf(value, "required"),
    deprecated: flagOf(value, "deprecated"),
    ...optional("description", textOf(value, "description")),
    ...optional("argument", readArgumentName(value)),
    style,
    explode: explodeOf(value, style),
    ...(isStyled(value) ? { isStyled: true } : {}),
    allowReserved: flagOf(value, "allowReserved"),
    ...optional("media", media),
    ...shapesOf(schema),
    declared: true,
    example: exampleOf(document, schema, name, explicitExample(value)),
    ...optional("view", schema),
    pointer,
  };
}

function locationOf(parameter: JsonObject): InputLocation | undefined {
  const location = textOf(parameter, "in");
  return location !== undefined && LOCATIONS.includes(location) ? (location as InputLocation) : undefined;
}

function styleOf(parameter: JsonObject, location: InputLocation): InputStyle {
  const allowed = STYLES[location];
  const style = textOf(parameter, "style");
  return allowed.find((known) => known === style) ?? allowed[0] ?? "simple";
}

function explodeOf(parameter: JsonObject, style: InputStyle): boolean {
  const explode = valueOf(parameter, "explode");
  return typeof explode === "boolean" ? explode : style === "form" || style === "deepObject";
}

function isStyled(parameter: JsonObject): boolean {
  return valueOf(parameter, "style") !== undefined || valueOf(parameter, "explode") !== undefined;
}

function mediaOf(parameter: JsonObject): string | undefined {
  const content = objectOf(parameter, "content");
  return content && Object.keys(content)[0];
}

/** The schema of a parameter, or of its `content`. */
function parameterSchema(
  document: Document,
  parameter: JsonObject,
  media: string | undefined,
  pointer: Pointer,
): SchemaView | undefined {
  if (media === undefined) return schemaAt(document, valueOf(parameter, "schema"), childPointer(pointer, "schema"));
  const owner = objectOf(objectOf(parameter, "content") ?? {}, media);
  return schemaAt(document, owner && valueOf(owner, "schema"), childPointer(pointer, "content", media, "schema"));
}

type Shapes = Pick<Input, "mayBeList" | "mayBeObject" | "mayBeBoolean" | "mayNest">;

function shapesOf(schema: SchemaView | undefined): Shapes {
  if (!schema) return {};
  const types = typesOf(schema);
  return {
    ...(alternativesOf(schema).some(mayNest) ? { mayNest: true } : {}),
    ...(types.includes("array") ? { mayBeList: true } : {}),
    ...(types.includes("object") ? { mayBeObject: true } : {}),
    ...(types.includes("boolean") ? { mayBeBoolean: true } : {}),
  };
}

/** A schema with its direct choices and parts, without theirs. */
function alternativesOf(schema: SchemaView): readonly SchemaView[] {
  return [schema, ...schema.choices.flat(), ...schema.parts];
}

function typesOf(schema: SchemaView): readonly string[] {
  return alternativesOf(schema).flatMap(({ types, properties }) =>
    properties.size > 0 ? [...types, "object"] : types,
  );
}

/** Whether items or members may have members; an object that does not describe its members may have any. */
function mayNest({ types, properties, rest, items, firstItems }: SchemaView): boolean {
  const members = [...properties.values()].flatMap(({ schema }) => schema ?? []);
  const held = [...members, ...(typeof rest === "object" ? [rest] : []), ...(items ? [items] : []), ...firstItems];
  const isFree = types.includes("object") && properties.size === 0 && (rest === "open" || rest === "unsaid");
  return isFree || held.flatMap(typesOf).some((type) => type === "object" || type === "array");
}

function undeclared(name: string, pointer: Pointer): Input {
  return {
    location: "path",
    name,
    required: true,
    deprecated: false,
    style: "simple",
    explode: false,
    allowReserved: false,
    declared: false,
    example: name,
    pointer,
  };
}

function ignoredFinding(input: Input, reason: string): Diagnostic {
  return {
    code: "api/ignored-parameter",
    severity: "info",
    message: `The ${input.location} parameter \`${input.name}\` is left out of the client: ${reason}.`,
    hint: "Remove the parameter from the document, or describe it as a security scheme.",
    place: { pointer: input.pointer },
  };
}

function undeclaredFinding(name: string, site: Site): Diagnostic {
  return {
    code: "api/undeclared-path-parameter",
    severity: "warning",
    message: `The path \`${site.address.path}\` has a placeholder \`{${name}}\` that ${site.address.method.toUpperCase()} does not declare.`,
    hint: `Add a parameter \`${name}\` with \`in: path\`; until then, its type is string.`,
    place: { pointer: site.pathPointer, onKey: true },
  };
}
