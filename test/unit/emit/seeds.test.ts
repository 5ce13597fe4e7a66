/** The initial files of a package. */
import { describe, expect, it } from "@jest/globals";
import type { PackageSettings } from "../../../src/config/decisions.js";
import { licenseText } from "../../../src/emit/licenses.js";
import { emitSeeds } from "../../../src/emit/seeds.js";
import { apiOf } from "../naming/apis.js";

const seedsOf = (license: string | undefined, settings: PackageSettings = {}) =>
  emitSeeds(apiOf({}, license === undefined ? {} : { license }), "acme", settings);

describe("the seeds of a package", () => {
  it.each([
    ["MIT", /^MIT License\n\nCopyright \(c\) The authors of the Acme API\n\nPermission/],
    ["The MIT License", /^MIT License\n/],
    ["Apache 2.0", /^Apache License\nVersion 2\.0/],
    ["Apache License, Version 2.0", /^Apache License\n/],
    ["ISC", /^ISC License:\n\nCopyright \(c\) The authors of the Acme API\n\nPermission/],
    ["BSD-3-Clause", /^Copyright \(c\) The authors of the Acme API\n\nRedistribution/],
    ["GPL-3.0-or-later", /^GNU GENERAL PUBLIC LICENSE\n/],
  ])("hold the text of %s", async (license, text) => {
    const seeds = await seedsOf(license);
    expect(seeds.get("LICENSE")?.replace(/^ +/gm, "")).toMatch(text);
    expect(seeds.get("LICENSE")).not.toMatch(/<(?:owner|copyright holders)>/);
  });

  it.each([undefined, "Our own terms", "proprietary", "constructor"])("hold no text for %j", async (license) => {
    expect([...(await seedsOf(license)).keys()]).toEqual([".gitignore", "CHANGELOG.md"]);
  });

  it.each([
    [{ author: "Ada <ada@acme.test> (https://acme.test)" }, "Ada"],
    [{ author: { name: "Acme Inc." } }, "Acme Inc."],
    [{ author: "" }, "The authors of the Acme API"],
  ])("name the author of %j", async (fields, holder) => {
    const seeds = await seedsOf("Apache-2.0", { version: "2.0.0", fields: { license: "MIT", ...fields } });
    expect(seeds.get("LICENSE")).toContain(`Copyright (c) ${holder}\n`);
    expect(seeds.get("CHANGELOG.md")).toContain("## 2.0.0\n");
  });

  it("keep the words of a license that has no holder", () => {
    expect(licenseText("Apache-2.0", "Nobody")).not.toContain("Nobody");
  });
});
