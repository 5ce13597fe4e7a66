/** Tags that are paths of namespaces. */
import { describe, expect, it } from "@jest/globals";
import { tagReader } from "../../../../src/naming/evidence/tags.js";
import { processorTime } from "../../../support/processor-time.js";
import { apiOf } from "../apis.js";

function pathOf(tag: string): readonly string[] | undefined {
  const { operations } = apiOf({ "GET /a": { tags: [tag] } });
  const [operation] = operations;
  return operation && tagReader(operations)(operation).path?.segments;
}

/** The minimum of several times in milliseconds, because other activity only adds to it. */
function timeOf(tag: string): number {
  const { operations } = apiOf({ "GET /a": { tags: [tag] } });
  const times = Array.from({ length: 5 }, () => {
    const elapsed = processorTime();
    for (let round = 0; round < 20; round += 1) for (const one of operations) tagReader(operations)(one);
    return elapsed();
  });
  return Math.min(...times);
}

describe("a tag", () => {
  it.each([
    ["Admin > API Keys", ["admin", "apiKeys"]],
    ["Admin>Users", ["admin", "users"]],
    ["admin.apiKeys", ["admin", "apiKeys"]],
    ["Admin >", undefined],
    ["> Users", undefined],
    ["Admin", undefined],
  ])("%s is read as a path where it is one", (tag, segments) => {
    expect(pathOf(tag)).toEqual(segments);
  });

  it.each([
    ["blanks", (count: number) => " ".repeat(count)],
    ["blanks behind a separator", (count: number) => `a>${" ".repeat(count)}b`],
  ])("of %s takes time linear in its length", (_, tagOf) => {
    // The shorter one first: whatever warms up counts against it.
    const shorter = timeOf(tagOf(50_000));
    expect(timeOf(tagOf(200_000)) / shorter).toBeLessThan(12);
  });
});
