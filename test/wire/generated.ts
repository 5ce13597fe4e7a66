/** Clients that are made of a document and loaded, as their callers have them. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { compile } from "../../src/compile.js";
import type { Decisions } from "../../src/config/decisions.js";
import type { Diagnostic } from "../../src/diagnostic.js";
import { typeCheck } from "../support/compilers.js";
import { workFolder } from "../support/paths.js";

export interface GeneratedClient {
  readonly folder: string;
  readonly module: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
  /** What the compiler says of this code beside the package (`./src/index.js`); empty where it says nothing. */
  check(caller: string): Promise<string>;
  remove(): Promise<void>;
}

/** Makes the client of a document, given as JSON. */
export async function generatedClient(document: object, decisions: Decisions = {}): Promise<GeneratedClient> {
  const folder = await workFolder("wire");
  const spec = path.join(folder, "spec.json");
  await writeFile(spec, JSON.stringify(document));
  const compiled = await compile({ name: "spec", spec, decisions });
  for (const [file, text] of await compiled.emit()) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const outfile = path.join(folder, "bundle.mjs");
  await build({
    entryPoints: [path.join(folder, "src", "index.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  return {
    folder,
    module: (await import(pathToFileURL(outfile).href)) as Readonly<Record<string, unknown>>,
    diagnostics: compiled.diagnostics,
    check: (caller) => check(folder, caller),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function check(folder: string, caller: string): Promise<string> {
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
  };
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(path.join(folder, "caller.ts"), caller);
  await writeFile(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["src", "caller.ts"] }),
  );
  return (await typeCheck(["-p", folder])).stdout;
}
