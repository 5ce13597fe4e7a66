/**
 * References to a file outside the document's folder and to a host on the network, in every place where a library that
 * reads the document would follow one: through the command line, with a secret to find and somebody listening.
 */
import { mkdirSync, symlinkSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { workFolder } from "../support/paths.js";
import { runProgram, type Ended } from "../support/process.js";
import { callwright } from "../support/warm.js";
import { json, startServer, type TestServer } from "../support/server.js";
import { baseDocument, setAt, type Tree } from "./base.js";

const SECRET = "SECRET_OF_ANOTHER_FOLDER";

let folder = "";
let server: TestServer;
beforeAll(async () => {
  folder = await workFolder("hostile-references");
  server = await startServer();
  server.answer = json({ type: "object", title: SECRET, description: SECRET });
  await writeFile(
    path.join(folder, "secret.json"),
    JSON.stringify({ type: "object", title: SECRET, description: SECRET }),
  );
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Places whose references are followed by nobody: what stands there is data, or an address for people. */
const inData = [
  "paths /things get parameters 0 example",
  "paths /things get parameters 0 schema default",
  "paths /things get responses 200 content application/json examples one value",
  "paths /things post requestBody content application/json example",
  "components schemas Thing properties name example",
  "components schemas Thing properties colour default",
  "x-origin",
  "info x-origin",
];

/** Places whose references are followed, so that one which leads away cannot be used. */
const inStructure = [
  "paths /things/{id}",
  "paths /things get parameters 0",
  "paths /things get responses 200",
  "paths /things post callbacks made",
  "paths /things post requestBody",
  "components schemas Thing properties owner",
  "components schemas Thing properties name description",
  "components examples Ball",
  "components schemas Owner discriminator mapping far",
];

/** The document in a folder of its own beside the secret, and what a command makes of it. */
async function run(name: string, document: Tree, words: readonly string[]): Promise<Ended & { made: string }> {
  const place = path.join(folder, name);
  await mkdir(place, { recursive: true });
  await writeFile(path.join(place, "spec.json"), JSON.stringify(document));
  const [command = "", ...rest] = words;
  const out = command === "generate" || command === "check" ? ["--out", "client"] : [];
  const ended = await callwright([command, "spec.json", ...out, ...rest], { cwd: place });
  return { ...ended, made: await allText(path.join(place, "client")) };
}

async function allText(place: string): Promise<string> {
  const names = await readdir(place, { recursive: true }).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(path.join(place, name), "utf8").catch(() => "")));
  return texts.join("\n");
}

function spoiled(places: readonly string[], target: string): Tree {
  const document = baseDocument();
  for (const way of places) setAt(document, way, { $ref: target });
  setAt(document, "paths /things get responses 200 content application/json examples far", { externalValue: target });
  setAt(document, "paths /things get responses 200 links next operationRef", target);
  return document;
}

const targets = [
  ["a file", () => "../secret.json"],
  ["a file by its URL", () => `file://${folder}/secret.json`],
  ["a host", () => `${server.url}/secret.json`],
] as const;

/** Runs a command once on several documents, each an API of one configuration, in a folder of its own. */
async function runAll(
  name: string,
  documents: Readonly<Record<string, Tree>>,
  words: readonly string[],
): Promise<Ended & { made: string }> {
  const place = path.join(folder, name);
  const apis: Record<string, object> = {};
  for (const [api, document] of Object.entries(documents)) {
    await mkdir(path.join(place, api), { recursive: true });
    await writeFile(path.join(place, api, "spec.json"), JSON.stringify(document));
    apis[api] = { root: `${api}/spec.json`, "x-callwright": { output: `client/${api}` } };
  }
  await writeFile(path.join(place, "secret.json"), await readFile(path.join(folder, "secret.json")));
  await writeFile(path.join(place, "redocly.yaml"), JSON.stringify({ apis }));
  return { ...(await callwright(words, { cwd: place })), made: await allText(path.join(place, "client")) };
}

const hyphenated = (text: string): string => text.replace(/\W+/g, "-");

describe.each(["generate", "lint", "check", "explain", "samples"])("behind `%s`", (command) => {
  let ended: Ended & { made: string };
  beforeAll(async () => {
    const documents = targets.map(([kind, target]) => [hyphenated(kind), spoiled(inData, target())] as const);
    ended = await runAll(`data-${command}`, Object.fromEntries(documents), [command]);
  });

  it.each(targets.map(([kind]) => kind))("%s named in data is read by no library", (kind) => {
    const { code, stdout, stderr, made } = ended;
    expect([0, 3]).toContain(code);
    expect(stdout + stderr + made).not.toContain(SECRET);
    expect(stderr).not.toMatch(/^\s+at .+:\d+/m);
    expect(server.asked).toEqual([]);
    // Each was worked on.
    expect(stdout + stderr + made).toContain(hyphenated(kind));
  });
});

describe.each(targets)("%s that the document is made of", (kind, target) => {
  let ended: Ended & { made: string };
  beforeAll(async () => {
    const documents = inStructure.map((way) => {
      const document = baseDocument();
      setAt(document, way, way.includes("mapping") ? target() : { $ref: target() });
      return [hyphenated(way), document] as const;
    });
    const words = ["generate", "--allow-remote", "example.com"];
    ended = await runAll(`structure-${hyphenated(kind)}`, Object.fromEntries(documents), words);
  });

  it.each(inStructure)("is refused at %s", (way) => {
    const { code, stdout, stderr, made } = ended;
    expect({ code, stdout, made }).toEqual({ code: 2, stdout: "", made: "" });
    const lines = stderr.split("\n").filter((line) => line.includes(`${hyphenated(way)}/spec.json:`));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/:\d+:\d+: error .+ \[document\/(?:outside|remote)-ref\]$/);
    expect(server.asked).toEqual([]);
  });
});

