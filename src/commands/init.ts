/** `callwright init`: three questions, a configuration, a CI workflow, a package script, and the first package. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isCancel, text } from "@clack/prompts";
import { pc } from "../colours.js";
import { compile } from "../compile.js";
import { detectDocuments } from "../config/detect.js";
import { UnusableInput } from "../diagnostic.js";
import { callwrightVersion } from "../release.js";
import { relative } from "../report.js";
import { findTargets } from "../targets.js";
import { addApi, apiName, configurationIn, editConfiguration, fromFile } from "./adopt/configuration.js";
import { ExitCode, type CommonOptions, type Context } from "./running/context.js";
import { generate } from "./generate.js";

export interface InitOptions extends CommonOptions {
  readonly name?: string;
  /** Asks nothing. */
  readonly yes?: boolean;
}

/** Paths as the user types them. */
interface Answers {
  readonly document: string;
  readonly output: string;
  readonly name: string;
}

/** @throws UnusableInput if no document is found, or there is no terminal to ask questions on */
export async function init(spec: string | undefined, options: InitOptions, context: Context): Promise<ExitCode> {
  const { cwd } = context;
  const found = spec === undefined ? detectDocuments(cwd).map((file) => relative(file, cwd)) : [spec];
  const answers = options.yes === true ? await defaults(found, options, cwd) : await ask(found, options, context);
  if (answers === undefined) {
    context.err("nothing was written");
    return ExitCode.done;
  }
  writeConfiguration(answers, context);
  writeWorkflow(context);
  addScript(context);
  return generate(undefined, {}, context);
}

async function defaults(found: readonly string[], options: InitOptions, cwd: string): Promise<Answers> {
  const [document, ...others] = found;
  if (document === undefined || others.length > 0) throw noDocument(found, cwd);
  return {
    document,
    output: options.out ?? "sdk",
    name: options.name ?? (await packageName(document, cwd)),
  };
}

/** The default name of the package; compiling also proves that the document is usable. */
async function packageName(document: string, cwd: string): Promise<string> {
  const spec = path.resolve(cwd, document);
  const files = await (await compile({ name: "api", spec, decisions: {} })).emit();
  const { name = "client" } = JSON.parse(files.get("package.json") ?? "{}") as { readonly name?: string };
  return name;
}

/** @returns undefined where the user leaves */
async function ask(
  found: readonly string[],
  options: InitOptions,
  { cwd, terminal }: Context,
): Promise<Answers | undefined> {
  if (!terminal || !process.stdin.isTTY) throw nobodyToAsk(cwd);
  const document = await question("Where is the OpenAPI document?", found[0] ?? "openapi.yaml", (given) =>
    existsSync(path.resolve(cwd, given)) ? undefined : `The file ${given} does not exist.`,
  );
  if (document === undefined) return undefined;
  const output = await question("Which folder should the client package go into?", options.out ?? "sdk");
  if (output === undefined) return undefined;
  const name = await question("What should the package be called?", options.name ?? (await packageName(document, cwd)));
  return name === undefined ? undefined : { document, output, name };
}

async function question(
  message: string,
  initialValue: string,
  complaint: (given: string) => string | undefined = () => undefined,
): Promise<string | undefined> {
  const answer = await text({
    message,
    initialValue,
    output: process.stderr,
    validate: (given = "") => (given.trim() === "" ? "Please enter an answer." : complaint(given.trim())),
  });
  return isCancel(answer) ? undefined : answer.trim();
}

/** Adds the API to the configuration, and keeps the rest of it. */
function writeConfiguration({ document, output, name }: Answers, context: Context): void {
  const { cwd } = context;
  const file = configurationIn(cwd);
  const shown = relative(file, cwd);
  if (existsSync(file) && findTargets({ spec: document, cwd })[0]?.out !== undefined) {
    context.err(`${pc.dim("kept")}  ${shown}, which lists ${document}`);
    return;
  }
  editConfiguration(file, (yaml) => {
    addApi(yaml, apiName(name), { root: fromFile(file, document, cwd), output: fromFile(file, output, cwd), name });
  });
  context.err(`${pc.green("wrote")} ${shown}`);
}

function writeWorkflow(context: Context): void {
  const name = ".github/workflows/callwright.yml";
  const file = path.join(context.cwd, name);
  if (existsSync(file)) {
    context.err(`${pc.dim("kept")}  ${name}`);
    return;
  }
  const isNode = existsSync(path.join(context.cwd, "package-lock.json"));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, workflow(isNode ? ["npm ci"] : []));
  context.err(`${pc.green("wrote")} ${name}`);
}

function workflow(before: readonly string[]): string {
  return `# Fails a pull request if its document and client do not match, and annotates the files.
name: Client

on:
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${[...before, "npx callwright check --format github"].map((step) => `      - run: ${step}\n`).join("")}`;
}

const script = "generate:client";

/** Adds the script and Callwright itself. Keeps the indentation of the file, and a script of that name. */
function addScript({ cwd, err }: Context): void {
  const file = path.join(cwd, "package.json");
  if (!existsSync(file)) return;
  const before = readFileSync(file, "utf8");
  const manifest = manifestOf(before);
  if (manifest === undefined || manifest.scripts?.[script] !== undefined) {
    err(`${pc.dim("kept")}  package.json`);
    return;
  }
  manifest.scripts = { ...manifest.scripts, [script]: "callwright generate" };
  const isNew = !isInstalled(manifest);
  if (isNew) manifest.devDependencies = { ...manifest.devDependencies, callwright: `^${callwrightVersion()}` };
  const [, indentation = "  "] = /^([ \t]+)"/m.exec(before) ?? [];
  writeFileSync(file, `${JSON.stringify(manifest, null, indentation)}\n`);
  err(`${pc.green("wrote")} package.json: \`npm run ${script}\`${isNew ? ", after `npm install`" : ""}`);
}

/** The script needs Callwright in the project: `npx` installs it elsewhere. */
function isInstalled({ dependencies, devDependencies }: PackageManifest): boolean {
  return dependencies?.["callwright"] !== undefined || devDependencies?.["callwright"] !== undefined;
}

interface PackageManifest {
  scripts?: Record<string, string>;
  devDependencies?: Record<string, string>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Undefined where it is not JSON: npm says so better. */
function manifestOf(text: string): PackageManifest | undefined {
  try {
    return JSON.parse(text) as PackageManifest;
  } catch {
    return undefined;
  }
}

function noDocument(found: readonly string[], file: string): UnusableInput {
  return new UnusableInput({
    code: "init/no-document",
    severity: "error",
    message: found.length === 0 ? "No OpenAPI document was found here." : "Several OpenAPI documents were found here.",
    hint: `Name one: \`callwright init ${found[0] ?? "path/to/openapi.yaml"} --yes\`.`,
    place: { file },
  });
}

function nobodyToAsk(file: string): UnusableInput {
  return new UnusableInput({
    code: "init/no-terminal",
    severity: "error",
    message: "`init` asks three questions, and this is not a terminal.",
    hint: "Run `callwright init --yes`; `--out` and `--name` override the defaults.",
    place: { file },
  });
}
