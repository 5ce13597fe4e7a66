/** A `stainless.yml` of any shape is read in time linear in its size. */
import { describe, expect, it } from "@jest/globals";
import { readStainless } from "../../../../src/config/stainless/read.js";
import { processorTime } from "../../../support/processor-time.js";

type Entries = Readonly<Record<string, unknown>>;

function entries(count: number, entry: (index: number) => unknown): Entries {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${String(index)}`, entry(index)]));
}

function methods(of: Entries): unknown {
  return { resources: { things: { methods: { list: "get /things", ...of } } } };
}

const shapes: Readonly<Record<string, (count: number) => unknown>> = {
  "calls of different operations": (count) => methods(entries(count, (index) => `get /things/${String(index)}`)),
  "calls of one operation": (count) => methods(entries(count, () => "get /things")),
  "aliases of one call": (count) => methods(entries(count, () => ({ type: "alias", method: "list" }))),
  "unknown keys": (count) =>
    methods(entries(count, (index) => ({ endpoint: "get /things", [`k${String(index)}`]: true }))),
  resources: (count) => ({ resources: entries(count, (index) => ({ methods: { list: `get /${String(index)}` } })) }),
  models: (count) => ({
    resources: { things: { models: entries(count, (index) => `#/components/schemas/M${String(index)}`) } },
  }),
};

/** The minimum of several times in milliseconds, because other activity only adds to it. */
function timeOf(shape: (count: number) => unknown, count: number): number {
  const file = shape(count);
  const times = Array.from({ length: 3 }, () => {
    const elapsed = processorTime();
    readStainless(file);
    return elapsed();
  });
  return Math.min(...times);
}

describe("reading a stainless.yml", () => {
  it.each(Object.keys(shapes))("takes about five times as long, not 25 times, for five times as many %s", (name) => {
    const shape = shapes[name] ?? (() => undefined);
    expect(timeOf(shape, 25_000) / timeOf(shape, 5_000)).toBeLessThan(10);
  });
});
