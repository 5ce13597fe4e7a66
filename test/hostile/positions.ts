/** Every place of a document that holds text: as a value or as a key. */
import { renameAt, setAt, type Tree, type Way } from "./base.js";

export interface Position {
  readonly name: string;
  readonly put: (document: Tree, text: string) => void;
  /** Where the text is the whole value. */
  readonly way?: Way;
  /** Whether some text may make the whole document unusable here, as a status that is none does. */
  readonly structural?: true;
  /** Whether text from here is not expected anywhere in the package. */
  readonly unused?: true;
}

function value(name: string, way: Way): Position {
  return { name, way, put: (document, text) => setAt(document, way, text) };
}

function key(name: string, way: Way): Position {
  return { name, put: (document, text) => renameAt(document, way, text) };
}

function unused(position: Position): Position {
  return { ...position, unused: true };
}

function structural(position: Position): Position {
  return { ...position, structural: true };
}

function pointerTo(section: string, name: string): string {
  return `#/components/${section}/${name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25")}`;
}

/** Names a component, and everything that refers to it. */
function component(name: string, section: string, old: string, ways: readonly Way[]): Position {
  return {
    name,
    put: (document, text) => {
      renameAt(document, `components ${section} ${old}`, text);
      for (const way of ways) setAt(document, `${way} $ref`, pointerTo(section, text));
    },
  };
}

const list = "paths /things get";
const create = "paths /things post";
const thing = "components schemas Thing";
const properties = `${thing} properties`;
const json = "content application/json";

const about: readonly Position[] = [
  value("title", "info title"),
  value("version", "info version"),
  unused(value("summary of the API", "info summary")),
  value("description of the API", "info description"),
  unused(value("terms of service", "info termsOfService")),
  unused(value("name of the licence", "info license name")),
  unused(value("URL of the licence", "info license url")),
  unused(value("name of the contact", "info contact name")),
  unused(value("mail of the contact", "info contact email")),
  unused(value("docs of the API", "externalDocs url")),
  unused(value("name of a tag", "tags 0 name")),
  value("description of a tag", "tags 0 description"),
  value("URL of a server", "servers 0 url"),
  value("description of a server", "servers 0 description"),
  key("name of a server variable", "servers 0 variables region"),
  value("default of a server variable", "servers 0 variables region default"),
  unused(value("value of a server variable", "servers 0 variables region enum 0")),
  unused(value("description of a server variable", "servers 0 variables region description")),
  {
    name: "URL of an operation's server",
    put: (document, text) => setAt(document, `${create} servers`, [{ url: text }, { url: "/" }]),
  },
];

const operations: readonly Position[] = [
  { name: "path", put: (document, text) => renameAt(document, "paths /things", `/${text}`) },
  { name: "path, in the middle", put: (document, text) => renameAt(document, "paths /things", `/a/${text}/b`) },
  structural({ name: "path without a slash", put: (document, text) => renameAt(document, "paths /things", text) }),
  { name: "placeholder", put: (document, text) => renameAt(document, "paths /things/{id}", `/things/{${text}}`) },
  value("summary of a path", "paths /things summary"),
  value("description of a path", "paths /things description"),
  structural(unused(key("HTTP method", "paths /things post"))),
  unused(value("operationId", "paths /things/{id} get operationId")),
  unused({
    name: "operationId with a resource",
    put: (document, text) => setAt(document, `${list} operationId`, `${text}/x`),
  }),
  value("summary", `${list} summary`),
  value("description", `${list} description`),
  unused(value("tag of an operation", `${list} tags 0`)),
  value("docs of an operation", `${list} externalDocs url`),
  unused(value("description of docs", `${list} externalDocs description`)),
  structural(unused(value("wanted call", `${create} x-callwright-call`))),
  structural(
    unused({
      name: "method of a wanted call",
      put: (document, text) => setAt(document, `${create} x-callwright-call`, `things.${text}`),
    }),
  ),
  unused(key("name of a callback", `${create} callbacks made`)),
  unused(key("expression of a callback", `${create} callbacks made {$request.body#/hook}`)),
  unused(key("name of a link", `${list} responses 200 links next`)),
  unused(value("operation of a link", `${list} responses 200 links next operationId`)),
  structural(unused(value("reference of a link", `${list} responses 200 links next operationRef`))),
  unused(value("parameter of a link", `${list} responses 200 links next parameters id`)),
  key("name of a webhook", "webhooks thingMade"),
  value("summary of a webhook", "webhooks thingMade post summary"),
  unused({ name: "requirement", put: (document, text) => setAt(document, `${list} security`, [{ key: [text] }]) }),
  structural(
    unused({
      name: "scheme of a requirement",
      put: (document, text) => setAt(document, `${list} security`, [{ [text]: [] }]),
    }),
  ),
];

