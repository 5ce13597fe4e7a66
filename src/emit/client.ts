/** Emits `client.ts`: the class that a caller constructs. */
import type { Api } from "../api/api.js";
import type { ClientSurface, Surface } from "../naming/surface.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { type ImportedName, importOf, runtimeImports } from "./imports.js";
import { planMethods } from "./resources.js";
import { doc, identifier, propertyKey } from "./text.js";
import { unwrapProperty } from "./webhooks.js";

/** @param isMarked whether `schema.ts` marks write-only properties, which must be hidden from callers of the untyped methods */
export function emitClient(api: Api, surface: Surface, isMarked: boolean, print: Printer): string {
  const { client, resources } = surface;
  const name = identifier(client.className);
  const methods = planMethods(surface.methods, surface, "./schema.js");
  const statements: Statement[] = [
    ...runtimeImports("./runtime", runtimeNames(client, methods.runtimeTypes)),
    ...[...methods.imports].map(([module, names]) => importOf(`./runtime/${module}.js`, [...names])),
    importOf("./core.js", ["settings", `type ${name}Options`]),
    importOf("./schema.js", [...new Set(["paths", ...(isMarked ? ["Shown"] : []), ...methods.schemaTypes])], true),
    ...(surface.receiver?.owner === "client"
      ? [importOf("./webhooks.js", [unwrapProperty(surface, "").imported])]
      : []),
    ...resources.map((resource) => importOf(`./resources/${resource.fileName}.js`, [resource.className])),
    {
      kind: StructureKind.Class,
      name,
      isExported: true,
      extends: `Client<${name}Options, ${isMarked ? "Shown<paths>" : "paths"}>`,
      docs: [doc([`${api.title} ${api.version}`])],
      properties: [
        ...uploadHelper(client),
        ...receiverProperty(surface),
        ...resources.map((resource) => ({
          name: propertyKey(resource.name),
          isReadonly: true,
          type: identifier(resource.className),
          initializer: `new ${identifier(resource.className)}(this)`,
          docs: resource.description === undefined ? [] : [doc([resource.description])],
        })),
      ],
      ctors: [
        {
          parameters: [{ name: "options", type: `${name}Options`, initializer: "{}" }],
          statements: ["super(settings, options);"],
        },
      ],
      methods: methods.methods,
    },
    ...methods.statements,
  ];
  return print("client.ts", statements);
}

function runtimeNames({ takesFiles }: ClientSurface, methodTypes: ReadonlySet<ImportedName>): readonly ImportedName[] {
  return ["Client", ...(takesFiles ? ["toFile" as const] : []), ...[...methodTypes].sort()];
}

type Properties = NonNullable<Extract<Statement, { kind: StructureKind.Class }>["properties"]>;

/** Makes `toFile` a static method as well, as callers of other SDKs expect; only in packages that can upload files. */
function uploadHelper({ takesFiles }: ClientSurface): Properties {
  if (!takesFiles) return [];
  return [{ name: "toFile", isStatic: true, isReadonly: true, type: "typeof toFile", initializer: "toFile" }];
}

/** Adds `webhooks.unwrap` if no resource is called `webhooks`. */
function receiverProperty(surface: Surface): Properties {
  if (surface.receiver?.owner !== "client") return [];
  const { type, initializer } = unwrapProperty(surface, "this");
  return [
    {
      name: "webhooks",
      isReadonly: true,
      type: `{ readonly unwrap: ${type} }`,
      initializer: `{ unwrap: ${initializer} }`,
      docs: [doc([], ["Webhooks that the API sends."])],
    },
  ];
}
