/** The last pass: what was printed is read once more, and code that nobody meant is never handed on. */
import { describe, expect, it } from "@jest/globals";
import { createPrinter, StructureKind, type Statement } from "../../src/emit/print.js";
import { visible } from "../../src/emit/text.js";
import { readTypes } from "../../src/emit/schema/type-grammar.js";
import { hidden } from "./inspect.js";

describe("a printed module", () => {
  const print = createPrinter();
  const sound: readonly Statement[] = [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: "./runtime/index.js",
      namedImports: ["Resource", "byPosition"],
    },
    {
      kind: StructureKind.Class,
      name: "Things",
      extends: "Resource",
      methods: [{ name: '"list"', statements: ["return this._call(operations.list, ...byPosition(operations));"] }],
    },
    'const operations = { list: { path: "/things", positional: ["id"], limit: -1 }, ["__proto__"]: 1 as const } satisfies object;',
  ];

  it("is handed on where it holds what emitters write", () => {
    expect(print("sound.ts", sound)).toContain("class Things extends Resource");
  });

  it.each([
    ["a call", "const a = { b: canary() };"],
    ["a call of a member", "const a = globalThis.canary();"],
    ["a call in a key", "const a = { [canary()]: 1 };"],
    ["an assignment", "const a = { b: (globalThis.canary = 1) };"],
    ["a template", "const a = `${canary}`;"],
    ["a template with a tag", "const a = canary`x`;"],
    ["a function", "const a = { get b() { return 1; } };"],
    ["an arrow function", "const a = () => 1;"],
    ["a regular expression", "const a = /canary/;"],
    ["an import", 'const a = import("canary");'],
    ["a bare statement", "canary;"],
    ["a name nobody declares", "const a = { b: canary };"],
    ["a name in short", "const a = { canary };"],
    ["a block", "{ }"],
    ["a loop", "for (;;) {}"],
    ["a property that is deleted", "const a = delete globalThis.canary;"],
    ["a new object", "const a = new Canary();"],
    ["a decorator", "@canary class A {}"],
    ["two statements for one", "const a = 1; const b = 2;"],
    ["a broken one", "const a = { b: ;"],
  ])("is refused with %s in it", (name, statement) => {
    expect(() => print(`${name}.ts`, [...sound, statement])).toThrow("not what was meant");
  });
});

describe("printed types", () => {
  const sound = [
    'export interface paths {\n    /** A call(); */\n    "/a\\"b": {\n        readonly get?: { 200: string[][]; };\n    };\n}',
    'export type a = Record<string, never>;\ntype b = components["schemas"]["A"] | (-1 | null)[] & [1, "two"];',
    "export interface components {\n    readonly: string;\n    readonly readonly?: unknown;\n}",
    "export interface open {\n    [key: string]: {} | 1e+21;\n}\n/* the end */",
    "export type Größe = string;",
  ];

  it.each(sound)("are read: %j", (code) => {
    expect(readTypes(code).strange).toBeUndefined();
  });

  it.each([
    "canary();",
    "export interface a { }\ncanary();",
    "export interface a { } canary",
    "export interface a { b: string; } ; canary()",
    "export interface a { b: canary(); }",
    "export interface a { [canary()]: string; }",
    "export interface a { b: `x`; }",
    "export interface a { b: typeof import('canary'); }",
    "export interface a { b: 'single'; }",
    'export interface a { b: "open\n"; }',
    'export interface a { b: "open\\\n"; }',
    "export interface a { b: string; } /* open",
    "export interface a { /* */ canary() */ b: string; }",
    "export interface a extends canary { }",
    "export class a { }",
    "export enum a { b = canary() }",
    "export const a = 1;",
    "export type a = string",
    "export type a = ;",
    "declare global { }",
    'import canary from "canary";',
    "type a\u200b = string;",
    "type \u202ea = string;",
    "<!-- canary() -->",
  ])("are refused: %j", (code) => {
    expect(readTypes(code).strange).toBeDefined();
  });

  it("say which helpers they need", () => {
    const { generics, hasReadonly } = readTypes('interface a { readonly b: Omit<c, "d">; }');
    expect([[...generics], hasReadonly]).toEqual([["Omit"], true]);
  });
});

describe("characters nobody sees", () => {
  it("become escapes, which mean the same in a string and end no comment", () => {
    const code = 'type a = "x\u202e\u2028\u0085\u{e0041}y"; /* *\u200b/ \ufeff */';
    const shown = visible(code);
    expect(hidden(shown)).toBeUndefined();
    expect(shown).toBe('type a = "x\\u202e\\u2028\\u0085\\udb40\\udc41y"; /* *\\u200b/ \\ufeff */');
  });
});
