// @ts-check
// Makes documents of any number of operations: collections with the five usual operations each, grouped in areas. The same
// seed gives the same document, and an operation of a large document weighs as much as one of a small one.

/** @typedef {Record<string, unknown>} Json */
/** @typedef {{ one: (choices: readonly string[]) => string, chance: (share: number) => boolean, upTo: (limit: number) => number }} Dice */
/** @typedef {{ area: string, noun: string, model: string, path: string, id: string }} Collection */

const AREAS = words(`billing identity catalog shipping support analytics marketing payroll inventory scheduling
  compliance storage messaging learning recruiting banking lending insurance travel hosting monitoring security
  publishing media gaming health research energy farming retail wholesale logistics housing legal events ticketing
  loyalty donations voting mapping`);
const NOUNS =
  words(`account address agreement alert asset batch booking budget campaign channel comment contact contract
  credit device discount document domain folder form gateway grant invite invoice item job key label layout member
  message milestone note offer order plan policy profile quote report`);
const FIELDS = words(`name title description reference locale currency region owner category channel source notes
  colour unit timezone phone website summary origin carrier`);
const STATES = words("draft active paused pending archived failed expired cancelled");

/** Operations of each collection: list, create, retrieve, update, delete. */
const PER_COLLECTION = 5;

/**
 * @param {number} operations
 * @param {number} [seed]
 * @returns {Json} an OpenAPI 3.1 document with exactly as many operations
 */
export function syntheticDocument(operations, seed = 1) {
  const dice = diceOf(seed);
  const collections = Array.from({ length: Math.ceil(operations / PER_COLLECTION) }, (_, index) => collectionAt(index));
  let left = operations;
  const paths = collections.flatMap((collection) => {
    const taken = Math.min(left, PER_COLLECTION);
    left -= taken;
    return pathsOf(collection, taken);
  });
  const models = collections.flatMap((collection, index) => {
    // Schemas refer to others of their area, so that what one of them reaches does not grow with the document.
    const area = collections.slice(index - (index % NOUNS.length), index);
    return modelsOf(collection, area, dice);
  });
  return {
    openapi: "3.1.0",
    info: { title: "Synthetic API", version: "1.0.0", license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "https://api.synthetic.test/v1" }],
    security: [{ token: [] }],
    tags: [...new Set(collections.map(({ area }) => area))].map((name) => ({
      name,
      description: `All about ${name}.`,
    })),
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      parameters: { Limit: limit, Cursor: cursor },
      responses: {
        Failure: { description: "The request failed.", content: json({ $ref: "#/components/schemas/Failure" }) },
      },
      schemas: { Failure: failure, ...Object.fromEntries(models) },
    },
  };
}

const limit = {
  name: "limit",
  in: "query",
  description: "The most items of one page.",
  schema: { type: "integer", minimum: 1, maximum: 100, default: 20 },
};
const cursor = { name: "cursor", in: "query", description: "Where the page starts.", schema: { type: "string" } };
const failure = {
  type: "object",
  required: ["code", "message"],
  properties: { code: { type: "string" }, message: { type: "string", description: "What went wrong." } },
};

/**
 * @param {number} index
 * @returns {Collection} another one for each index
 */
function collectionAt(index) {
  const noun = NOUNS[index % NOUNS.length] ?? "";
  const block = Math.floor(index / NOUNS.length);
  const turn = Math.floor(block / AREAS.length);
  const area = `${AREAS[block % AREAS.length] ?? ""}${turn === 0 ? "" : String(turn + 1)}`;
  const plural = `${noun.replace(/y$/u, "ie").replace(/(x|s|ch)$/u, "$1e")}s`;
  return { area, noun, model: capital(area) + capital(noun), path: `/${area}/${plural}`, id: `${noun}_id` };
}

/**
 * @param {Collection} collection
 * @param {number} count how many of its operations
 * @returns {[string, Json][]} path items by path
 */
