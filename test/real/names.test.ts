/** What owners really call things, without configuration; and the GitHub API without configuration: its operationIds are its calls, as its own documentation writes them. */
import { describe, expect, it } from "@jest/globals";
import { owners, score } from "../../scripts/lib/names/owners.mjs";
import { leaveOneOut } from "../../scripts/lib/names/stability.mjs";
import { githubSpec } from "../../scripts/lib/github.mjs";
import { build } from "../../src/api/build.js";
import { load } from "../../src/document/load.js";
import { methodsOf } from "../../src/naming/changes.js";
import { name } from "../../src/naming/name.js";

/** The document, fetched on demand; undefined, with a word, where the registry cannot be reached. */
function github(): string | undefined {
  try {
    return githubSpec();
  } catch (cause) {
    console.warn(`skipped: the GitHub REST API's document cannot be fetched (${String(cause)})`);
    return undefined;
  }
}

const spec = github();

/** `enable-or-disable-security-product` → `enableOrDisableSecurityProduct`, written here once more, and not with our own. */
function camelCased(text: string): string {
  return text.replace(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

(spec === undefined ? describe.skip : describe)("the GitHub API", () => {
  it("has the call `group.verb` for every operationId `group/verb`", async () => {
    const { document } = await load(spec ?? "");
    const methods = methodsOf(name(build(document).api, {}).surface);
    const expected = methods.map(({ operation: { operationId = "" } }) =>
      operationId.split("/").map(camelCased).join("."),
    );
    expect(methods.length).toBeGreaterThan(1_200);
    expect(methods.filter(({ operation: { operationId = "" } }) => /^[\w-]+\/[\w-]+$/.test(operationId))).toHaveLength(
      methods.length,
    );
    expect(methods.map(({ call }) => call)).toEqual(expected);
  }, 60_000);
});

/** Calls that are right today: none may become wrong. */
const floors: Readonly<Record<string, number>> = {
  braintrust: 79,
  deepgram: 49,
  dub: 53,
  elevenlabs: 312,
  grid: 83,
  honcho: 26,
  imagekit: 23,
  "knock-mapi": 73,
  knock: 94,
  letta: 91,
  lithic: 133,
  tambo: 7,
};

const all = owners();
if (all.length === 0) console.warn("skipped: the names of API owners are not beside the project");

(all.length === 0 ? describe.skip : describe)("names of API owners", () => {
  it.each(all.map((owner) => [owner.name, owner] as const))(
    "%s",
    async (_, owner) => {
      const { document } = await load(owner.document);
      const { right } = score(owner, methodsOf(name(build(document).api, {}).surface));
      expect(right).toBeGreaterThanOrEqual(floors[owner.name] ?? 1);
    },
    60_000,
  );
});

/** How many operations of each document rename another when they appear: no more than today. */
const renamers: Readonly<Record<string, number>> = {
  grid: 0,
  honcho: 0,
  imagekit: 1,
  knock: 1,
  "knock-mapi": 0,
  lithic: 0,
  tambo: 4,
};

(all.length === 0 ? describe.skip : describe)("names hold still when one operation appears", () => {
  it.each(all.filter((owner) => owner.name in renamers).map((owner) => [owner.name, owner] as const))(
    "%s",
    async (_, owner) => {
      const { document } = await load(owner.document);
      const { renaming } = leaveOneOut(build(document).api);
      expect(renaming).toBeLessThanOrEqual(renamers[owner.name] ?? 0);
    },
    120_000,
  );
});
