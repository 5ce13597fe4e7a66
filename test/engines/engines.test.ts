/**
 * The packed client on every engine that it promises to run on: one file of checks, against a mock server of the shipped
 * document and one that misbehaves. An engine that is not here is skipped with a word, unless CALLWRIGHT_ENGINES is set.
 */
import { spawn } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { engineProgram, engines } from "../../scripts/lib/engines.mjs";
import { startPrism } from "../../scripts/lib/prism.mjs";
import { compile } from "../../src/compile.js";
import { installPackedClient, type PackedClient } from "../support/packed.js";
import { root } from "../support/paths.js";
import { runProgram } from "../support/process.js";
import { startFaults, type FaultServer } from "./server.js";

const here = path.join(root, "test", "engines");

let consumer = "";
let prism: Awaited<ReturnType<typeof startPrism>>;
let faults: FaultServer;
/** What undoes each thing that was started, also where a later one did not start. */
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
  faults = await startFaults();
  undo.push(() => faults.stop());
  const client: PackedClient = await installPackedClient();
  ({ consumer } = client);
  undo.push(() => client.remove());
  await cp(path.join(here, "checks.mjs"), path.join(consumer, "checks.mjs"));
  await writeFeatures();
  await writeFile(path.join(consumer, "run.mjs"), RUN);
  await writeFile(path.join(consumer, "worker.mjs"), WORKER);
  await writeFile(path.join(consumer, "page.mjs"), PAGE);
  prism = await startPrism(path.join(root, "spec", "portkey.yaml"));
  undo.push(() => prism.stop());
});

afterAll(async () => {
  await Promise.all(undo.map((one) => one()));
});

/** The second client, bundled into one file as its user's tools would do. */
async function writeFeatures(): Promise<void> {
  const spec = path.join(here, "features.yaml");
  const named = await compile({ name: "features", spec, decisions: {} });
  const folder = path.join(consumer, "features");
  for (const [file, text] of await named.emit()) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  await bundle(path.join(folder, "src", "index.ts"), path.join(consumer, "features.mjs"));
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "neutral", logLevel: "error" });
}

const IMPORTS = `import * as client from "portkey-client";
import * as features from "./features.mjs";
import { checks } from "./checks.mjs";
`;

/** Deno gives no program its arguments as Node.js does, unless it may read them. */
const RUN = `${IMPORTS}
const [prism, faults] = globalThis.Deno?.args ?? process.argv.slice(2);
console.log(JSON.stringify(await checks(client, features, { prism, faults })));
`;

const WORKER = `${IMPORTS}
export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    return Response.json(await checks(client, features, Object.fromEntries(searchParams)));
  },
};
`;

const PAGE = `${IMPORTS}
const { searchParams } = new URL(location.href);
const result = await checks(client, features, Object.fromEntries(searchParams));
await fetch("/result", { method: "POST", body: JSON.stringify(result) });
`;

/** What every engine must say. */
const expected = {
  newWithKey: "object",
  withoutKey: { threw: "APIUsageError", operation: "apiKeys.retrieve" },
  call: "api-key",
  withResponse: ["api-key", 200, "application/json"],
  asResponse: "api-key",
  unauthorized: { threw: "AuthenticationError", status: 401, operation: "apiKeys.retrieve" },
  unprocessable: { threw: "UnprocessableEntityError", status: 422, operation: "apiKeys.retrieve" },
  refused: { threw: "APIUsageError", operation: "apiKeys.retrieve" },
  retry: { hasWaited: true },
  timeout: { threw: "APIConnectionTimeoutError", operation: "GET /stall" },
  timeoutInBody: { threw: "APIConnectionTimeoutError", operation: "GET /half" },
  abortBefore: { threw: "APIUserAbortError", operation: "GET /stall", reason: "enough" },
  abortDuring: { threw: "APIUserAbortError", operation: "GET /stall", reason: "enough" },
  abortBetween: { threw: "APIUserAbortError", operation: "GET /busy", reason: "enough" },
  redirect: { threw: "APIResponseError", operation: "GET /away" },
  redirectHere: { at: "there" },
  echo: { threw: "BadRequestError", status: 400, operation: "GET /echo" },
  html: { threw: "APIResponseError", operation: "GET /html" },
  cut: { threw: "APIConnectionError", operation: "GET /cut" },
  large: { threw: "APIResponseError", operation: "GET /large" },
  events: [{ ship: "Fram" }, { ship: "Götheborg" }],
  leaving: { ship: "Fram" },
  pages: [{ name: "Fram" }, { name: "Maud" }, { name: "Vasa" }],
  upload: { isForm: true, hasParts: true, isSigned: true },
  bytes: "papers",
  left: { open: 0 },
  shown: false,
};

