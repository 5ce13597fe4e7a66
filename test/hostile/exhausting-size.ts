/** Documents that are too deep, too long or too many: aliases, brackets, texts and files. */
import { renameAt, baseDocument, type Tree } from "./base.js";
import { brackets, items, MEGA, members, nested, refused, spoiled, yaml, type Exhausting } from "./exhausting.js";

const thing = "components schemas Thing";
const list = "paths /things get";
const tooDeep = "document/too-deep";
const tooMany = "document/too-many-values";

/** Each level names the one before nine times. */
function aliases(levels: number, of: (name: string, level: number) => string, first: string): string {
  const lines = Array.from({ length: levels }, (_, level) => `x-${String(level + 1)}: &a${String(level + 1)} ${of(`*a${String(level)}`, level)}`);
  return [`x-0: &a0 ${first}`, ...lines, "paths: {}"].join("\n");
}

const nine = (name: string): string => `[${Array.from({ length: 9 }, () => name).join(", ")}]`;

const bombs: readonly Exhausting[] = [
  refused(tooMany, yaml("an alias bomb", () => aliases(30, nine, nine("lol")))),
  refused(
    tooMany,
    yaml("an alias bomb of mappings", () => aliases(25, (name) => `{ a: ${name}, b: ${name}, c: ${name} }`, "{ a: 1 }")),
  ),
  refused(
    tooMany,
    yaml("merge keys that bring in the same again and again", () => {
      const keys = Array.from({ length: 1_000 }, (_, index) => `k${String(index)}: 1`).join(", ");
      return `x-0: &a0 { ${keys} }\nx-1:\n${"  - { <<: *a0 }\n".repeat(2_000)}paths: {}`;
    }),
  ),
  refused("document/endless-alias", yaml("an alias that holds itself", () => "x-a: &a\n  b: [*a]\npaths: {}")),
  refused(
    "document/endless-alias",
    yaml("an alias in a schema that holds itself", () => "paths: {}\ncomponents: { schemas: { A: &a { properties: { a: *a } } } }"),
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
  refused(tooDeep, { name: "a million brackets that are never closed", text: () => `{"a":${"[".repeat(MEGA)}`, ending: "yaml" }),
  refused(tooDeep, yaml("10,000 levels of flow mappings", () => `x-a: ${brackets(10_000, "{ a: ", " }", "1")}\npaths: {}`)),
  refused(tooDeep, yaml("10,000 levels of flow sequences", () => `x-a: ${brackets(10_000, "[", "]")}\npaths: {}`)),
  refused(tooDeep, yaml("10,000 levels of block sequences", () => `paths: {}\nx-a:\n  ${"- ".repeat(10_000)}1`)),
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
  return spoiled("", { [way]: () => mark }).text().replace(JSON.stringify(mark), () => json);
}

/** The same text in every place that people read. */
function everywhere(name: string, value: () => string): Exhausting {
  const places = ["info description", `${list} description`, `${list} summary`, `${thing} description`, `${thing} title`];
  return spoiled(name, Object.fromEntries(places.map((place) => [place, value])));
}

const runs: readonly Exhausting[] = [
  ["letters", "a"],
  ["words", "word "],
  ["spaces", " "],
  ["lines", "\n"],
  ["lines of spaces", "   \n"],
  ["comment enders", "*/"],
  ["backticks", "`"],
  ["fences", "```\n"],
  ["brackets", "["],
  ["links", "[a](<"],
  ["angle brackets", "<"],
  ["at signs", "\n@"],
  ["table rows", "| a | b |\n"],
].map(([name = "", piece = ""]) =>
  everywhere(`4 MB of ${name} in descriptions and titles`, () => `a${piece.repeat((4 * MEGA) / piece.length)}z`),
);

const large: readonly Exhausting[] = [
  spoiled("a description of 20 MB", { "info description": () => "word ".repeat(4 * MEGA) }),
  spoiled("a description of 20 MB of spaces", { [`${list} description`]: () => `a${" ".repeat(20 * MEGA)}a` }),
  spoiled("a title of 20 MB", { "info title": () => "Title".repeat(4 * MEGA) }),
  yaml("a description of 400,000 lines of YAML", () =>
    `paths: {}\nx-description: |\n${"  A line that says something about things.\n".repeat(200_000)}tags:\n- name: a\n  description: >-\n${"    Folded.\n\n".repeat(100_000)}`,
  ),
  refused("document/too-large", { name: "a file of 50 MB of JSON", text: () => text("x-a", JSON.stringify("a".repeat(50 * MEGA))) }),
  refused("document/too-large", {
    ...yaml("a file of 50 MB of YAML", () => `paths: {}\nx-a:\n${"  - { name: something, value: 1 }\n".repeat(1_500_000)}`),
  }),
  refused(tooMany, { name: "three million values", text: () => text("x-a", `[${"1,".repeat(3 * MEGA)}1]`) }),
  refused(
    tooMany,
    yaml("three million values of YAML", () => `paths: {}\nx-a:\n${"- 1\n".repeat(3 * MEGA)}`),
  ),
  spoiled("an extension of a million values", { "x-a": () => items(250_000, (index) => ({ index, name: "x" })) }),
  { name: "very long names everywhere", text: () => JSON.stringify(longNames("n".repeat(200_000))) },
];

function longNames(name: string): Tree {
  const document = baseDocument();
  renameAt(document, "paths /things", `/${name}`);
  renameAt(document, "paths /things/{id}", `/things/{${name}}`);
  renameAt(document, `${thing} properties size`, name);
  renameAt(document, "components schemas Firm", name);
  renameAt(document, "components securitySchemes granted", name);
  return Object.assign(document, { tags: [{ name }], "x-names": members(100, (index) => name + String(index), () => 1) });
}

const paths: readonly Exhausting[] = [
  ["a path of 50,000 segments", "/a".repeat(50_000)],
  ["a path of 50,000 parameters", Array.from({ length: 50_000 }, (_, index) => `/{p${String(index)}}`).join("")],
  ["a path of 50,000 parameters in one segment", `/${"{a}".repeat(50_000)}`],
].map(([name = "", path = ""]) =>
  refused("document/path-too-long", spoiled(name, { [`paths ${path}`]: () => ({ get: { responses: {} } }) })),
);

export const exhaustingSize: readonly Exhausting[] = [...bombs, ...deep, ...runs, ...large, ...paths];
