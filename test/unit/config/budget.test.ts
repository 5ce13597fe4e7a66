/** Configurations that would take too long to read. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readConfig } from "../../../src/config/redocly.js";
import { UnusableInput } from "../../../src/diagnostic.js";
import { processorTime } from "../../support/processor-time.js";

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

const apis = (count: number): string =>
  `apis:\n${Array.from({ length: count }, (_, n) => `  a${String(n)}: { root: a.yaml, x-callwright: { output: o${String(n)} } }\n`).join("")}`;

const rules = (count: number): string =>
  `rules:\n${Array.from({ length: count }, (_, n) => `  r${String(n)}: error\n`).join("")}`;

const flow = (count: number): string => Array.from({ length: count }, (_, n) => `r${String(n)}: error`).join(", ");

/** The minimum of several times in milliseconds, because other activity only adds to it. */
function least(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const elapsed = processorTime();
    work();
    return elapsed();
  });
  return Math.min(...times);
}

/** The time to read a configuration for the first time. */
function timeOf(count: number): number {
  let round = 0;
  return least(() => {
    writeFileSync(file, `${apis(count)}# ${String(++round)}`);
    readConfig(file);
  });
}

describe("a configuration", () => {
  it.each(["/dev/zero", "/dev/full", "."])("is a regular file, and not %s", (target) => {
    symlinkSync(target, file);
    expect(refusal()).toBe("config/not-a-file");
  });

  it("is UTF-8, and a refusal names another encoding", () => {
    writeFileSync(file, Buffer.from("\uFEFFapis: {}\n", "utf16le"));
    expect(refused()).toMatchObject({
      code: "config/not-text",
      message: "The file is encoded in UTF-16; Callwright reads UTF-8.",
    });
  });

  it("has a size that somebody may have written", () => {
    writeFileSync(file, `# ${"x".repeat(5 * 1024 * 1024)}`);
    expect(refusal()).toBe("document/too-large");
  });

  it("of many thousands of keys is read in a time that grows with it", () => {
    writeFileSync(file, `apis:\n  a:\n    root: a.yaml\n    x-callwright:\n      calls:\n${keys(20_000)}`);
    const elapsed = processorTime();
    const [target] = readConfig(file);
    expect(Object.keys(target?.decisions.calls ?? {})).toHaveLength(20_000);
    for (let n = 0; n < 20_000; n += 100) target?.decisions.placeOf?.("calls", `GET /a${String(n)}`);
    expect(elapsed()).toBeLessThan(15_000);
  }, 30_000);

  it("finds the items of a list in a time that grows with it", () => {
    const items = Array.from({ length: 20_000 }, (_, n) => `GET /a${String(n)}`);
    writeFileSync(
      file,
      JSON.stringify({ apis: { a: { root: "a.yaml", "x-callwright": { skip: [...items, "GET /a0"] } } } }),
    );
    const placeOf = readConfig(file)[0]?.decisions.placeOf;
    const time = (count: number): number => least(() => items.slice(-count).map((item) => placeOf?.("skip", item)));
    // Eight times the input takes eight times as long, not sixty-four; a few milliseconds are noise.
    expect(time(20_000)).toBeLessThan(24 * time(2_500) + 40);
    expect(placeOf?.("skip", "GET /a0")).toMatchObject({ line: 1, column: expect.any(Number) as unknown });
    expect(Number(placeOf?.("skip", "GET /a0")?.column)).toBeLessThan(Number(placeOf?.("skip", "GET /a1")?.column));
    expect(placeOf?.("skip", "GET /b")).toBeUndefined();
  });

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

  it("lists at most a thousand APIs, and says so", () => {
    writeFileSync(file, apis(1_000));
    expect(readConfig(file)).toHaveLength(1_000);
    writeFileSync(file, apis(1_001));
    expect(refused()).toMatchObject({
      code: "config/unusable",
      message: "The configuration lists 1001 APIs, more than the limit of 1000.",
      place: { line: 1 },
    });
  });

  it("is read in eight times the time where it lists eight times as many APIs", () => {
    const [once, eight] = [100, 800].map(timeOf);
    expect(eight).toBeLessThan(24 * Number(once) + 40);
  });

  it.each([
    ["rules", rules(5_001)],
    ["settings of a rule", `rules:\n  rule/a:\n${rules(5_001).replace("rules:\n", "").replaceAll("  r", "    r")}`],
    ["items of a rule", `rules: { rule/a: [${"a, ".repeat(5_001)}] }`],
    ["rulesets", `extends: [${"minimal, ".repeat(5_001)}]`],
    [
      "rules of several APIs",
      `apis:\n${[0, 1].map((n) => `  a${String(n)}: { root: a.yaml, rules: {${flow(2_600)}} }`).join("\n")}`,
    ],
    ["rules that hold themselves", "rules: { a: &a { b: *a } }"],
    ["rules that aliases repeat", `rules:\n  a: &a { ${flow(90)} }\n  b: &b [${"*a, ".repeat(90)}]\n`],
  ])("has few enough of %s to be linted with", (_, text) => {
    writeFileSync(file, text);
    expect(refused()).toMatchObject({
      code: "config/unusable",
      message: expect.stringContaining("more values than the limit of 5000") as unknown,
    });
  });

  it("may have as many rules as its limit", () => {
    writeFileSync(file, rules(4_999));
    expect(refusal()).toBe("none");
  });

  it("has each key once", () => {
    writeFileSync(file, "apis: {}\nrules: {}\napis: {}\n");
    expect(refusal()).toBe("config/not-yaml");
  });
});
