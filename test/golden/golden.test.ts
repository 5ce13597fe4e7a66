/**
 * Every folder beside this file is a case: `spec.yaml`, and in `expected/` the package it makes (without the runtime and
 * the compiler settings, which are the same for all) and `findings.txt`, what there was to say about it. A case may have a
 * `caller.ts`: code of somebody who uses the package, in which every line compiles but those below `@ts-expect-error`.
 *
 * `UPDATE_GOLDEN=1 npm run jest -- golden` writes `expected/` anew; read the difference before you commit it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compile } from "../../src/compile.js";
import { findTargets } from "../../src/targets.js";
import { callExample } from "../../src/emit/examples.js";
import type { FileSet } from "../../src/fileset.js";
import { methodsOf } from "../../src/naming/changes.js";
import type { Surface } from "../../src/naming/surface.js";
import { textOf, toFinding } from "../../src/report.js";
import { compilers, typeCheck } from "../support/compilers.js";
import { manifestFile } from "../../src/manifest.js";
import { root, workFolder } from "../support/paths.js";
import { importingSharedRuntime, runtimeFiles } from "../support/shared-runtime.js";

const here = path.join(root, "test", "golden");
const cases = readdirSync(here, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const updating = process.env["UPDATE_GOLDEN"] === "1";

/** Files that are the same in every package, and held by tests of their own. */
const COMMON = /^(tsconfig.*\.json|(src\/)?runtime\/)/;

const RUNTIME = /^(?:src\/)?runtime\//;

interface Made {
  readonly files: FileSet;
  readonly findings: string;
  readonly surface: Surface;
}

async function make(name: string): Promise<Made> {
  const folder = path.join(here, name);
  const config = readdirSync(folder).includes("redocly.yaml");
  const [target] = findTargets({ cwd: folder, ...(config ? {} : { spec: "spec.yaml" }) });
  if (!target) throw new Error(`${name} names no specification`);
  const compiled = await compile(target);
  const findings = compiled.diagnostics.map((item) => textOf(toFinding(item, folder, compiled.document)));
  const { surface } = compiled;
  return { files: await compiled.emit(), findings: findings.map((text) => `${text}\n`).join(""), surface };
}

/** The calls of doc comments, as a module. */
function examplesModule({ files, surface }: Made): string {
  const { className, variable } = surface.client;
  const calls = methodsOf(surface).map(
    (method) => `async () => {\n  ${callExample(method, surface, { isBare: true })}\n}`,
  );
  return `import { ${className} } from "${entryOf(files)}";\ndeclare const ${variable}: ${className};\nvoid ${variable};\nexport const calls = [${calls.join(", ")}];\n`;
}

/** Every model of a component, imported by name: it is the type that stands among `components`. */
function modelsModule({ files, surface }: Made): string {
  const models = surface.models.flatMap(({ name, component }) => {
    const [section, ...key] = component?.split("/") ?? [];
    return section === "schemas" ? [{ name, key: key.join("/") }] : [];
  });
  const names = ["components", ...models.map(({ name }) => name)];
  const same = models.map(({ name, key }) => `Same<${name}, components["schemas"][${JSON.stringify(key)}]>`);
  return [
    `import type { ${names.join(", ")} } from "${entryOf(files)}";`,
    "export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;",
    `export const all: readonly true[] = [${same.map((type) => `true satisfies ${type}`).join(", ")}];`,
    models.length === 0 ? "export type None = components;\n" : "",
  ].join("\n");
}

/** Compilers check one copy of the runtime, not one of each package: `copies the runtime` holds that they are equal. */
function onSharedRuntime(text: string, files: FileSet): string {
  return importingSharedRuntime(text, files.has("src/index.ts") ? 2 : 1);
}

/** Sources alone have no folder `src`. */
function entryOf(files: FileSet): string {
  return files.has("src/index.ts") ? "./src/index.js" : "./index.js";
}

/** Digests of files say nothing that the files beside them do not, and change with the runtime. */
const DIGESTS = /,\n {2}"files": \{[^}]*\}/;

function distinctive({ files, findings }: Made): ReadonlyMap<string, string> {
  const own = [...files].flatMap(([file, text]): [string, string][] => {
    if (COMMON.test(file)) return [];
    return [[file, file === manifestFile ? text.replace(DIGESTS, "") : text]];
  });
  return new Map([...own, ["findings.txt", findings]]);
}

async function update(name: string, made: Made): Promise<void> {
  const folder = path.join(here, name, "expected");
  await rm(folder, { recursive: true, force: true });
  for (const [file, text] of distinctive(made)) await put(path.join(folder, file), text);
}

function expectedFiles(name: string): ReadonlyMap<string, string> {
  const folder = path.join(here, name, "expected");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).split(path.sep).join("/"), readFileSync(file, "utf8")];
    }),
  );
}

/** Every package that was made, by its case. */
const packagesByCase = new Map<string, FileSet>();

