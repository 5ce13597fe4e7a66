import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { diff } from "../../../src/commands/diff.js";
import { root } from "../../support/paths.js";

interface Expected {
  readonly wire: readonly string[];
  readonly source: readonly string[];
  readonly call?: string;
  readonly quiet?: boolean;
  readonly maxFindings?: number;
}

interface Told {
  readonly wire: string;
  readonly source: string;
  readonly findings: readonly { readonly calls: readonly string[] }[];
  readonly unexplained: readonly unknown[];
}

const folder = path.join(root, "..", "shared", "diff");
const cases = existsSync(folder)
  ? readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "expected.json")))
  : [];
if (cases.length === 0) console.warn("skipped: no changes beside the repository (../shared/diff)");

async function told(name: string): Promise<Told> {
  const lines: string[] = [];
  const context = {
    cwd: path.join(folder, name),
    out: (text: string) => lines.push(text),
    err: () => undefined,
    terminal: false,
  };
  await diff("after.yaml", { against: "before.yaml", format: "json", prove: true }, context);
  const [first] = JSON.parse(lines.join("\n")) as readonly Told[];
  if (first === undefined) throw new Error("Nothing was told.");
  return first;
}

describe("changes beside the repository", () => {
  it.each(cases.length > 0 ? cases : ["(absent)"])("%s", async (name) => {
    if (cases.length === 0) return;
    const expected = JSON.parse(readFileSync(path.join(folder, name, "expected.json"), "utf8")) as Expected;
    const { wire, source, findings, unexplained } = await told(name);
    expect(expected.wire).toContain(wire);
    expect(expected.source).toContain(source);
    expect(unexplained).toEqual([]);
    if (expected.call !== undefined) expect(findings.flatMap(({ calls }) => calls)).toContain(expected.call);
    expect(findings.length).toBeLessThanOrEqual(expected.quiet === true ? 0 : (expected.maxFindings ?? Infinity));
  });
});
