/**
 * The generated package as its users get it: packed, installed into a fresh folder, imported, required, compiled, and
 * called against a mock server that judges every request by the document.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startPrism } from "../../scripts/lib/prism.mjs";
import { installPackedClient, type PackedClient } from "../support/packed.js";
import { root } from "../support/paths.js";
import { runNode, tsc, type Ended } from "../support/process.js";

const id = "f47ac10b-58cc-4372-a567-0e02b2c3d479";

let built = "";
let consumer = "";
let tarball = "";
let client: PackedClient;
let server: Awaited<ReturnType<typeof startPrism>>;

beforeAll(async () => {
  [server, client] = await Promise.all([startPrism(path.join(root, "spec", "portkey.yaml")), installPackedClient()]);
  ({ built, consumer, tarball } = client);
}, 120_000);

afterAll(() => Promise.all([server.stop(), client.remove()]));

const body = `
const portkey = new Portkey({ apiKey: process.env.KEY ?? null, baseUrl: process.env.URL });
portkey.apiKeys.retrieve({ id: process.env.ID }).then(
  (key) => console.log(JSON.stringify({ key })),
  (error) => console.log(JSON.stringify({
    name: error.constructor.name, api: error instanceof APIError, status: error.status, body: error.body,
    type: error.headers?.get("content-type"), message: error.message,
  })),
);
`;

async function call(file: string, source: string, env: Record<string, string>): Promise<Record<string, unknown>> {
  await writeFile(path.join(consumer, file), source + body);
  const { stdout, stderr } = await runNode([file], { cwd: consumer, env: { URL: server.url, ...env } });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const esm = 'import { APIError, Portkey } from "portkey-client";\n';
const cjs = 'const { APIError, Portkey } = require("portkey-client");\n';

describe.each([
  ["import", "call.mjs", esm],
  ["a default import", "default.mjs", 'import Portkey, { APIError } from "portkey-client";\n'],
  ["require", "call.cjs", cjs],
])("with %s", (_, file, source) => {
  it("gives the key object", async () => {
    const { key } = await call(file, source, { KEY: "pk-test", ID: id });
    expect(key).toMatchObject({ id, object: "api-key", type: "organisation-service", status: "active" });
  });

  it("throws a typed error for a missing key, with what the server said", async () => {
    const error = await call(file, source, { ID: id });
    expect(error).toMatchObject({ name: "AuthenticationError", api: true, status: 401 });
    expect(error["type"]).toContain("json");
    expect(error["body"]).toMatchObject({ status: 401 });
  });

  it("throws a typed error for an id that is no uuid, and keeps the key out of it", async () => {
    const error = await call(file, source, { KEY: "pk-secret", ID: "nonsense" });
    expect(error).toMatchObject({ name: "UnprocessableEntityError", api: true, status: 422 });
    expect(JSON.stringify(error)).not.toContain("pk-secret");
  });
});

it("does what the README of the package says", async () => {
  const readme = await readFile(path.join(consumer, "node_modules", "portkey-client", "README.md"), "utf8");
  const first = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  expect(first).toContain("portkey.apiKeys.retrieve(");
  await writeFile(path.join(consumer, "readme.mjs"), `${first}\nconsole.log(JSON.stringify(apiKey));`);
  const env = { PORTKEY_API_KEY: "pk-test", PORTKEY_BASE_URL: server.url };
  const { stdout, stderr } = await runNode(["readme.mjs"], { cwd: consumer, env });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ object: "api-key" });
});

describe.each([
  ["node16", "node16"],
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])("a TypeScript consumer with module %s and %s resolution", (module, moduleResolution) => {
  const using = (importing: string) => `${importing}
const portkey = new Portkey({ apiKey: "pk" });
export async function status(id: string): Promise<"active" | "exhausted" | undefined> {
  const key = await portkey.apiKeys.retrieve({ id });
  return key.status;
}
`;

  // Both in one program: most of what the compiler does is the same for them.
  let compiled: Ended;
  beforeAll(async () => {
    const project = path.join(consumer, module);
    const lib = ["es2022", "dom", "dom.iterable", "dom.asynciterable"];
    const compilerOptions = { noEmit: true, strict: true, target: "es2022", types: [], lib, module, moduleResolution };
    await mkdir(project);
    await writeFile(path.join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*"] }));
    for (const ending of ["mts", "cts"]) {
      await writeFile(path.join(project, `index.${ending}`), using('import { Portkey } from "portkey-client";'));
    }
    compiled = await tsc(["-p", project, "--listFiles"]);
  });

  it.each(["mts", "cts"])("compiles as .%s", (ending) => {
    expect(compiled).toMatchObject({ code: 0, stdout: expect.stringContaining(`/${module}/index.${ending}\n`) });
  });
});

describe("the packed package", () => {
  const program = (name: string) => path.join(root, "node_modules", ".bin", name);

  it("is clean to publint", async () => {
    const { code, stdout } = await runNode([program("publint"), "run", "--strict", built]);
    expect(stdout).toContain("All good");
    expect(code).toBe(0);
  });

  it("is clean to arethetypeswrong", async () => {
    // Node.js 10's way to find modules knows no subpaths; TypeScript's `moduleResolution: node` finds the package itself.
    const given = [tarball, "--profile", "node16", "--no-emoji", "--format", "ascii"];
    const { code, stdout } = await runNode([program("attw"), ...given]);
    expect(stdout).not.toMatch(/^(?:node16|bundler)\b.*(?:failed|❌|Masquerading|False)/m);
    expect(code).toBe(0);
  });

  it("depends on openapi-fetch alone and holds what a publisher needs", async () => {
    const folder = path.join(consumer, "node_modules", "portkey-client");
    const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as Record<string, object>;
    expect(Object.keys(manifest["dependencies"] ?? {})).toEqual(["openapi-fetch"]);
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(["README.md", "api.md", "dist", "src", "package.json"]),
    );
  });
});
