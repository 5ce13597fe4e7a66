import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { APIUsageError, Client } from "../../../src/runtime/index.js";
import type { InputDetail } from "../../../src/runtime/operation.js";
import * as styles from "../../../src/runtime/styles.js";
import { failure, sendJson, serve, settings, type Served } from "./api.js";

let server: Served;
beforeEach(async () => {
  server = await serve((_request, response) => sendJson(response, {}));
});
afterEach(() => server.close());

const call = (inputs: Record<string, InputDetail | InputDetail["in"]>, params: object, path = "/p"): Promise<unknown> =>
  new Client({ ...settings, security: {} }, { baseUrl: server.url })["_call"](
    { call: "c", method: "GET", path, inputs, result: "json" },
    params,
  );

const LIST = ["blue", "black", "b,r&n"];
const OBJECT = { R: 100, "G&": "2 0", B: undefined };

// The table of the OpenAPI Specification 3.1, section 4.8.12.4, with what has to be encoded besides.
describe("in the query", () => {
  it.each([
    ["formJoined", LIST, "color=blue,black,b%2Cr%26n"],
    ["formJoined", OBJECT, "color=R,100,G%26,2%200"],
    ["formExploded", LIST, "color=blue&color=black&color=b%2Cr%26n"],
    ["formExploded", OBJECT, "R=100&G%26=2%200"],
    ["spaceDelimited", LIST, "color=blue%20black%20b%2Cr%26n"],
    ["pipeDelimited", LIST, "color=blue%7Cblack%7Cb%2Cr%26n"],
    ["deepObject", OBJECT, "color%5BR%5D=100&color%5BG%26%5D=2%200"],
    ["deepObject", { a: { b: [1, 2] } }, "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2"],
    ["deepObject", [{ age: 1 }, { age: 2 }], "color%5B0%5D%5Bage%5D=1&color%5B1%5D%5Bage%5D=2"],
    ["deepObject", { a: [{ b: 1 }, { b: 2 }] }, "color%5Ba%5D%5B0%5D%5Bb%5D=1&color%5Ba%5D%5B1%5D%5Bb%5D=2"],
    ["deepObject", { gte: new Date(0) }, "color%5Bgte%5D=1970-01-01T00%3A00%3A00.000Z"],
    ["formJoined", [new Date(0)], "color=1970-01-01T00%3A00%3A00.000Z"],
    ["formExploded", new Date(0), "color=1970-01-01T00%3A00%3A00.000Z"],
    ["json", { a: [1] }, "color=%7B%22a%22%3A%5B1%5D%7D"],
    ["formJoined", "one", "color=one"],
  ] as const)("%s writes %j", async (name, value, text) => {
    expect(styles[name]("color", value)).toBe(text);
    await call(
      { first: "query", color: { in: "query", style: styles[name] }, last: "query" },
      { color: value, last: "z", first: 1 },
    );
    expect(server.requests[0]?.url).toBe(`/p?first=1&last=z&${text}`);
  });

  // The formats of `qs`, but for items with members: those are always counted.
  it.each([
    [{ arrays: "brackets" }, ["a", null, "b"], "ids[]=a&ids[]=b"],
    [{ arrays: "indices" }, ["a", null, "b"], "ids[0]=a&ids[1]=b"],
    [{ arrays: "repeat" }, ["a", null, "b"], "ids=a&ids=b"],
    [{ arrays: "comma" }, ["a", null, "b,c"], "ids=a,b%2Cc"],
    [{ arrays: "comma" }, [], undefined],
    [{ arrays: "brackets" }, "a", "ids=a"],
    [{ arrays: "comma" }, [{ k: 1 }, { k: [2, 3] }], "ids[0][k]=1&ids[1][k]=2,3"],
    [{ arrays: "brackets" }, [{ k: [1] }, [2]], "ids[0][k][]=1&ids[1][]=2"],
    [{ arrays: "brackets" }, { k: [1] }, "k[]=1"],
    [{ arrays: "brackets", objects: "brackets" }, { k: [1], l: { m: 2 } }, "ids[k][]=1&ids[l][m]=2"],
    [{ arrays: "indices", objects: "dots" }, { k: [1], l: { "m&": 2 } }, "ids.k[0]=1&ids.l.m%26=2"],
    [{ objects: "dots" }, [{ k: 1 }], "ids[0].k=1"],
  ] as const)("%j writes %j", (format, value, text) => {
    const written = styles.nestedBy(format)("ids", value);
    expect(written?.replaceAll("%5B", "[").replaceAll("%5D", "]")).toBe(text);
  });

  it("a name that ends in brackets gets no others", () => {
    expect(styles.nestedBy({ arrays: "brackets" })("ids[]", ["a"])).toBe("ids%5B%5D=a");
    expect(styles.nestedBy({ arrays: "indices" })("ids[]", ["a"])).toBe("ids%5B0%5D=a");
    expect(styles.deepObjectBy({ arrays: "brackets" })("f", { "ids[]": ["a"] })).toBe("f%5Bids%5B%5D%5D%5B%5D=a");
  });

  it("nothing is written for nothing", async () => {
    await call(
      { a: { in: "query", style: styles.formJoined }, b: { in: "query", style: styles.deepObject } },
      { a: [], b: undefined },
    );
    expect(server.requests[0]?.url).toBe("/p");
  });

  it("reserved characters may stay, but those that end a parameter", async () => {
    await call(
      { q: { in: "query", style: styles.reserved() }, r: { in: "query", style: styles.reserved(styles.formJoined) } },
      { q: "a/b:c?d&e#f=g h", r: ["x/y", "z"] },
    );
    expect(server.requests[0]?.url).toBe("/p?q=a/b:c?d%26e%23f%3Dg%20h&r=x/y,z");
  });
});