/** What a page must say instead: it refuses keys unless asked to, and is not shown where a redirect leads. */
const expectedOfPages = {
  newWithKey: { threw: "APIUsageError" },
  redirectHere: { threw: "APIResponseError", operation: "GET /here" },
};

/** CI has several. */
const running = `this Node.js, ${process.version}`;

type Run = (program: string) => Promise<string>;

const script =
  (...words: readonly string[]): Run =>
  async (program) => {
    const options = { cwd: consumer, env: { PORTKEY_API_KEY: "" } };
    const { stdout, stderr } = await runProgram(program, [...words, "run.mjs", prism.url, faults.url], options);
    return stdout === "" ? Promise.reject(new Error(stderr)) : stdout;
  };

const runs: Readonly<Record<string, Run>> = {
  [running]: script(),
  "Node.js 22": script(),
  "Node.js 26": script(),
  Bun: script(),
  // Nothing is allowed but the network: no environment, no file.
  Deno: script("run", "--allow-net=127.0.0.1", "--no-prompt", "--quiet", "--no-lock"),
  workerd: inWorkerd,
  Chromium: inChromium,
};

describe.each(Object.keys(runs))("on %s", (name) => {
  const program = name === running ? process.execPath : engineProgram(name);
  const isWanted = process.env["CALLWRIGHT_ENGINES"] !== undefined;
  if (program === undefined && !isWanted) console.warn(`skipped: ${name} is not here; \`npm run engines\` fetches it`);
  const check = program === undefined && !isWanted ? it.skip : it;

  check("the packed client does all that it promises", async () => {
    if (program === undefined) throw new Error(`${name} is not here`);
    const result: unknown = JSON.parse((await runs[name]?.(program)) ?? "");
    expect(result).toEqual({ ...expected, ...(name === "Chromium" ? expectedOfPages : {}) });
    expect(faults.strayed.map(({ headers }) => headers)).toEqual([]);
  });
});

it("knows how to run every engine that can be fetched", () => {
  expect(Object.keys(runs)).toEqual(expect.arrayContaining(engines.map(({ name }) => name)));
});

async function inWorkerd(program: string): Promise<string> {
  await bundle(path.join(consumer, "worker.mjs"), path.join(consumer, "worker.js"));
  const port = await freePort();
  await writeFile(path.join(consumer, "worker.capnp"), workerdConfig(port));
  return whileRunning(program, ["serve", "worker.capnp"], async () => {
    const query = new URLSearchParams({ prism: prism.url, faults: faults.url });
    return (await answered(`http://127.0.0.1:${String(port)}/?${query.toString()}`)).text();
  });
}

/**
 * What is learnt from a program while it runs; it is stopped then.
 * @throws Error with what it said, where it ends before
 */
async function whileRunning(program: string, words: string[], learn: () => Promise<string>): Promise<string> {
  // What it leaves behind is removed with the folder.
  const env = { ...process.env, TMPDIR: consumer };
  const child = spawn(program, words, { cwd: consumer, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<Error>((resolve) => {
    child.once("error", resolve);
    child.once("close", (code, signal) => resolve(new Error(`ended with ${String(code ?? signal)}: ${said}`)));
  });
  try {
    return await Promise.race([learn(), ended.then((error) => Promise.reject(error))]);
  } finally {
    child.kill();
    await ended;
  }
}

function workerdConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "net", network = (allow = ["local", "private", "public"]))],
  sockets = [(name = "http", address = "127.0.0.1:${String(port)}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2025-06-01",
  globalOutbound = "net",
);
`;
}

/** The answer of a server that may still be starting. */
async function answered(url: string): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fetch(url);
    } catch (cause) {
      if (attempt === 100) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function inChromium(program: string): Promise<string> {
  const outfile = path.join(consumer, "page.js");
  await build({
    entryPoints: [path.join(consumer, "page.mjs")],
    outfile,
    bundle: true,
    format: "esm",
    logLevel: "error",
  });
  faults.files.set("/page.js", ["text/javascript", await readFile(outfile, "utf8")]);
  faults.files.set("/page", ["text/html", '<!doctype html><script type="module" src="/page.js"></script>']);
  const query = new URLSearchParams({ prism: prism.url, faults: faults.url });
  const words = [
    ..."--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync".split(" "),
    ..."--disable-background-networking --disable-component-update --remote-debugging-port=0".split(" "),
    `--user-data-dir=${path.join(consumer, "profile")}`,
    `${faults.url}/page?${query.toString()}`,
  ];
  return whileRunning(program, words, () => faults.result);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
