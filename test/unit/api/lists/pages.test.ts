/** Recognises which operations list in pages, and how, from the document's declarations. */
import { describe, expect, it } from "@jest/globals";
import type { Operation } from "../../../../src/api/api.js";
import { build } from "../../../../src/api/build.js";
import type { Json, JsonObject } from "../../../../src/document/document.js";
import { documentOf } from "../../../support/documents.js";

const schemas: Readonly<Record<string, Json>> = {
  i: { type: "integer" },
  i0: { type: "integer", minimum: 0 },
  i1: { type: "integer", default: 1 },
  s: { type: "string" },
  s3: { type: ["string", "null"] },
  any: { anyOf: [{ type: "string" }, { type: "null" }] },
  uri: { type: "string", format: "uri", nullable: true },
  url: { type: "string", example: "https://a.example/things?page=2" },
  date: { type: "string", format: "date-time" },
  b: { type: "boolean" },
  list: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
  names: { type: "array", items: { type: "string" } },
};

/** `{ data: "list", meta: { next: "s" } }` as the schema of an object. */
function objectOf(sketch: JsonObject): JsonObject {
  const properties = Object.entries(sketch).map(([key, value]) => [
    key,
    typeof value === "string" ? schemas[value] : objectOf(value as JsonObject),
  ]);
  return { type: "object", properties: Object.fromEntries(properties) as JsonObject };
}

interface Sketch {
  /** Query parameters: name to schema, or to schema and description. */
  readonly query: Readonly<Record<string, string | readonly [schema: string, description: string]>>;
  readonly answer: string | JsonObject;
  readonly headers?: readonly string[];
  readonly method?: string;
  readonly path?: string;
}

function pathItem({ query, answer, headers = [], method = "get" }: Sketch): JsonObject {
  const schema =
    typeof answer === "string" ? schemas[answer] : "schema" in answer ? answer["schema"] : objectOf(answer);
  return {
    [method]: {
      parameters: Object.entries(query).map(([name, given]) => {
        const [key, description] = typeof given === "string" ? [given] : given;
        return { name, in: "query", schema: schemas[key], ...(description === undefined ? {} : { description }) };
      }),
      responses: {
        "200": {
          description: "Things.",
          headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])),
          content: { "application/json": { schema } },
        },
      },
    },
  };
}

function operationsOf(paths: Readonly<Record<string, Sketch>>): readonly Operation[] {
  const { api } = build(
    documentOf({
      openapi: "3.1.0",
      info: { title: "Things", version: "1.0.0" },
      paths: Object.fromEntries(Object.entries(paths).map(([path, sketch]) => [path, pathItem(sketch)])),
      components: { schemas: { Thing: { type: "object", properties: { id: { type: "string" }, at: {} } } } },
    }),
  );
  return api.operations;
}

function pagesOf(sketch: Sketch): object | undefined {
  const { text: _, ...pages } = operationsOf({ [sketch.path ?? "/things"]: sketch })[0]?.pages ?? { text: "" };
  return "kind" in pages ? pages : undefined;
}

const data = "list";