it("follows links of the file system to where they end", async () => {
  const place = path.join(folder, "links");
  mkdirSync(place);
  symlinkSync("../secret.json", path.join(place, "near.json"));
  symlinkSync("..", path.join(place, "up"));
  for (const target of ["near.json", "up/secret.json"]) {
    const document = baseDocument();
    setAt(document, "components schemas Thing properties owner", { $ref: target });
    const { code, stderr } = await run("links", document, ["generate"]);
    expect({ code, isOutside: stderr.includes("document/outside-ref") }).toEqual({ code: 2, isOutside: true });
  }
});

it("opens nothing but files: no pipe, no device, no folder", async () => {
  const place = path.join(folder, "special");
  mkdirSync(path.join(place, "folder"), { recursive: true });
  const { code: piped } = await runProgram("mkfifo", [path.join(place, "pipe")]);
  expect(piped).toBe(0);
  // What leads nowhere costs its part of the client; what leads out of the folder, the run.
  const codes = { pipe: 0, folder: 0, "/dev/zero": 2 };
  for (const [target, expected] of Object.entries(codes)) {
    const document = baseDocument();
    setAt(document, "components schemas Thing properties owner", { $ref: target });
    const { code, stderr } = await run("special", document, ["generate"]);
    expect({ target, code }).toEqual({ target, code: expected });
    expect(stderr).toMatch(/names (?:a folder|something that is not a regular file)|leads out of/);
  }
});

async function freshness(document: Tree, ...words: readonly string[]): Promise<unknown> {
  return JSON.parse((await run("allowed", document, ["check", "--format", "json", ...words])).stdout);
}

it("fetches from a host that the user allows, for every command alike", async () => {
  const document = baseDocument();
  setAt(document, "components schemas Thing properties owner", { $ref: `${server.url}/secret.json` });
  const { host } = new URL(server.url);
  const generated = await run("allowed", document, ["generate", "--allow-remote", host]);
  expect(generated).toMatchObject({ code: 0, stderr: expect.stringContaining("4 methods") });
  expect(generated.made).toContain(SECRET);
  expect(await freshness(document, "--allow-remote", host)).toMatchObject([{ fresh: true }]);
  server.answer = json({ type: "object", title: "CHANGED_FAR_AWAY" });
  expect((await run("allowed", document, ["generate", "--allow-remote", host])).made).toContain("CHANGED_FAR_AWAY");
  expect((await run("allowed", document, ["lint", "--allow-remote", host])).stderr).not.toContain("remote-ref");
  expect(await run("allowed", document, ["generate", "--allow-remote", "https://x.example/"])).toMatchObject({
    code: 2,
  });
});

it("fetches many documents at once without a warning of the engine's", async () => {
  const document = baseDocument();
  for (let n = 0; n < 20; n++)
    setAt(document, `components schemas Many properties p${String(n)}`, { $ref: `${server.url}/${String(n)}.json` });
  server.answer = json({ type: "string" });
  const { code, stderr } = await run("many", document, ["generate", "--allow-remote", new URL(server.url).host]);
  expect(stderr).not.toContain("Warning");
  expect(code).toBe(0);
});

it("lets a configuration narrow the hosts of the user, and add none", async () => {
  const document = baseDocument();
  setAt(document, "components schemas Thing properties owner", { $ref: `${server.url}/secret.json` });
  const { host } = new URL(server.url);
  const configure = async (hosts: readonly string[]): Promise<void> => {
    await mkdir(path.join(folder, "narrowed"), { recursive: true });
    const config = { apis: { spec: { root: "spec.json", "x-callwright": { allowRemote: hosts } } } };
    await writeFile(path.join(folder, "narrowed", "redocly.yaml"), JSON.stringify(config));
  };
  server.asked.length = 0;
  await configure([host]);
  expect(await run("narrowed", document, ["explain"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`--allow-remote ${host}`),
  });
  await configure([]);
  expect((await run("narrowed", document, ["explain", "--allow-remote", host])).code).toBe(2);
  expect(server.asked).toEqual([]);
  await configure([host, "other.example"]);
  expect((await run("narrowed", document, ["explain", "--allow-remote", host])).code).toBe(0);
  expect(server.asked).toHaveLength(1);
});
