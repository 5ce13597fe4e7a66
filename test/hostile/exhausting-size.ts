/** Documents that are too deep, too long or too many: aliases, brackets, texts and files. */
import { baseDocument, renameAt, setAt, type Tree } from "./base.js";
import { brackets, items, MEGA, members, nested, refused, spoiled, yaml, type Exhausting } from "./exhausting.js";

const thing = "components schemas Thing";
const list = "paths /things get";
const tooDeep = "document/too-deep";
const tooMuch = "document/too-much-text";
const tooMany = "document/too-many-values";

/** Each level names the one before nine times. */
function aliases(levels: number, of: (name: string, level: number) => string, first: string): string {
  const lines = Array.from(
    { length: levels },
    (_, level) => `x-${String(level + 1)}: &a${String(level + 1)} ${of(`*a${String(level)}`, level)}`,
  );
  return [`x-0: &a0 ${first}`, ...lines, "paths: {}"].join("\n");
}

const nine = (name: string): string => `[${Array.from({ length: 9 }, () => name).join(", ")}]`;

const bombs: readonly Exhausting[] = [
  refused(
    tooMany,
    yaml("an alias bomb", () => aliases(30, nine, nine("lol"))),
  ),
  refused(
    tooMany,
    yaml("an alias bomb of mappings", () =>
      aliases(25, (name) => `{ a: ${name}, b: ${name}, c: ${name} }`, "{ a: 1 }"),
    ),
  ),
  refused(
    tooMany,
    yaml("merge keys that bring in the same again and again", () => {
      const keys = Array.from({ length: 1_000 }, (_, index) => `k${String(index)}: 1`).join(", ");
      return `x-0: &a0 { ${keys} }\nx-1:\n${"  - { <<: *a0 }\n".repeat(2_000)}paths: {}`;
    }),
  ),
  refused(
    "document/endless-alias",
    yaml("an alias that holds itself", () => "x-a: &a\n  b: [*a]\npaths: {}"),
  ),
  refused(
    "document/endless-alias",
    yaml(
      "an alias in a schema that holds itself",
      () => "paths: {}\ncomponents: { schemas: { A: &a { properties: { a: *a } } } }",
    ),
  ),
];

const deep: readonly Exhausting[] = [
  refused(tooDeep, {
    name: "10,000 schemas inside each other",
    text: () => text(thing, brackets(10_000, '{"properties":{"a":', "}}", "{}")),
  }),
  refused(tooDeep, {
    name: "10,000 lists of lists",
    text: () => text(thing, brackets(10_000, '{"type":"array","items":', "}", "{}")),
  }),
  refused(tooDeep, { name: "100,000 brackets", text: () => text("x-a", brackets(100_000, "[", "]")) }),
  refused(tooDeep, {
    name: "a million brackets that are never closed",
    text: () => `{"a":${"[".repeat(MEGA)}`,
    ending: "yaml",
  }),
  refused(
    tooDeep,
    yaml("10,000 levels of flow mappings", () => `x-a: ${brackets(10_000, "{ a: ", " }", "1")}\npaths: {}`),
  ),
  refused(
    tooDeep,
    yaml("10,000 levels of flow sequences", () => `x-a: ${brackets(10_000, "[", "]")}\npaths: {}`),
  ),
  refused(
    tooDeep,
    yaml("10,000 levels of block sequences", () => `paths: {}\nx-a:\n  ${"- ".repeat(10_000)}1`),
  ),
  refused(
    tooDeep,
    yaml("3,000 levels of block mappings", () =>
      ["paths: {}", ...Array.from({ length: 3_000 }, (_, level) => `${" ".repeat(level)}x-a:`)].join("\n"),
    ),
  ),
  refused(tooDeep, spoiled("an extension 1,000 levels deep", { "paths /things get x-a": () => nested(1_000, "a") })),
  refused(
    tooDeep,
    spoiled("an example 1,000 levels deep", { [`${thing} properties more example`]: () => nested(1_000, "a") }),
  ),
  spoiled("extensions, examples and defaults as deep as may be", {
    "x-a": () => nested(95, "a"),
    [`${thing} properties more example`]: () => nested(90, "a"),
    [`${thing} properties more default`]: () => nested(90, "a"),
    [`${list} responses 200 content application/json example`]: () => nested(88, "a"),
  }),
];

/** The base document with a place whose value is given as JSON. */
function text(way: string, json: string): string {
  const mark = "THE VALUE";
  return spoiled("", { [way]: () => mark })
    .text()
    .replace(JSON.stringify(mark), () => json);
}

/** What a text may be of, from its beginning to its end or between two letters. */
const runs: readonly (readonly [name: string, piece: string])[] = [
  ["letters", "a"],
  ["words", "word "],
  ["spaces", " "],
  ["tabs", "\t"],
  ["spaces that do not break", "\u00a0"],
  ["lines", "\n"],
  ["lines of spaces", "     \n"],
  ["comment enders", "*/"],
  ["backticks", "`"],
  ["fences", "```\n"],
  ["brackets", "["],
  ["links", "[a](<"],
  ["angle brackets", "<"],
  ["at signs", "\n@"],
  ["rows of a table", "| a | b |\n"],
  ["items of a list", "1. a\n"],
  ["digits", "1"],
  ["escapes", "\\"],
];

