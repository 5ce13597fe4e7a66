import { describe, expect, it } from "@jest/globals";
import { callsOf } from "../apis.js";

/** Names a document that gives nothing but paths. */
function conventional(...addresses: readonly string[]): readonly string[] {
  return Object.values(callsOf(Object.fromEntries(addresses.map((address) => [address, {}]))));
}

describe("the convention", () => {
  it("names a collection and its items", () => {
    expect(
      conventional(
        "GET /api-keys",
        "POST /api-keys",
        "GET /api-keys/{id}",
        "PUT /api-keys/{id}",
        "DELETE /api-keys/{id}",
      ),
    ).toEqual(["apiKeys.list", "apiKeys.create", "apiKeys.retrieve", "apiKeys.update", "apiKeys.delete"]);
  });

  it("tells PUT from PATCH, and the collection from the item", () => {
    expect(conventional("PUT /a-s/{id}", "PATCH /a-s/{id}", "DELETE /a-s", "DELETE /a-s/{id}")).toEqual([
      "aS.replace",
      "aS.update",
      "aS.deleteAll",
      "aS.delete",
    ]);
  });

  it("takes POST on an item for an update only where another POST creates", () => {
    expect(conventional("POST /threads", "POST /threads/{id}")).toEqual(["threads.create", "threads.update"]);
    expect(conventional("GET /keys", "POST /keys/{type}/{sub}")).toEqual(["keys.list", "keys.create"]);
  });

  it.each([
    ["POST /keys/{id}/rotate", "keys.rotate"],
    ["PUT /prompts/{id}/makeDefault", "prompts.makeDefault"],
    ["POST /files/{id}:cancel", "files.cancel"],
    ["GET /files/{id}/content", "files.content"],
    ["GET /runs/{id}/events", "runs.events.list"],
    ["POST /orgs/{id}/invitations", "orgs.invitations.create"],
    ["PUT /repos/{id}/avatar", "repos.updateAvatar"],
    ["DELETE /repos/{id}/logo", "repos.deleteLogo"],
    ["PATCH /repos/{id}/build-config", "repos.buildConfig.update"],
    ["POST /users/login", "users.login"],
    ["GET /users/me", "users.me"],
    ["POST /search", "search"],
    ["POST /embeddings", "embeddings.create"],
    ["GET /health", "health.retrieve"],
    ["POST /chat.postMessage", "chat.postMessage.create"],
    ["POST /v1/messages?beta=true", "beta.messages.create"],
    ["GET /openapi.json", "openapiJson.retrieve"],
    ["HEAD /files/{id}", "files.head"],
  ])("names %s %s", (address, call) => {
    expect(conventional(address)).toEqual([call]);
  });

  it("keeps the name of a part of an item when it can be written too", () => {
    expect(
      conventional("GET /peers/{id}/card", "PUT /peers/{id}/card", "PATCH /peers/{id}/card", "DELETE /peers/{id}/card"),
    ).toEqual(["peers.card", "peers.replaceCard", "peers.updateCard", "peers.deleteCard"]);
  });

  it("takes what is both read and made for a resource", () => {
    expect(conventional("GET /agents/{id}/schedule", "POST /agents/{id}/schedule")).toEqual([
      "agents.schedule.retrieve",
      "agents.schedule.create",
    ]);
  });

  it("sees no action where a segment has children", () => {
    expect(conventional("POST /x/{id}/export", "GET /x/{id}/export/{job}")).toEqual([
      "x.export.create",
      "x.export.retrieve",
    ]);
  });

  it("drops a version in front, and a prefix that nearly all paths share", () => {
    expect(conventional("GET /v1/keys", "GET /v1/users")).toEqual(["keys.list", "users.list"]);
    expect(conventional("GET /api/v2/keys", "GET /api/v2/users", "GET /api/v2/teams")).toEqual([
      "keys.list",
      "users.list",
      "teams.list",
    ]);
    expect(conventional("GET /acme/keys", "GET /acme/users", "GET /acme/teams")).toEqual([
      "keys.list",
      "users.list",
      "teams.list",
    ]);
  });

  it("keeps a prefix that says something", () => {
    expect(conventional("GET /admin/keys/{id}", "GET /admin/users/{id}")).toEqual([
      "admin.keys.retrieve",
      "admin.users.retrieve",
    ]);
    expect(conventional("GET /keys/{id}")).toEqual(["keys.retrieve"]);
    expect(conventional("GET /v1")).toEqual(["v1.retrieve"]);
  });

  it("keeps the rarer of two versions", () => {
    expect(conventional("GET /v1/keys", "GET /v1/users", "GET /v2/keys")).toEqual([
      "keys.list",
      "users.list",
      "v2.keys.list",
    ]);
  });

  it("names what is only read as it names anything else", () => {
    expect(conventional("GET /stats/graphs/users", "GET /stats/graphs/cache/hit-rate", "GET /geo/countries")).toEqual([
      "stats.graphs.users.list",
      "stats.graphs.cache.hitRate.retrieve",
      "geo.countries.list",
    ]);
  });

  it("takes an action and what goes on from it for one method", () => {
    expect(
      conventional(
        "POST /quotes/{id}/authorize",
        "POST /quotes/{id}/authorize/resend",
        "GET /webhooks/{id}/secret",
        "POST /webhooks/{id}/secret/rotate",
        "POST /agents/search",
        "GET /agents/search/count",
      ),
    ).toEqual([
      "quotes.authorize",
      "quotes.authorizeResend",
      "webhooks.secret",
      "webhooks.rotateSecret",
      "agents.search",
      "agents.searchCount",
    ]);
    // A collection, and what many things are done in, stay resources.
    expect(conventional("POST /keys/{id}/tokens/rotate", "POST /users/bulk/delete")).toEqual([
      "keys.tokens.rotate",
      "users.bulk.delete",
    ]);
  });

  it("drops a mount in front of most paths, and of fewer not", () => {
    const below = ["keys", "pets", "users"].map((name) => `GET /api/${name}`);
    expect(conventional(...below, "GET /health")).toEqual(["keys.list", "pets.list", "users.list", "health.retrieve"]);
    expect(conventional(...below.slice(1), "GET /health")[0]).toBe("api.pets.list");
  });

  it("names the inner of two parameters where the outer is the collection's own", () => {
    expect(
      conventional("DELETE /folders/{folder_id}", "DELETE /folders/{folder_id}/{file_id}", "GET /repos/{owner}/{repo}"),
    ).toEqual(["folders.delete", "folders.deleteFile", "repos.retrieve"]);
  });

  it("keeps what has both a versioned and an unversioned path apart", () => {
    const both = ["GET /v1/threads", "POST /v1/threads", "GET /threads", "POST /threads/{id}/cancel", "GET /health"];
    expect(conventional(...both)).toEqual([
      "threads.list",
      "threads.create",
      "unversioned.threads.list",
      "unversioned.threads.cancel",
      "health.retrieve",
    ]);
    const newcomer = [...both.slice(1), ...["a", "b", "c", "d"].map((name) => `GET /${name}s`)];
    expect(conventional(...newcomer)).toContain("threads.list");
  });

  it.each([
    ["GET /keys/{id}/config", "PUT /keys/{id}/config", "keys.config.retrieve"],
    ["POST /docs/export", "OPTIONS /docs/export", "docs.export"],
    ["POST /insert", "OPTIONS /insert", "insert"],
    ["GET /quotes/{id}/secret", "POST /quotes/{id}/secret/rotate", "quotes.secret"],
    ["GET /stats/users", "POST /stats", "stats.users.list"],
  ])("names %s the same beside %s", (address, neighbour, call) => {
    expect(conventional(address)).toEqual([call]);
    expect(conventional(address, neighbour)[0]).toBe(call);
  });

  it("takes singular and plural of one thing for one resource", () => {
    expect(conventional("GET /users", "GET /user/{id}", "DELETE /user/{id}")).toEqual([
      "users.list",
      "users.retrieve",
      "users.delete",
    ]);
    expect(conventional("GET /policies", "GET /policy/{id}")).toEqual(["policies.list", "policies.retrieve"]);
    expect(conventional("GET /user", "GET /users/{id}")).toEqual(["user.retrieve", "users.retrieve"]);
  });

  it("spells acronyms one way", () => {
    expect(conventional("GET /MCPServers/{id}/APIKeys", "POST /MCPServers")).toEqual([
      "mcpServers.apiKeys.list",
      "mcpServers.create",
    ]);
  });

  it("falls back on tag and operationId where a path names nothing", () => {
    expect(callsOf({ "GET /{id}": { tags: ["Short Links"] } })).toEqual({ "GET /{id}": "shortLinks.retrieve" });
    expect(callsOf({ "GET /": { id: "getRoot" } })).toEqual({ "GET /": "getRoot" });
    expect(callsOf({ "GET /": {} })).toEqual({ "GET /": "retrieve" });
  });
});
