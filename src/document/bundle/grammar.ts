/**
 * OpenAPI's grammar (OpenAPI Specification 3.0 to 3.2, section "Schema"), as far as references need it: whether a `$ref`
 * is a reference or plain data depends on the kind of object around it.
 */

/**
 * The kind of an object, determined by its parent. `data` and `extension` contain no references; `plain` objects have no
 * section.
 */
export type Kind = keyof typeof grammar;

/** The sections of `#/components` that references can point to. */
export type Section =
  | "schemas"
  | "responses"
  | "parameters"
  | "examples"
  | "requestBodies"
  | "headers"
  | "securitySchemes"
  | "links"
  | "callbacks";

interface Shape {
  readonly members: Readonly<Record<string, string>>;
  /** The kind of members that are not listed; without it, they are extensions. */
  readonly others?: string;
  /** Whether keys that begin with `x-` are names here, not extensions. */
  readonly named?: true;
}

const texts = { title: "plain", summary: "plain", description: "plain", externalDocs: "plain" } as const;
const schemaKeys = [
  ...["items", "additionalItems", "prefixItems", "contains", "unevaluatedItems", "additionalProperties"],
  ...[
    "unevaluatedProperties",
    "propertyNames",
    "if",
    "then",
    "else",
    "not",
    "allOf",
    "oneOf",
    "anyOf",
    "contentSchema",
  ],
];
const schemaMapKeys = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];
/** The methods of a Path Item Object (OpenAPI Specification 3.2, section 4.9.1). */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

const mediaMembers = { schema: "schema", itemSchema: "schema", example: "data", examples: "examples" };
const parameterMembers = { ...texts, schema: "schema", content: "content", example: "data", examples: "examples" };
const all = (keys: readonly string[], kind: string): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, kind]));

const grammar = {
  document: {
    members: {
      ...all(["info", "servers", "tags", "externalDocs"], "plain"),
      security: "names",
      paths: "paths",
      webhooks: "pathItems",
      components: "components",
    },
  },
  components: {
    members: {
      schemas: "schemaComponents",
      responses: "responseComponents",
      parameters: "parameters",
      examples: "examples",
      requestBodies: "requestBodies",
      headers: "headers",
      securitySchemes: "securitySchemes",
      links: "links",
      callbacks: "callbacks",
      pathItems: "pathItems",
      mediaTypes: "content",
    },
  },
  // Component schemas are separate from other maps of schemas, because only they can hold schemas that are carried in.
  schemaComponents: { members: {}, others: "schema", named: true },
  responseComponents: { members: {}, others: "response", named: true },
  parameters: { members: {}, others: "parameter", named: true },
  requestBodies: { members: {}, others: "requestBody", named: true },
  securitySchemes: { members: {}, others: "securityScheme", named: true },
  paths: { members: {}, others: "pathItem" },
  pathItems: { members: {}, others: "pathItem", named: true },
  pathItem: {
    members: {
      ...texts,
      ...all(methods, "operation"),
      servers: "plain",
      parameters: "parameter",
      additionalOperations: "operations",
    },
  },
  operations: { members: {}, others: "operation", named: true },
  operation: {
    members: {
      ...texts,
      ...all(["servers", "tags"], "plain"),
      security: "names",
      parameters: "parameter",
      requestBody: "requestBody",
      responses: "responses",
      callbacks: "callbacks",
    },
  },
  parameter: { members: parameterMembers },
  headers: { members: {}, others: "header", named: true },
  header: { members: parameterMembers },
  requestBody: { members: { ...texts, content: "content" } },
  responses: { members: {}, others: "response" },
  response: { members: { ...texts, headers: "headers", content: "content", links: "links" } },
  content: { members: {}, others: "mediaType", named: true },
  mediaType: {
    members: { ...mediaMembers, encoding: "encodings", prefixEncoding: "encoding", itemEncoding: "encoding" },
  },
  encodings: { members: {}, others: "encoding", named: true },
  encoding: {
    members: { headers: "headers", encoding: "encodings", prefixEncoding: "encoding", itemEncoding: "encoding" },
  },
  examples: { members: {}, others: "example", named: true },
  example: { members: { ...texts, value: "data", dataValue: "data", serializedValue: "plain" } },
  links: { members: {}, others: "link", named: true },
  link: { members: { ...texts, parameters: "data", requestBody: "data", server: "plain" } },
  callbacks: { members: {}, others: "callback", named: true },
  callback: { members: {}, others: "pathItem" },
  securityScheme: { members: { ...texts, flows: "plain" } },
  schemas: { members: {}, others: "schema", named: true },
  schema: {
    members: {
      ...texts,
      ...all(schemaKeys, "schema"),
      ...all(schemaMapKeys, "schemas"),
      ...all(["example", "examples", "default", "enum", "const"], "data"),
      discriminator: "discriminator",
      xml: "plain",
    },
  },
  discriminator: { members: { mapping: "mapping" } },
  mapping: { members: {}, others: "plain", named: true },
  /** Info, servers, tags and similar: no section holds them or their parts, so references are replaced by their targets. */
  plain: { members: { variables: "names", scopes: "names" }, others: "plain" },
  /**
   * Maps whose keys the author chooses, so `title` and `version` are ordinary names: server variables, scopes, security
   * schemes.
   */
  names: { members: {}, others: "plain", named: true },
  /** A value that would change its meaning without its `$ref`. */
  data: { members: {}, others: "data", named: true },
  extension: { members: {}, others: "extension", named: true },
} as const satisfies Record<string, Shape>;

const shapes = new Map<string, { members: ReadonlyMap<string, Kind>; others: Kind; named: boolean }>(
  Object.entries<Shape>(grammar).map(([kind, { members, others = "extension", named = false }]) => [
    kind,
    { members: new Map(Object.entries(members) as [string, Kind][]), others: others as Kind, named },
  ]),
);

/** The kind of the value under a key of an object. Elements of a list have the kind of the list. */
export function kindUnder(kind: Kind, key: string): Kind {
  const shape = shapes.get(kind);
  if (shape === undefined) return "extension";
  const member = shape.members.get(key);
  if (member !== undefined) return member;
  return !shape.named && key.startsWith("x-") ? "extension" : shape.others;
}

/** Whether the specification lists a member of this name for objects of this kind. */
export function isMember(kind: Kind, key: string): boolean {
  return shapes.get(kind)?.members.has(key) === true;
}

/** Whether the author chooses the keys of objects of this kind: names of schemas, paths, status codes. */
export function isNamed(kind: Kind): boolean {
  return shapes.get(kind)?.others !== "extension";
}

const sections = new Map<Kind, Section>([
  ["schema", "schemas"],
  ["response", "responses"],
  ["parameter", "parameters"],
  ["example", "examples"],
  ["requestBody", "requestBodies"],
  ["header", "headers"],
  ["securityScheme", "securitySchemes"],
  ["link", "links"],
  ["callback", "callbacks"],
]);

/** All sections, in the order of the specification. */
export const sectionNames: readonly Section[] = [...sections.values()];

/** The section of `#/components` for objects of a kind; undefined if references to that kind are replaced by their targets. */
export function sectionOf(kind: Kind): Section | undefined {
  return sections.get(kind);
}

/** Whether a `$ref` in an object of this kind is data. */
export function holdsData(kind: Kind): boolean {
  return kind === "data" || kind === "extension";
}
