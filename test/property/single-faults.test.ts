/**
 * No single fault costs the client: whichever value of a document is missing or of a wrong type, there are still names and
 * code for the rest. Only what leaves nothing is refused (decision 25).
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compile } from "../../src/compile.js";
import { UnusableInput } from "../../src/diagnostic.js";
import { findTargets } from "../../src/targets.js";
import { changed, document, placesIn, type Place } from "./everything.js";

const values = [undefined, null, "x", 1, true, [], {}, [null], { x: null }, { $ref: "#/no/where" }];

/** Nothing is left of a document whose paths are a text or a list, and `x` is the version of nothing. */
function leavesNothing([section, ...inner]: Place, value: unknown): boolean {
  if (inner.length > 0 || value === undefined || value === null) return false;
  if (section === "openapi") return typeof value === "string" || typeof value === "number";
  return section === "paths" && (typeof value !== "object" || Array.isArray(value));
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-faults-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What refuses a document, or breaks at it; undefined where it has a client. */
async function failureOf(place: Place, value: unknown, writes: boolean): Promise<string | undefined> {
  writeFileSync(path.join(folder, "openapi.json"), JSON.stringify(changed(document, place, value)));
  const [target] = findTargets({ cwd: folder, spec: "openapi.json" });
  try {
    const compiled = target && (await compile(target));
    if (writes) await compiled?.emit();
    return undefined;
  } catch (cause) {
    if (!(cause instanceof UnusableInput)) throw cause;
    return leavesNothing(place, value) ? undefined : cause.diagnostics.map(({ code }) => code).join(" ");
  }
}

describe("a single fault", () => {
  it.each(placesIn(document).map((place, index) => [place.join(" "), place, index] as const))(
    "at %s costs no client",
    async (_, place, index) => {
      for (const [at, value] of values.entries()) {
        // Code is written for one value at each place, in turn: that takes longest.
        expect(await failureOf(place, value, index % values.length === at)).toBeUndefined();
      }
    },
    60_000,
  );
});
