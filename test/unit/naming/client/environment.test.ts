import { describe, expect, it } from "@jest/globals";
import { environmentOf } from "../../../../src/naming/client/environment.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf, schemeOf } from "../apis.js";

const schemes = [schemeOf("accessKeyId"), schemeOf("secretAccessKey", "headerKey"), schemeOf("token", "basic")];

const variablesOf = (title: string, credentials = {}): readonly string[] => {
  const sketches = { "GET /a": { security: [["accessKeyId"]] } };
  return environmentOf(name(apiOf(sketches, { title, securitySchemes: schemes }), { credentials }).surface.client);
};

describe("the environment variables of a client", () => {
  it("are its credentials' and its address's, by its name", () => {
    expect(variablesOf("Acme API")).toEqual([
      "ACME_API_KEY",
      "ACME_SECRET_ACCESS_KEY",
      "ACME_TOKEN_USERNAME",
      "ACME_TOKEN_PASSWORD",
      "ACME_BASE_URL",
    ]);
  });

  it.each(["AWS", "GitHub", "GITHUB API", "npm", "CI", "CI Server", "Azure DevOps", "Google Cloud", "ssh", "Node"])(
    "are never a platform's, whatever the document is called: %s",
    (title) => {
      for (const variable of variablesOf(title)) {
        expect(variable).toMatch(/^SDK_[A-Z]/);
      }
    },
  );

  it("are what the user says", () => {
    expect(variablesOf("AWS", { accessKeyId: { env: "AWS_ACCESS_KEY_ID" } })[0]).toBe("AWS_ACCESS_KEY_ID");
  });
});