/** Turns the list into one that comes in pages, as the operation itself says. */
function paged(document: Tree, parameter: string, pages: Tree, listKey = "items"): void {
  const properties = { [listKey]: { type: "array", items: { $ref: "#/components/schemas/Thing" } } };
  setAt(document, `${list} responses 200 ${json} schema`, { type: "object", properties });
  setAt(document, `${list} parameters 1`, { name: parameter, in: "query", schema: { type: "integer", default: 1 } });
  setAt(document, `${list} x-callwright-pagination`, pages);
}

const pages: readonly Position[] = [
  { name: "name of a list", put: (document, text) => paged(document, "n", { kind: "numbered", page: "n" }, text) },
  { name: "parameter of pages", put: (document, text) => paged(document, text, { kind: "offset", offset: text }) },
  {
    name: "place of a cursor",
    put: (document, text) => paged(document, "c", { kind: "cursor", cursor: "c", next: [text, "next"] }),
  },
  structural(unused({ name: "kind of pages", put: (document, text) => paged(document, "n", { kind: text }) })),
];

const inputs: readonly Position[] = [
  value("name of a query parameter", `${list} parameters 0 name`),
  value("name of a header parameter", `${list} parameters 2 name`),
  value("name of a cookie", `${list} parameters 3 name`),
  {
    name: "name of a path parameter",
    put: (document, text) => {
      setAt(document, "components parameters Id name", text);
      renameAt(document, "paths /things/{id}", `/things/{${text}}`);
    },
  },
  value("description of a parameter", `${list} parameters 0 description`),
  structural(unused(value("location of a parameter", `${list} parameters 1 in`))),
  unused(value("style of a parameter", `${list} parameters 1 style`)),
  value("example of a parameter", `${list} parameters 0 example`),
  value("enum of a parameter", `${list} parameters 2 schema enum 0`),
  unused(value("default of a parameter", `${list} parameters 0 schema default`)),
  unused(value("pattern of a parameter", `${list} parameters 0 schema pattern`)),
  key("media type of a body", `${create} requestBody content application/json`),
  unused(value("description of a body", `${create} requestBody description`)),
  value("example of a body", `${create} requestBody ${json} example name`),
  {
    name: "key in the example of a body",
    put: (document, text) => setAt(document, `${create} requestBody ${json} example`, entry(text)),
  },
  {
    name: "second media type of a body",
    put: (document, text) =>
      setAt(document, `${create} requestBody content`, { "application/json": {}, ...entry(text, {}) }),
  },
  unused({
    name: "encoding of a body",
    put: (document, text) => setAt(document, `${create} requestBody ${json} encoding`, entry(text, {})),
  }),
];

const outcomes: readonly Position[] = [
  structural(key("status", `${list} responses 200`)),
  structural(key("status of an error", `${list} responses 404`)),
  key("media type of an answer", `${list} responses 200 content application/json`),
  key("media type of an error", `${list} responses 404 content application/json`),
  unused(value("description of an answer", `${list} responses 200 description`)),
  key("name of a header", `${list} responses 200 headers X-Request-Id`),
  {
    name: "name of a header with a request's name",
    put: (document, text) => renameAt(document, `${list} responses 200 headers X-Request-Id`, `${text}-request-id`),
  },
  value("description of a header", `${list} responses 200 headers X-Request-Id description`),
  unused(key("name of an example", `${list} responses 200 ${json} examples one`)),
  unused(value("summary of an example", `${list} responses 200 ${json} examples one summary`)),
  unused(value("external example", `${list} responses 200 ${json} examples one externalValue`)),
];

