/** `callwright watch` as a process: it follows the specification, survives a broken one, and ends when asked to. */
import { spawn, type ChildProcess } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { bin, root, workFolder } from "../support/paths.js";
import { callwright } from "../support/process.js";

let cwd = "";
let child: ChildProcess;
let said = "";

beforeAll(async () => {
  cwd = await workFolder("watch");
  await cp(path.join(root, "test", "golden", "multi-file"), cwd, { recursive: true });
  await rm(path.join(cwd, "expected"), { recursive: true, force: true });
  await writeFile(path.join(cwd, "redocly.yaml"), config("sdk"));
  child = spawn(process.execPath, [bin, "watch"], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  await until(() => said.includes("watching"));
});

afterAll(async () => {
  child.kill("SIGKILL");
  await rm(cwd, { recursive: true, force: true });
});

const config = (output: string): string => `apis: {bakery: {root: spec.yaml, x-callwright: {output: ${output}}}}\n`;
const read = (file: string): Promise<string> => readFile(path.join(cwd, file), "utf8").catch(() => "");

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 600; round += 1) {
    if (await holds()) return;
    await wait(100);
  }
  throw new Error(`waited in vain; it said:\n${said}`);
}

async function change(file: string, from: string, to: string): Promise<void> {
  await writeFile(path.join(cwd, file), (await read(file)).replace(from, to));
}

it("has generated before it watches", async () => {
  expect(await read("sdk/src/client.ts")).toContain("class Bakery");
});

it("follows the specification", async () => {
  await change("spec.yaml", "Bakery API", "Pastry API");
  await until(async () => (await read("sdk/src/client.ts")).includes("class Pastry"));
});

it("follows a file that the specification references", async () => {
  await change("schemas/Loaf.yaml", "grams:", "ounces:");
  await until(async () => (await read("sdk/src/schema.ts")).includes("ounces?"));
});

it("says that the specification is broken, keeps the package, and goes on when it is mended", async () => {
  const before = await read("sdk/src/client.ts");
  await change("spec.yaml", "openapi: 3.0.3", "openapi: [3.0.3");
  await until(() => said.includes("waiting for the next change"));
  expect(said).toMatch(/spec\.yaml:\d+:\d+: error/);
  expect(await read("sdk/src/client.ts")).toBe(before);
  await change("spec.yaml", "openapi: [3.0.3", "openapi: 3.0.3");
  await change("spec.yaml", "Pastry API", "Cake API");
  await until(async () => (await read("sdk/src/client.ts")).includes("class Cake"));
});

it("follows the configuration", async () => {
  await mkdir(path.join(cwd, "other"));
  await writeFile(path.join(cwd, "redocly.yaml"), config("other"));
  await until(async () => (await read("other/src/client.ts")).includes("class Cake"));
});

it("ends with 0 when it is interrupted, and forgets a run whose lint it interrupted", async () => {
  const finding = { "/untold": { get: { responses: { "200": { description: "It has no operationId." } } } } };
  const whole = { openapi: "3.1.0", info: { title: "Cake", version: "1" }, paths: finding };
  await writeFile(path.join(cwd, "spec.yaml"), JSON.stringify(whole));
  await until(async () => (await read("other/api.md")).includes("/untold"));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  expect({ code: await ended, said: said.split("\n").slice(-4) }).toMatchObject({ code: 0 });
  const { stderr } = await callwright(["generate"], { cwd });
  expect(stderr).toMatch(/\d+ (?:errors?|warnings?)[,;]/);
  expect(stderr).not.toContain("no findings");
});
