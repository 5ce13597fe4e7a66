import { afterEach, describe, expect, it } from "@jest/globals";
import { Client } from "../../../src/runtime/index.js";
import { unwrapped } from "../../../src/runtime/unwrapped.js";
import { serve, settings, type Served } from "./api.js";

let server: Served;
afterEach(() => server.close());

describe("an answer in an envelope", () => {
  it.each([
    ["gives the property", '{"result":{"id":"a"},"success":true}', { id: "a" }],
    ["gives null where that is the property", '{"result":null}', null],
    ["gives undefined where the property is missing", '{"success":true}', undefined],
    ["gives nothing that every object has", "{}", undefined, "constructor"],
    ["gives what is not an object as it is", "[1]", [1]],
    ["gives undefined where nothing came", "", undefined],
  ])("%s", async (_, body, expected, property = "result") => {
    server = await serve((_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(body);
    });
    const client = new Client({ ...settings, security: {} }, { baseUrl: server.url, maxRetries: 0 });
    const operation = { call: "c", method: "GET" as const, path: "/p", result: unwrapped(property) };
    expect(await client["_call"](operation)).toEqual(expected);
  });
});