let folder = "";
beforeAll(async () => {
  folder = await workFolder("golden");
  for (const [name, text] of await runtimeFiles()) await put(path.join(folder, "runtime", name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(cases)("%s", (name) => {
  let made: Made;
  beforeAll(async () => {
    made = await make(name);
    packagesByCase.set(name, made.files);
    for (const [file, text] of made.files) {
      if (!RUNTIME.test(file)) await put(path.join(folder, name, file), onSharedRuntime(text, made.files));
    }
    await writeFile(path.join(folder, name, "examples.ts"), examplesModule(made));
    await writeFile(path.join(folder, name, "models.ts"), modelsModule(made));
    const caller = path.join(here, name, "caller.ts");
    if (existsSync(caller)) await copyFile(caller, path.join(folder, name, "caller.ts"));
    if (updating) await update(name, made);
  });

  it("makes the package that is expected, and says what is expected", () => {
    const expected = expectedFiles(name);
    const actual = distinctive(made);
    expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [file, text] of actual) expect({ file, text }).toEqual({ file, text: expected.get(file) });
  });

  it("makes the same bytes when it is made again", async () => {
    const again = await make(name);
    expect([...again.files]).toEqual([...made.files]);
    expect(again.findings).toBe(made.findings);
  });
});

describe("packages", () => {
  beforeAll(writeSettings);

  it.each(compilers())(
    "compile under strict with $name, called as they show and as their callers do",
    async (compiler) => {
      const { code, stdout } = await compiler.run(["-p", folder]);
      expect(stdout).toBe("");
      expect(code).toBe(0);
    },
  );
});

/** What other tools than a type check ask of sources: to emit declarations, or to strip types, one file at a time. */
const ONE_FILE_AT_A_TIME = {
  isolatedDeclarations: true,
  declaration: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
};

it("has sources that other tools can compile one file at a time", async () => {
  await writeSettings();
  const settings = {
    extends: "./tsconfig.json",
    compilerOptions: ONE_FILE_AT_A_TIME,
    include: ["*/**/*"],
    exclude: ["readmes", "*/examples.ts", "*/models.ts", "*/caller.ts"],
  };
  await writeFile(path.join(folder, "tsconfig.files.json"), JSON.stringify(settings));
  const { code, stdout } = await typeCheck(["-p", path.join(folder, "tsconfig.files.json")]);
  expect(stdout).toBe("");
  expect(code).toBe(0);
});

async function writeSettings(): Promise<void> {
  await writeFile(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({
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
        noEmit: true,
      },
      include: ["runtime", "*/src", "*/index.ts", "*/examples.ts", "*/models.ts", "*/caller.ts"],
    }),
  );
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
}

/** The code blocks of a README as modules: what one takes for granted from the first is declared. */
function blocksOf(readme: string, source: string): readonly string[] {
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
  const [, name] = /^# (\S+)$/m.exec(readme) ?? [];
  const [, variable, className] = /^const (\w+) = new (\w+)\(/m.exec(readme) ?? [];
  return blocks.map((code) => {
    const isTold = variable === undefined || code.includes(`const ${variable} = new `);
    const told = isTold ? "" : `declare const ${variable}: import(${JSON.stringify(source)}).${className ?? ""};\n`;
    // As `exports` in package.json leads them: the core, or a resource by the name of its file.
    const local = code.replace(/from "((?:@[^"/]+\/)?[^"/]+)(\/[\w-]+)?";/g, (whole, from: string, module?: string) => {
      if (from !== name) return whole;
      if (module === undefined) return `from ${JSON.stringify(source)};`;
      return `from ${JSON.stringify(source.replace("/index.js", `${module === "/core" ? "" : "/resources"}${module}.js`))};`;
    });
    return `${local}export {};\n${told}`;
  });
}

it("writes READMEs of which every code block compiles under strict", async () => {
  const readmes = path.join(folder, "readmes");
  await mkdir(readmes, { recursive: true });
  const made = cases.map((name) => path.join(folder, name)).filter((at) => existsSync(path.join(at, "README.md")));
  const packages = [...made, path.join(root, "generated")];
  let count = 0;
  for (const at of packages) {
    const source = path
      .relative(readmes, path.join(at, "src", "index.js"))
      .split(path.sep)
      .join("/");
    const blocks = blocksOf(await readFile(path.join(at, "README.md"), "utf8"), source);
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) {
      await writeFile(path.join(readmes, `${path.basename(at)}-${String(count++)}.ts`), block);
    }
  }
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(path.join(readmes, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const { code, stdout } = await typeCheck(["-p", readmes]);
  expect(stdout).toBe("");
  expect(code).toBe(0);
});

it("copies the runtime byte for byte into every package", async () => {
  const runtime = [...(await runtimeFiles())];
  expect([...packagesByCase.keys()]).toEqual(cases);
  for (const [name, files] of packagesByCase) {
    const copied = [...files].flatMap(([file, text]) =>
      RUNTIME.test(file) ? [[file.replace(RUNTIME, ""), text]] : [],
    );
    expect({ name, copied: copied.sort() }).toEqual({ name, copied: runtime.sort() });
  }
});

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
