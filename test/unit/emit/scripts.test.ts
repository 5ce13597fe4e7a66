/** Documents with names in non-Latin scripts, in which identifiers are legal too (ECMA-262, section 12.7). */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "@jest/globals";
import ts from "typescript";
import { compile } from "../../../src/compile.js";

const compilerOptions = { target: ts.ScriptTarget.ES2022 };

const inner = {
  type: "object",
  properties: { größe: { type: "array", items: { type: "object", properties: { a: {} } } } },
};

function documentOf(word: string): object {
  const content = { "application/json": { schema: { oneOf: [inner, { type: "object", required: ["b"] }] } } };
  const operation = {
    tags: [word],
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    requestBody: { required: true, content },
    responses: { 200: { description: "", content } },
  };
  return {
    openapi: "3.1.0",
    info: { title: word, version: "1" },
    paths: { [`/${word}/{id}`]: { put: operation, get: { ...operation, requestBody: undefined } } },
    components: { schemas: { [word]: { type: "object" } } },
  };
}

it.each(["größen", "名前", "имена", "ⰀⰁ", "𞟰", "𠀀", "ꟑ", "a̴b"])("are named and compiled: %s", async (word) => {
  const folder = mkdtempSync(path.join(tmpdir(), "callwright-scripts-"));
  try {
    const spec = path.join(folder, "spec.json");
    writeFileSync(spec, JSON.stringify(documentOf(word)));
    const files = await (await compile({ name: "spec", spec, decisions: {} })).emit();
    for (const [name, text] of files) {
      if (!name.endsWith(".ts") || name.startsWith("src/runtime/")) continue;
      const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true, compilerOptions });
      expect({ name, said: diagnostics?.map(({ messageText }) => messageText) }).toEqual({ name, said: [] });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
