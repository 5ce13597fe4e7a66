import { describe, expect, it } from "@jest/globals";
import { callsOf } from "../apis.js";

describe("operationIds", () => {
  it("give the whole call as group/verb", () => {
    expect(
      callsOf({
        "GET /repos/{owner}/{repo}/pulls/{number}/reviews": { id: "pulls/list-reviews" },
        "GET /": { id: "meta/root" },
        "GET /orgs/{org}": { id: "orgs/get" },
        "GET /codes_of_conduct": { id: "codes-of-conduct/get-all-codes-of-conduct" },
      }),
    ).toEqual({
      "GET /repos/{owner}/{repo}/pulls/{number}/reviews": "pulls.listReviews",
      "GET /": "meta.root",
      "GET /orgs/{org}": "orgs.get",
      "GET /codes_of_conduct": "codesOfConduct.getAllCodesOfConduct",
    });
  });

  it("give the whole call as group.verb, less the root that all of them share", () => {
    expect(callsOf({ "GET /files": { id: "drive.files.list" }, "GET /files/{id}": { id: "drive.files.get" } })).toEqual(
      {
        "GET /files": "files.list",
        "GET /files/{id}": "files.get",
      },
    );
  });

  it("give the verb only as Resource_verb", () => {
    expect(
      callsOf({
        "PUT /mcp-servers/{id}/capabilities": { id: "McpServerCapabilities_bulkUpdate" },
        "POST /mcp-servers/{id}/test": { id: "McpServers_test" },
        "GET /mcp-servers/{id}/metadata": { id: "McpServerMetadata_retrieve" },
        "GET /mcp-servers/{id}": { id: "McpServers_retrieve" },
      }),
    ).toEqual({
      "PUT /mcp-servers/{id}/capabilities": "mcpServers.capabilities.bulkUpdate",
      "POST /mcp-servers/{id}/test": "mcpServers.test",
      "GET /mcp-servers/{id}/metadata": "mcpServers.metadata.retrieve",
      "GET /mcp-servers/{id}": "mcpServers.retrieve",
    });
  });

  it("are not believed where only few of them have a grammar", () => {
    expect(
      callsOf({
        "GET /apples": { id: "x/odd" },
        "GET /bananas": { id: "listBs" },
        "GET /cherries": { id: "listCs" },
        "GET /dates": { id: "Ds_listAll" },
      }),
    ).toEqual({
      "GET /apples": "apples.list",
      "GET /bananas": "bananas.list",
      "GET /cherries": "cherries.list",
      "GET /dates": "dates.list",
    });
  });

  it("are not believed where they repeat the address", () => {
    expect(
      callsOf({
        "GET /users": { id: "get/users" },
        "POST /users": { id: "post/users" },
        "GET /keys": { id: "get/keys" },
      }),
    ).toEqual({
      "GET /users": "users.list",
      "POST /users": "users.create",
      "GET /keys": "keys.list",
    });
  });

  it("are not believed where two operations have the same", () => {
    expect(
      callsOf({
        "GET /apples": { id: "x/list" },
        "GET /bananas": { id: "x/list" },
        "GET /cherries": { id: "x/get" },
        "POST /cherries": { id: "x/make" },
      }),
    ).toMatchObject({
      "GET /apples": "apples.list",
      "GET /bananas": "bananas.list",
      "GET /cherries": "x.get",
    });
  });

  it("are a last resort as plain names", () => {
    expect(callsOf({ "GET /keys": { id: "fetchTheKeys" } })).toEqual({ "GET /keys": "keys.list" });
    expect(callsOf({ "GET /v1/keys/{id}": { id: "getKey" }, "GET /v1/keys/{name}": { id: "getKeyByName" } })).toEqual({
      "GET /v1/keys/{id}": "keys.retrieve",
      "GET /v1/keys/{name}": "keys.getKeyByName",
    });
  });
});
