import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "@jest/globals";
import type { Diagnostic } from "../../../src/diagnostic.js";
import { UnusableInput } from "../../../src/diagnostic.js";
import type { Json } from "../../../src/document/document.js";
import { load } from "../../../src/document/load.js";
import type { LoadOptions, Loaded } from "../../../src/document/load.js";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Creates a folder with these files; values that are not text are written as JSON. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), "document-test-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 2),
    );
  }
  return folder;
}

/** Loads the first of these files. */
export async function loadFirst(files: Readonly<Record<string, unknown>>, options?: LoadOptions): Promise<Loaded> {
  return load(path.join(folderWith(files), Object.keys(files)[0] ?? ""), options);
}

/** Loads one YAML or JSON text as `openapi.yaml`. */
export async function loadText(text: string, options?: LoadOptions): Promise<Loaded> {
  return loadFirst({ "openapi.yaml": text }, options);
}

/** The findings of loading, whether it refuses the document or leaves out a part; fails if there are none. */
export async function complaintsOf(loading: Promise<unknown>): Promise<readonly Diagnostic[]> {
  const outcome: unknown = await loading.catch((cause: unknown) => cause);
  if (outcome instanceof UnusableInput) return outcome.diagnostics;
  const found = (outcome as Partial<Loaded>).diagnostics?.filter(({ severity }) => severity === "error") ?? [];
  if (found.length > 0) return found;
  throw new Error(`expected a complaint, got ${String(outcome)}`);
}

/** The only finding, with its position as `name:line:column` or `name`. */
export async function complaintOf(
  loading: Promise<unknown>,
): Promise<{ code: string; message: string; hint: string; at: string }> {
  const [first, ...others] = await complaintsOf(loading);
  if (first === undefined || others.length > 0) throw new Error(`expected one complaint, got ${1 + others.length}`);
  return { code: first.code, message: first.message, hint: first.hint ?? "", at: placeText(first) };
}

export function placeText({ place }: Diagnostic): string {
  if (place === undefined) return "";
  if ("pointer" in place) return place.pointer;
  const name = path.basename(place.file);
  return "line" in place ? `${name}:${place.line}:${place.column}` : name;
}

export function position({ file, line, column }: { file: string; line: number; column: number }): string {
  return `${path.basename(file)}:${line}:${column}`;
}

/** A document with these parts. */
export function openapi(parts: Readonly<Record<string, unknown>> = {}, version = "3.1.0"): Record<string, unknown> {
  return { openapi: version, info: { title: "Test", version: "1" }, paths: {}, ...parts };
}

/** A document with these component schemas. */
export function withSchemas(schemas: Readonly<Record<string, unknown>>, version = "3.1.0"): Record<string, unknown> {
  return openapi({ components: { schemas } }, version);
}

/** Every `$ref` in a value, at any depth. */
export function refsIn(value: Json | undefined): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own =
    !Array.isArray(value) && Object.hasOwn(value, "$ref") ? (value as Record<string, Json>)["$ref"] : undefined;
  return [...(typeof own === "string" ? [own] : []), ...Object.values(value).flatMap((part) => refsIn(part as Json))];
}
