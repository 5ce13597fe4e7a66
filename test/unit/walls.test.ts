import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { root } from "../support/paths.js";
import { breach, importsOf } from "../support/walls.js";

const sources = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `src/${name.split(path.sep).join("/")}`)
  .sort();

const imports = sources.flatMap((file) => importsOf(file, readFileSync(path.join(root, file), "utf8")));

describe("the walls of the house", () => {
  it("stand", () => {
    expect(imports.flatMap((item) => breach(item) ?? [])).toEqual([]);
  });

  it("see every import: each that is relative leads to a source", () => {
    const inside = imports.map(({ to }) => to).filter((to) => to.startsWith("src/"));
    expect(inside.length).toBeGreaterThan(50);
    expect(inside.filter((to) => !sources.includes(to))).toEqual([]);
  });

  it("have no way around in a circle of rooms", () => {
    const edges = new Map<string, Set<string>>();
    const room = (file: string): string => file.split("/")[1] ?? file;
    for (const { from, to } of imports) {
      if (!to.startsWith("src/") || room(from) === room(to)) continue;
      edges.set(room(from), (edges.get(room(from)) ?? new Set()).add(room(to)));
    }
    const reaches = (start: string, goal: string, seen = new Set<string>()): boolean =>
      [...(edges.get(start) ?? [])].some((next) => {
        if (next === goal) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, goal, seen);
      });
    expect([...edges.keys()].filter((start) => reaches(start, start))).toEqual([]);
  });

  it.each([
    ["src/document/load.ts", 'import { build } from "../api/build.js";', "document must not know api"],
    ["src/api/build.ts", 'import type { Surface } from "../naming/surface.js";', "api must not know naming"],
    ["src/config/keys.ts", 'import { name } from "../naming/name.js";', "config must not know naming"],
    ["src/config/config.ts", 'import { compare } from "../output/compare.js";', "config must not know output"],
    ["src/naming/name.ts", 'export { emit } from "../emit/emit.js";', "naming must not know emit"],
    ["src/emit/emit.ts", 'const { write } = await import("../output/write.js");', "emit must not know output"],
    ["src/emit/emit.ts", 'import { call } from "../runtime/call.js";', "emit must not know runtime"],
    ["src/emit/emit.ts", 'type Call = import("../runtime/call.js").Call;', "emit must not know runtime"],
    ["src/compile.ts", 'import "./runtime/call.js";', "compile must not know runtime"],
    ["src/compile.ts", 'import { write } from "./output/write.js";', "compile must not know output"],
    ["src/output/write.ts", 'import { load } from "../document/load.js";', "output must not know document"],
    [
      "src/diagnostic.ts",
      'import type { Document } from "./document/document.js";',
      "diagnostic must not know document",
    ],
    ["src/runtime/call.ts", 'import type { Api } from "../api/api.js";', "runtime must not know api"],
    ["src/runtime/call.ts", 'import fs from "node:fs";', "the runtime is shipped with openapi-fetch alone"],
    ["src/runtime/call.ts", 'import createClient from "openapi-fetch";', "openapi-fetch is kept behind"],
    [
      "src/emit/emit.ts",
      'import openapiTS from "openapi-typescript/dist/index.js";',
      "openapi-typescript is kept behind",
    ],
    ["src/emit/client.ts", 'import { Project } from "ts-morph";', "ts-morph is kept behind"],
    ["src/emit/client.ts", 'import { node } from "../../scripts/lib/run.mjs";', "leaves src"],
    ["src/elsewhere/new.ts", 'import "node:fs";', "stands in no room"],
    ["src/constructor/new.ts", 'import "node:fs";', "stands in no room"],
  ])("fall when %s says %s", (file, text, words) => {
    expect(importsOf(file, text).map(breach)).toEqual([expect.stringContaining(words)]);
  });
});
