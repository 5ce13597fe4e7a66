// @ts-check
// The page of the configuration's keys, made of the JSON schema that `npm run build` makes of the table that reads them.

/**
 * @typedef {object} Schema a part of the schema, as far as the page tells of it
 * @property {string} [description]
 * @property {string | readonly string[]} [type]
 * @property {readonly unknown[]} [enum]
 * @property {unknown} [const]
 * @property {readonly Schema[]} [anyOf]
 * @property {Schema} [items]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {readonly string[]} [required]
 * @property {Schema | boolean} [additionalProperties]
 */

/**
 * @param {Schema} schema of a whole `redocly.yaml`
 * @returns {string} Markdown
 */
export function configurationPage(schema) {
  const api = schema.properties?.["apis"]?.additionalProperties;
  const keys = typeof api === "object" ? (api.properties?.["x-callwright"]?.properties ?? {}) : {};
  const rows = Object.entries(keys).map(([key, value]) => row([`\`${key}\``, takes(value), value.description ?? ""]));
  return [
    "<!-- Made by `npm run build` of the JSON schema of the configuration. -->",
    "",
    "# Configuration",
    "",
    INTRODUCTION,
    "",
    row(["Key", "Takes", "What it is"]),
    "| --- | --- | --- |",
    ...rows,
    "",
    ...Object.entries(keys).flatMap(([key, value]) => details(key, value)),
  ].join("\n");
}

const INTRODUCTION = `None is needed. It stands in your \`redocly.yaml\`, in the working folder or in \`spec/\`, in a block of its own for each API; the lint
rules beside it are Redocly's. Paths are relative to the file. An unknown key is an error, and a key that was nearly meant is named.

::: code-group

\`\`\`yaml [redocly.yaml]
# yaml-language-server: $schema=./node_modules/callwright/dist/redocly.schema.json
extends: [recommended]
apis:
  acme:
    root: openapi.yaml
    x-callwright:
      output: sdk
      package: { name: acme-client }
\`\`\`

:::

\`\`\`sh
npx callwright generate acme
\`\`\``;

/**
 * The keys inside a key that holds a map of its own.
 *
 * @param {string} key
 * @param {Schema} schema
 * @returns {readonly string[]}
 */
function details(key, schema) {
  const forms = formsOf(schema).filter(({ properties }) => properties !== undefined);
  if (forms.length === 0) return [];
  const tables = forms.flatMap(({ properties = {}, required = [] }) => [
    row(["Key", "Takes", "What it is"]),
    "| --- | --- | --- |",
    ...Object.entries(properties).map(([name, value]) =>
      row([`\`${name}\`${required.includes(name) ? " (needed)" : ""}`, takes(value), value.description ?? ""]),
    ),
    "",
  ]);
  return [`## ${key}`, "", ...tables];
}

/**
 * The maps that a key takes: itself, its entries, or the forms of those.
 *
 * @param {Schema} schema
 * @returns {readonly Schema[]}
 */
function formsOf(schema) {
  const { additionalProperties: entries, anyOf, properties, items } = schema;
  if (properties) return [schema];
  if (anyOf) return anyOf.flatMap(formsOf);
  if (items) return formsOf(items);
  return typeof entries === "object" ? formsOf(entries) : [];
}

/**
 * @param {Schema} schema
 * @returns {string}
 */
function takes(schema) {
  if (schema.enum) return schema.enum.map(code).join(" or ");
  if ("const" in schema) return code(schema.const);
  if (schema.anyOf) return [...new Set(schema.anyOf.map(takes))].join(" or ");
  const types = [schema.type ?? []].flat().filter((type) => type !== "null");
  if (types.includes("array")) return `list of ${schema.items ? takes(schema.items) : "anything"}`;
  if (!types.includes("object")) return types.join(" or ");
  if (schema.properties) return "keys";
  return typeof schema.additionalProperties === "object" ? `map to ${takes(schema.additionalProperties)}` : "map";
}

/** @param {unknown} value @returns {string} */
function code(value) {
  return `\`${String(value)}\``;
}

/** @param {readonly string[]} cells @returns {string} */
function row(cells) {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
