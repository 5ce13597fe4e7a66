import { describe, expect, it } from "@jest/globals";
import { unlessTooDeep } from "../../../src/snippets/nesting.js";

describe("work that recurses", () => {
  it("gives its result, or nothing where it exhausts the stack", () => {
    const endless = (): number => 1 + endless();
    expect(unlessTooDeep(() => "done")).toBe("done");
    expect(unlessTooDeep(endless)).toBeUndefined();
  });

  it("throws what is another fault", () => {
    const broken = () => {
      throw new TypeError("broken");
    };
    expect(() => unlessTooDeep(broken)).toThrow("broken");
  });
});
