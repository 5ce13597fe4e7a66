/** Checks that the files and folders named in CONTRIBUTING.md exist. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import config from "../../jest.config.js";
import { root } from "../support/paths.js";

const text = readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8");

describe("CONTRIBUTING.md", () => {
  it("names files that are there", () => {
    // Files of a golden case, and of its package.
    const ofCases = new Set(["expected/", "./src/index.js"]);
    const named = [...text.matchAll(/`((?:src|test|scripts|docs)?\/?[\w./-]+\/(?:[\w.-]+\.\w+)?)`/g)].map(
      ([, name = ""]) => name,
    );
    const missing = named.filter(
      (name) => !ofCases.has(name) && !["", "src", "test"].some((base) => existsSync(path.join(root, base, name))),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(missing).toEqual([]);
  });

  it("draws every room, and says what the tests of every folder do", () => {
    const rooms = folders("src").filter((room) => !new RegExp(`^ {2}${room}/ `, "m").test(text));
    const tests = folders("test").filter((folder) => folder !== "support" && !text.includes(`\`${folder}/`));
    expect([rooms, tests]).toEqual([[], []]);
  });

  it("speaks of tests that Jest runs: every folder with tests is a project", () => {
    const withTests = folders("test").filter((folder) =>
      readdirSync(path.join(root, "test", folder), { recursive: true, encoding: "utf8" }).some((file) =>
        file.endsWith(".test.ts"),
      ),
    );
    expect(
      config.projects?.map((project) => (typeof project === "string" ? project : project.displayName)).sort(),
    ).toEqual(withTests.sort());
  });
});

function folders(of: string): readonly string[] {
  return readdirSync(path.join(root, of), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}
