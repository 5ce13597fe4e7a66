import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { grouped, isAcceptedBy, type Difference } from "../../../src/adopt/difference.js";
import { isDecided, withFixes, fixText, chooseFixes, type Fix } from "../../../src/adopt/fixes.js";
import { sameByName } from "../../../src/adopt/similar.js";
import type { Method } from "../../../src/naming/surface.js";

describe("fixes", () => {
  const fixes: readonly Fix[] = [
    { key: "models", entry: "KeyObject", value: "Key" },
    { key: "client", value: "Acme" },
    { key: "positional", value: "all" },
    { key: "client", value: "AcmeClient" },
    { key: "client", value: "AcmeClient" },
    { key: "calls", entry: "GET /keys/{id}", value: "keys.get" },
    { key: "aliases", entry: "keys.fetch", value: "GET /keys/{id}" },
    { key: "bodyByPosition", item: "PUT /keys" },
    { key: "pages", entry: "GET /keys", value: { kind: "numbered", page: "page", first: 1 } },
  ];

  it("are settled by how many ask for them, in the order of a configuration", () => {
    expect(chooseFixes(fixes).map(fixText)).toEqual([
      "client: AcmeClient",
      "positional: all",
      'calls: { "GET /keys/{id}": keys.get }',
      'aliases: { keys.fetch: "GET /keys/{id}" }',
      'bodyByPosition: ["PUT /keys"]',
      'pages: { "GET /keys": { kind: numbered, page: page, first: 1 } }',
      "models: { KeyObject: Key }",
    ]);
  });

  it("take ids by position in both ways, where calls differ", () => {
    const ways = (["last", "all", "all"] as const).map((value): Fix => ({ key: "positional", value }));
    expect(chooseFixes(ways)).toEqual([{ key: "positional", value: "both" }]);
  });

  it("decide as the lines do that they print", () => {
    const decisions = withFixes({}, chooseFixes(fixes));
    const read = Object.assign({}, ...chooseFixes(fixes).map((fix) => parse(fixText(fix)) as object)) as object;
    expect(decisions).toEqual(read);
    expect(fixes.map((fix) => isDecided(decisions, fix))).toEqual(fixes.map(() => true));
    expect(fixes.map((fix) => isDecided({}, fix))).toEqual(fixes.map(() => false));
  });

  it("leave an address to its owner, however it is written", () => {
    const fix: Fix = { key: "calls", entry: "GET /keys/{id}", value: "keys.get" };
    expect(isDecided({ calls: { "get  /keys/{key_id}": "keys.load" } }, fix)).toBe(true);
    expect(isDecided({ calls: { "GET /keys": "keys.list" } }, fix)).toBe(false);
  });

  it.each(["true", "no", "a: b", "1", "new", "a.b"])("are YAML whose values are texts, as with %s", (value) => {
    expect(parse(fixText({ key: "client", value }))).toEqual({ client: value });
  });
});

describe("differences", () => {
  const gone = (subject: string, path: string): Difference => ({ kind: "argument-gone", subject, path });
  it("of many calls are told once, and names in one call together", () => {
    const calls = ["a", "b", "c", "d"];
    const differences = [
      ...calls.flatMap((call) => [gone(call, "x"), gone(call, "y")]),
      gone("e", "p"),
      gone("e", "q"),
    ];
    expect(grouped(differences).map(({ subjects, text }) => `${subjects.join(" ")}: ${text}`)).toEqual([
      "a b c d: no longer takes `x`, `y`",
      "e: no longer takes `p`, `q`",
    ]);
  });

  it("are told apart where only some are accepted, and each with the entry that accepts it", () => {
    const differences = [gone("e", "p"), { ...gone("e", "q"), accepted: true as const }, gone("e", "r")];
    expect(grouped(differences).map(({ accept, accepted }) => [accept, accepted])).toEqual([
      ["argument-gone e {p|r}", false],
      ["argument-gone e q", true],
    ]);
  });

  it.each([
    ["argument-gone keys.create note", true],
    ["argument-gone keys.create *", true],
    ["argument-* *.create *", true],
    ["*", true],
    ["*note*", true],
    ["argument-{gone|type} {keys.create|keys.list} {memo|note}", true],
    ["argument-gone keys.create {memo|*}", true],
    ["argument-gone keys.create {memo|notes}", false],
    ["argument-gone keys.create {memo|n*e}", true],
    ["argument-gone keys.create {note", false],
    // Each pair of braces doubles the texts that an entry stands for.
    [`argument-gone ${"{k|ke}{|e}{y|}*".repeat(40)}note`, false],
    ["argument-gone keys.create", false],
    ["argument-gone keys.create note*note", false],
    ["*.create*create*", false],
  ])("are accepted by the entry %s: %s", (entry, isAccepted) => {
    expect(isAcceptedBy(entry, gone("keys.create", "note"))).toBe(isAccepted);
  });
});

describe("calls that are the same by name", () => {
  const methods = ["beta.vectorStores.del", "chat.completions.create", "keys.list", "list.keys"].map(
    (call) => ({ call }) as Method,
  );
  it.each([
    ["vectorStores.delete", "beta.vectorStores.del"],
    ["createChatCompletion", "chat.completions.create"],
    ["completions.create", undefined],
    ["keys.list", undefined],
  ])("%s is %s", (call, method) => {
    expect(sameByName([call], methods).get(call)?.call).toBe(method);
  });
});
