/** Values of the wrong type, numbers that are none, and whole documents that are strange as such. */
import { baseDocument, setAt, type Tree, type Value, type Way } from "./base.js";
import type { Case } from "./harness.js";
import { positions } from "./positions.js";

/** `JSON.parse`, so that `__proto__` is a key like any other. */
function parsed(text: string): Value {
  return JSON.parse(text) as Value;
}

const strangers: readonly { readonly name: string; readonly make: (canary: string) => Value }[] = [
  { name: "a number", make: () => 2024 },
  { name: "false", make: () => false },
  { name: "null", make: () => null },
  { name: "a list", make: (canary) => [`*/ ${canary}()`, [`"${canary}()`], null] },
  {
    name: "an object",
    make: (canary) => parsed(`{"__proto__":{"${canary}":1},"constructor":"${canary}()","a":["*/"]}`),
  },
  {
    name: "an object that speaks",
    make: (canary) => ({ toString: `${canary}()`, trim: canary, length: -1, startsWith: 1 }),
  },
];

/** Every value of the document meets some of them, in turn. */
export function wrongTypes(): readonly Case[] {
  const ways = [...new Set(positions.flatMap(({ way }) => (way === undefined ? [] : [way]))), ...structures];
  return ways.flatMap((way, index) =>
    [0, 1].map((turn): Case => {
      const stranger = strangers[(index + turn * 3) % strangers.length] ?? { name: "", make: () => null };
      return {
        name: `${stranger.name} at ${way}`,
        canary: `WRONG_${String(index * strangers.length + turn).padStart(4, "0")}`,
        put: (document, canary) => setAt(document, way, stranger.make(canary)),
        mayBeRefused: true,
      };
    }),
  );
}

/** Values that are no text in a sound document. */
const structures: readonly Way[] = [
  "openapi",
  "info",
  "servers",
  "servers 0",
  "servers 0 variables",
  "servers 0 variables region",
  "tags",
  "tags 0",
  "security",
  "security 0",
  "security 0 key",
  "paths /things",
  "paths /things get",
  "paths /things get tags",
  "paths /things get parameters",
  "paths /things get parameters 0",
  "paths /things get parameters 0 required",
  "paths /things get parameters 0 schema",
  "paths /things get responses",
  "paths /things get responses 200",
  "paths /things get responses 200 content",
  "paths /things get responses 200 content application/json",
  "paths /things get responses 200 content application/json schema",
  "paths /things get responses 200 headers",
  "paths /things get deprecated",
  "paths /things get x-codeSamples",
  "paths /things get x-codeSamples 0",
  "paths /things post requestBody",
  "paths /things post requestBody content",
  "paths /things post callbacks",
  "webhooks",
  "webhooks thingMade",
  "components",
  "components schemas",
  "components schemas Thing",
  "components schemas Thing required",
  "components schemas Thing properties",
  "components schemas Thing properties name",
  "components schemas Thing properties colour enum",
  "components schemas Thing properties tags items",
  "components schemas Thing properties more additionalProperties",
  "components schemas Thing allOf",
  "components schemas Thing allOf 0",
  "components schemas Owner oneOf",
  "components schemas Owner oneOf 0",
  "components schemas Owner discriminator",
  "components schemas Owner discriminator mapping",
  "components parameters",
  "components securitySchemes",
  "components securitySchemes key",
  "components securitySchemes granted flows",
  "components examples Ball value",
];

const numeric: readonly Way[] = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "default",
  "const",
  "enum 0",
  "example",
];

/** Text that stands for itself where a number is due: in JSON as it is, so also what is no JSON number at all. */
const numbers: readonly { readonly name: string; readonly text: (canary: string) => string }[] = [
  { name: "text", text: (canary) => JSON.stringify(`1; ${canary}() */ ${canary}()`) },
  { name: "text that is a number", text: () => '"0x10"' },
  { name: "list", text: (canary) => `[1, "${canary}()"]` },
  { name: "too large", text: () => "1e400" },
  { name: "very small", text: () => "-1e-320" },
  { name: "negative nothing", text: () => "-0" },
  { name: "large", text: () => "123456789012345678901234567890" },
];

/** Each numeric keyword of a parameter and of a property, with what is no number or hardly one. */
export function noNumbers(): readonly Case[] {
  const owners = ["paths /things get parameters 1 schema", "components schemas Thing properties size"];
  return owners.flatMap((owner, ofOwner) =>
    numeric.flatMap((keyword, ofKeyword) =>
      numbers
        .filter((_, index) => (index + ofKeyword + ofOwner) % 2 === 0)
        .map(({ name, text }, index): Case => ({
          name: `${keyword} of ${owner}: ${name}`,
          canary: `NUMBER_${String((ofOwner * numeric.length + ofKeyword) * numbers.length + index).padStart(4, "0")}`,
          put: (document, canary) => {
            setAt(document, `${owner} ${keyword}`, "@number@");
            return JSON.stringify(document, null, 1).replace('"@number@"', () => text(canary));
          },
          mayBeRefused: true,
        })),
    ),
  );
}

