import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { clientIn } from "../../../src/adopt/clients.js";
import { GapFinder } from "../../../src/adopt/gaps.js";
import { openBoth } from "../../../src/adopt/program.js";

/** What code written for `before` notices about the method of the same class in `after`. */
function gaps(before: string, after: string): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "callwright-gaps-"));
  try {
    const entry = path.join(folder, "index.d.ts");
    const type = (method: string, types = ""): string =>
      `${types}\nexport declare class Client { constructor(); keys: Keys }\nexport declare class Keys { private secret; ${method} }\n`;
    const [old = "", oldTypes] = before.split("///");
    const [now = "", nowTypes] = after.split("///");
    writeFileSync(entry, type(old, oldTypes));
    const both = openBoth(entry, new Map([["src/index.ts", type(now, nowTypes)]]));
    const callOf = (module: typeof both.before) =>
      clientIn(both.checker, module)?.calls.get("keys.call")?.signatures ?? [];
    return new GapFinder(both.checker)
      .gaps(callOf(both.before), callOf(both.after))
      .map(({ part, kind, owner, path: at, before: was, after: is }) =>
        [
          part,
          kind,
          ...(owner === undefined ? [] : [owner]),
          at,
          ...(was === undefined ? [] : [`${was} > ${is ?? ""}`]),
        ].join(" "),
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("what callers notice of a call", () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    [
      "nothing, where it is the same",
      "call(a: { x: string }): Promise<number>",
      "call(a: { x: string }): Promise<number>",
      [],
    ],
    [
      "nothing of what is taken or given besides",
      "call(): Promise<{ a: 1 }>",
      "call(a?: { x?: 1 }): Promise<{ a: 1; b: 2 }>",
      [],
    ],
    [
      "nothing of wider arguments and narrower results",
      "call(a: { x: 'a' }): Promise<string>",
      "call(a: { x: string }): Promise<'b'>",
      [],
    ],
    ["a property that is not taken", "call(a: { x: 1; y?: 2 }): void", "call(a: { x: 1 }): void", ["argument gone y"]],
    [
      "nothing, where any property is taken",
      "call(a: { x: 1; y?: 2 }): void",
      "call(a: { x: 1; [k: string]: unknown }): void",
      [],
    ],
    [
      "a property that must be given",
      "call(a: { x?: 1 }): void",
      "call(a: { x: 1; z: 2 }): void",
      ["argument required x", "argument required z"],
    ],
    [
      "an argument that must be given",
      "call(a?: { x?: 1 }): void",
      "call(a: { x?: 1 }): void",
      ["argument required argument 1 (a)"],
    ],
    [
      "a type that is not taken",
      "call(a: { x: { y: string } }): void",
      "call(a: { x: { y: 'a' | 'b' } }): void",
      ['argument type x.y string > "a" | "b"'],
    ],
    ["an argument that is not taken", "call(a: 1, b?: 2): void", "call(a: 1): void", ["argument gone argument 2 (b)"]],
    [
      "what is in another argument",
      "call(a: 1, opts?: { t: 1 }): void",
      "call(a: 1, options?: {}): void",
      ["argument gone opts t"],
    ],
    [
      "ids by position",
      "call(id: string): void",
      "call(a: { id: string }): void",
      ["argument type argument 1 (id) string > { id: string; }"],
    ],
    [
      "a property that is not given",
      "call(): Promise<{ a?: 1; b: { c: 1 }[] }>",
      "call(): Promise<{ b: {}[] }>",
      ["result gone a", "result gone b[].c"],
    ],
    [
      "what may be absent now",
      "call(): Promise<{ a: 1 }>",
      "call(): Promise<{ a?: 1 }>",
      ["result type a 1 > 1 | undefined"],
    ],
    [
      "what may be null now",
      "call(): Promise<{ a: { b: 1 } }>",
      "call(): Promise<{ a: { b: 1 } | null }>",
      ["result type a { b: 1; } > { b: 1; } | null"],
    ],
    ["another type", "call(): Promise<{ a: Date }>", "call(): Promise<{ a: string }>", ["result type a Date > string"]],
    [
      "a lost loop over pages",
      "call(): Promise<Page> & AsyncIterable<1> /// interface Page { data: 1[] }",
      "call(): Promise<{ data: 1[] }>",
      ["result gone for await"],
    ],
    [
      "what hangs on the promise",
      "call(): Promise<1> & { asResponse(): 1 }",
      "call(): Promise<1>",
      ["result gone asResponse(), not awaited"],
    ],
    [
      "nothing of private members, which tell any two classes apart",
      "call(): Promise<P> /// declare class P { private a; b: 1 }",
      "call(): Promise<P> /// declare class P { private c; b: 1 }",
      [],
    ],
    ["nothing of types that say nothing", "call(a: any): Promise<any>", "call(a: { x: 1 }): Promise<{ x: 1 }>", []],
    [
      "nothing, where one of several forms fits",
      "call(id: string): Promise<1>",
      "call(a: { id: string }): Promise<1>; call(id: string): Promise<1>",
      [],
    ],
    [
      "nothing of members of unions that fit by what is public",
      "call(): Promise<A | B> /// declare class A { private p; a: 1 } declare class B { private q; b: 2 }",
      "call(): Promise<{ a: 1 } | { b: 2 }>",
      [],
    ],
    [
      "types that hold themselves, once",
      "call(): Promise<T> /// interface T { in: T; old: 1 }",
      "call(): Promise<T> /// interface T { in: T }",
      ["result gone old"],
    ],
  ])("is %s", (_, before, after, expected) => {
    expect(gaps(before, after)).toEqual(expected);
  });
});
