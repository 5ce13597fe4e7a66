import { describe, expect, it } from "@jest/globals";
import { complaintOf, loadFirst, loadText, openapi, withSchemas } from "./support.js";

const start = "openapi: 3.1.0\npaths: {}\n";

function nested(levels: number): unknown {
  let value: unknown = { type: "string" };
  for (let level = 0; level < levels; level += 1) value = { items: value };
  return value;
}

describe("limits", () => {
  it("end an alias that holds itself", async () => {
    expect(await complaintOf(loadText(`${start}x-a: &a\n  b:\n    - *a\n`))).toMatchObject({
      code: "document/endless-alias",
      at: "openapi.yaml:5:7",
    });
  });

  it("end aliases of aliases that would fill the memory", async () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `x-${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}]`,
    );
    const complaint = await complaintOf(loadText(`${start}x-0: &a0 [1]\n${levels.join("\n")}\n`));
    expect(complaint.code).toBe("document/too-many-values");
    expect(complaint.hint).toContain("limits.values");
    expect(complaint.at).toMatch(/^openapi\.yaml:[0-9]+:/);
  });

  it("end merge keys that would fill the memory", async () => {
    const keys = Array.from({ length: 1000 }, (_, key) => `k${key}: 1`).join(", ");
    const merges = Array.from({ length: 2000 }, (_, index) => `x-${index}: {<<: *a, own: 1}`);
    const complaint = await complaintOf(loadText(`${start}x-a: &a {${keys}}\n${merges.join("\n")}\n`));
    expect(complaint).toMatchObject({
      code: "document/too-many-values",
      message: expect.stringContaining("mergedKeys"),
    });
  });

  it("end texts of too many characters or lines, which aliases can repeat", async () => {
    const aliases = `${start}x-a: &a ${"a".repeat(1_000)}\nx-b: [${"*a, ".repeat(100)}1]\n`;
    expect(await complaintOf(loadText(aliases, { limits: { characters: 90_000 } }))).toMatchObject({
      code: "document/too-much-text",
      message: expect.stringContaining("`characters` of 90000"),
      hint: expect.stringContaining("`limits.characters`"),
    });
    const lines = `${start}x-a: "${"\\n".repeat(101)}"\n`;
    expect(await complaintOf(loadText(lines, { limits: { lines: 100 } }))).toMatchObject({
      code: "document/too-much-text",
      at: "openapi.yaml:3:6",
    });
  });

  it.each(["/a".repeat(101), `/${"{a}".repeat(101)}`])(
    "end paths that are too long, unless they are raised",
    async (path) => {
      const document = openapi({ paths: { [path]: {} } });
      expect(await complaintOf(loadFirst({ "a.json": document }))).toMatchObject({
        code: "document/path-too-long",
        hint: expect.stringContaining("raise `limits.pathSegments`"),
        at: expect.stringMatching(/^a\.json:\d+:\d+$/),
      });
      await expect(loadFirst({ "a.json": document }, { limits: { pathSegments: 101 } })).resolves.toBeDefined();
    },
  );

  it("end path items that contain each other many times", async () => {
    const items = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => {
        const next = { x: { $ref: `#/components/pathItems/I${index + 1}` } };
        const callbacks = Object.fromEntries(Array.from({ length: 20 }, (_, name) => [`c${name}`, next]));
        return [`I${index}`, { post: { callbacks } }];
      }),
    );
    const pathItems = { ...items, I6: { get: {} } };
    const paths = { "/a": { $ref: "#/components/pathItems/I0" } };
    expect(await complaintOf(loadFirst({ "a.json": openapi({ components: { pathItems }, paths }) }))).toMatchObject({
      code: "document/too-many-values",
    });
  });

  it.each([
    ["YAML", "x.yaml", `${start}x-a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`],
    [
      "indented YAML",
      "x.yaml",
      `${start}x-a:\n${Array.from({ length: 2_000 }, (_, level) => `${" ".repeat(level + 1)}a:\n`).join("")}`,
    ],
    ["JSON", "x.json", `{"openapi":"3.1.0","paths":{},"x-a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
    ["deep JSON", "x.json", `{"openapi":"3.1.0","paths":{},"x-a":${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}}`],
  ])("end thousands of levels of %s", async (_, name, text) => {
    const complaint = await complaintOf(loadFirst({ [name]: text }));
    expect(complaint).toMatchObject({ code: "document/too-deep", message: expect.stringContaining("`depth` of 98") });
    expect(complaint.hint).toContain("limits.depth");
  });

  it("end levels that aliases make", async () => {
    const levels = Array.from({ length: 600 }, (_, level) => `x-${level + 1}: &a${level + 1} {a: *a${level}}`);
    expect(await complaintOf(loadText(`${start}x-0: &a0 {a: 1}\n${levels.join("\n")}\n`))).toMatchObject({
      code: "document/too-deep",
    });
  });

  it("end references to references", async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`S${index}`, { $ref: `#/components/schemas/S${index + 1}` }]),
    );
    const loading = loadFirst({ "a.json": withSchemas({ ...schemas, S20000: {} }) });
    expect(await complaintOf(loading)).toMatchObject({ code: "document/too-deep" });
  });

  it("can be raised by name, as high as the stack reaches", async () => {
    const files = { "a.json": withSchemas({ A: nested(600) }) };
    expect(await complaintOf(loadFirst(files))).toMatchObject({ code: "document/too-deep" });
    const { document } = await loadFirst(files, { limits: { depth: 1000 } });
    expect(document.version).toBe("3.1");
    const deep = `{"openapi":"3.1.0","paths":{},"x-a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect(await complaintOf(loadFirst({ "a.json": deep }, { limits: { depth: 1e9 } }))).toMatchObject({
      code: "document/too-deep",
    });
  });

  it("can be lowered", async () => {
    const files = { "a.json": withSchemas({ A: nested(20) }) };
    expect(await complaintOf(loadFirst(files, { limits: { depth: 10 } }))).toMatchObject({
      code: "document/too-deep",
      at: "a.json:17:30",
    });
    expect(await complaintOf(loadFirst(files, { limits: { values: 10 } }))).toMatchObject({
      code: "document/too-many-values",
    });
    expect(await complaintOf(loadFirst(files, { limits: { fileSize: 10 } }))).toMatchObject({
      code: "document/too-large",
      at: "a.json",
    });
  });

  it("hold for files that are referred to", async () => {
    const files = { "a.json": withSchemas({ A: { $ref: "b.json" } }), "b.json": nested(200) };
    expect(await complaintOf(loadFirst(files, { limits: { depth: 100 } }))).toMatchObject({
      code: "document/too-deep",
      at: expect.stringMatching(/^b\.json/),
    });
  });

  it("let 50,000 properties and a long description pass", async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`p${index}`, { type: "string" }]),
    );
    const { document } = await loadFirst({
      "a.json": withSchemas({ A: { properties, description: "x".repeat(20_000_000) } }),
    });
    expect(document.locate("#/components/schemas/A/properties/p49999", true).line).toBeGreaterThan(150_000);
  });
});
