/** The GitHub API without configuration: its operationIds are its calls, as its own documentation writes them. */
import { describe, expect, it } from "@jest/globals";
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
