/** Who decides how a method lists in pages. */
import { describe, expect, it } from "@jest/globals";
import type { Operation, Pages } from "../../../../src/api/api.js";
import type { Decisions } from "../../../../src/config/decisions.js";
import { name } from "../../../../src/naming/name.js";
import { apiOf, methodsOf, operationOf } from "../apis.js";

const recognised: Pages = { kind: "numbered", items: ["data"], page: "page", first: 0, text: "it looks so" };
const base = operationOf("GET /things");
const query = {
  ...operationOf("GET /{x}").inputs[0],
  location: "query",
  required: false,
} as Operation["inputs"][number];

function plan(config: Decisions, more: Partial<Operation> = {}): { pages: object | undefined; codes: string[] } {
  const inputs = ["page", "after"].map((input) => ({ ...query, name: input }));
  const operation: Operation = {
    ...base,
    inputs,
    lists: [["data"], ["rest"]].map((path) => ({ path, items: {} })),
    pages: recognised,
    ...more,
  };
  const named = name(apiOf({}, { operations: [operation] }), config);
  return { pages: methodsOf(named)[0]?.pages?.plan, codes: named.diagnostics.map(({ code }) => code) };
}

const byCursor = { kind: "cursor", cursor: "after", next: ["next"] } as const;
const scheme = { name: "s", given: { ...byCursor, items: ["rest"] } };

describe("how a method lists in pages", () => {
  it("is as recognised where nobody says anything", () => {
    expect(plan({})).toEqual({ pages: recognised, codes: [] });
    expect(plan({ stainlessPages: { schemes: [], without: ["GET /others"] } }).pages).toEqual(recognised);
  });

  it.each<[string, Decisions, Partial<Operation>, object | undefined]>([
    ["the configuration, by call", { pages: { "things.list": false } }, {}, undefined],
    [
      "the configuration, by a header",
      { pages: { "things.list": { kind: "cursor", cursor: "after", header: "X-After-Cursor" } } },
      {},
      { kind: "cursor", cursor: "after", header: "X-After-Cursor", items: ["data"] },
    ],
    ["the configuration, by address", { pages: { "get  /things": byCursor } }, {}, { ...byCursor, items: ["data"] }],
    [
      "the configuration, before the operation itself",
      { pages: { "things.list": byCursor } },
      { wantedPages: false },
      { ...byCursor, items: ["data"] },
    ],
    [
      "the operation itself",
      {},
      { wantedPages: { kind: "linked", next: "a.b" } },
      { kind: "linked", next: ["a", "b"] },
    ],
    [
      "the operation itself, before a stainless.yml",
      { stainlessPages: { schemes: [scheme], without: [] } },
      { wantedPages: false },
      undefined,
    ],
    ["a stainless.yml", { stainlessPages: { schemes: [scheme], without: [] } }, {}, { ...byCursor, items: ["rest"] }],
    [
      "a stainless.yml that says there are none",
      { stainlessPages: { schemes: [scheme], without: ["GET /things"] } },
      {},
      undefined,
    ],
  ])("is decided by %s", (_who, config, operation, expected) => {
    const { pages, codes } = plan(config, operation);
    if (expected) expect(pages).toMatchObject(expected);
    else expect(pages).toBeUndefined();
    expect(codes).toEqual([]);
  });

  it("passes over schemes of a stainless.yml that do not fit", () => {
    const schemes = [
      { name: "other list", given: { ...byCursor, items: ["gone"] } },
      { name: "other input", given: { kind: "offset", offset: "skip", items: ["data"] } as const },
    ];
    expect(plan({ stainlessPages: { schemes, without: [] } })).toEqual({ pages: recognised, codes: [] });
  });

  it("keeps where numbers begin, unless that is said as well", () => {
    const given = { kind: "numbered", page: "page" } as const;
    expect(plan({ pages: { "things.list": given } }).pages).toMatchObject({ first: 0 });
    expect(plan({ pages: { "things.list": { ...given, first: 1 } } }).pages).toMatchObject({ first: 1 });
  });

  it.each<[string, Decisions, Partial<Operation>]>([
    ["a list that is not there", { pages: { "things.list": { ...byCursor, items: ["gone"] } } }, {}],
    ["an input that is not there", { pages: { "things.list": { ...byCursor, cursor: "gone" } } }, {}],
    ["an answer that is not JSON", { pages: { "things.list": byCursor } }, { lists: undefined as never }],
    ["a list that nothing tells from another", { pages: { "things.list": byCursor } }, { pages: undefined as never }],
    ["a kind that is none", {}, { wantedPages: { kind: "pages" } }],
  ])("is a finding for %s, and the method is not paged", (_what, config, operation) => {
    expect(plan(config, operation)).toEqual({ pages: undefined, codes: ["naming/pagination"] });
  });
});
