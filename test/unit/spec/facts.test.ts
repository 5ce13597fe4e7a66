/**
 * The shipped specification says the same as the published one in other words: every fact is compared, in order and
 * with its type, and of the code samples the calls.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import ts from "typescript";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const shippedFile = resolve(root, "spec/portkey.yaml");
const publishedFile = resolve(root, "../shared/specs/portkey-api-key.yaml");

const hasPublished = existsSync(publishedFile);
if (!hasPublished) {
  process.stderr.write("spec/facts: comparison skipped, ../shared/specs/portkey-api-key.yaml is not here\n");
}
const itWithPublished = hasPublished ? it : it.skip;

interface Sample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

function read(file: string): Record<string, unknown> {
  return load(readFileSync(file, "utf8")) as Record<string, unknown>;
}

/** Whether a key holds prose; a schema property that is merely called `description` is a fact. */
function isProse(key: string, parentKey: string): boolean {
  return parentKey !== "properties" && (key === "description" || key === "summary" || key === "source");
}

function facts(value: unknown, parentKey = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => facts(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !isProse(key, parentKey));
  return Object.fromEntries(kept.map(([key, item]) => [key, facts(item, key)]));
}

/** Every prose text with the path that leads to it. */
function prose(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    typeof item === "string" && isProse(key, path.at(-1) ?? "")
      ? [[[...path, key].join("/"), item]]
      : prose(item, [...path, key]),
  );
}

function samples(file: string): Sample[] {
  const document = read(file) as {
    paths: { "/api-keys/{id}": { get: { "x-code-samples": Sample[] } } };
  };
  return document.paths["/api-keys/{id}"].get["x-code-samples"];
}

/** The calls of a sample with the names of their arguments, printing left out: `new Portkey(apiKey, baseUrl)`. */
function calls(sample: Sample): string[] {
  if (sample.lang === "javascript") return javascriptCalls(sample.source);
  return sample.lang === "python" ? pythonCalls(sample.source) : [curlCall(sample.source)];
}

function javascriptCalls(source: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile("sample.js", source, ts.ScriptTarget.Latest, true);
  const keys = (argument: ts.Expression): string[] =>
    ts.isObjectLiteralExpression(argument) ? argument.properties.map((p) => p.name?.getText() ?? "…") : ["?"];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const keyword = ts.isNewExpression(node) ? "new " : "";
      found.push(`${keyword}${node.expression.getText()}(${(node.arguments ?? []).flatMap(keys).join(", ")})`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.filter((call) => !call.startsWith("console."));
}

function pythonCalls(source: string): string[] {
  const code = source.replace(/^\s*#.*$/gm, "");
  return [...code.matchAll(/([\w.]+)\(([^()]*)\)/g)]
    .map(([, callee, args]) => `${callee}(${[...(args ?? "").matchAll(/(\w+)\s*=/g)].map((m) => m[1]).join(", ")})`)
    .filter((call) => !call.startsWith("print("));
}

function curlCall(source: string): string {
  const method = /(?:-X|--request) (\w+)/.exec(source)?.[1];
  const url = /"([^"]+\/api[^"]*)"/.exec(source)?.[1];
  return `${method} ${url} ${[...source.matchAll(/(?:-H|--header) "([^"]+)"/g)].map((m) => m[1]).join(", ")}`;
}

describe("the shipped specification", () => {
  itWithPublished("carries over every fact of the published one", () => {
    const shipped = facts(read(shippedFile));
    expect(shipped).toEqual(facts(read(publishedFile)));
    // toEqual is blind to the order of keys, which the generated client follows.
    expect(JSON.stringify(shipped)).toBe(JSON.stringify(facts(read(publishedFile))));
  });

  itWithPublished("makes the same calls in its samples, with the path of the specification in curl's", () => {
    const published = samples(publishedFile).map((sample) => ({
      ...sample,
      source: sample.source.replace("/api_keys/{id}", "/api-keys/{id}"),
    }));
    const outline = (all: readonly Sample[]): unknown => all.map((s) => [s.lang, s.label, calls(s)]);
    expect(outline(samples(shippedFile))).toEqual(outline(published));
  });

  itWithPublished("says it in words of its own", () => {
    const published = new Set(prose(read(publishedFile)).map(([, text]) => text));
    expect(prose(read(shippedFile)).filter(([, text]) => published.has(text))).toEqual([]);
  });

  it("shows each call by default and self-hosted", () => {
    expect(samples(shippedFile).map((sample) => [sample.lang, sample.label, ...calls(sample)])).toEqual([
      ["python", "Default", "Portkey(api_key)", "portkey.api_keys.retrieve(id)"],
      ["javascript", "Default", "new Portkey(apiKey)", "portkey.apiKeys.retrieve(id)"],
      ["curl", "Default", "GET https://api.portkey.ai/v1/api-keys/{id} x-portkey-api-key: PORTKEY_API_KEY"],
      ["curl", "Self-Hosted", "GET SELF_HOSTED_CONTROL_PLANE_URL/api-keys/{id} x-portkey-api-key: PORTKEY_API_KEY"],
      ["python", "Self-Hosted", "Portkey(api_key, base_url)", "portkey.api_keys.retrieve(id)"],
      ["javascript", "Self-Hosted", "new Portkey(apiKey, baseUrl)", "portkey.apiKeys.retrieve(id)"],
    ]);
  });
});
