import { describe, expect, it } from "@jest/globals";
import type { Operation } from "../../../src/runtime/operation.js";
import { byPosition } from "../../../src/runtime/positional.js";

const inputs = { order_id: "path", item_id: "path" } as const;
const item: Operation = {
  call: "items.update",
  method: "PATCH",
  path: "/orders/{order_id}/items/{item_id}",
  inputs,
  positional: ["order_id", "item_id"],
  body: { write: () => "" },
};
const { body: _, ...closed } = item;
const whole: Operation = {
  ...item,
  positional: ["order_id", "item_id", "body"],
  body: { key: "body", write: () => "" },
};
const one: Operation = { ...whole, inputs: { order_id: "path" }, positional: ["order_id", "body"] };
const more: Operation = { ...one, inputs: { order_id: "path", q: "query" } };
const options = { timeout: 5 };

describe("byPosition", () => {
  it.each<[string, Operation, readonly unknown[], readonly unknown[]]>([
    ["the object", item, [{ order_id: "o", item_id: 7 }, options], [{ order_id: "o", item_id: 7 }, options]],
    ["all ids and the rest", item, ["o", 7, { count: 1 }, options], [{ order_id: "o", item_id: 7, count: 1 }, options]],
    ["all ids, where nothing else can be given", closed, ["o", 7, options], [{ order_id: "o", item_id: 7 }, options]],
    [
      "the last id",
      item,
      [7, { order_id: "o", count: 1 }, options],
      [{ order_id: "o", item_id: 7, count: 1 }, options],
    ],
    ["the last id alone", closed, [7, { order_id: "o" }, options], [{ order_id: "o", item_id: 7 }, options]],
    ["an empty id", closed, ["", 0], [{ order_id: "", item_id: 0 }, undefined]],
    ["a body after them", whole, ["o", 7, ["a"], options], [{ order_id: "o", item_id: 7, body: ["a"] }, options]],
    ["a body after one id", one, ["o", { a: 1 }, options], [{ order_id: "o", body: { a: 1 } }, options]],
    ["a body that is left out", one, ["o"], [{ order_id: "o", body: undefined }, undefined]],
    ["more after a body", more, ["o", ["a"], { q: 1 }, options], [{ order_id: "o", body: ["a"], q: 1 }, options]],
    ["a body in the object", one, [{ order_id: "o", body: ["a"] }, options], [{ order_id: "o", body: ["a"] }, options]],
    ["nothing", item, [], [undefined, undefined]],
  ])("takes %s", (_form, operation, given, expected) => {
    expect(byPosition(operation, given)).toEqual(expected);
  });
});
