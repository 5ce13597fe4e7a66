import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Api } from "../../src/api/api.js";
import type { Decisions } from "../../src/config/decisions.js";
import { addressText } from "../../src/document/address.js";
import { name, type Naming } from "../../src/naming/name.js";
import type { Resource } from "../../src/naming/surface.js";
import { apiOf, methodsOf, operationOf, resourcesOf, sample, type Sketch } from "../unit/naming/apis.js";

const wild = fc.constantFrom(
  ..."then constructor __proto__ prototype toString get post options request delete keys key users user 2fa 😀 größe 名前 a-b a_b A aB con nul index v1 list _x $y hasOwnProperty x:cancel a.b".split(
    " ",
  ),
);
const segment = fc.oneof(
  { weight: 4, arbitrary: wild },
  fc.string({ minLength: 1, maxLength: 8 }).map((text) => text.replace(/[/{}?#]/g, "-")),
);
const parameter = fc.constantFrom("{id}", "{user_id}", "{a}.{b}", "{}", "{id}:run");
const path = fc
  .array(fc.oneof({ weight: 3, arbitrary: segment }, parameter), { maxLength: 4 })
  .map((parts) => `/${parts.join("/")}`);
const dotted = fc.array(wild, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
const id = fc.oneof(
  fc.tuple(wild, wild).map(([group, verb]) => `${group}/${verb}`),
  fc.tuple(wild, wild).map(([group, verb]) => `${group}_${verb}`),
  wild,
  fc.string({ maxLength: 10 }),
);
const source = fc.oneof(
  dotted.map((call) => sample(`await client.${call}("x", { a: 1 })`)),
  fc.string({ maxLength: 40 }),
);
const sketch: fc.Arbitrary<Sketch> = fc.record(
  {
    id,
    wantedCall: dotted,
    tags: fc.array(wild, { maxLength: 1 }),
    js: fc.array(source, { maxLength: 2 }),
    python: fc.array(source, { maxLength: 1 }),
  },
  { requiredKeys: [] },
);
const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
const entry = fc.tuple(method, path, sketch);
const api: fc.Arbitrary<Api> = fc
  .uniqueArray(entry, { maxLength: 14, selector: ([verb, at]) => `${verb} ${at}` })
  .map((entries) =>
    apiOf(
      {},
      {
        operations: entries.map(([verb, at, rest]) => ({
          ...operationOf(`${verb} x`, rest),
          address: { method: verb.toLowerCase() as "get", path: at },
        })),
      },
    ),
  );

const reserved = new Set([
  "then",
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "valueOf",
  "toJSON",
  "hasOwnProperty",
]);
const onClient = new Set([
  "get",
  "post",
  "put",
  "patch",
  "delete",
  "head",
  "options",
  "trace",
  "request",
  "withOptions",
]);
const device = /^(?:con|prn|aux|nul|com\d|lpt\d|index)$/;
const property = /^\p{ID_Start}[\p{ID_Continue}]*$/u;

/** Checks that every operation has one call that no other has, on a method and types of its own. */
function expectOwnCalls(input: Api, named: Naming): void {
  const methods = methodsOf(named);
  expect(methods).toHaveLength(input.operations.length);
  expect(new Set(methods.map(({ call }) => call.toLowerCase())).size).toBe(methods.length);
  expect(new Set(methods.map(({ typeName }) => typeName.toLowerCase())).size).toBe(methods.length);
}

/** Checks that every name is legal at its depth. One assertion a call: thousands of them take most of the time. */
function expectLegalNames(named: Naming): void {
  for (const { call, name: last } of methodsOf(named)) {
    const segments = call.split(".");
    const isLegal = segments.every((text) => property.test(text) && !reserved.has(text));
    expect([call, segments.at(-1), isLegal && !onClient.has(segments[0] ?? "")]).toEqual([call, last, true]);
  }
}

/** Checks that no parent has a method and a resource of the same name. */
function expectNoMethodIsResource(named: Naming): void {
  const calls = new Set(methodsOf(named).map(({ call }) => call.toLowerCase()));
  expect(resourcesOf(named).filter(({ path: inside }) => calls.has(inside.join(".").toLowerCase()))).toEqual([]);
}

/** Checks that classes and files are unique, and safe on every file system. */
function expectOwnClassesAndFiles(named: Naming): void {
  const resources = resourcesOf(named);
  const classes = [named.surface.client.className, ...resources.map(({ className }) => className)];
  expect(new Set(classes.map((text) => text.toLowerCase())).size).toBe(classes.length);
  expect(new Set(resources.map(({ fileName }) => fileName)).size).toBe(resources.length);
  const isSafe = ({ fileName, className }: Resource) =>
    /^[a-z0-9-]{1,120}$/.test(fileName) && !device.test(fileName) && property.test(className);
  expect(resources.filter((resource) => !isSafe(resource))).toEqual([]);
}

describe("whatever the paths, operationIds and samples", () => {
  // The properties share their documents: making and naming one costs far more than checking it.
  it("gives every operation a legal call, and every resource a legal class and file, that no other has", () => {
    fc.assert(
      fc.property(api, (input) => {
        const named = name(input, {});
        expectOwnCalls(input, named);
        expectLegalNames(named);
        expectNoMethodIsResource(named);
        expectOwnClassesAndFiles(named);
      }),
      { numRuns: 400 },
    );
  });

  it("says the same on every run, whatever the order of keys in the configuration", () => {
    const config = fc.record({
      prefix: fc.dictionary(path, dotted, { maxKeys: 4 }),
      verbs: fc.dictionary(wild, wild, { maxKeys: 3 }),
    });
    fc.assert(
      fc.property(api, config, (input, decided) => {
        const reversed = Object.fromEntries(
          Object.entries(decided).map(([key, map]) => [key, Object.fromEntries(Object.entries(map).reverse())]),
        ) as Decisions;
        const first = name(input, decided);
        expect(name(input, decided)).toEqual(first);
        expect(name(input, reversed).surface).toEqual(first.surface);
      }),
      { numRuns: 150 },
    );
  });

  it("keeps every locked call", () => {
    fc.assert(
      fc.property(api, (input) => {
        const bare: Api = {
          ...input,
          operations: input.operations.map(({ wantedCall: _, ...operation }) => operation),
        };
        const before = new Map(
          methodsOf(name(bare, {})).map(({ operation, call }) => [addressText(operation.address), call]),
        );
        const unsampled: Api = {
          ...bare,
          operations: bare.operations.map((operation) => ({ ...operation, samples: [] })),
        };
        for (const { operation, call } of methodsOf(name(unsampled, { locked: before }))) {
          expect(call.toLowerCase()).toBe(before.get(addressText(operation.address))?.toLowerCase());
        }
      }),
      { numRuns: 150 },
    );
  });
});
