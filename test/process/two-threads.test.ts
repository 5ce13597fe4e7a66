/** Large documents: their types are made on a second thread, and are the same as those made on the first. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { compile } from "../../src/compile.js";
import { findTargets } from "../../src/targets.js";
import { callwright } from "../support/process.js";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "callwright-threads-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** Notes in a file each thread that is started. */
const SPY = `
  const threads = require("node:worker_threads"), fs = require("node:fs");
  threads.Worker = class extends threads.Worker {
    constructor(...words) { super(...words); fs.appendFileSync(process.env.SPY_NOTES, "thread\\n"); }
  };
`;

function documentOf(models: number): string {
  const schemas = Array.from({ length: models }, (_, index): [string, unknown] => [
    `Model${String(index)}`,
    {
      type: "object",
      required: ["kind"],
      properties: {
        kind: { type: "string" },
        next: { $ref: `#/components/schemas/Model${String((index + 1) % models)}` },
      },
    },
  ]);
  const choice = {
    oneOf: ["Model0", "Model1"].map((name) => ({ $ref: `#/components/schemas/${name}` })),
    discriminator: { propertyName: "kind" },
  };
  const responses = { 200: { description: "", content: { "application/json": { schema: choice } } } };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Bakery", version: "1.0.0" },
    paths: { "/cakes": { get: { operationId: "listCakes", responses } } },
    components: { schemas: Object.fromEntries(schemas) },
  });
}

/** Generates with the built command line, and returns the threads that it started and the types that it wrote. */
async function generated(models: number): Promise<{ readonly threads: number; readonly schema: string }> {
  const [spec, out, notes] = [
    `${String(models)}.json`,
    `sdk-${String(models)}`,
    path.join(cwd, `${String(models)}.txt`),
  ];
  await writeFile(path.join(cwd, spec), documentOf(models));
  await writeFile(path.join(cwd, "spy.cjs"), SPY);
  await writeFile(notes, "");
  const env = { NODE_OPTIONS: `--require ${path.join(cwd, "spy.cjs")}`, SPY_NOTES: notes };
  const { code, stderr } = await callwright(["generate", spec, "--out", out], { cwd, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("emit/") });
  const threads = (await readFile(notes, "utf8")).split("\n").length - 1;
  return { threads, schema: await readFile(path.join(cwd, out, "src", "schema.ts"), "utf8") };
}

it("a large document's types are made on a thread, and are those that one thread makes", async () => {
  const { threads, schema } = await generated(1_200);
  expect(threads).toBe(1);
  const [target] = findTargets({ cwd, spec: "1200.json" });
  if (!target) throw new Error("no target");
  const files = await (await compile(target)).emit();
  expect(schema).toBe(files.get("src/schema.ts"));
});

it("a small document's types are made without one", async () => {
  expect((await generated(20)).threads).toBe(0);
});
