import { describe, expect, it } from "@jest/globals";
import { pageClassesIn } from "../../../src/adopt/evidence/pages.js";

/** A class of pages as SDKs have it, with the statements of `nextPageRequestOptions`. */
const pageClass = (fields: string, items: string, next: string, more = ""): string => `class Page extends AbstractPage {
  constructor(client, response, body, options) {
    super(client, response, body, options);
    ${fields}
  }
  getPaginatedItems() { return ${items} ?? []; }
  ${more === "" ? "" : `hasNextPage() { if (this.${more} === false) return false; return super.hasNextPage(); }`}
  nextPageRequestOptions() { ${next} }
}`;

const request = (inputs: string): string => `return { ...this.options, query: { ...this.options.query, ${inputs} } };`;

describe("the pages of an SDK", () => {
  it.each([
    [
      "a field of the body",
      pageClass(
        "this.items = body.items || []; this.info = body.page_info || {};",
        "this.items",
        `const cursor = this.info?.after; if (!cursor) return null; ${request("after: cursor")}`,
      ),
      { kind: "cursor", cursor: "after", next: "page_info.after", items: "items" },
    ],
    [
      "a field of the last item, or of the first one backwards",
      pageClass(
        "this.data = body.data || [];",
        "this.data",
        `const data = this.getPaginatedItems();
         if (forwards) { const token = data[data.length - 1]?.token; ${request('"starting_after": token')} }
         const token = data[0]?.token; ${request("ending_before: token")}`,
        "has_more",
      ),
      {
        kind: "cursor",
        cursor: "starting_after",
        id: "token",
        before: "ending_before",
        more: "has_more",
        items: "data",
      },
    ],
    [
      "the last item of a body that is the list itself",
      pageClass(
        "this.items = body || [];",
        "this.items",
        `const id = this.items.at(-1)?.meta.id; return { params: { after: id } };`,
      ),
      { kind: "cursor", cursor: "after", id: "meta.id", items: "" },
    ],
    [
      "the number of the page in the request",
      pageClass(
        "this.result = body.result;",
        "this.result?.items",
        `const query = this.options.query; const currentPage = query?.page ?? 1; ${request("page: currentPage + 1")}`,
      ),
      { kind: "numbered", page: "page", first: 1, items: "result.items" },
    ],
    [
      "the number of the page in the body",
      pageClass("this.page = body.page || 0;", "this.items", `const at = this.page; ${request("page: at + 1")}`),
      { kind: "numbered", page: "page", current: "page", items: "items" },
    ],
    [
      "an offset",
      pageClass(
        "",
        "this.items",
        `const offset = this.offset ?? 0; const length = this.getPaginatedItems().length;
         const count = offset + length; ${request("offset: count")}`,
      ),
      { kind: "offset", offset: "offset", items: "items" },
    ],
    ["a list without a next one", pageClass("", "this.data", "return null;"), { kind: "single", items: "data" }],
  ])("are those of %s", (_, code, pages) => {
    expect(pageClassesIn("page.js", code).get("Page")).toEqual(pages);
  });

  it.each([
    ["whose cursor is computed", pageClass("", "this.items", request("after: this.client.sign(this.options)"))],
    ["whose variable refers to itself", pageClass("", "this.items", `const a = a; ${request("after: a")}`)],
    ["of no class", "function nextPageRequestOptions() { return { query: { after: this.next } }; }"],
  ])("are not known for those %s", (_, code) => {
    expect(pageClassesIn("page.js", code).get("Page")).toBeUndefined();
  });
});
