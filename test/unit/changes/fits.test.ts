import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { callPairs } from "../../../src/changes/compare.js";
import { misfits } from "../../../src/changes/fits.js";
import { compile } from "../../../src/compile.js";
import { findTargets } from "../../../src/targets.js";

interface Parts {
  readonly states?: string;
  readonly required?: string;
  readonly total?: string;
  readonly tag?: string;
}

const spec = ({ states = "open, paid", required = "", total = "number", tag = "orders" }: Parts = {}) => `openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
servers: [{ url: https://acme.example }]
paths:
  /orders/{id}/refund:
    post:
      operationId: ${tag}/refund
      tags: [${tag}]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [state${required}]
              properties: { state: { enum: [${states}], type: string }, note: { type: string } }
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: { type: object, required: [total], properties: { total: { type: ${total} } } }
`;

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-fits-test-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

async function side(name: string, parts: Parts) {
  writeFileSync(path.join(cwd, name), spec(parts));
  const [target] = findTargets({ spec: name, cwd });
  if (target === undefined) throw new Error("There is no target.");
  const named = await compile(target);
  const files = await named.emit("package");
  return { named, typed: { files, className: named.surface.client.className } };
}

async function found(before: Parts, after: Parts) {
  const [old, now] = [await side("before.yaml", before), await side("after.yaml", after)];
  return misfits(old.typed, now.typed, callPairs(old.named, now.named));
}

const method = { before: "orders.refund", after: "orders.refund" };

describe("two packages, compared by the compiler", () => {
  it.each<[what: string, before: Parts, after: Parts, part: string]>([
    ["a value that is no longer taken", {}, { states: "open" }, "argument"],
    ["a key that must be given", {}, { required: ", note" }, "argument"],
    ["an answer of another type", {}, { total: "string" }, "result"],
  ])("finds %s", async (_, before, after, part) => {
    expect(await found(before, after)).toEqual([{ ...method, part }]);
  });

  it.each<[what: string, before: Parts, after: Parts]>([
    ["nothing changed", {}, {}],
    ["another value is taken", { states: "open" }, {}],
    ["a key may be left out", { required: ", note" }, {}],
    ["a call has another name, under which it is still found", {}, { tag: "purchases" }],
  ])("finds nothing where %s", async (_, before, after) => {
    expect(await found(before, after)).toEqual([]);
  });
});
