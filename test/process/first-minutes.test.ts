/** From an empty folder to a printed answer, by what the command line itself says is next. */
import { mkdtempSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { callwright, optimisingLate, runNode, runProgram } from "../support/process.js";
import { json, startServer, type TestServer } from "../support/server.js";

const document = (server: string): string => `openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
servers: [{ url: ${server} }]
paths:
  /keys/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string }, example: k1 }]
      responses:
        "200":
          description: A key.
          content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } }
`;

/** For everything that builds. */
const env = { NODE_OPTIONS: optimisingLate };

let cwd = "";
let server: TestServer;
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), "callwright-first-"));
  server = await startServer();
  server.answer = json({ name: "the answer" });
  await writeFile(path.join(cwd, "openapi.yaml"), document(server.url));
});
afterEach(async () => {
  await server.close();
  await rm(cwd, { recursive: true, force: true });
});

/** Installs `sdk` into an application and runs the call that was printed. */
async function callFrom(stderr: string): Promise<string> {
  const [, shown = ""] = /the first call.*\n((?: {4}.*\n|\n)+)/.exec(stderr) ?? [];
  const app = path.join(cwd, "app");
  await mkdir(app);
  await writeFile(path.join(app, "package.json"), '{ "name": "app", "private": true, "type": "module" }');
  await runProgram("npm", ["install", "--no-audit", "--no-fund", "../sdk"], { cwd: app });
  const [variable = ""] = /(?<=const )\w+(?= = await)/.exec(shown) ?? [];
  await writeFile(path.join(app, "call.mjs"), `${shown}\nconsole.log(${variable}.name);\n`);
  const { stdout, stderr: complaint } = await runNode(["call.mjs"], { cwd: app });
  return stdout + complaint;
}

describe("the first five minutes", () => {
  it("end in an answer, by the command and the call that generate prints", async () => {
    const { code, stdout, stderr } = await callwright(["generate", "openapi.yaml", "--out", "sdk"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const last = stderr.trimEnd().split("\n").at(-1) ?? "";
    expect(last).toMatch(/^✔ \d+ files written to sdk in \d+\.\d s\. Next: cd sdk && npm install && npm run build$/);
    const [, command = ""] = last.split("Next: ");
    expect(await runProgram("sh", ["-c", command], { cwd, env })).toMatchObject({ code: 0 });
    expect(await callFrom(stderr)).toBe("the answer\n");
  });

  it("need no command but one with --build", async () => {
    const { code, stderr } = await callwright(["generate", "openapi.yaml", "--out", "sdk", "--build"], { cwd, env });
    expect(code).toBe(0);
    expect(stderr).toMatch(/✔ \d+ files written to sdk and built in \d+\.\d s\n$/);
    expect(await callFrom(stderr)).toBe("the answer\n");
    const again = await callwright(["generate", "openapi.yaml", "--out", "sdk"], { cwd });
    expect(again.stderr).toMatch(/✔ sdk is up to date in \d+\.\d s\n$/);
    await writeFile(path.join(cwd, "openapi.yaml"), document(server.url).replaceAll("keys", "tokens"));
    const stale = await callwright(["generate", "openapi.yaml", "--out", "sdk"], { cwd });
    expect(stale.stderr).toMatch(/written to sdk in \d+\.\d s\. Next: cd sdk && npm run build\n$/);
    expect(stale.stderr).not.toContain("the first call");
  });

  it("keep the imports of an earlier package, by ESM and by CommonJS", async () => {
    const config =
      "apis: { acme: { root: openapi.yaml, x-callwright: { output: sdk, package: { subpaths: [error, resources/*] } } } }";
    await writeFile(path.join(cwd, "redocly.yaml"), config);
    expect(await callwright(["generate", "--build"], { cwd, env })).toMatchObject({ code: 0 });
    // A package may name itself (Node.js, self-referencing a package using its name).
    const esm = `import { NotFoundError } from "acme-client/error"; import Acme, { Keys } from "acme-client/resources/keys/secrets";
      console.log(Acme.NotFoundError === NotFoundError, typeof Keys);`;
    const cjs = `const { NotFoundError } = require("acme-client/error");
      console.log(require("acme-client").Acme.NotFoundError === NotFoundError);`;
    await writeFile(path.join(cwd, "sdk", "esm.mjs"), esm);
    await writeFile(path.join(cwd, "sdk", "cjs.cjs"), cjs);
    expect(await runNode(["sdk/esm.mjs"], { cwd })).toMatchObject({ stdout: "true function\n" });
    expect(await runNode(["sdk/cjs.cjs"], { cwd })).toMatchObject({ stdout: "true\n" });
  });
});
