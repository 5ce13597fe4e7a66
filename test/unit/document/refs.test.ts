import { describe, expect, it } from "@jest/globals";
import type { Document, JsonObject } from "../../../src/document/document.js";
import { defaultLimits } from "../../../src/document/limits.js";
import { follow, member, valueAt } from "../../../src/document/refs.js";

function documentOf(root: JsonObject): Document {
  return {
    file: "/a.yaml",
    files: ["/a.yaml"],
    sought: [],
    version: "3.1",
    root,
    limits: defaultLimits,
    at: (pointer) => valueAt(root, pointer),
    locate: () => ({ file: "/a.yaml", line: 1, column: 1 }),
  };
}

describe("follow", () => {
  const root = {
    a: { $ref: "#/b" },
    b: { $ref: "#/c%20d" },
    "c d": { found: true },
    one: { $ref: "#/two" },
    two: { $ref: "#/one" },
  };
  const document = documentOf(root);

  it("follows references one after the other, and says where the value stands", () => {
    expect(follow(document, root.a, "#/a")).toEqual({ value: { found: true }, pointer: "#/c%20d" });
  });

  it("gives a value that is no reference as it is", () => {
    expect(follow(document, { x: 1 }, "#/x")).toEqual({ value: { x: 1 }, pointer: "#/x" });
  });

  it("gives no value for a circle, a dead end, or what is no object", () => {
    expect(follow(document, root.one, "#/one").value).toBeUndefined();
    expect(follow(document, { $ref: "#/none" }, "#/x").value).toBeUndefined();
    expect(follow(document, ["list"], "#/x").value).toBeUndefined();
    expect(follow(document, undefined, "#/x").value).toBeUndefined();
  });
});

describe("valueAt", () => {
  it("reads lists by index only", () => {
    const root = { list: ["a", "b"] };
    expect(valueAt(root, "#/list/1")).toBe("b");
    expect(valueAt(root, "#/list/01")).toBeUndefined();
    expect(valueAt(root, "#/list/length")).toBeUndefined();
  });

  it("never reads what an object inherits", () => {
    expect(valueAt({}, "#/constructor")).toBeUndefined();
    expect(valueAt({}, "#/__proto__")).toBeUndefined();
    expect(member({}, "toString")).toBeUndefined();
    expect(valueAt(JSON.parse('{"__proto__": {"own": 1}}') as JsonObject, "#/__proto__/own")).toBe(1);
  });
});