describe("in the path", () => {
  it.each([
    ["label", LIST, ".blue,black,b%2Cr%26n"],
    ["label", OBJECT, ".R,100,G%26,2%200"],
    ["labelExploded", LIST, ".blue.black.b%2Cr%26n"],
    ["labelExploded", OBJECT, ".R=100.G%26=2%200"],
    ["matrix", LIST, ";color=blue,black,b%2Cr%26n"],
    ["matrix", OBJECT, ";color=R,100,G%26,2%200"],
    ["matrixExploded", LIST, ";color=blue;color=black;color=b%2Cr%26n"],
    ["matrixExploded", OBJECT, ";R=100;G%26=2%200"],
    ["matrix", "", ";color"],
    ["matrixExploded", ["", "a"], ";color;color=a"],
    ["simple", LIST, "blue,black,b%2Cr%26n"],
    ["simple", OBJECT, "R,100,G%26,2%200"],
    ["simpleExploded", OBJECT, "R=100,G%26=2%200"],
    ["jsonValue", { a: "/" }, "%7B%22a%22%3A%22%2F%22%7D"],
  ] as const)("%s writes %j", async (name, value, text) => {
    await call(
      { color: { in: "path", style: styles[name] }, id: "path" },
      { color: value, id: "k" },
      "/p/{color}/{id}",
    );
    expect(server.requests[0]?.url).toBe(`/p/${text}/k`);
  });

  it.each([
    [styles.label, "."],
    [styles.label, ""],
    [styles.simple, ".."],
    [styles.simple, {}],
    [styles.simpleExploded, ".."],
    [styles.label, undefined],
    [styles.simpleExploded, {}],
  ])("no value leads out of it", async (style, value) => {
    expect(await failure(call({ color: { in: "path", style } }, { color: value }, "/p/{color}"))).toBeInstanceOf(
      APIUsageError,
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe("in headers and cookies", () => {
  it("values are written in their styles", async () => {
    await call(
      {
        h: { in: "header", name: "X-H", style: styles.simpleExploded },
        j: { in: "header", name: "X-J", style: styles.jsonHeader },
        c: { in: "cookie", style: styles.formJoined },
        d: { in: "cookie", style: styles.formExploded },
      },
      { h: { a: 1, b: 2 }, j: { ü: "€\n" }, c: ["x", "y"], d: "z" },
    );
    expect(server.requests[0]?.headers).toMatchObject({
      "x-h": "a=1,b=2",
      "x-j": '{"\\u00fc":"\\u20ac\\n"}',
      cookie: "c=x,y; d=z",
    });
  });
});
