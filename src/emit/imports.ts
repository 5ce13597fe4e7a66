/** Imports of generated modules. For runtime names, finds the runtime file that exports them. */
import { internalTypes } from "../naming/identifiers.js";
import type { runtimeExports } from "../naming/reserved.js";
import { StructureKind, type Statement } from "./print.js";

type RuntimeExports = typeof runtimeExports;
export type RuntimeModule = keyof RuntimeExports;
export type RuntimeName<Module extends RuntimeModule> = RuntimeExports[Module][number];

/** A runtime name as a generated module imports it, with `type` before names used only as types. */
export type ImportedName =
  RuntimeName<"index"> | `type ${RuntimeName<"index">}` | `type ${(typeof internalTypes)[number]}`;

const internal: ReadonlySet<string> = new Set(internalTypes.map((name) => `type ${name}`));

/** @param folder the path to the runtime, relative to the module: `./runtime` or `../runtime` */
export function runtimeImports(folder: string, names: readonly ImportedName[]): Statement[] {
  const types = names.filter((name) => internal.has(name)).map((name) => name.replace(/^type /, ""));
  return [
    importOf(
      `${folder}/index.js`,
      names.filter((name) => !internal.has(name)),
    ),
    ...(types.length > 0 ? [importOf(`${folder}/operation.js`, types, true)] : []),
  ];
}

/** An import statement. @param names exported names, or only `* as name` for the whole module */
export function importOf(module: string, names: readonly string[], typeOnly = false): Statement {
  const [first = ""] = names;
  const whole = /^\* as (\w+)$/.exec(first)?.[1];
  if (whole !== undefined)
    return { kind: StructureKind.ImportDeclaration, moduleSpecifier: module, namespaceImport: whole };
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: module,
    isTypeOnly: typeOnly,
    namedImports: [...names],
  };
}
