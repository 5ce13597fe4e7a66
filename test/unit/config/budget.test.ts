/** Configurations that would be read without end. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readConfig } from "../../../src/config/redocly.js";
import { UnusableInput } from "../../../src/diagnostic.js";

let file = "";
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "callwright-config-")), "redocly.yaml");
});
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));

function refused(): UnusableInput["diagnostics"][number] | undefined {
  try {
    readConfig(file);
  } catch (error) {
    if (error instanceof UnusableInput) return error.diagnostics[0];
    throw error;
  }
  return undefined;
}

const refusal = (): string => refused()?.code ?? "none";

const keys = (count: number): string =>
  Array.from({ length: count }, (_, n) => `        "GET /a${String(n)}": a.b\n`).join("");

describe("a configuration", () => {
  it.each(["/dev/zero", "/dev/full", "."])("is a regular file, and not %s", (target) => {
    symlinkSync(target, file);
    expect(refusal()).toBe("config/not-a-file");
  });

  it("has a size that somebody may have written", () => {
    writeFileSync(file, `# ${"x".repeat(5 * 1024 * 1024)}`);
    expect(refusal()).toBe("document/too-large");
  });

  it("of many thousands of keys is read in a time that grows with it", () => {
    writeFileSync(file, `apis:\n  a:\n    root: a.yaml\n    x-callwright:\n      calls:\n${keys(20_000)}`);
    const begun = performance.now();
    const [target] = readConfig(file);
    expect(Object.keys(target?.decisions.calls ?? {})).toHaveLength(20_000);
    for (let n = 0; n < 20_000; n += 100) target?.decisions.placeOf?.("calls", `GET /a${String(n)}`);
    expect(performance.now() - begun).toBeLessThan(15_000);
  }, 30_000);

  it.each(["apis: " + "[".repeat(100_000), "{a: ".repeat(20_000), "- ".repeat(50_000)])(
    "is nested as deep as somebody may have written it, and not as %#",
    (text) => {
      writeFileSync(file, text);
      expect(refused()).toMatchObject({
        code: "config/not-yaml",
        message: expect.stringContaining("nested too deeply") as unknown,
      });
    },
  );

  it("has each key once", () => {
    writeFileSync(file, "apis: {}\nrules: {}\napis: {}\n");
    expect(refusal()).toBe("config/not-yaml");
  });
});
