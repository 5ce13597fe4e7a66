/** What README.md and the workflow offer to be copied, run as it is copied: a newcomer with an empty folder and a document. */
import { mkdtempSync, readFileSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { startPrism } from "../../scripts/lib/prism.mjs";
import { bin, root } from "../support/paths.js";
import { optimisingLate, runNode, runProgram } from "../support/process.js";
import { startServer, type TestServer } from "../support/server.js";

const readme = readFileSync(path.join(root, "README.md"), "utf8");

/** The shell block that follows a sentence of the README. */
function blockAfter(sentence: string): string {
  const [, block = ""] = /```sh\n([^]*?)```/.exec(readme.slice(readme.indexOf(sentence))) ?? [];
  expect(block).not.toBe("");
  return block;
}

const openapi = {
  openapi: "3.0.3",
  info: { title: "Acme", version: "1.0.0" },
  servers: [{ url: "https://api.acme.example" }],
  paths: {
    "/keys/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" }, example: "k1" }],
        responses: {
          "200": {
            description: "A key.",
            content: {
              "application/json": {
                schema: { type: "object", properties: { name: { type: "string" } } },
                example: { name: "the answer" },
              },
            },
          },
        },
      },
    },
  },
};

const swagger = {
  swagger: "2.0",
  info: openapi.info,
  host: "api.acme.example",
  schemes: ["https"],
  produces: ["application/json"],
  paths: {
    "/keys/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, type: "string", "x-example": "k1" }],
        responses: {
          "200": { description: "A key.", schema: { type: "object", properties: { name: { type: "string" } } } },
        },
      },
    },
  },
};

const yaml = `openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
servers: [{ url: https://api.acme.example }]
paths: ${JSON.stringify(openapi.paths)}
`;

let folder = "";
let server: TestServer;
let prism: Awaited<ReturnType<typeof startPrism>>;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "callwright-copied-"));
  await writeFile(path.join(folder, "mock.json"), JSON.stringify(openapi));
  prism = await startPrism(path.join(folder, "mock.json"));
  server = await startServer();
  server.answer = (_, response) => response.end(JSON.stringify(openapi));
});
afterAll(async () => {
  await prism.stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** An empty folder in which `npx callwright` is this build. */
async function emptyFolder(name: string): Promise<string> {
  const cwd = path.join(folder, name);
  await mkdir(path.join(cwd, "node_modules", ".bin"), { recursive: true });
  await symlink(bin, path.join(cwd, "node_modules", ".bin", "callwright"));
  return cwd;
}

describe("a newcomer gets an answer by README's lines, from a document", () => {
  it.each([
    ["in YAML", "openapi.yaml", yaml],
    ["in JSON", "openapi.json", JSON.stringify(openapi)],
    ["of Swagger 2.0", "swagger.json", JSON.stringify(swagger)],
    ["at an address", "", ""],
  ])("%s", async (name, file, text) => {
    const cwd = await emptyFolder(name);
    if (file !== "") await writeFile(path.join(cwd, file), text);
    const address = `${server.url}/openapi.json`;
    const lines = blockAfter("Or, with nothing but your document").replace("openapi.yaml", file || address);
    const env = { CALLWRIGHT_ALLOW_REMOTE: new URL(address).host, NODE_OPTIONS: optimisingLate };
    const { code, stderr } = await runProgram("sh", ["-ec", lines], { cwd, env });
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });

    const [, shown = ""] = /the first call.*\n((?: {4}.*\n|\n)+)/.exec(stderr) ?? [];
    const [variable = ""] = /(?<=const )\w+(?= = await)/.exec(shown) ?? [];
    await writeFile(path.join(cwd, "call.mjs"), `${shown}\nconsole.log(${variable}.name);\n`);
    const answer = await runNode(["call.mjs"], { cwd, env: { ACME_BASE_URL: prism.url } });
    expect(answer.stdout + answer.stderr).toBe("the answer\n");
  });
});

describe("README", () => {
  it("links to addresses that hold on npm, too", () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !/^https:\/\//.test(link))).toEqual([]);
  });

  it("links to files of the repository that are there", () => {
    const files = [...readme.matchAll(/callwright\/callwright\/(?:blob|tree)\/main\/([^)#]+)/g)];
    for (const [, file = ""] of files) expect(() => readFileSync(path.join(root, file))).not.toThrow(/ENOENT/);
  });
});

it("the workflow to copy checks this repository, as any other that has Callwright installed", async () => {
  const workflow = load(readFileSync(path.join(root, ".github", "workflows", "drift.yml"), "utf8")) as {
    jobs: { check: { steps: readonly { run?: string }[] } };
  };
  const commands = workflow.jobs.check.steps.flatMap(({ run }) => run ?? []);
  expect(commands).toEqual(["npm ci", "npm run build", "npx callwright check --format github"]);
  const [check = ""] = commands.slice(-1);
  expect(readme).toContain(`- run: ${check}\n`);
  const { code, stdout } = await runProgram("sh", ["-c", check], { cwd: root });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});