interface Strange {
  readonly name: string;
  readonly ending?: "json" | "yaml";
  readonly sound?: true;
  readonly blamesFile?: true;
  readonly text: (canary: string) => string;
}

function spoiled(spoil: (document: Tree, canary: string) => void): (canary: string) => string {
  return (canary) => {
    const document = baseDocument();
    spoil(document, canary);
    return JSON.stringify(document);
  };
}

const get = { responses: { "204": { description: "Done." } } };

function yaml(lines: (canary: string) => string): Pick<Strange, "ending" | "text"> {
  return {
    ending: "yaml",
    text: (canary) =>
      `openapi: 3.1.0\ninfo: { title: Things, version: 1.0.0 }\npaths: { /a: { get: {} } }\n${lines(canary)}\n`,
  };
}

const documents: readonly Strange[] = [
  { name: "names that are equal in camel case", sound: true, text: spoiled(equalNames) },
  { name: "paths that are equal in camel case", sound: true, text: spoiled(equalPaths) },
  { name: "paths that differ in the names of placeholders", sound: true, text: spoiled(equalTemplates) },
  { name: "resources that are equal in any case", sound: true, text: spoiled(equalResources) },
  { name: "names of every object", sound: true, text: spoiled(inheritedNames) },
  { name: "reserved words as resources", sound: true, text: spoiled(reservedWords) },
  { name: "one operationId for all", sound: true, text: spoiled(oneOperationId) },
  { name: "schemes that are equal in camel case", sound: true, text: spoiled(equalSchemes) },
  { name: "names of globals as schemas and resources", sound: true, text: spoiled(globalNames) },
  { name: "function in YAML", ...yaml((canary) => `x-a: !!js/function "function () { ${canary}() }"`) },
  { name: "expression in YAML", ...yaml((canary) => `x-a: !<tag:yaml.org,2002:js/regexp> /${canary}()/g`) },
  { name: "undefined in YAML", ...yaml((canary) => `x-a: !!js/undefined ''\nx-b: ${canary}`) },
  {
    name: "merge key with a prototype",
    sound: true,
    ...yaml(() => `x-a: &a { __proto__: { polluted: 1 } }\nx-b: { <<: *a, constructor: { prototype: 1 } }`),
  },
  {
    name: "prototype as key in YAML",
    sound: true,
    ...yaml((canary) => `__proto__: { ${canary}: 1 }\nx-b: { ? __proto__ : { toString: 1 } }`),
  },
  {
    name: "not a number in YAML",
    ...yaml(() => "components: { schemas: { A: { type: number, default: .nan, maximum: .inf } } }"),
  },
  {
    name: "date in YAML",
    sound: true,
    ...yaml(() => "components: { schemas: { A: { type: string, default: 2024-01-01, enum: [0o17, 0x1F, ~, yes] } } }"),
  },
  { name: "binary in YAML", ...yaml(() => "x-a: !!binary aGVsbG8=") },
  { name: "keys that are no texts in YAML", ...yaml(() => "x-a: { 1: a, true: b, null: c, [1]: d, { a: b }: e }") },
  { name: "alias that holds itself", ...yaml(() => "x-a: &a { a: *a }") },
  { name: "two documents in one file", blamesFile: true, ...yaml((canary) => `---\n${canary}: 1`) },
  { name: "nothing", ending: "yaml", text: () => "" },
  { name: "a comment", ending: "yaml", text: (canary) => `# */ ${canary}()` },
  { name: "code", text: (canary) => `${canary}()` },
  { name: "text", text: (canary) => JSON.stringify(`${canary}()`) },
  { name: "a list", text: (canary) => `[{ "openapi": "3.1.0", "${canary}": 1 }]` },
  { name: "version as code", text: spoiled((document, canary) => setAt(document, "openapi", `3.1.0"; ${canary}()`)) },
  { name: "byte order mark", sound: true, text: () => `\ufeff${JSON.stringify(baseDocument())}` },
  {
    name: "circular allOf",
    text: spoiled((document) =>
      setAt(document, "components schemas Thing allOf", [{ $ref: "#/components/schemas/Thing" }]),
    ),
  },
  {
    name: "reference to itself",
    text: spoiled((document) => setAt(document, "components schemas Thing", { $ref: "#/components/schemas/Thing" })),
  },
];

