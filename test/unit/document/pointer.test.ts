import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { childPointer, decodePercent, pointerOf, tokensOf } from "../../../src/document/pointer.js";

describe("pointers", () => {
  it("writes slashes, tildes and percent signs in their escaped forms, and leaves the rest readable", () => {
    expect(pointerOf("paths", "/a~b/{id}", "get")).toBe("#/paths/~1a~0b~1{id}/get");
    expect(pointerOf("100%", "é ü")).toBe("#/100%25/é ü");
    expect(pointerOf()).toBe("#");
    expect(childPointer("#/a", 0, "b")).toBe("#/a/0/b");
  });

  it("reads percent-encoded pointers, and plain ones", () => {
    expect(tokensOf("#/paths/~1a/%7Bid%7D")).toEqual(["paths", "/a", "{id}"]);
    expect(tokensOf("/a/b")).toEqual(["a", "b"]);
    expect(tokensOf("#")).toEqual([]);
    expect(tokensOf("")).toEqual([]);
    expect(tokensOf("#/")).toEqual([""]);
    expect(tokensOf("#/~01")).toEqual(["~1"]);
  });

  it("takes text that is not validly percent-encoded as it stands", () => {
    expect(decodePercent("100%")).toBe("100%");
    expect(tokensOf("#/50%/a")).toEqual(["50%", "a"]);
  });

  it("reads back whatever it writes", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (tokens) => {
        expect(tokensOf(pointerOf(...tokens))).toEqual(tokens);
      }),
    );
  });
});
