/**
 * What a generated client sends for each style: the table of the OpenAPI Specification 3.1 (section 4.8.12.4), row by row,
 * from a document through the compiler to the wire. `styles.test.ts` holds the styles one by one. Not among them are empty
 * values in a path that would leave nothing there, which are refused.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { compile } from "../../../src/compile.js";
import { workFolder } from "../../support/paths.js";

const LIST = ["blue", "black", "brown"];
const OBJECT = { R: 100, G: 200, B: 150 };
/** Every reserved character of RFC 3986 (section 2.2), and what else has to be encoded. */
const RESERVED = ":/?#[]@!$&'()*+,;= %é";
const ENCODED = "%3A%2F%3F%23%5B%5D%40!%24%26'()*%2B%2C%3B%3D%20%25%C3%A9";

const ROOMS = [{ age: 3, tags: ["x", "y"] }, { age: 4 }];
const WHERE = { age: { gt: 3 }, tags: ["x", null], since: new Date(0), none: null };

type Value = string | Date | readonly unknown[] | Readonly<Record<string, unknown>>;
type Row = readonly [location: string, style: string, explode: boolean, value: Value, sent: string | null];

const inPath: readonly Row[] = [
  ["path", "simple", false, "blue", "blue"],
  ["path", "simple", false, LIST, "blue,black,brown"],
  ["path", "simple", false, OBJECT, "R,100,G,200,B,150"],
  ["path", "simple", false, new Date(0), "1970-01-01T00%3A00%3A00.000Z"],
  ["path", "simple", true, "blue", "blue"],
  ["path", "simple", true, LIST, "blue,black,brown"],
  ["path", "simple", true, OBJECT, "R=100,G=200,B=150"],
  ["path", "label", false, "blue", ".blue"],
  ["path", "label", false, LIST, ".blue,black,brown"],
  ["path", "label", false, OBJECT, ".R,100,G,200,B,150"],
  ["path", "label", true, "blue", ".blue"],
  ["path", "label", true, LIST, ".blue.black.brown"],
  ["path", "label", true, OBJECT, ".R=100.G=200.B=150"],
  ["path", "matrix", false, "", ";color"],
  ["path", "matrix", false, "blue", ";color=blue"],
  ["path", "matrix", false, LIST, ";color=blue,black,brown"],
  ["path", "matrix", false, OBJECT, ";color=R,100,G,200,B,150"],
  ["path", "matrix", true, "", ";color"],
  ["path", "matrix", true, "blue", ";color=blue"],
  ["path", "matrix", true, LIST, ";color=blue;color=black;color=brown"],
  ["path", "matrix", true, OBJECT, ";R=100;G=200;B=150"],
  ["path", "simple", false, RESERVED, ENCODED],
  ["path", "simple", false, [RESERVED, "a"], `${ENCODED},a`],
  ["path", "label", true, [RESERVED, "a"], `.${ENCODED}.a`],
  ["path", "matrix", true, { [RESERVED]: RESERVED }, `;${ENCODED}=${ENCODED}`],
];

