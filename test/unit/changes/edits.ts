/** Changes of a document as edits at a few of its places, judged as `diff --prove --all` judges them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import { diff } from "../../../src/commands/diff.js";

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
/** What is put at a pointer; undefined takes it away. */
export type Edits = Readonly<Record<string, Value | undefined>>;

export const json = (schema: Value): Value => ({ content: { "application/json": { schema } } });
export const ref = (name: string): Value => ({ $ref: `#/components/schemas/${name}` });
export const answer = (schema: Value): Value => ({ description: "ok", ...(json(schema) as object) });
export const text: Value = { type: "string" };

export interface Told {
  readonly wire: string;
  readonly source: string;
  readonly findings: readonly { readonly kind: string; readonly calls: readonly string[] }[];
  readonly unexplained: readonly unknown[];
}

/** Places are keys with dots between them, which no key here holds. */
function edited(document: Record<string, unknown>, edits: Edits): Record<string, unknown> {
  for (const [place, value] of Object.entries(edits)) {
    const keys = place.split(".");
    const last = keys.pop() ?? "";
    const holder = keys.reduce((node, key) => node[key] as Record<string, unknown>, document);
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else holder[last] = value;
  }
  return document;
}

/** `nullable` as OpenAPI 3.1 spells it. */
function modern(document: Record<string, unknown>): unknown {
  const texts = JSON.stringify({ ...document, openapi: "3.1.0" });
  return JSON.parse(texts, (_, node: unknown) => {
    const { nullable, oneOf, type, ...rest } = Object(node) as Record<string, unknown>;
    if (nullable !== true) return node;
    if (Array.isArray(oneOf)) return { ...rest, oneOf: [...(oneOf as unknown[]), { type: "null" }] };
    return typeof type === "string" ? { ...rest, type: [type, "null"] } : node;
  });
}

/** Judges changes of one document, in a folder of its own while the tests of a file run. */
export function createJudge(base: Edits) {
  let cwd = "";
  beforeAll(() => {
    cwd = mkdtempSync(path.join(tmpdir(), "callwright-table-"));
  });
  afterAll(() => {
    rmSync(cwd, { recursive: true, force: true });
  });
  return async (before: Edits, after: Edits, is31: boolean, all = false): Promise<Told> => {
    const side = (...edits: readonly Edits[]) => {
      const fresh = structuredClone([base, ...edits]);
      const document = fresh.reduce<Record<string, unknown>>((made, one) => edited(made, one), {});
      return JSON.stringify(is31 ? modern(document) : document);
    };
    writeFileSync(path.join(cwd, "before.json"), side(before));
    writeFileSync(path.join(cwd, "after.json"), side(before, after));
    const lines: string[] = [];
    const context = { cwd, out: (line: string) => lines.push(line), err: () => undefined, terminal: false };
    await diff("after.json", { against: "before.json", format: "json", prove: true, all }, context);
    const [first] = JSON.parse(lines.join("\n")) as readonly Told[];
    if (first === undefined) throw new Error("Nothing was told.");
    return first;
  };
}
