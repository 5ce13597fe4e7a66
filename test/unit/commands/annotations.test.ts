import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { lint } from "../../../src/commands/lint.js";
import { samples } from "../../../src/commands/samples.js";

const operation = (index: number): string => `
  /orders${String(index)}/{id}:
    get:
      operationId: orders/get${String(index)}
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      x-codeSamples: [{ lang: JavaScript, source: "const acme = new Acme(); await acme.orders.nope${String(index)}();" }]
      responses: { "200": { description: ok } }`;

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-annotations-"));
  const paths = Array.from({ length: 14 }, (_, index) => operation(index)).join("");
  writeFileSync(path.join(cwd, "api.yaml"), `openapi: 3.0.3\ninfo: { title: Acme, version: 1.0.0 }\npaths:${paths}\n`);
  process.env.GITHUB_STEP_SUMMARY = path.join(cwd, "summary.md");
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
  delete process.env.GITHUB_STEP_SUMMARY;
});

it.each([
  ["lint", lint, "lint/operation-summary"],
  ["samples", samples, "samples/"],
] as const)("%s annotates ten findings of a kind at most; the summary has them all", async (name, command, code) => {
  const [out, err]: [string[], string[]] = [[], []];
  const context = {
    cwd,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    terminal: false,
  };
  await command("api.yaml", { format: "github" }, context);
  const titles = out.flatMap((line) => /title=([^:]*)::/.exec(line)?.[1] ?? []);
  const [kind = ""] = titles.filter((title) => title.startsWith(code));
  expect(titles.filter((title) => title === kind)).toHaveLength(10);
  const summary = readFileSync(path.join(cwd, "summary.md"), "utf8");
  expect(summary).toContain(`: ${name}: `);
  expect(summary.split("\n").filter((line) => line.includes(kind))).toHaveLength(14);
  expect(err.join("\n")).toMatch(/findings? more in the step summary/);
});
