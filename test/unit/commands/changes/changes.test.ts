import { describe, expect, it } from "@jest/globals";
import { environmentLines, modelLines } from "../../../../src/commands/changes/changes.js";

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

describe("models that callers import", () => {
  it("are told where their name is gone", () => {
    const renamed = [{ component: "schemas/key", before: "ApiKey", name: "Key" }];
    const vanished = [{ component: "schemas/Limit", before: "Limit" }];
    expect(modelLines({ renamed, vanished })).toEqual([
      "  models: 1 renamed, 1 vanished",
      '    ~ ApiKey is now Key  (keep it with models: { "schemas/key": ApiKey })',
      "    - Limit  (no type comes from schemas/Limit any more)",
    ]);
    expect(modelLines({ renamed: [], vanished: [] })).toEqual([]);
  });
});
