/** `names: locked` holds where only the front of paths changed. */
import { describe, expect, it } from "@jest/globals";
import { methodsOf } from "../../../../src/naming/changes.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf } from "../apis.js";

function callsOf(addresses: readonly string[], locked: Readonly<Record<string, string>>) {
  const { surface } = name(apiOf(Object.fromEntries(addresses.map((address) => [address, {}]))), { locked });
  return methodsOf(surface).map(({ call }) => call);
}

describe("a locked call", () => {
  it.each([
    ["another version", "GET /v1/keys/{id}", "GET /v2/keys/{key_id}"],
    ["a version that it had not", "GET /keys/{id}", "GET /v1/keys/{id}"],
    ["`api` in front", "GET /v1/keys/{id}", "GET /api/keys/{id}/"],
    ["another folder in front", "GET /keys/{id}", "GET /platform/keys/{id}"],
    ["nothing in front any more", "GET /platform/keys/{id}", "GET /keys/{id}"],
  ])("stays where the path has %s", (_, before, now) => {
    expect(callsOf([now], { [before]: "secrets.fetch" })).toEqual(["secrets.fetch"]);
  });

  it.each([
    ["its address is still there", ["GET /v1/keys", "GET /v2/keys"], { "GET /v1/keys": "secrets.all" }, "secrets.all"],
    ["two could be it", ["GET /a/keys", "GET /b/keys"], { "GET /keys": "secrets.all" }, undefined],
    ["it could be two", ["GET /keys"], { "GET /a/keys": "secrets.all", "GET /b/keys": "others.all" }, undefined],
    ["the method is another", ["POST /v2/keys"], { "GET /v1/keys": "secrets.all" }, undefined],
    ["a segment only ends alike", ["GET /v2/apikeys"], { "GET /v1/keys": "secrets.all" }, undefined],
    ["the path had a parameter in front", ["GET /keys"], { "GET /users/{id}/keys": "users.keys.all" }, undefined],
    ["only a parameter is left of the path", ["GET /things/{id}"], { "GET /{id}": "fetch" }, undefined],
    ["nothing is left of the path", ["GET /v2"], { "GET /v1/keys": "secrets.all" }, undefined],
  ])("goes to no other operation where %s", (_, addresses, locked: Readonly<Record<string, string>>, kept) => {
    const calls = callsOf(addresses, locked);
    expect(calls.filter((call) => Object.values(locked).includes(call))).toEqual(kept === undefined ? [] : [kept]);
  });
});
