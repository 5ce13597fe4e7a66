/** Types of large documents are made on a thread of their own, which changes nothing but the time. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { compile } from "../../src/compile.js";
import type { JsonObject } from "../../src/document/document.js";
import type { PlainDocument } from "../../src/emit/schema/input.js";
import { prepareSchema, schemaText } from "../../src/emit/schema/schema.js";
import { createThread, type Thread } from "../../src/emit/schema/thread.js";
import { findTargets } from "../../src/targets.js";
import { document } from "../property/everything.js";
import { bin, root } from "../support/paths.js";
import { callwright, runProgram } from "../support/process.js";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-thread-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** More parts than a document needs for a thread. */
function large(): JsonObject {
  const [[, item] = []] = Object.entries(document.paths);
  const paths = Array.from({ length: 250 }, (_, index) => [`/things${String(index)}`, item] as const);
  return { ...document, paths: { ...document.paths, ...Object.fromEntries(paths) } } as unknown as JsonObject;
}

const plain = (whole: JsonObject): PlainDocument => ({ root: whole, version: "3.1", extended: [] });

function threadFor(whole: JsonObject): Thread {
  const thread = createThread();
  thread.prepare(plain(whole));
  return thread;
}

it("makes the files that are made on one thread", async () => {
  writeFileSync(path.join(cwd, "openapi.json"), JSON.stringify(large()));
  const { code } = await callwright(["generate", "openapi.json", "--out", "client"], { cwd });
  expect(code).toBe(0);
  const [target] = findTargets({ cwd, spec: "openapi.json" });
  if (!target) throw new Error("there is no target");
  // From its sources, Callwright has no thread.
  for (const [file, text] of await (await compile(target)).emit()) {
    expect([file, readFileSync(path.join(cwd, "client", file), "utf8")]).toEqual([file, text]);
  }
});

it("works in a program that is itself no file", async () => {
  writeFileSync(path.join(cwd, "openapi.json"), JSON.stringify(large()));
  const index = pathToFileURL(path.join(root, "dist", "index.js")).href;
  const program = `
    import { compile, findTargets } from ${JSON.stringify(index)};
    const [target] = findTargets({ cwd: process.cwd(), spec: "openapi.json" });
    const files = await (await compile(target, { emits: true })).emit();
    console.log(files.has("src/schema.ts"));`;
  const ended = await runProgram(process.execPath, ["--input-type=module", "--eval", program], { cwd });
  expect(ended).toEqual({ code: 0, stdout: "true\n", stderr: "" });
});

it("is left out where Node.js forbids threads", async () => {
  writeFileSync(path.join(cwd, "openapi.json"), JSON.stringify(large()));
  const isSettled = process.allowedNodeEnvironmentFlags.has("--permission");
  const allowed = ["--allow-fs-read=*", "--allow-fs-write=*", "--allow-child-process"];
  const options = [isSettled ? "--permission" : "--experimental-permission", ...allowed];
  const words = [bin, "generate", "openapi.json", "--out", "allowed"];
  expect(await runProgram(process.execPath, [...options, ...words], { cwd, timeout: 60_000 })).toMatchObject({
    code: 0,
  });
});

it("gives the text, and the part that cannot be transformed", async () => {
  const whole = JSON.parse(JSON.stringify(document)) as JsonObject;
  expect(await threadFor(whole).text([])).toBe(schemaText(prepareSchema(plain(whole)), []));
  const faulty = { paths: {}, components: { schemas: { Pet: { type: "object", properties: { owner: [] } } } } };
  await expect(threadFor(faulty).text([])).rejects.toMatchObject({ pointer: "#/components/schemas/Pet" });
});

it("is stopped by a run that does not need it", async () => {
  const thread = threadFor(large());
  thread.stop();
  await expect(thread.text([])).rejects.toThrow("the thread that makes types ended");
});
