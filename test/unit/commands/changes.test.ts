import { describe, expect, it } from "@jest/globals";
import { environmentLines } from "../../../src/commands/changes.js";

describe("the variables that a client reads", () => {
  it("are told where the package on disk does not read them", () => {
    expect(environmentLines(["ACME_API_KEY", "ACME_BASE_URL"], ["OTHER_KEY", "ACME_BASE_URL"])).toEqual([
      "  ! reads OTHER_KEY from the environment, which it did not before",
    ]);
  });

  it("are not news where the package does not say which it reads, or reads the same", () => {
    expect(environmentLines(undefined, ["A"])).toEqual([]);
    expect(environmentLines(["A"], ["A"])).toEqual([]);
  });
});
