/** Emits `index.ts`: everything that callers can import. */
import type { CustomCode } from "../config/decisions.js";
import type { Resource, Surface } from "../naming/surface.js";
import { StructureKind, type Printer, type Statement } from "./print.js";

export function emitEntry(
  surface: Surface,
  typedErrors: boolean,
  custom: CustomCode | undefined,
  print: Printer,
): string {
  const { className } = surface.client;
  const client = custom?.hasClient === true ? "./custom/client.js" : "./client.js";
  const statements: Statement[] = [
    exportOf(client, [`${className} as default`]),
    exportOf(client),
    exportOf("./core.js", [`${className}Core`, `type ${className}Options`]),
    ...allResources(surface.resources).map((resource) => exportOf(`./resources/${resource.fileName}.js`)),
    ...(typedErrors ? [exportOf("./errors.js")] : []),
    ...(surface.receiver ? [exportOf("./webhooks.js")] : []),
    ...(surface.valueLists.length > 0 ? [exportOf("./values.js")] : []),
    exportOf("./schema.js", ["components", "paths", "webhooks", ...componentModels(surface)], true),
    exportOf("./runtime/index.js"),
    ...(custom?.hasIndex === true ? [exportOf("./custom/index.js")] : []),
  ];
  return print("index.ts", statements);
}

/** Models that neither a resource nor `values.ts` exports. */
function componentModels({ models, valueLists }: Surface): readonly string[] {
  const withValues = new Set(valueLists.map(({ name }) => name));
  return models.flatMap(({ name, component }) => (component === undefined || withValues.has(name) ? [] : [name]));
}

/** Returns every resource, parents before their children. */
export function allResources(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => [resource, ...allResources(resource.resources)]);
}

function exportOf(module: string, names?: readonly string[], typeOnly = false): Statement {
  return {
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: module,
    isTypeOnly: typeOnly,
    ...(names ? { namedExports: [...names] } : {}),
  };
}
