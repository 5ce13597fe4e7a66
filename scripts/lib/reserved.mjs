// @ts-check
// Reads the names that the runtime declares, with the compiler, so that no generated name clashes with them.
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import ts from "typescript";

const runtime = fileURLToPath(new URL("../../src/runtime/", import.meta.url));

/** The file that stores the names. */
export const reservedFile = fileURLToPath(new URL("../../src/naming/reserved.ts", import.meta.url));

/** Returns the text of `src/naming/reserved.ts` for the current runtime. */
export async function reservedText() {
  const names = readdirSync(runtime).filter((name) => name.endsWith(".ts"));
  const program = ts.createProgram(
    names.map((name) => path.join(runtime, name)),
    { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true, types: [], noEmit: true },
  );
  const checker = program.getTypeChecker();
  /** @param {string} module */
  const exportsOf = (module) => {
    const file = program.getSourceFile(path.join(runtime, `${module}.ts`));
    const symbol = file && checker.getSymbolAtLocation(file);
    if (!symbol) throw new Error(`The runtime has no module ${module}`);
    return checker.getExportsOfModule(symbol);
  };
  /** @param {string} module @param {string} name */
  const exported = (module, name) => {
    const symbol = exportsOf(module).find((one) => one.name === name);
    if (!symbol) throw new Error(`${module}.ts exports no ${name}`);
    return symbol;
  };
  /** @param {ts.Type} type */
  const propertiesOf = (type) =>
    type
      .getProperties()
      .map(({ name }) => name)
      .filter((name) => !name.startsWith("#"));
  /** @param {string} module @param {string} name */
  const membersOf = (module, name) => propertiesOf(checker.getDeclaredTypeOfSymbol(exported(module, name)));
  /** @param {string} module @param {string} name */
  const argumentKeys = (module, name) => {
    const [signature] = checker.getTypeOfSymbol(exported(module, name)).getCallSignatures();
    const [parameter] = signature?.parameters ?? [];
    if (!parameter) throw new Error(`${name} of ${module}.ts takes no argument`);
    return propertiesOf(checker.getTypeOfSymbol(parameter));
  };
  const modules = names.map((name) => name.replace(/\.ts$/, "")).sort();
  const pagers = ["numbered", "offset", "cursor", "linked", "linkHeader", "single"];
  const members = {
    runtimeExports: Object.fromEntries(
      modules.map((module) => [
        module,
        exportsOf(module)
          .map(({ name }) => name)
          .sort(),
      ]),
    ),
    clientOptions: [...new Set([...membersOf("options", "RequestOptions"), ...membersOf("hatch", "HatchInit")])].sort(),
    clientMembers: membersOf("client", "Client").sort(),
    resourceMembers: membersOf("client", "Resource").sort(),
    pagerKeys: Object.fromEntries(pagers.map((pager) => [pager, argumentKeys("pages", pager)])),
  };
  const docs = {
    runtimeExports: "What each module of the runtime exports, types included. `index` is what callers may import.",
    clientOptions: "Options that every client and call takes.",
    clientMembers: "Members that every client has.",
    resourceMembers: "Members that every resource has.",
    pagerKeys: "The keys that each reader of `pages.ts` takes, in its order.",
  };
  const statements = Object.entries(members).map(
    ([name, value]) =>
      `/** ${docs[/** @type {keyof typeof docs} */ (name)]} */\nexport const ${name} = ${JSON.stringify(value)} as const;\n`,
  );
  const header = "// Made from src/runtime by `npm run build`. Change the runtime, not this file.\n\n";
  return format(header + statements.join("\n"), { parser: "typescript", printWidth: 120 });
}
