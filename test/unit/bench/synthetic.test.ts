/** The documents that the benchmark makes: exact in size, the same each time, and as clean as a careful owner's. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { syntheticDocument } from "../../../scripts/lib/bench/synthetic.mjs";
import { compile } from "../../../src/compile.js";
import type { Resource } from "../../../src/naming/surface.js";
import { findTargets } from "../../../src/targets.js";

describe("a synthetic document", () => {
  it("is the same for the same seed, and another for another", () => {
    const text = (seed: number) => JSON.stringify(syntheticDocument(60, seed));
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it.each([1, 2, 3, 4, 5, 503])("of %i operations becomes as many methods, without a finding", async (operations) => {
    const { surface, diagnostics } = await named(operations);
    expect(surface.resources.flatMap(callsOf)).toHaveLength(operations);
    expect(diagnostics).toEqual([]);
  });

  it("weighs the same for each operation, whatever its size", () => {
    const weight = (operations: number) => JSON.stringify(syntheticDocument(operations)).length / operations;
    expect(weight(8000) / weight(500)).toBeCloseTo(1, 1);
  });
});

function callsOf({ methods, resources }: Resource): readonly string[] {
  return [...methods.map(({ call }) => call), ...resources.flatMap(callsOf)];
}

async function named(operations: number) {
  const folder = mkdtempSync(path.join(tmpdir(), "synthetic-"));
  try {
    const spec = path.join(folder, "synthetic.json");
    writeFileSync(spec, JSON.stringify(syntheticDocument(operations)));
    const [target] = findTargets({ spec, cwd: folder });
    if (target === undefined) throw new Error("no target");
    return await compile(target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
