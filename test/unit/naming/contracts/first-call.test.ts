/** The method of the first call that the README shows. */
import { describe, expect, it } from "@jest/globals";
import type { Api } from "../../../../src/api/api.js";
import type { Decisions } from "../../../../src/config/decisions.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf, sample, type Sketches } from "../apis.js";

const calls = (call: string, count = 1): readonly string[] =>
  Array.from({ length: count }, () => sample(`await acme.${call}({});`));

function firstOf(sketches: Sketches, config: Decisions = {}, rest: Partial<Api> = {}): string | undefined {
  return name(apiOf(sketches, rest), config).surface.first?.call;
}

describe("the first call", () => {
  it("is the one with the most samples of its own, of equals one that reads", () => {
    expect(firstOf({ "GET /a": { js: calls("a.list") }, "POST /b": { js: calls("b.create", 2) } })).toBe("b.create");
    expect(firstOf({ "POST /b": { js: calls("b.create") }, "GET /a": { js: calls("a.list") } })).toBe("a.list");
  });

  it("removes nothing, and is not deprecated, where there are others", () => {
    expect(firstOf({ "DELETE /a": { js: calls("a.delete", 3) }, "GET /b": { js: calls("b.list") } })).toBe("b.list");
    expect(firstOf({ "GET /a": { js: calls("a.list", 3), deprecated: true }, "GET /b": {} })).toBe("b.retrieve");
    expect(firstOf({ "GET /a": { deprecated: true } })).toBe("a.retrieve");
  });

  it("is the main one of the first tag where there are no samples", () => {
    const sketches = { "GET /a": { tags: ["Other"] }, "POST /b": { tags: ["Main"] }, "GET /b": { tags: ["Main"] } };
    expect(firstOf(sketches, {}, { tags: [{ name: "Main" }, { name: "Other" }] })).toBe("b.retrieve");
    expect(firstOf(sketches)).toBe("a.retrieve");
    expect(firstOf({})).toBeUndefined();
  });

  it("is the one that the configuration says, and a finding where the client has none of that name", () => {
    const sketches = { "GET /a": {}, "DELETE /b": {} };
    expect(firstOf(sketches, { readme: { first: "b.delete" } })).toBe("b.delete");
    const { surface, diagnostics } = name(apiOf(sketches), { readme: { first: "b.remove" } });
    expect(surface.first?.call).toBe("a.retrieve");
    expect(diagnostics.map(({ code }) => code)).toContain("naming/unknown-first-call");
  });
});