const thingRefs: readonly Way[] = [
  `${list} responses 200 ${json} schema items`,
  `${create} requestBody ${json} schema`,
  `${create} responses 201 ${json} schema`,
  `webhooks thingMade post requestBody ${json} schema`,
  `components responses Found ${json} schema`,
];

const schemas: readonly Position[] = [
  component("name of a schema", "schemas", "Thing", thingRefs),
  {
    name: "name of a schema in a oneOf",
    put: (document, text) => {
      renameAt(document, "components schemas Person", text);
      setAt(document, "components schemas Owner oneOf 0 $ref", pointerTo("schemas", text));
      setAt(document, "components schemas Owner discriminator mapping person", pointerTo("schemas", text));
    },
  },
  component("name of a parameter component", "parameters", "Id", ["paths /things/{id} parameters 0"]),
  component("name of a response component", "responses", "Found", ["paths /things/{id} get responses 200"]),
  key("name of a header component", "components headers Trace"),
  key("name of a request body component", "components requestBodies Note"),
  unused(key("name of an example component", "components examples Ball")),
  unused(key("name of a link component", "components links Self")),
  unused(key("section of components", "components examples")),
  value("title of a schema", `${thing} title`),
  value("description of a schema", `${thing} description`),
  structural(unused(value("type of a schema", `${properties} size type`))),
  structural(
    unused({
      name: "one of several types",
      put: (document, text) => setAt(document, `${properties} size type`, [text, "null"]),
    }),
  ),
  value("format of a schema", `${properties} name format`),
  key("name of a property", `${properties} name`),
  key("name of a required property", `${properties} colour`),
  unused(value("required property", `${thing} required 0`)),
  {
    name: "name of a property and of its requirement",
    put: (document, text) => {
      renameAt(document, `${properties} name`, text);
      setAt(document, `${thing} required 0`, text);
    },
  },
  value("title of a property", `${properties} name title`),
  value("description of a property", `${properties} name description`),
  value("example of a property", `${properties} name example`),
  {
    name: "examples of a property",
    put: (document, text) => setAt(document, `${properties} name examples`, [text, entry(text, [text])]),
  },
  {
    name: "object in an enum",
    put: (document, text) => setAt(document, `${properties} colour enum`, [entry(text, text), [text], "red"]),
  },
  value("enum", `${properties} colour enum 0`),
  value("default", `${properties} colour default`),
  {
    name: "object as default",
    put: (document, text) => setAt(document, `${properties} more default`, entry(text, text)),
  },
  value("const", `${properties} kind const`),
  {
    name: "object as const",
    put: (document, text) => setAt(document, `${properties} kind const`, entry(text, [text])),
  },
  unused(value("pattern", `${properties} name pattern`)),
  unused({
    name: "key of patternProperties",
    put: (document, text) => setAt(document, `${properties} more patternProperties`, entry(text, {})),
  }),
  unused({
    name: "name of a definition",
    put: (document, text) => setAt(document, `${properties} more $defs`, entry(text, { type: "string" })),
  }),
  unused(value("$id", `${thing} $id`)),
  unused(value("$anchor", `${thing} $anchor`)),
  unused(value("$schema", `${thing} $schema`)),
  unused(value("$comment", `${thing} $comment`)),
  unused(value("name in XML", `${thing} xml name`)),
  unused(value("media type of content", `${properties} name contentMediaType`)),
  unused(value("description in additionalProperties", `${properties} more additionalProperties description`)),
  unused(value("description beside a reference", `${properties} owner description`)),
  value("property of a discriminator", "components schemas Owner discriminator propertyName"),
  key("key of a mapping", "components schemas Owner discriminator mapping person"),
  structural(unused(value("value of a mapping", "components schemas Owner discriminator mapping person"))),
  structural(
    unused({
      name: "pointer in a mapping",
      put: (document, text) =>
        setAt(document, "components schemas Owner discriminator mapping person", `#/components/${text}`),
    }),
  ),
];

