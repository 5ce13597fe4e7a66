/** Checks that SECURITY.md names tests that exist, and every test against hostile input. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { root } from "../support/paths.js";

const text = readFileSync(path.join(root, "SECURITY.md"), "utf8");
const all = readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" })
  .map((file) => `test/${file.replaceAll(path.sep, "/")}`)
  .filter((file) => file.endsWith(".test.ts"));

/** The guarantees, each with its tests' paths; a name without a folder is in the folder of the one before it. */
const guarantees = [...text.matchAll(/^\| (?!Guarantee|-)(.+?) \| (.+?) \|$/gm)].map(
  ([, guarantee = "", cell = ""]) => {
    let folder = "";
    const patterns = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => {
      if (name.includes("/")) folder = path.posix.dirname(name);
      return path.posix.join(folder, path.posix.basename(name));
    });
    return { guarantee, patterns };
  },
);

function matching(pattern: string): readonly string[] {
  const [before = "", after] = pattern.split("*");
  return all.filter((file) =>
    after === undefined ? file === before : file.startsWith(before) && file.endsWith(after),
  );
}

describe("SECURITY.md", () => {
  it("lists guarantees", () => {
    expect(guarantees.length).toBeGreaterThan(20);
  });

  it.each(guarantees)("names tests that enforce: $guarantee", ({ patterns }) => {
    expect(patterns).not.toEqual([]);
    expect(patterns.filter((pattern) => matching(pattern).length === 0)).toEqual([]);
  });

  it("lists every test against hostile input", () => {
    const named = new Set(guarantees.flatMap(({ patterns }) => patterns.flatMap(matching)));
    expect(all.filter((file) => file.startsWith("test/hostile/") && !named.has(file))).toEqual([]);
  });
});
