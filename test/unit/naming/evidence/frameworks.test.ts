/** The operationIds, paths and tags that web frameworks make. */
import { describe, expect, it } from "@jest/globals";
import { callsOf, type Sketches } from "../apis.js";

/** Address, operationId, the call; the tag is that of the framework where it matters. */
type Row = readonly [address: string, id: string | undefined, call: string];

const frameworks: Readonly<Record<string, readonly Row[]>> = {
  NestJS: [
    ["GET /", "AppController_getHello", "getHello"],
    ["GET /dogs", "DogsController_findAll", "dogs.list"],
    ["GET /dogs/{id}", "DogsController_findOne", "dogs.retrieve"],
    ["DELETE /dogs/{id}", "DogsController_remove", "dogs.delete"],
    ["GET /members/{id}", "MembersController_getMemberById", "members.retrieve"],
    ["GET /dogs/{id}/pictures", "DogsController_getPictures", "dogs.pictures.list"],
    ["POST /dogs/{id}/pictures", "DogsController_uploadPicture", "dogs.pictures.upload"],
  ],
  LoopBack: [
    ["GET /notes", "NoteController.find", "notes.list"],
    ["PUT /notes/{id}", "NoteController.replaceById", "notes.update"],
    ["GET /notes/count", "NoteController.count", "notes.count"],
  ],
  Phoenix: [
    ["GET /api/teams", "AcmeWeb.TeamController.index", "teams.list"],
    ["GET /api/teams/{id}", "AcmeWeb.TeamController.show", "teams.retrieve"],
    ["POST /api/teams/{id}/archive", "AcmeWeb.TeamController.archive", "teams.archive"],
  ],
  NSwag: [
    ["GET /api/Bills", "Bills_GetBillsWithPagination", "bills.list"],
    ["PUT /api/Bills/{id}", "Bills_Update", "bills.update"],
    ["GET /api/Books", "Books_GetAll", "books.list"],
    ["POST /api/Members/login", "Members_PostApiMembersLogin", "members.login"],
  ],
  Azure: [
    ["GET /s/{s}/providers/Acme.Cache/stores", "Stores_ListByScope", "stores.listByScope"],
    ["POST /s/{s}/providers/Acme.Cache/stores/{n}/listKeys", "Stores_ListKeys", "stores.listKeys"],
  ],
  Rails: [
    ["GET /api/v1/posts", undefined, "posts.list"],
    ["PUT /api/v1/posts/{id}/upload", undefined, "posts.upload"],
    ["POST /members/sign_in", undefined, "members.signIn"],
  ],
  Swashbuckle: [
    ["POST /api/Account/ChangePassword", undefined, "account.changePassword"],
    ["POST /api/Bills/Create", undefined, "bills.create"],
    ["DELETE /api/Bills/Delete/{id}", undefined, "bills.delete"],
    ["GET /api/Bills/GetByMember/{memberId}", undefined, "bills.getByMember"],
  ],
  Encore: [
    ["POST /link", "POST:link.shorten", "link.shorten"],
    ["GET /ping/{url}", "GET:monitor.Ping", "monitor.ping"],
  ],
  FastAPI: [
    ["GET /books/", "read_books_books__get", "books.list"],
    ["PUT /books/{id}", "upsert_book_books__id__put", "books.upsert"],
    ["POST /token", "login_for_access_token_token_post", "token.create"],
    ["POST /peers", "get_or_create_peer_peers_post", "peers.getOrCreate"],
  ],
  "plain ids": [
    ["PUT /guides/{key}", "upsertGuide", "guides.upsert"],
    ["DELETE /guides/{key}", "archiveGuide", "guides.archive"],
    ["DELETE /keys/{key}", "revokeKey", "keys.delete"],
    ["PATCH /agents/{id}/tools/attach/{tool}", "attach_tool_to_agent", "agents.tools.attach"],
  ],
};

describe("the ids of frameworks", () => {
  it.each(Object.entries(frameworks))("%s", (_, rows) => {
    const sketches: Sketches = Object.fromEntries(
      rows.map(([address, id]) => [address, id === undefined ? {} : { id }]),
    );
    expect(callsOf(sketches)).toEqual(Object.fromEntries(rows.map(([address, , call]) => [address, call])));
  });
});

describe("tags", () => {
  it("that are paths name the namespace", () => {
    const tags = ["voiceAgent > variables"];
    expect(
      callsOf({ "GET /agent-variables/{id}": { id: "get", tags }, "GET /agent-variables": { id: "list", tags } }),
    ).toEqual({
      "GET /agent-variables/{id}": "voiceAgent.variables.get",
      "GET /agent-variables": "voiceAgent.variables.list",
    });
  });

  it("spell the number of a resource", () => {
    expect(callsOf({ "GET /project/{id}": { tags: ["Projects"] }, "POST /project": { tags: ["Projects"] } })).toEqual({
      "GET /project/{id}": "projects.retrieve",
      "POST /project": "projects.create",
    });
  });
});
