/** Swagger 2.0 as OpenAPI 3.0; the golden case `swagger-2` shows the client of one. */
import { describe, expect, it, jest } from "@jest/globals";
import { writtenAt } from "../../../src/document/swagger/places.js";
import { load } from "../../../src/document/load.js";
import { complaintOf, folderWith, loadFirst } from "./support.js";

const written = {
  swagger: "2.0",
  info: { title: "Pets", version: "1" },
  host: "a.example",
  paths: {
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true, type: "string" }],
      put: {
        parameters: [
          { name: "pet", in: "body", schema: { $ref: "#/definitions/Pet" } },
          { name: "sizes", in: "query", type: "array", items: { type: "string" }, collectionFormat: "tsv" },
        ],
        responses: { "200": { description: "ok", schema: { $ref: "#/definitions/Pet" } } },
      },
    },
  },
  definitions: { Pet: { type: "object", properties: { name: { type: "string" } } } },
};

describe("a part of a converted document", () => {
  it.each([
    [
      ["components", "schemas", "Pet", "properties", "name"],
      ["definitions", "Pet", "properties", "name"],
    ],
    [
      ["components", "securitySchemes", "key"],
      ["securityDefinitions", "key"],
    ],
    [
      ["components", "responses", "R", "content", "application/json", "schema"],
      ["responses", "R", "schema"],
    ],
    [["servers", "0", "url"], ["host"]],
    [["openapi"], ["swagger"]],
    [
      ["info", "title"],
      ["info", "title"],
    ],
    [
      ["paths", "/pets/{id}", "parameters", "0", "schema", "type"],
      ["paths", "/pets/{id}", "parameters", "0", "type"],
    ],
    // The body parameter is no longer a parameter, so the next one has another index.
    [
      ["paths", "/pets/{id}", "put", "parameters", "0", "name"],
      ["paths", "/pets/{id}", "put", "parameters", "1", "name"],
    ],
    [
      ["paths", "/pets/{id}", "put", "requestBody", "content"],
      ["paths", "/pets/{id}", "put", "parameters", "0"],
    ],
    [
      ["paths", "/pets/{id}", "put", "responses", "200", "content", "application/json", "schema"],
      ["paths", "/pets/{id}", "put", "responses", "200", "schema"],
    ],
  ])("stands in the original: %j", (tokens, expected) => {
    expect(writtenAt(tokens, written)).toEqual(expected);
  });
});

it("says that it was converted, and at its line what OpenAPI 3 cannot say", async () => {
  const { document, diagnostics } = await loadFirst({ "swagger.json": written });
  expect(document.version).toBe("3.0");
  expect(diagnostics.map(({ code }) => code)).toEqual(["document/swagger", "document/swagger-lost"]);
  const line = JSON.stringify(written, null, 2)
    .split("\n")
    .findIndex((text) => text.includes('"sizes"'));
  expect(document.locate("#/paths/~1pets~1{id}/put/parameters/0/name").line).toBe(line + 1);
});

it("is read alike however often, and leaves the file as it is", async () => {
  const folder = folderWith({ "swagger.json": written });
  const [one, other] = [await load(`${folder}/swagger.json`), await load(`${folder}/swagger.json`)];
  expect(JSON.stringify(one.document.root)).toBe(JSON.stringify(other.document.root));
});

it("that cannot be converted is refused in words, and prints nothing", async () => {
  const warn = jest.spyOn(console, "warn").mockReturnValue();
  const complaint = await complaintOf(loadFirst({ "swagger.json": { swagger: "2.0", info: 7, paths: {} } }));
  expect(complaint.message).not.toBe("");
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