const references: readonly Position[] = [
  "components schemas Owner oneOf 0",
  `${properties} owner`,
  "paths /things/{id} parameters 0",
  "paths /things/{id} get responses 200",
  "paths /things/{id}",
].flatMap((way) => [
  structural(unused(value(`$ref at ${way}`, `${way} $ref`))),
  structural(
    unused({
      name: `pointer in $ref at ${way}`,
      put: (document, text) => setAt(document, `${way} $ref`, `#/components/${text}`),
    }),
  ),
]);

const security: readonly Position[] = [
  key("name of a security scheme", "components securitySchemes key"),
  key("name of basic authentication", "components securitySchemes account"),
  {
    name: "name of a security scheme in use",
    put: (document, text) => {
      renameAt(document, "components securitySchemes key", text);
      setAt(document, "security", [entry(text, [])]);
    },
  },
  value("name of a key in a header", "components securitySchemes key name"),
  {
    name: "name of a key in the query",
    put: (document, text) => {
      setAt(document, "components securitySchemes key in", "query");
      setAt(document, "components securitySchemes key name", text);
    },
  },
  unused(value("location of a key", "components securitySchemes key in")),
  unused(value("type of a scheme", "components securitySchemes token type")),
  unused(value("HTTP scheme", "components securitySchemes token scheme")),
  unused(value("format of a bearer token", "components securitySchemes token bearerFormat")),
  value("description of a scheme", "components securitySchemes token description"),
  unused(value("URL of a flow", "components securitySchemes granted flows implicit authorizationUrl")),
  unused(key("scope", "components securitySchemes granted flows implicit scopes read")),
];

const sample = `${list} x-codeSamples 0`;

const extensions: readonly Position[] = [
  unused(value("extension of the document", "x-origin note")),
  unused(key("key in an extension", "x-origin note")),
  unused(key("name of an extension", "x-origin")),
  unused(value("extension of an operation", `${list} x-origin`)),
  unused(value("extension of a schema", `${thing} x-origin`)),
  unused({
    name: "names of enum values",
    put: (document, text) => setAt(document, `${properties} colour x-enum-varnames`, [text, text]),
  }),
  unused({
    name: "descriptions of enum values",
    put: (document, text) => setAt(document, `${properties} colour x-enum-descriptions`, [text, text]),
  }),
  unused(value("sample", `${sample} source`)),
  unused(value("language of a sample", `${sample} lang`)),
  unused(value("label of a sample", `${sample} label`)),
  unused({
    name: "call in a sample",
    put: (document, text) =>
      setAt(document, `${sample} source`, `await client.${text}.list(); await client["${text}"].list()`),
  }),
  unused({
    name: "client in a sample",
    put: (document, text) => setAt(document, `${sample} source`, `const c = new ${text}();\nawait c.a.b();`),
  }),
  unused({
    name: "package in a sample",
    put: (document, text) =>
      setAt(
        document,
        `${sample} source`,
        `import Things from ${JSON.stringify(text)};\nconst c = new Things({ key: "${text}" });\nawait c.a.b();`,
      ),
  }),
  unused({
    name: "sample in Python",
    put: (document, text) =>
      setAt(document, sample, {
        lang: "Python",
        source: `client = Things(key="${text}")\nclient.${text}.list(${text})`,
      }),
  }),
  unused({
    name: "example of OpenAI",
    put: (document, text) =>
      setAt(document, `${list} x-oaiMeta`, { examples: { request: entry(text, text), title: text } }),
  }),
];

/** An object with one key of this name, whatever the name. */
function entry(text: string, value: Tree[string] = "x"): Tree {
  const tree: Tree = {};
  Object.defineProperty(tree, text, { value, enumerable: true, configurable: true, writable: true });
  return tree;
}

export const positions: readonly Position[] = [
  ...about,
  ...operations,
  ...pages,
  ...inputs,
  ...outcomes,
  ...schemas,
  ...references,
  ...security,
  ...extensions,
];
