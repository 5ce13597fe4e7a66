/** The rules behind the table of verdicts. `cases.test.ts` holds whole changes. */
import { describe, expect, it } from "@jest/globals";
import { judgeCall, judgeSchema, worst } from "../../../src/changes/judge.js";

describe("a verdict", () => {
  it.each([
    // What is sent may be wider than it was, what is received may be narrower: never the other way.
    ["type-widened", "request", "safe", "safe"],
    ["type-widened", "answer", "breaks", "breaks"],
    ["type-narrowed", "request", "breaks", "breaks"],
    ["type-narrowed", "answer", "safe", "safe"],
    ["enum-shrunk", "request", "breaks", "breaks"],
    ["enum-grown", "answer", "risk", "risk"],
    ["property-required", "request", "breaks", "breaks"],
    ["property-required", "answer", "safe", "safe"],
    ["property-optional", "answer", "breaks", "breaks"],
    // Limits are no part of a type.
    ["limit-tightened", "request", "breaks", "safe"],
    ["limit-loosened", "answer", "risk", "safe"],
  ] as const)("on %s in a %s: wire %s, source %s", (kind, use, wire, source) => {
    expect(judgeSchema(kind, use)).toMatchObject({ wire, source });
  });

  it("on a failure is a risk at most, and no major step", () => {
    expect(judgeSchema("type-changed", "failure")).toEqual({ wire: "risk", source: "risk", next: "minor" });
  });

  it("on a new value of an answer is safe where the owner says that callers expect more", () => {
    expect(judgeSchema("enum-grown", "answer", { openEnums: true })).toMatchObject({ wire: "safe", source: "safe" });
    expect(judgeSchema("enum-shrunk", "request", { openEnums: true })).toMatchObject({ wire: "breaks" });
  });

  it("tells a name from an address", () => {
    expect(judgeCall("call-renamed")).toEqual({ wire: "safe", source: "breaks", next: "major" });
    expect(judgeCall("address-changed")).toEqual({ wire: "breaks", source: "safe", next: "major" });
  });

  it("of two is the worse by each lens", () => {
    const one = judgeCall("call-renamed");
    expect(worst(one, judgeCall("server-changed"))).toEqual({ wire: "risk", source: "breaks", next: "major" });
  });
});
