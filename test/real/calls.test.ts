/**
 * Every operation of a real document, called as its documentation shows: all calls compile under strict, and calls of
 * every HTTP method reach a mock server that judges each request by the document.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { startPrism } from "../../scripts/lib/prism.mjs";
import { compile } from "../../src/compile.js";
import { callExample } from "../../src/emit/examples.js";
import { methodsOf } from "../../src/naming/changes.js";
import type { Method, Surface } from "../../src/naming/surface.js";
import { workFolder } from "../support/paths.js";
import { typeCheck } from "../support/compilers.js";
import { runNode } from "../support/process.js";
import { realApis } from "./apis.js";

/** What came of a call: data, or the error that the client threw. */
interface Called {
  readonly address: string;
  readonly error?: {
    readonly name: string;
    readonly status?: number;
    readonly body?: unknown;
    readonly message: string;
  };
}

/** How many calls of each HTTP method are made; all are compiled. */
const EACH = { Portkey: Infinity, GitHub: 6 };

let folder = "";
beforeAll(async () => {
  folder = await workFolder("real-calls");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A module with a function for each operation, by its address. */
function callsModule(surface: Surface): string {
  const { className, variable, credentials } = surface.client;
  const options = credentials.flatMap(({ option, passwordOption }) => [option, passwordOption ?? []].flat());
  const given = options.map((name) => `${JSON.stringify(name)}: "test", `).join("");
  const calls = methodsOf(surface).map((method) => {
    const key = JSON.stringify(addressOf(method));
    return `  ${key}: async () => {\n    ${callExample(method, surface, { indent: 4, more: optionsFor(method) })}\n  },\n`;
  });
  return `import { ${className} } from "./src/index.js";
declare const process: { env: Record<string, string> };
const ${variable} = new ${className}({ ${given}baseUrl: process.env["URL"], maxRetries: 0 });
export const calls: Record<string, () => Promise<void>> = {\n${calls.join("")}};\n`;
}

/** Not asked for: the document declares the header `Transfer-Encoding` here, and Prism sends one beside `Content-Length`. */
const UNANSWERED = "POST /audio/speech";

/** Prism 5.14 ends at a request that lacks a header whose type is an object, though nobody must send it. */
function optionsFor({ arguments: known }: Method): Readonly<Record<string, string>> {
  const header = "x-portkey-metadata";
  return known.some(({ name }) => name === header) ? { [header]: '{ team: "a" }' } : {};
}

const RUNNER = `import { calls } from "./calls.mjs";
const called = [];
for (const address of JSON.parse(process.env.ADDRESSES)) {
  try {
    await calls[address]();
    called.push({ address });
  } catch ({ name, status, body, message }) {
    called.push({ address, error: { name, status, body, message } });
  }
}
console.log(JSON.stringify(called));`;

describe.each(realApis())("$name", ({ name, spec, operations }) => {
  const place = (): string => path.join(folder, name);
  let surface: Surface;
  beforeAll(async () => {
    const named = await compile({ name, spec, decisions: {} });
    ({ surface } = named);
    for (const [file, text] of await named.emit()) {
      await mkdir(path.dirname(path.join(place(), file)), { recursive: true });
      await writeFile(path.join(place(), file), text);
    }
    await writeFile(path.join(place(), "calls.ts"), callsModule(surface));
  });

  it("compiles, called as the doc comments show", async () => {
    expect(methodsOf(surface)).toHaveLength(operations);
    const settings = {
      extends: "./tsconfig.json",
      compilerOptions: { noEmit: true, rootDir: "." },
      include: ["calls.ts"],
    };
    await writeFile(path.join(place(), "tsconfig.calls.json"), JSON.stringify(settings));
    expect(await typeCheck(["-p", path.join(place(), "tsconfig.calls.json")])).toMatchObject({ code: 0, stdout: "" });
  });

  it("makes requests that the document allows, with every HTTP method", async () => {
    const addresses = chosen(surface, EACH[name]).filter((address) => address !== UNANSWERED);
    await build({
      entryPoints: [path.join(place(), "calls.ts")],
      outfile: path.join(place(), "calls.mjs"),
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "error",
    });
    await writeFile(path.join(place(), "run.mjs"), RUNNER);
    const prism = await startPrism(spec);
    const env = { URL: prism.url, ADDRESSES: JSON.stringify(addresses) };
    const { stdout, stderr } = await runNode(["run.mjs"], { cwd: place(), env });
    await prism.stop();
    expect(stderr).toBe("");
    const called = JSON.parse(stdout) as Called[];
    expect(called).toHaveLength(addresses.length);
    expect(
      called.flatMap(({ address, error }) => (error ? `${address}: ${JSON.stringify(error).slice(0, 300)}` : [])),
    ).toEqual([]);
  });
});

/** The addresses of the first operations of each HTTP method, in the order of the document. */
function chosen(surface: Surface, each: number): readonly string[] {
  const byMethod = new Map<string, string[]>();
  for (const method of methodsOf(surface)) {
    const verb = method.operation.address.method;
    const addresses = byMethod.get(verb) ?? [];
    if (addresses.length < each) byMethod.set(verb, [...addresses, addressOf(method)]);
  }
  return [...byMethod.values()].flat();
}

function addressOf({ operation: { address } }: Method): string {
  return `${address.method.toUpperCase()} ${address.path}`;
}
