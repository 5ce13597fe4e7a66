import { describe, expect, it } from "@jest/globals";
import { apiName } from "../../../../src/naming/client/title.js";

describe("the name of an API in a sentence", () => {
  it.each([
    ["Acme API", "Acme API"],
    ["The Blue Sky API Reference", "Blue Sky API Reference"],
    ["OData Service for namespace acme.orders", "Acme Orders API"],
    ["Swagger Petstore - OpenAPI 3.0", "Petstore API"],
    ["API", "Sky API"],
    ["My API", "Sky API"],
    [" ", "Sky API"],
  ])("of “%s” is %s", (title, expected) => {
    expect(apiName({ title, servers: [{ url: "https://api.sky.io/v1", variables: [] }] })).toBe(expected);
  });

  it("is API where nobody is named", () => {
    expect(apiName({ title: "", servers: [] })).toBe("API");
  });
});
