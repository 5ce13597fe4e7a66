/** Small specifications, verified as the command does. */
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import { compile } from "../../../src/compile.js";
import type { Decisions } from "../../../src/config/decisions.js";
import type { VerifyInput } from "../../../src/samples/verify.js";
import { verifySamples } from "../../../src/samples/verify.js";
import { workFolder } from "../../support/paths.js";

let folder = "";
let count = 0;

/** Creates a folder for the specifications of one test file. */
export function useFolder(): void {
  beforeAll(async () => {
    folder = await workFolder("samples");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
}

export async function put(text: string, ending = "yaml"): Promise<string> {
  const file = path.join(folder, `${String((count += 1))}.${ending}`);
  await writeFile(file, text);
  return file;
}

export async function compiled(file: string, naming: Decisions = {}): Promise<VerifyInput> {
  const target = { name: "api", spec: file, decisions: { ...naming, package: { name: "acme-client" } } };
  const named = await compile(target);
  return { document: named.document, surface: named.surface, files: await named.emit() };
}

const right: Readonly<Record<string, string>> = {
  get: `acme.keys.retrieve({ id: "k" })`,
  list: "acme.keys.list()",
  create: `acme.keys.create({ name: "n", role: "reader" })`,
  delete: `acme.keys.delete({ id: "k" })`,
};

/**
 * The findings about a sample of an operation that also has correct ones, which determine the names: `kind line:column
 * message hint`, with positions within the sample.
 */
export async function findingsOf(source: string, language = "javascript", at = "get"): Promise<readonly string[]> {
  const good = ["javascript", `${head}await ${right[at] ?? ""};`] as const;
  const specification = keys({ [at]: [[language, source], good, good] });
  const file = await put(specification);
  const { diagnostics } = verifySamples(await compiled(file));
  const first = specification.split("\n").findIndex((line) => line.includes("source: |")) + 2;
  return diagnostics.map(({ code, message, hint, place }) => {
    if (!place || !("line" in place) || !("column" in place)) throw new Error("a finding has no place");
    return `${code.replace("samples/", "")} ${place.line - first + 1}:${place.column - 14} ${message} ${hint ?? ""}`;
  });
}

/** A document about keys, with samples by method: `[language, source]`. */
export function keys(samples: Readonly<Record<string, readonly (readonly [string, string])[]>>): string {
  const of = (name: string): string => {
    const items = samples[name] ?? [];
    if (items.length === 0) return "";
    const text = items.map(([language, source]) => {
      const lines = source.split("\n").map((line) => (line === "" ? "" : `              ${line}`));
      return `          - lang: ${language}\n            source: |\n${lines.join("\n")}\n`;
    });
    return `      x-codeSamples:\n${text.join("")}`;
  };
  return `openapi: 3.1.0
info: { title: Acme, version: "1" }
servers:
  - url: https://api.acme.test/v1
  - url: https://{region}.acme.test/v1
    variables: { region: { default: eu } }
security: [{ Key: [] }]
paths:
  /keys:
    get:
      operationId: keys/list
      parameters:
        - { name: workspace_id, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        "200":
          description: All.
          content: { application/json: { schema: { $ref: "#/components/schemas/KeyList" } } }
${of("list")}    post:
      operationId: keys/create
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name, role]
              properties:
                name: { type: string }
                role: { type: string, enum: [reader, writer] }
                limits: { type: object, properties: { per_minute: { type: integer } } }
      responses: { "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/Key" } } } } }
${of("create")}  /keys/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
    get:
      operationId: keys/retrieve
      responses: { "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/Key" } } } } }
${of("get")}    delete:
      operationId: keys/delete
      responses: { "204": { description: Gone. } }
${of("delete")}components:
  securitySchemes:
    Key: { type: apiKey, in: header, name: x-acme-key }
  schemas:
    Key: { type: object, required: [id], properties: { id: { type: string } } }
    KeyList: { type: object, required: [data], properties: { data: { type: array, items: { $ref: "#/components/schemas/Key" } } } }
`;
}

/** The beginning of a sample that creates the client. */
export const head = `import Acme from "acme";\nconst acme = new Acme({ apiKey: "KEY" });\n`;
