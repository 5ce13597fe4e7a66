/**
 * Runs hostile documents through the whole line, in this process, and judges what comes out: either one clear, positioned
 * refusal, or a package that parses, compiles under `strict`, holds the canary in strings and comments alone, and runs
 * nothing when it is imported.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { compile } from "../../src/compile.js";
import { UnusableInput } from "../../src/diagnostic.js";
import type { FileSet } from "../../src/fileset.js";
import { textOf, toFinding } from "../../src/report.js";
import { root, workFolder } from "../support/paths.js";
import { typeCheck } from "../support/compilers.js";
import { runNode } from "../support/process.js";
import { importingSharedRuntime, runtimeFiles } from "../support/shared-runtime.js";
import { baseDocument, type Tree } from "./base.js";
import { faultsOf, hidden } from "./inspect.js";

export interface Case {
  /** Unique in its file. */
  readonly name: string;
  /** A name that must never become code. */
  readonly canary: string;
  /** Spoils a document, or gives the text of one. */
  readonly put: (document: Tree, canary: string) => unknown;
  /** Whether it may be refused; all others must give a package. */
  readonly mayBeRefused: boolean;
  /** A group of cases of which one at least must bring its canary into the package: the rest would prove nothing. */
  readonly arrivesWith?: string;
  /** Whether nothing in the file is to blame, but the whole of it. */
  readonly blamesFile?: true;
  /** The ending of the file: `yaml` where the document is given as text. */
  readonly ending?: "json" | "yaml";
}

/** What became of a case. */
type Outcome = { readonly files: FileSet } | { readonly refused: UnusableInput };

export function runHostile(prefix: string, cases: readonly Case[]): void {
  let folder = "";
  const made: string[] = [];
  const unreadable = new Set<string>();
  const missing = new Set(cases.flatMap(({ arrivesWith }) => arrivesWith ?? []));
  const names = cases.map(({ name }) => name);

  beforeAll(async () => {
    folder = await workFolder(`hostile-${prefix}`);
    for (const [name, text] of await runtimeFiles()) await put(path.join(folder, "runtime", name), text);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is of cases with names and canaries of their own", () => {
    expect(new Set(names).size).toBe(cases.length);
    expect(new Set(cases.map(({ canary }) => canary)).size).toBe(cases.length);
  });

  it.each(cases)("$name", async (one) => {
    const before = processState();
    const { outcome, findings } = await run(one, path.join(folder, one.canary));
    expect(processState()).toEqual(before);
    for (const text of findings)
      if (isUnreadable(text)) unreadable.add(`${one.name}: ${JSON.stringify(text).slice(0, 200)}`);
    if ("refused" in outcome) {
      expect(refusalFaults(outcome.refused, one.blamesFile ?? false)).toEqual([]);
      if (!one.mayBeRefused) throw outcome.refused;
      return;
    }
    expect(faultsOf(outcome.files, one.canary)).toEqual([]);
    if ([...outcome.files.values()].some((text) => text.includes(one.canary))) missing.delete(one.arrivesWith ?? "");
    await writePackage(folder, one.canary, outcome.files);
    made.push(one.canary);
  });

  it("brings text from every place that is shown into the package", () => {
    expect([...missing]).toEqual([]);
  });

  it("says nothing that hides, reorders or moves what is read of it", () => {
    expect([...unreadable]).toEqual([]);
  });

  it("gives packages that compile under strict", async () => {
    await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(settingsFor(made)));
    await writeFile(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
    const { stdout } = await typeCheck(["-p", folder]);
    expect(stdout).toBe("");
  });

  it("gives packages that run nothing when they are imported", async () => {
    const { code, stdout, stderr } = await runNode([path.join(root, "test", "hostile", "import-all.mjs"), folder]);
    expect({ code, stderr, ...(JSON.parse(stdout || "{}") as object) }).toEqual({
      code: 0,
      stderr: "",
      imported: made.length,
      faults: [],
    });
  });
}

interface Ended {
  readonly outcome: Outcome;
  /** Every finding as a terminal or CI shows it. */
  readonly findings: readonly string[];
}

async function run({ put, canary, ending = "json" }: Case, place: string): Promise<Ended> {
  const document = baseDocument();
  const given = put(document, canary);
  const text = typeof given === "string" ? given : JSON.stringify(document, null, 1);
  await mkdir(place, { recursive: true });
  const spec = path.join(place, `spec.${ending}`);
  await writeFile(spec, text);
  try {
    const named = await compile({ name: "spec", spec, decisions: {} });
    const findings = named.diagnostics.map((item) => textOf(toFinding(item, place, named.document)));
    return { outcome: { files: await named.emit() }, findings };
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    return { outcome: { refused: error }, findings: error.diagnostics.map((item) => textOf(toFinding(item, place))) };
  }
}

/** A refusal says what is wrong, where, and what to do. */
function refusalFaults({ diagnostics }: UnusableInput, blamesFile: boolean): readonly string[] {
  return diagnostics.flatMap((item) => [
    ...(/^[a-z]+\/[a-z0-9.-]+$/.test(item.code) && item.message !== "" ? [] : [`${item.code} says nothing`]),
    ...(item.severity === "error" ? [] : [`${item.code} is no error`]),
    ...(item.hint ? [] : [`${item.code} has no hint`]),
    ...(item.place && ("line" in item.place || blamesFile) ? [] : [`${item.code} has no position`]),
  ]);
}

/** One line and its hint, of a length that is read, in which nothing moves the cursor, hides or reorders what it says. */
function isUnreadable(finding: string): boolean {
  return !/^[^\n]+(?:\n {4}[^\n]+)?$/.test(finding) || hidden(finding) !== undefined || finding.length > 2_000;
}

/** What a document could spoil in the generator's own process: names on the prototypes of this realm and of Node's own. */
function processState(): unknown {
  const foreign = Object.getPrototypeOf(path.posix) as object;
  return [Object.prototype, foreign, Array.prototype, Function.prototype, String.prototype, globalThis].map(
    (owner) => Object.getOwnPropertyNames(owner).length,
  );
}

/** Writes the code of a package beside the others, all with one runtime. */
async function writePackage(folder: string, name: string, files: FileSet): Promise<void> {
  for (const [file, text] of files) {
    if (!file.startsWith("src/") || file.startsWith("src/runtime/")) continue;
    await put(path.join(folder, name, file.slice("src/".length)), importingSharedRuntime(text, 1));
  }
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

function settingsFor(names: readonly string[]): object {
  return {
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      isolatedModules: true,
      skipLibCheck: true,
    },
    files: names.map((name) => `${name}/index.ts`),
  };
}
