import { describe, expect, it } from "@jest/globals";
import type { PositionalForm } from "../../../src/config/decisions.js";
import { name } from "../../../src/naming/name.js";
import { apiOf, methodsOf } from "./apis.js";

/** The ids that a call takes by position, in each of its forms. */
function forms(address: string, positional: PositionalForm): readonly (readonly string[])[] {
  const [method] = methodsOf(name(apiOf({ [address]: {} }), { positional }));
  return [method?.positional, method?.lastPositional].flatMap((form) => (form === undefined ? [] : [form.names]));
}

describe("ids by position", () => {
  it.each<readonly [PositionalForm, readonly (readonly string[])[]]>([
    ["all", [["order_id", "item_id"]]],
    ["last", [["item_id"]]],
    ["both", [["order_id", "item_id"], ["item_id"]]],
    ["none", []],
  ])("are given as `%s` says", (positional, expected) => {
    expect(forms("GET /orders/{order_id}/items/{item_id}", positional)).toEqual(expected);
  });

  it("have one form where a path has one", () => {
    expect(forms("GET /orders/{id}", "both")).toEqual([["id"]]);
  });
});