describe("pages are recognised", () => {
  const numbered = { kind: "numbered", items: ["data"], page: "page" };
  const byCursor = { kind: "cursor", items: ["data"] };
  const byId = { ...byCursor, id: ["id"] };
  it.each<[string, Sketch, object]>([
    ["page, per_page", { query: { page: "i1", per_page: "i" }, answer: "list" }, { ...numbered, items: [], first: 1 }],
    [
      "page, limit, total",
      { query: { page: "i0" }, answer: { data, total: "i" } },
      { ...numbered, first: 0, total: ["total"] },
    ],
    [
      "pageNumber, pageSize, totalPages",
      { query: { pageNumber: "i1", pageSize: "i" }, answer: { items: data, totalPages: "i", totalCount: "i" } },
      {
        kind: "numbered",
        items: ["items"],
        page: "pageNumber",
        first: 1,
        total: ["totalCount"],
        pages: ["totalPages"],
      },
    ],
    [
      "current_page by its description",
      { query: { current_page: ["i", "Current page, defaults to 0"] }, answer: { data, has_more: "b" } },
      { ...numbered, page: "current_page", first: 0, more: ["has_more"] },
    ],
    [
      "the number in the body, where nothing says where they begin",
      { query: { page: "i" }, answer: { data, meta: { current_page: "i", last_page: "i" } } },
      { ...numbered, current: ["meta", "current_page"], pages: ["meta", "last_page"] },
    ],
    [
      "page[number] of JSON:API",
      { query: { "page[number]": "i1", "page[size]": "i" }, answer: { data, included: data } },
      { ...numbered, page: "page[number]", first: 1 },
    ],
    [
      "offset, limit",
      { query: { offset: "i", limit: "i" }, answer: { data, total: "i" } },
      { kind: "offset", items: ["data"], offset: "offset", total: ["total"] },
    ],
    ...["X-After-Cursor", "X-Next-Cursor", "Next-Page-Token", "X-Continuation-Token"].map(
      (header): [string, Sketch, object] => [
        `a cursor in the header ${header}`,
        { query: { after: "s", limit: "i" }, answer: "list", headers: [header, "X-Total-Count"] },
        { kind: "cursor", items: [], cursor: "after", header },
      ],
    ),
    [
      "the number of the next page in a header",
      { query: { page: "i1", per_page: "i" }, answer: "list", headers: ["X-Next-Page", "X-Page", "X-Total"] },
      { kind: "cursor", items: [], cursor: "page", header: "X-Next-Page" },
    ],
    [
      "a cursor in a header that only a description names",
      { query: { after: ["s", "The value of the `X-After-Cursor` header of the page before."] }, answer: "list" },
      { kind: "cursor", items: [], cursor: "after", header: "X-After-Cursor" },
    ],
    ["skip, take", { query: { skip: "i", take: "i" }, answer: "list" }, { kind: "offset", items: [], offset: "skip" }],
    [
      "startIndex of SCIM",
      { query: { startIndex: "i1", count: "i" }, answer: { Resources: data, totalResults: "i" } },
      { kind: "offset", items: ["Resources"], offset: "startIndex", first: 1, total: ["totalResults"] },
    ],
    [
      "after, before, has_more",
      { query: { after: "s", before: "s", limit: "i" }, answer: { data, first_id: "s", last_id: "s", has_more: "b" } },
      { ...byId, cursor: "after", before: "before", more: ["has_more"] },
    ],
    [
      "starting_after, ending_before",
      { query: { starting_after: "s", ending_before: "s" }, answer: { data, has_more: "b" } },
      { ...byId, cursor: "starting_after", before: "ending_before", more: ["has_more"] },
    ],
    [
      "after, an id by its description",
      { query: { after: ["s", "Identifier of the last thing"] }, answer: { data } },
      { ...byId, cursor: "after" },
    ],
    [
      "cursor, next_cursor",
      { query: { cursor: "s" }, answer: { data, next_cursor: "s3" } },
      { ...byCursor, cursor: "cursor", next: ["next_cursor"] },
    ],
    [
      "pageToken, nextPageToken",
      { query: { pageToken: "s" }, answer: { data, nextPageToken: "any" } },
      { ...byCursor, cursor: "pageToken", next: ["nextPageToken"] },
    ],
    [
      "cursor, response_metadata",
      { query: { cursor: "s" }, answer: { channels: data, response_metadata: { next_cursor: "s" } } },
      { kind: "cursor", items: ["channels"], cursor: "cursor", next: ["response_metadata", "next_cursor"] },
    ],
    [
      "starting_after, pagination.next",
      { query: { starting_after: "s" }, answer: { data, pagination: { next: "s" } } },
      { ...byCursor, cursor: "starting_after", next: ["pagination", "next"] },
    ],
    [
      "after, paging.cursors.after",
      { query: { after: "s", before: "s" }, answer: { data, paging: { cursors: { before: "s", after: "s" } } } },
      { ...byCursor, cursor: "after", next: ["paging", "cursors", "after"] },
    ],
    [
      "page, a token",
      { query: { page: "s" }, answer: { data, next_page: "s", has_more: "b" } },
      { ...byCursor, cursor: "page", next: ["next_page"], more: ["has_more"] },
    ],
    [
      "next, an address",
      { query: { page: "i" }, answer: { results: data, next: "uri", previous: "uri" } },
      { kind: "linked", items: ["results"], next: ["next"] },
    ],
    [
      "next, an address by its example",
      { query: {}, answer: { results: data, next: "url" } },
      { kind: "linked", items: ["results"], next: ["next"] },
    ],
    [
      "links.next",
      { query: { page: "i" }, answer: { data, links: { next: "s", prev: "s" } } },
      { kind: "linked", items: ["data"], next: ["links", "next"] },
    ],
    [
      "_links.next.href of HAL",
      { query: { page: "i" }, answer: { _embedded: { things: data }, _links: { next: { href: "s" } } } },
      { kind: "linked", items: ["_embedded", "things"], next: ["_links", "next", "href"] },
    ],
    [
      "@odata.nextLink",
      { query: {}, answer: { value: data, "@odata.nextLink": "s" } },
      { kind: "linked", items: ["value"], next: ["@odata.nextLink"] },
    ],
    [
      "the header Link",
      { query: { page: "i1", per_page: "i" }, answer: "list", headers: ["Link"] },
      { kind: "linkHeader", items: [] },
    ],
    [
      "the header Link, the list inside",
      {
        query: { since: "i", per_page: "i" },
        answer: { total_count: "i", things: data, owners: data },
        headers: ["link"],
      },
      { kind: "linkHeader", items: ["things"] },
    ],
    [
      "the header Link by a description",
      { query: { after: ["s", "As given in the [Link header](https://x.example)."] }, answer: "list" },
      { kind: "linkHeader", items: [] },
    ],
    [
      "a list inside a wrapper",
      { query: { cursor: "s" }, answer: { result: { rows: data, next_cursor: "s" } } },
      { kind: "cursor", items: ["result", "rows"], cursor: "cursor", next: ["result", "next_cursor"] },
    ],
    [
      "a list of texts",
      { query: { page: "i1" }, answer: { names: "names", total: "i" } },
      { ...numbered, items: ["names"], first: 1, total: ["total"] },
    ],
    [
      "what allOf puts together",
      { query: { cursor: "s" }, answer: { schema: { allOf: [objectOf({ next_cursor: "s" }), objectOf({ data })] } } },
      { ...byCursor, cursor: "cursor", next: ["next_cursor"] },
    ],
  ])("by %s", (_what, sketch, expected) => {
    expect(pagesOf(sketch)).toEqual(expected);
  });

  it("by where other pages of the same API begin, if those agree", () => {
    const [asked, , learnt, other] = operationsOf({
      "/a": { query: { current_page: "i0" }, answer: { data } },
      "/b": { query: { page: "i1" }, answer: { data } },
      "/c": { query: { currentPage: "i" }, answer: { data, page: "i" } },
      "/d": { query: { page_number: "i" }, answer: { data } },
    });
    expect([asked, learnt, other].map((one) => one?.pages)).toMatchObject([{ first: 0 }, { first: 0 }, {}]);
    expect(learnt?.pages).not.toHaveProperty("current");
    expect(other?.pages).not.toHaveProperty("first");
    const [, , unsettled] = operationsOf({
      "/a": { query: { page: "i0" }, answer: { data } },
      "/b": { query: { page: "i1" }, answer: { data } },
      "/c": { query: { page: "i" }, answer: { data } },
    });
    expect(unsettled?.pages).not.toHaveProperty("first");
  });
});

