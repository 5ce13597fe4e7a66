import { describe, expect, it } from "@jest/globals";
import { adviseVersion } from "../../../src/changes/version.js";

describe("adviseVersion", () => {
  it.each([
    ["1.2.3", "1.2.3", "major", "2.0.0", true],
    ["1.2.3", "2.0.0", "major", "2.0.0", false],
    ["1.2.3", "1.2.3", "minor", "1.3.0", true],
    ["0.2.3", "0.3.0", "major", "0.3.0", false],
    ["0.2.3", "0.2.4", "minor", "0.2.4", false],
    ["1.2.3", "1.2.3", "none", "1.2.3", false],
  ] as const)("%s, now %s, after %s is %s", (before, after, step, next, warns) => {
    const advice = adviseVersion(before, after, step);
    expect(advice.next).toBe(next);
    expect(advice.warning !== undefined).toBe(warns);
  });
  it("gives a step alone where the version is no three numbers", () => {
    expect(adviseVersion("2026-01", "2026-02", "major")).toEqual({ step: "major" });
  });
});
