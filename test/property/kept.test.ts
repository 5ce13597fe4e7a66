/** Under `watch`, what the last run left makes the next one fast, and changes nothing: its files are those of a cold run. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compile, type Kept } from "../../src/compile.js";
import { UnusableInput } from "../../src/diagnostic.js";
import { findTargets } from "../../src/targets.js";
import { changed, document, placesIn, ref } from "./everything.js";

/** Values that change types in other parts too: references, discriminators, names, and marks. */
const values: readonly unknown[] = [
  undefined,
  "x",
  true,
  { type: "string", format: "binary" },
  { type: "string", readOnly: true },
  { type: "string", writeOnly: true },
  { type: "object", title: "Toy", properties: { pet: ref("schemas", "Pet"), a: { type: "object", properties: {} } } },
  {
    type: "object",
    required: ["kind"],
    properties: { kind: { type: "string" } },
    discriminator: { propertyName: "kind" },
  },
  { allOf: [ref("schemas", "Animal"), { type: "object", properties: { legs: { type: "number" } } }] },
  { oneOf: [ref("schemas", "Cat"), ref("schemas", "Pet")], discriminator: { propertyName: "kind" } },
  { $ref: "#/components/schemas/Pet/properties/kind" },
  { $ref: "#/paths/~1pets/get/responses/200/content/application~1json/schema" },
  ...["Pet", "Cat", "Animal"].map((name) => ref("schemas", name)),
  ref("responses", "Missing"),
];

/** A change of one value: of the document at that time, the place is the one with this number. */
const edit = fc.record({ at: fc.nat(), value: fc.constantFrom(...values) });

function edited(whole: unknown, { at, value }: { readonly at: number; readonly value: unknown }): unknown {
  const places = placesIn(whole).filter(([section, ...inner]) => section !== "openapi" && inner.length > 0);
  const place = places[at % places.length];
  return place ? changed(whole, place, value) : whole;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-kept-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function filesOf(whole: unknown, kept?: Kept): Promise<readonly (readonly [string, string])[]> {
  writeFileSync(path.join(folder, "openapi.json"), JSON.stringify(whole));
  const [target] = findTargets({ cwd: folder, spec: "openapi.json" });
  if (!target) throw new Error("there is no target");
  try {
    return [...(await (await compile(target, kept ? { kept } : {})).emit())];
  } catch (cause) {
    if (!(cause instanceof UnusableInput)) throw cause;
    return cause.diagnostics.map(({ code, message }) => [code, message]);
  }
}

describe("a run that keeps what the last one left", () => {
  it("makes the files of a cold run, whatever was changed in between", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const kept: Kept = {};
        await filesOf(document, kept);
        let whole: unknown = document;
        for (const one of edits) {
          whole = edited(whole, one);
          expect(await filesOf(whole, kept)).toEqual(await filesOf(whole));
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("makes them where what stands for a text refers to a schema that a discriminator changes", async () => {
    const kept: Kept = {};
    await filesOf(document, kept);
    const strange = changed(document, ["components", "responses", "Missing", "description"], ref("schemas", "Pet"));
    expect(await filesOf(strange, kept)).toEqual(await filesOf(strange));
  });

  it("makes them where the type of a parameter gets another name", async () => {
    const kept: Kept = {};
    const order = { type: "string", enum: ["oldest", "newest"] };
    const listed = changed(document, ["components", "parameters", "After", "schema"], order);
    const before = new Map(await filesOf(listed, kept));
    expect(before.get("src/schema.ts")).toContain("after?: After;");
    const taken = changed(listed, ["components", "schemas", "After"], { type: "object", properties: {} });
    const after = new Map(await filesOf(taken, kept));
    expect(after.get("src/schema.ts")).toContain("after?: AfterParameter;");
    expect(after).toEqual(new Map(await filesOf(taken)));
  });

  it("keeps the text of types and of classes that a change does not reach", async () => {
    const kept: Kept = {};
    const before = new Map(await filesOf(document, kept));
    const [types, texts] = [kept.types?.types, kept.texts];
    const listed = changed(document, ["paths", "/pets", "get", "parameters", "0", "description"], "At most.");
    const after = new Map(await filesOf(listed, kept));
    expect(after.get("src/schema.ts")).not.toBe(before.get("src/schema.ts"));
    const renewed = [...(kept.types?.types ?? [])].filter(([pointer, one]) => types?.get(pointer) !== one);
    expect(renewed.map(([pointer]) => pointer)).toEqual(["#/paths/~1pets"]);
    expect(kept.texts?.get("src/core.ts")).toEqual(texts?.get("src/core.ts"));
  });
});
