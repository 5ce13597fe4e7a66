/** Names of models, and where their types stand. */
import { describe, expect, it } from "@jest/globals";
import type { Component, ComponentSection } from "../../../../src/api/api.js";
import type { Decisions } from "../../../../src/config/decisions.js";
import { pointerOf } from "../../../../src/document/pointer.js";
import { stepsOf } from "../../../../src/naming/models/model-places.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf, operationOf } from "../apis.js";

function component(key: string, section: ComponentSection = "schemas"): Component {
  const place = pointerOf("components", section, key);
  return { section, key, schema: section === "schemas" ? place : `${place}/schema` };
}

/** Component to model, and the codes of what was found. */
function named(components: readonly Component[], config: Decisions = {}) {
  const api = apiOf({ "GET /pets": {} }, { components });
  const { surface, diagnostics } = name(api, config);
  return {
    names: surface.models.map((model) => model.name),
    codes: diagnostics.map(({ code }) => code),
  };
}

describe("a model", () => {
  it.each([
    ["ApiKeyObject", "ApiKeyObject"],
    ["URLMap", "URLMap"],
    ["api_key.object", "ApiKeyObject"],
    ["limits-1", "Limits1"],
    ["200", "N200"],
  ])("called %s in the document", (key, expected) => {
    expect(named([component(key)]).names).toEqual([expected]);
  });

  it.each([
    "Error",
    "Date",
    "Response",
    "File",
    "Map",
    "APIError",
    "Client",
    "Writable",
    "Acme",
    "AcmeOptions",
    "AcmeCore",
  ])("called %s yields to what has that name", (key) => {
    expect(named([component(key)])).toEqual({ names: [`${key}Model`], codes: ["naming/model-renamed"] });
  });

  it("yields to a class and to the types of calls", () => {
    expect(named([component("Pets"), component("PetsListParams")]).names).toEqual(["PetsModel", "PetsListParamsModel"]);
  });

  it("is an identifier, whatever the configuration or a package on disk says", () => {
    const text = "class { }; evil(); interface Y";
    expect(named([component("X")], { models: { X: text } }).names).toEqual(["ClassEvilInterfaceY"]);
    expect(named([component("X")], { lockedModels: { "schemas/X": text } }).names).toEqual(["ClassEvilInterfaceY"]);
    expect(named([component("X")], { models: { X: "interface" } }).names).toEqual(["Interface"]);
  });

  it("keeps the name of the package on disk where names are locked, unless the configuration renames it", () => {
    const lockedModels = { "schemas/pet_owner": "PetOwner" };
    const components = [component("pet_owner"), component("PetOwner")];
    expect(named(components, { lockedModels })).toEqual({
      names: ["PetOwner", "PetOwnerModel"],
      codes: ["naming/model-renamed", "naming/locked-model", "naming/locked-model"],
    });
    expect(named(components, { lockedModels, models: { pet_owner: "Owner" } }).names).toEqual(["Owner", "PetOwner"]);
  });

  it("that is written as its name says goes before one that is not, wherever they stand", () => {
    const { names, codes } = named([component("pet_owner"), component("PetOwner")]);
    expect(names).toEqual(["PetOwnerModel", "PetOwner"]);
    expect(codes).toEqual(["naming/model-renamed"]);
  });

  it("is numbered where the suffix is taken as well", () => {
    expect(named([component("ErrorModel"), component("Error")]).names).toEqual(["ErrorModel", "ErrorModel2"]);
  });

  it("of another section gets the suffix of its section", () => {
    const components = [component("Order"), component("order", "parameters")];
    expect(named(components).names).toEqual(["Order", "OrderParameter"]);
  });

  it("is called as the user says", () => {
    expect(named([component("Error"), component("Pet")], { models: { Error: "Problem" } })).toEqual({
      names: ["Problem", "Pet"],
      codes: [],
    });
    expect(named([component("Pet")], { models: { Dog: "Hound" } }).codes).toEqual(["naming/unknown-model"]);
  });

  it("that is the result of a call, under the very name of its type, keeps that name", () => {
    const schema = pointerOf("components", "schemas", "PetsListResult");
    const operation = operationOf("GET /pets");
    const media = { type: "application/json", kind: "json", typed: true, holds: "data", schema } as const;
    const outcome = { status: "200", media: [media], headers: [], pointer: `${operation.pointer}/responses/200` };
    const api = apiOf(
      {},
      { operations: [{ ...operation, outcomes: [outcome] }], components: [component("PetsListResult")] },
    );
    expect(name(api, {}).surface.models.map((model) => model.name)).toEqual(["PetsListResult"]);
  });
});

describe("the type of a schema stands", () => {
  const answer = "#/paths/~1pets/get/responses/200/content/application~1json/schema";
  const json = ["paths", "/pets", "get", "responses", "200", "content", "application/json"];

  it.each([
    ["#/components/schemas/Pet", ["components", "schemas", "Pet"]],
    ["#/components/schemas/Pet/properties/schema", ["components", "schemas", "Pet", "schema"]],
    ["#/components/parameters/order/schema", ["components", "parameters", "order"]],
    [answer, json],
    [`${answer}/properties/data/items`, [...json, "data", "items"]],
    [`${answer}/properties/items/items`, [...json, "items", "items"]],
    [
      "#/paths/~1content/get/responses/200/content/text~1x/itemSchema",
      ["paths", "/content", "get", "responses", "200", "content", "text/x"],
    ],
  ])("at %s", (pointer, expected) => {
    expect(stepsOf(pointer)?.map((step) => (step === "items" ? "items" : step.member))).toEqual(expected);
  });

  it("nowhere, where the generated types have no such place", () => {
    expect(stepsOf(`${answer}/allOf/0`)).toBeUndefined();
    expect(stepsOf("#/paths/~1pets/get")).toBeUndefined();
  });
});