function pathsOf({ area, noun, model, path, id }, count) {
  const about = (/** @type {string} */ verb, /** @type {string} */ what) => ({
    operationId: `${area}/${verb}-${noun}`,
    tags: [area],
    summary: `${capital(verb)} ${what}`,
    description: `${capital(verb)} ${what} of the area ${area}. The token needs the scope \`${area}:${noun}\`.`,
  });
  const one = `#/components/schemas/${model}`;
  const ok = { 200: response(`The ${noun}.`, { $ref: one }), "4XX": { $ref: "#/components/responses/Failure" } };
  const input = { required: true, content: json({ $ref: `${one}Input` }) };
  const listed = { 200: response("A page.", { $ref: `${one}Page` }), "4XX": ok["4XX"] };
  const gone = { 204: { description: "It is gone." }, "4XX": ok["4XX"] };
  const parameters = ["Limit", "Cursor"].map((name) => ({ $ref: `#/components/parameters/${name}` }));
  const key = {
    name: id,
    in: "path",
    required: true,
    description: `The id of the ${noun}.`,
    schema: { type: "string", format: "uuid" },
  };
  const onAll = { get: { ...about("list", `every ${noun}`), parameters, responses: listed } };
  const onOne = { parameters: [key], get: { ...about("get", `one ${noun}`), responses: ok } };
  const create = {
    ...about("create", `a new ${noun}`),
    requestBody: input,
    responses: { 201: ok[200], "4XX": ok["4XX"] },
  };
  const update = { ...about("update", `one ${noun}`), requestBody: input, responses: ok };
  const remove = { ...about("delete", `one ${noun}`), responses: gone };
  /** @type {[string, Json][]} */
  const items = [[path, { ...onAll, ...(count > 1 && { post: create }) }]];
  const rest = { ...onOne, ...(count > 3 && { patch: update }), ...(count > 4 && { delete: remove }) };
  return count > 2 ? [...items, [`${path}/{${id}}`, rest]] : items;
}

/**
 * @param {Collection} collection
 * @param {readonly Collection[]} earlier of its area
 * @param {Dice} dice
 * @returns {[string, Json][]} what is returned, what is sent, and a page
 */
function modelsOf({ noun, model }, earlier, dice) {
  const fields = Object.fromEntries(Array.from({ length: 6 + dice.upTo(8) }, () => fieldOf(noun, dice)));
  const related = earlier.at(-1 - dice.upTo(8));
  const links = related === undefined ? {} : { [related.noun]: { $ref: `#/components/schemas/${related.model}` } };
  const own = { id: { type: "string", format: "uuid" }, created_at: { type: "string", format: "date-time" } };
  const one = `#/components/schemas/${model}`;
  const page = {
    type: "object",
    required: ["data", "next_cursor"],
    properties: { data: { type: "array", items: { $ref: one } }, next_cursor: { type: ["string", "null"] } },
  };
  const description = `A ${noun}, as the server keeps it.`;
  return [
    [model, { type: "object", description, required: Object.keys(own), properties: { ...own, ...fields, ...links } }],
    [`${model}Input`, { type: "object", required: Object.keys(fields).slice(0, 2), properties: fields }],
    [`${model}Page`, page],
  ];
}

/**
 * @param {string} noun
 * @param {Dice} dice
 * @returns {[string, Json]}
 */
function fieldOf(noun, dice) {
  const name = dice.one(FIELDS);
  const description = `The ${name} of the ${noun}${dice.chance(0.5) ? ", as people read it" : ""}.`;
  if (dice.chance(0.15)) return [`${name}_status`, { type: "string", description, enum: STATES }];
  if (dice.chance(0.15)) return [`${name}_count`, { type: "integer", description, minimum: 0 }];
  if (dice.chance(0.1)) return [`${name}_tags`, { type: "array", description, items: { type: "string" } }];
  if (dice.chance(0.1)) {
    const properties = {
      from: { type: "string", format: "date" },
      until: { type: ["string", "null"], format: "date" },
    };
    return [`${name}_span`, { type: "object", description, required: ["from"], properties }];
  }
  return [name, { type: dice.chance(0.3) ? ["string", "null"] : "string", description }];
}

/**
 * @param {string} description
 * @param {Json} schema
 */
function response(description, schema) {
  return { description, content: json(schema) };
}

/** @param {Json} schema */
function json(schema) {
  return { "application/json": { schema } };
}

/**
 * Mulberry32, a generator of 32 bits (Tommy Ettinger, public domain): small, and the same on every engine.
 *
 * @param {number} seed
 * @returns {Dice}
 */
function diceOf(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return { upTo, chance: (share) => next() < share, one: (choices) => choices[upTo(choices.length)] ?? "" };
}

/** @param {string} text */
function words(text) {
  return text.split(/\s+/u);
}

/** @param {string} word */
function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