describe("nothing is taken for pages", () => {
  it.each<[string, Sketch]>([
    ["that has a limit alone", { query: { limit: "i" }, answer: { data, total: "i" } }],
    ["whose cursor nothing gives", { query: { cursor: "s" }, answer: { data } }],
    ["whose next cursor nothing takes", { query: { limit: "i" }, answer: { data, next_cursor: "s" } }],
    ["whose `after` is a time", { query: { after: "date" }, answer: { data, has_more: "b" } }],
    ["whose `after` may be anything", { query: { after: "s" }, answer: { data } }],
    ["whose items have an id of another type", { query: { after: "i" }, answer: { data, has_more: "b" } }],
    ["with two lists of which neither is named", { query: { page: "i1" }, answer: { cats: data, dogs: data } }],
    ["with two lists of which both could be", { query: { page: "i1" }, answer: { data, items: data } }],
    ["with two next cursors", { query: { cursor: "s" }, answer: { data, next_token: "s", next_page_token: "s" } }],
    ["without a list", { query: { page: "i1" }, answer: { total: "i" } }],
    ["with a list far inside", { query: { page: "i1" }, answer: { deep: { data } } }],
    [
      "that may be one thing or another",
      { query: { page: "i1" }, answer: { schema: { oneOf: [objectOf({ data }), objectOf({ data })] } } },
    ],
    [
      "that may be null",
      { query: { page: "i1" }, answer: { schema: { ...objectOf({ data }), type: ["object", "null"] } } },
    ],
    [
      "whose list does not say that it is one",
      { query: { page: "i1" }, answer: { schema: { type: "object", properties: { data: { items: {} } } } } },
    ],
    ["that is asked for with POST", { query: { page: "i1" }, answer: { data }, method: "post" }],
    ["whose `next` may be anything", { query: {}, answer: { data, next: "s" } }],
    ["whose `start` may be anything", { query: { start: "i", limit: "i" }, answer: { data } }],
    ["whose header Link belongs to no parameter", { query: { name: "s" }, answer: "list", headers: ["Link"] }],
  ])("%s", (_what, sketch) => {
    expect(pagesOf(sketch)).toBeUndefined();
  });

  it("where a success is a stream, or of two kinds", () => {
    const [operation] = build(
      documentOf({
        openapi: "3.0.3",
        info: { title: "A", version: "1" },
        paths: {
          "/a": {
            get: {
              parameters: [{ name: "page", in: "query", schema: { type: "integer" } }],
              responses: {
                "200": {
                  description: "A.",
                  content: { "application/json": { schema: schemas["list"] ?? {} }, "text/event-stream": {} },
                },
              },
            },
          },
        },
        components: { schemas: { Thing: { type: "object" } } },
      }),
    ).api.operations;
    expect(operation).not.toHaveProperty("pages");
    expect(operation).not.toHaveProperty("lists");
  });
});
