import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { compile } from "../../../src/compile.js";
import { findTargets } from "../../../src/config/config.js";
import { readCalls } from "../../../src/emit/calls.js";
import { methodsOf } from "../../../src/naming/changes.js";
import { addressText } from "../../../src/naming/config.js";
import { root } from "../../support/paths.js";

const read = (text: string) => [...readCalls(new Map([["src/resources/a.ts", text]]))];

const lines = (call: string, method: string, at: string) =>
  `  x: {\n    call: ${call},\n    method: ${method},\n    path: ${at},\n    result: "json",\n  },\n`;

describe("calls read back out of a package", () => {
  it.each(["text", "names", "arguments", "openapi-3.1"])("are those that were written: %s", async (name) => {
    const [target] = findTargets({ cwd: path.join(root, "test", "golden", name), spec: "spec.yaml" });
    if (!target) throw new Error("no target");
    const compiled = await compile(target);
    const methods = methodsOf(compiled.surface).map(({ call, operation }) => [addressText(operation.address), call]);
    const found = [...readCalls(await compiled.emit())];
    expect(methods.length).toBeGreaterThan(0);
    expect([...found].sort()).toEqual([...methods].sort());
  });

  it("may hold every character that a path may", () => {
    expect(read(lines('"a.b"', '"GET"', '"/a\\"b\\\\c\\u202e/<\\/x"'))).toEqual([['GET /a"b\\c\u202e/</x', "a.b"]]);
  });

  it("are not those that a comment or a longer line holds", () => {
    const commented = lines('"a.b"', '"GET"', '"/a"').replace(/^/gm, " * ");
    expect(read(`/**\n${commented} */\n`)).toEqual([]);
    expect(read(lines('"a.b"', '"GET"', '"/a"').replaceAll("\n", " "))).toEqual([]);
    expect(read(lines('"a.b" + "c"', '"GET"', '"/a"'))).toEqual([]);
    expect(read(lines('"a.b"', '"get"', '"/a"'))).toEqual([]);
    expect(read(lines('"a.\\x"', '"GET"', '"/a"'))).toEqual([]);
  });

  it("are the first of several for one address", () => {
    expect(read(lines('"a.b"', '"GET"', '"/a"') + lines('"c.d"', '"GET"', '"/a"'))).toEqual([["GET /a", "a.b"]]);
  });

  it("are read in time that grows with the text", () => {
    const hostile = `${'    call: "'.repeat(100_000)}${'\\"'.repeat(100_000)}`;
    expect(read(`    call: "${"a\\\\".repeat(500_000)}\n${hostile}`)).toEqual([]);
  });
});
