/** What openapi-typescript cannot transform is told with the part that it is in. */
import { expect, it } from "@jest/globals";
import { UnusableInput } from "../../../src/diagnostic.js";
import type { Document, JsonObject } from "../../../src/document/document.js";
import { prepareSchema, schemaText } from "../../../src/emit/schema/schema.js";
import { Untransformed, unusable } from "../../../src/emit/schema/untransformed.js";

const pet: JsonObject = { type: "object", properties: { owner: [] } };
const root: JsonObject = { paths: {}, components: { schemas: { Owner: { type: "object" }, Pet: pet } } };

function failureOf(run: () => unknown): unknown {
  try {
    run();
  } catch (failure) {
    return failure;
  }
  return undefined;
}

it("names the part, and what openapi-typescript says", () => {
  const failure = failureOf(() => schemaText(prepareSchema({ root, version: "3.1", extended: [] }), []));
  expect(failure).toBeInstanceOf(Untransformed);
  expect(failure).toMatchObject({ pointer: "#/components/schemas/Pet" });
  expect((failure as Untransformed).words).toMatch(/invalid property owner/);
});

it("becomes a finding at the place of the part", () => {
  const place = { file: "/openapi.yaml", line: 7, column: 5 };
  const document = { locate: () => place } as unknown as Document;
  const finding = unusable(document, new Untransformed("#/components/schemas/Pet", new Error("it is odd")));
  expect(finding).toBeInstanceOf(UnusableInput);
  expect((finding as UnusableInput).diagnostics).toEqual([
    {
      code: "emit/schema",
      severity: "error",
      message: "openapi-typescript could not generate types for this: it is odd.",
      hint: "Run `callwright lint` and fix what it reports here.",
      place,
    },
  ]);
  const other = new Error("a bug of Callwright");
  expect(unusable(document, other)).toBe(other);
});