function equalNames(document: Tree): void {
  for (const name of ["foo-bar", "foo_bar", "fooBar", "FooBar", "foo bar", "FOO_BAR", "fooBár", "foobar"]) {
    setAt(document, "components schemas Thing properties " + name.replaceAll(" ", "\u00a0"), { type: "string" });
    const schema = { type: "object", properties: { [name]: { type: "string" } } };
    setAt(document, "components schemas " + name.replaceAll(" ", "\u00a0"), schema);
  }
  const names = ["foo-bar", "foo_bar", "fooBar", "FooBar", "foo bar", "body", "params", "options", "query"];
  const parameters = names.map((name) => ({ name, in: "query", required: true, schema: { type: "string" } }));
  setAt(document, "paths /things post parameters", parameters);
}

function equalPaths(document: Tree): void {
  for (const path of [
    "/foo-bar",
    "/foo_bar",
    "/fooBar",
    "/FOO/bar",
    "/foo/bar",
    "/foo.bar",
    "/foo%2Dbar",
    "/foo-bar/",
  ]) {
    setAt(document, `paths ${path}`, { get, post: get });
  }
}

function equalTemplates(document: Tree): void {
  for (const name of ["id", "ID", "Id", "other-id", "__proto__"]) {
    setAt(document, `paths /owners/{${name}}`, { get: { operationId: "getOwner", ...get } });
  }
}

function equalResources(document: Tree): void {
  for (const id of [
    "Aux/get",
    "aux/get",
    "AUX/get",
    "con/list",
    "CON./list",
    "ｃｏｎ/list",
    "ﬁles/get",
    "files/get",
    "ſ/get",
  ]) {
    setAt(document, `paths /r/${id}`, { get: { operationId: id, ...get } });
  }
}

function inheritedNames(document: Tree): void {
  const names = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "then", "toJSON"];
  for (const name of names) {
    setAt(document, `paths /${name}`, { get: { operationId: name, tags: [name], ...get } });
    setAt(document, `components schemas ${name}`, {
      type: "object",
      required: [name],
      properties: parsed(`{"${name}":{}}`),
    });
    setAt(document, `components securitySchemes ${name}`, { type: "apiKey", in: "header", name });
    setAt(document, `paths /things get responses 200 headers ${name}`, { schema: { type: "string" } });
  }
  setAt(
    document,
    "paths /things get parameters",
    names.map((name) => ({
      name,
      in: "query",
      required: true,
      example: parsed(`{"${name}":1}`),
      schema: { type: "string" },
    })),
  );
}

function reservedWords(document: Tree): void {
  const words =
    "arguments await break class default delete enum eval export function if import in let new null super this typeof var void yield";
  for (const word of words.split(" ")) {
    const name = { name: word, in: "path", required: true, schema: { type: "string" } };
    const sample = `await client.${word}.${word}(${word});`;
    setAt(document, `paths /${word}/{${word}}`, {
      get: { ...get, parameters: [name], "x-codeSamples": [{ lang: "JavaScript", source: sample }] },
    });
  }
}

function oneOperationId(document: Tree): void {
  for (const way of ["/things get", "/things post", "/things/{id} get", "/things/{id} delete"]) {
    setAt(document, `paths ${way} operationId`, "same");
  }
  setAt(document, "webhooks thingMade post operationId", "same");
  setAt(document, "webhooks other", { post: { operationId: "same" } });
}

function equalSchemes(document: Tree): void {
  for (const name of ["api-key", "api_key", "apiKey", "ApiKey", "base-url", "fetch", "timeout", "API KEY"]) {
    setAt(document, `components securitySchemes ${name.replaceAll(" ", "\u00a0")}`, { type: "http", scheme: "basic" });
  }
}

function globalNames(document: Tree): void {
  const names = [
    "Promise",
    "Omit",
    "NonNullable",
    "Record",
    "Client",
    "APIPromise",
    "Operation",
    "paths",
    "components",
    "Things",
  ];
  for (const name of names) {
    setAt(document, `components schemas ${name}`, { type: "object", additionalProperties: { type: "string" } });
    setAt(document, `paths /${name}/${name}`, { get: { operationId: `${name}/${name}`, ...get } });
  }
}

/** Documents that are strange as a whole. */
export function strangeDocuments(): readonly Case[] {
  return documents.map(({ name, text, sound, blamesFile, ending }, index): Case => ({
    name,
    canary: `WHOLE_${String(index).padStart(4, "0")}`,
    put: (_, canary) => text(canary),
    mayBeRefused: !sound,
    ...(blamesFile ? { blamesFile } : {}),
    ...(ending ? { ending } : {}),
  }));
}
