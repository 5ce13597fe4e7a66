/** The document that hostile text is put into: small, valid, and with something in every place a document has. */

/** A JSON value that may still be changed. */
export type Value = null | boolean | number | string | Value[] | Tree;

export interface Tree {
  [key: string]: Value;
}

/** A new copy, to be spoiled. */
export function baseDocument(): Tree {
  return {
    openapi: "3.1.0",
    info: {
      title: "Things",
      summary: "All about things.",
      description: "Things, in *detail*.",
      version: "1.2.3",
      termsOfService: "https://example.com/terms",
      contact: { name: "Ann", url: "https://example.com/ann", email: "ann@example.com" },
      license: { name: "MIT", url: "https://example.com/mit" },
    },
    externalDocs: { url: "https://example.com/docs", description: "More." },
    servers: [
      {
        url: "https://{region}.example.com/v1",
        description: "The first.",
        variables: { region: { default: "eu", enum: ["eu", "us"], description: "Where." } },
      },
    ],
    tags: [{ name: "things", description: "What there is.", externalDocs: { url: "https://example.com/tags" } }],
    security: [{ key: [] }, { token: [] }],
    paths: {
      "/things": {
        summary: "The things.",
        description: "All of them.",
        get: listOperation(),
        post: createOperation(),
      },
      "/things/{id}": {
        parameters: [{ $ref: "#/components/parameters/Id" }],
        get: { operationId: "getThing", responses: { "200": { $ref: "#/components/responses/Found" } } },
        delete: { operationId: "deleteThing", responses: { "204": { description: "Gone." } } },
      },
    },
    webhooks: {
      thingMade: {
        post: {
          summary: "A thing was made.",
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
          responses: { "200": { description: "Heard." } },
        },
      },
    },
    components: components(),
    "x-origin": { note: "plain" },
  };
}

function listOperation(): Tree {
  return {
    operationId: "listThings",
    tags: ["things"],
    summary: "List things",
    description: "Every thing there is.",
    externalDocs: { url: "https://example.com/list", description: "More on lists." },
    parameters: [
      {
        name: "filter",
        in: "query",
        required: true,
        description: "Which.",
        example: "big",
        schema: { type: "string", pattern: "^[a-z]+$", default: "all" },
      },
      { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100, multipleOf: 1 } },
      { name: "X-Trace", in: "header", required: true, schema: { type: "string", enum: ["on", "off"] } },
      { name: "session", in: "cookie", schema: { type: "string", minLength: 1 } },
    ],
    responses: {
      "200": {
        description: "The things.",
        headers: { "X-Request-Id": { description: "The name of the call.", schema: { type: "string" } } },
        content: {
          "application/json": {
            schema: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
            examples: { one: { summary: "One.", value: [{ name: "ball" }] } },
          },
        },
        links: {
          next: { operationId: "getThing", description: "The next.", parameters: { id: "$response.body#/0/id" } },
        },
      },
      "404": {
        description: "None.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Fault" } } },
      },
      default: { description: "Something else." },
    },
    "x-codeSamples": [
      {
        lang: "JavaScript",
        label: "Node.js",
        source:
          'import Things from "things";\nconst client = new Things();\nawait client.things.list({ filter: "big" });',
      },
    ],
    "x-origin": "plain",
  };
}

function createOperation(): Tree {
  return {
    operationId: "createThing",
    "x-callwright-call": "things.create",
    requestBody: {
      description: "The thing.",
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" }, example: { name: "ball" } } },
    },
    callbacks: {
      made: {
        "{$request.body#/hook}": { post: { summary: "Made.", responses: { "200": { description: "Heard." } } } },
      },
    },
    responses: {
      "201": {
        description: "Made.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
      },
    },
  };
}

function components(): Tree {
  return {
    schemas: {
      Thing: {
        type: "object",
        title: "A thing",
        description: "What it is.",
        required: ["name", "colour"],
        properties: {
          name: { type: "string", title: "Name", description: "What it is called.", format: "slug", example: "ball" },
          colour: { type: "string", enum: ["red", "blue"], default: "red" },
          size: { type: "number", minimum: 0, exclusiveMaximum: 9, description: "How big." },
          kind: { const: "toy" },
          tags: { type: "array", items: { type: "string" }, maxItems: 3 },
          owner: { $ref: "#/components/schemas/Owner" },
          more: { type: "object", additionalProperties: { type: "string", description: "Anything." } },
        },
        "x-origin": "plain",
      },
      Owner: {
        oneOf: [{ $ref: "#/components/schemas/Person" }, { $ref: "#/components/schemas/Firm" }],
        discriminator: { propertyName: "type", mapping: { person: "#/components/schemas/Person" } },
      },
      Person: {
        type: "object",
        required: ["type"],
        properties: { type: { type: "string" }, age: { type: "integer" } },
      },
      Firm: { type: "object", required: ["type"], properties: { type: { type: "string" } } },
      Fault: { type: "object", required: ["detail"], properties: { detail: { type: "string", description: "What." } } },
    },
    parameters: { Id: { name: "id", in: "path", required: true, description: "Whose.", schema: { type: "string" } } },
    responses: {
      Found: {
        description: "Found.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
      },
    },
    headers: { Trace: { description: "Where it went.", schema: { type: "string" } } },
    requestBodies: { Note: { description: "A note.", content: { "text/plain": { schema: { type: "string" } } } } },
    examples: { Ball: { summary: "A ball.", value: { name: "ball" } } },
    links: { Self: { operationId: "getThing" } },
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key", description: "The key." },
      token: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "The token." },
      account: { type: "http", scheme: "basic", description: "Name and password." },
      granted: {
        type: "oauth2",
        flows: { implicit: { authorizationUrl: "https://example.com/grant", scopes: { read: "Read." } } },
      },
    },
  };
}

/** Where something stands: keys and indices, separated by spaces, which no key of the document holds. */
export type Way = string;

/** Puts a value in a place, which is made where it does not exist; keys such as `__proto__` are keys like any other. */
export function setAt(root: Tree, way: Way, value: Value): void {
  const tokens = way.split(" ");
  const last = tokens.pop() ?? "";
  setOwn(ownerAt(root, tokens), last, value);
}

/** Gives a key another name, in the place it has among its neighbours. */
export function renameAt(root: Tree, way: Way, name: string): void {
  const tokens = way.split(" ");
  const old = tokens.pop() ?? "";
  const owner = ownerAt(root, tokens) as Tree;
  const entries = Object.entries(owner).map(([key, value]) => [key === old ? name : key, value] as const);
  for (const key of Object.keys(owner)) Reflect.deleteProperty(owner, key);
  for (const [key, value] of entries) setOwn(owner, key, value);
}

function ownerAt(root: Tree, tokens: readonly string[]): Tree | Value[] {
  let owner: Tree | Value[] = root;
  for (const token of tokens) {
    const known: Value | undefined = Object.hasOwn(owner, token) ? (owner as Tree)[token] : undefined;
    const next: Tree | Value[] = typeof known === "object" && known !== null ? known : {};
    if (next !== known) setOwn(owner, token, next);
    owner = next;
  }
  return owner;
}

function setOwn(owner: Tree | Value[], key: string, value: Value): void {
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}