/** An operation whose texts are all of one kind. */
function operationOf(piece: string): Tree {
  const inside = piece.repeat((piece.includes("\n") ? 30_000 : 150_000) / piece.length);
  const around = `a${inside}a`;
  const schema = { type: "object", title: around, description: inside, properties: { a: { description: around } } };
  return {
    get: { summary: inside, description: around, responses: {} },
    post: {
      summary: around,
      description: inside,
      requestBody: { content: { "application/json": { schema } } },
      responses: { "200": { description: inside } },
    },
  };
}

const lines = [
  "info description",
  `${list} description`,
  `${thing} description`,
  `${thing} title`,
  "tags 0 description",
];

const texts: readonly Exhausting[] = [
  spoiled("texts of nothing but one thing, of every kind", {
    paths: () => Object.fromEntries(runs.map(([name, piece]) => [`/${name.replaceAll(" ", "-")}`, operationOf(piece)])),
  }),
  ...["\n", "```\n"].map((line) =>
    spoiled(
      `900,000 lines of ${JSON.stringify(line)}`,
      Object.fromEntries(lines.map((place) => [place, () => `a${line.repeat(180_000)}a`])),
    ),
  ),
  refused(
    tooMuch,
    spoiled("a description of 20 MB of lines", { [`${list} description`]: () => "\n".repeat(20 * MEGA) }),
  ),
  refused(
    tooMuch,
    yaml("1,000 aliases of a long text", () => `x-a: &a ${"a".repeat(MEGA)}\nx-b:\n${"- *a\n".repeat(1_000)}paths: {}`),
  ),
];

const large: readonly Exhausting[] = [
  spoiled("a description of 20 MB", { "info description": () => "word ".repeat(4 * MEGA) }),
  spoiled("a description of 20 MB of spaces", { [`${list} description`]: () => `a${" ".repeat(20 * MEGA)}a` }),
  spoiled("a title of 20 MB", { "info title": () => "Title".repeat(4 * MEGA) }),
  yaml(
    "a description of 400,000 lines of YAML",
    () =>
      `paths: {}\nx-description: |\n${"  A line that says something about things.\n".repeat(200_000)}tags:\n- name: a\n  description: >-\n${"    Folded.\n\n".repeat(100_000)}`,
  ),
  refused("document/too-large", {
    name: "a file of 50 MB of JSON",
    text: () => text("x-a", JSON.stringify("a".repeat(50 * MEGA))),
  }),
  refused("document/too-large", {
    ...yaml(
      "a file of 50 MB of YAML",
      () => `paths: {}\nx-a:\n${"  - { name: something, value: 1 }\n".repeat(1_500_000)}`,
    ),
  }),
  refused(tooMany, { name: "three million values", text: () => text("x-a", `[${"1,".repeat(3 * MEGA)}1]`) }),
  refused(
    tooMany,
    yaml("three million values of YAML", () => `paths: {}\nx-a:\n${"- 1\n".repeat(3 * MEGA)}`),
  ),
  spoiled("an extension of a million values", { "x-a": () => items(250_000, (index) => ({ index, name: "x" })) }),
  ...["Nn-", "💥"].map((piece) => ({
    name: `names of 200,000 characters of ${piece}`,
    text: () => JSON.stringify(longNames(piece.repeat(200_000 / piece.length))),
  })),
];

function longNames(name: string): Tree {
  const document = baseDocument();
  renameAt(document, "paths /things", `/${name}`);
  renameAt(document, "paths /things/{id}", `/things/{${name}}`);
  renameAt(document, `${thing} properties size`, name);
  renameAt(document, "components schemas Firm", name);
  setAt(document, "components schemas Owner oneOf 1 $ref", `#/components/schemas/${name}`);
  setAt(document, `${list} operationId`, name);
  setAt(document, `${list} tags`, [name]);
  renameAt(document, "components securitySchemes granted", name);
  return Object.assign(document, {
    tags: [{ name }],
    "x-names": members(
      20,
      (index) => name + String(index),
      () => 1,
    ),
  });
}

const paths: readonly Exhausting[] = [
  ["a path of 50,000 segments", "/a".repeat(50_000)],
  ["a path of 50,000 parameters", Array.from({ length: 50_000 }, (_, index) => `/{p${String(index)}}`).join("")],
  ["a path of 50,000 parameters in one segment", `/${"{a}".repeat(50_000)}`],
].map(([name = "", path = ""]) =>
  refused("document/path-too-long", spoiled(name, { [`paths ${path}`]: () => ({ get: { responses: {} } }) })),
);

export const exhaustingSize: readonly Exhausting[] = [...bombs, ...deep, ...texts, ...large, ...paths];