const inQuery: readonly Row[] = [
  ["query", "form", false, "", "color="],
  ["query", "form", false, "blue", "color=blue"],
  ["query", "form", false, LIST, "color=blue,black,brown"],
  ["query", "form", false, OBJECT, "color=R,100,G,200,B,150"],
  ["query", "form", true, "", "color="],
  ["query", "form", true, "blue", "color=blue"],
  ["query", "form", true, LIST, "color=blue&color=black&color=brown"],
  ["query", "form", true, OBJECT, "R=100&G=200&B=150"],
  ["query", "spaceDelimited", false, LIST, "color=blue%20black%20brown"],
  ["query", "spaceDelimited", false, OBJECT, "color=R%20100%20G%20200%20B%20150"],
  ["query", "pipeDelimited", false, LIST, "color=blue%7Cblack%7Cbrown"],
  ["query", "pipeDelimited", false, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"],
  ["query", "deepObject", true, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
  ["query", "form", true, RESERVED, `color=${ENCODED}`],
  ["query", "form", true, [RESERVED, ""], `color=${ENCODED}&color=`],
  ["query", "form", true, { [RESERVED]: RESERVED }, `${ENCODED}=${ENCODED}`],
  ["query", "form", false, [RESERVED, "a"], `color=${ENCODED},a`],
  ["query", "pipeDelimited", false, ["a|b", "c"], "color=a%7Cb%7Cc"],
  ["query", "deepObject", true, { [RESERVED]: RESERVED }, `color%5B${ENCODED}%5D=${ENCODED}`],
  // What the specification leaves open is written as `qs` reads it.
  [
    "query",
    "form",
    true,
    ROOMS,
    "color%5B0%5D%5Bage%5D=3&color%5B0%5D%5Btags%5D=x&color%5B0%5D%5Btags%5D=y&color%5B1%5D%5Bage%5D=4",
  ],
  [
    "query",
    "deepObject",
    true,
    ROOMS,
    "color%5B0%5D%5Bage%5D=3&color%5B0%5D%5Btags%5D=x&color%5B0%5D%5Btags%5D=y&color%5B1%5D%5Bage%5D=4",
  ],
  ["query", "form", true, WHERE, "age%5Bgt%5D=3&tags=x&since=1970-01-01T00%3A00%3A00.000Z"],
  [
    "query",
    "deepObject",
    true,
    WHERE,
    "color%5Bage%5D%5Bgt%5D=3&color%5Btags%5D=x&color%5Bsince%5D=1970-01-01T00%3A00%3A00.000Z",
  ],
  // A null in a list is left out, and a date is its ISO text.
  ["query", "form", true, ["a", null, "b"], "color=a&color=b"],
  ["query", "form", false, ["a", null, "b"], "color=a,b"],
  ["query", "pipeDelimited", false, ["a", null, "b"], "color=a%7Cb"],
  ["query", "form", true, [null], ""],
  ["query", "form", true, new Date(0), "color=1970-01-01T00%3A00%3A00.000Z"],
  ["query", "form", true, [new Date(0)], "color=1970-01-01T00%3A00%3A00.000Z"],
  // What nothing is given for is not sent.
  ["query", "form", true, [], ""],
  ["query", "form", false, [], ""],
  ["query", "form", true, {}, ""],
  ["query", "deepObject", true, {}, ""],
];

const elsewhere: readonly Row[] = [
  ["header", "simple", false, "", ""],
  ["header", "simple", false, "blue", "blue"],
  ["header", "simple", false, LIST, "blue,black,brown"],
  ["header", "simple", false, new Date(0), "1970-01-01T00:00:00.000Z"],
  ["header", "simple", false, OBJECT, "R,100,G,200,B,150"],
  ["header", "simple", true, LIST, "blue,black,brown"],
  ["header", "simple", true, OBJECT, "R=100,G=200,B=150"],
  // Servers do not decode headers.
  ["header", "simple", true, ["a b", "c/d; q=1", "100%"], "a b,c/d; q=1,100%"],
  ["header", "simple", true, { "k 1": "v/2" }, "k 1=v/2"],
  ["header", "simple", false, { k: "v w" }, "k,v w"],
  ["header", "simple", false, ["a", null, "b"], "a,b"],
  ["header", "simple", true, ["a", null, "b"], "a,b"],
  ["header", "simple", false, [new Date(0)], "1970-01-01T00:00:00.000Z"],
  ["header", "simple", false, [], null],
  ["header", "simple", true, [], null],
  ["header", "simple", false, {}, null],
  ["cookie", "form", false, "", "color="],
  ["cookie", "form", false, "blue", "color=blue"],
  ["cookie", "form", false, LIST, "color=blue,black,brown"],
  ["cookie", "form", false, OBJECT, "color=R,100,G,200,B,150"],
  ["cookie", "form", true, "blue", "color=blue"],
  ["cookie", "form", true, LIST, "color=blue&color=black&color=brown"],
  ["cookie", "form", true, OBJECT, "R=100&G=200&B=150"],
  ["cookie", "form", true, RESERVED, `color=${ENCODED}`],
];

const rows = [...inPath, ...inQuery, ...elsewhere];

function schemaOf(value: Value): object {
  if (typeof value === "string" || value instanceof Date) return { type: "string" };
  if (!Array.isArray(value)) return { type: "object" };
  return { type: "array", items: { type: typeof value[0] === "object" && value[0] ? "object" : "string" } };
}

/** A document with an operation for each row, `rows.row3` for the third. */
function documentOf(): string {
  const entries = rows.map(([location, style, explode, value], index) => {
    const schema = schemaOf(value);
    const color = {
      name: "color",
      in: location,
      style,
      explode,
      schema,
      ...(location === "path" && { required: true }),
    };
    const operation = { parameters: [color], responses: { "204": { description: "Sent." } } };
    const address = `/${String(index)}${location === "path" ? "/{color}" : ""}`;
    return [address, { get: { ...operation, "x-callwright-call": `rows.row${String(index)}` } }];
  });
  const head = {
    openapi: "3.1.0",
    info: { title: "Table", version: "1.0.0" },
    servers: [{ url: "http://table.test" }],
  };
  return JSON.stringify({ ...head, paths: Object.fromEntries(entries) as object });
}

type Call = (params: object) => Promise<unknown>;

interface Package {
  readonly Table: new (options: object) => { readonly rows: Readonly<Record<string, Call>> };
}

let folder = "";
let made: Package;
beforeAll(async () => {
  folder = await workFolder("style-table");
  const spec = path.join(folder, "spec.json");
  await writeFile(spec, documentOf());
  const compiled = await compile({ name: "table", spec, decisions: {} });
  for (const [file, text] of await compiled.emit()) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const outfile = path.join(folder, "table.mjs");
  await build({
    entryPoints: [path.join(folder, "src/index.ts")],
    outfile,
    bundle: true,
    format: "esm",
    logLevel: "error",
  });
  made = (await import(pathToFileURL(outfile).href)) as Package;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Sent {
  readonly url: string;
  readonly headers: Headers;
}

async function send(index: number, value: Value): Promise<Sent> {
  const sent: Sent[] = [];
  const fetch = (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request = input instanceof Request ? input : { url: String(input), headers: new Headers(init.headers) };
    sent.push({ url: request.url, headers: request.headers });
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  const { rows: calls } = new made.Table({ fetch });
  await calls[`row${String(index)}`]?.({ color: value });
  if (!sent[0]) throw new Error("nothing was sent");
  return sent[0];
}

/** Rows of one text, and of a list, in each place that the runtime writes by itself or in a style. */
const NUMBERS: readonly (readonly [string, string, boolean, unknown])[] = [
  ["path", "simple", false, NaN],
  ["query", "form", true, NaN],
  ["query", "form", true, [1, Infinity]],
  ["query", "form", false, [NaN]],
  ["header", "simple", false, -Infinity],
  ["header", "simple", false, [NaN]],
  ["cookie", "form", true, NaN],
];

it.each(NUMBERS)("in %s, %s, explode %s, %p is refused", async (location, style, explode, value) => {
  const isList = Array.isArray(value);
  const index = rows.findIndex(
    (row) => row[0] === location && row[1] === style && row[2] === explode && Array.isArray(row[3]) === isList,
  );
  await expect(send(index, value as Value)).rejects.toMatchObject({ name: "APIUsageError" });
});

describe.each([
  ["path", inPath],
  ["query", inQuery],
  ["header and cookie", elsewhere],
])("in %s", (_, table) => {
  const cases = table.map((row): [...Row, number] => [...row, rows.indexOf(row)]);
  it.each(cases)("%s %s, explode %s, %j", async (location, _style, _explode, value, expected, index) => {
    const { url, headers } = await send(index, value);
    const address = `http://table.test/${String(index)}`;
    if (location === "path") expect(url).toBe(`${address}/${expected}`);
    else if (location === "query") expect(url).toBe(expected === "" ? address : `${address}?${expected}`);
    else expect(headers.get(location === "cookie" ? "cookie" : "color")).toBe(expected);
  });
});
