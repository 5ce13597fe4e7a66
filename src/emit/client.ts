/** `client.ts`: the class a caller constructs, and what the runtime must know about the API as a whole. */
import type { Api } from "../api/api.js";
import type { ClientSurface, Surface } from "../naming/surface.js";
import type { PackagePlan } from "./package.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { type ImportedName, importOf, runtimeImports } from "./imports.js";
import { doc, planMethods } from "./resources.js";
import { credentialOptions, securityEntries, writersOf } from "./security.js";
import { plainServers } from "./servers.js";
import { bracket, identifier, jsonLiteral, propertyKey, stringLiteral } from "./text.js";

export function emitClient(api: Api, surface: Surface, plan: PackagePlan, print: Printer): string {
  const { client, resources } = surface;
  const name = identifier(client.className);
  const signing = [...writersOf(client.credentials), ...(client.credentials.length > 1 ? ["chooseCredentials"] : [])];
  const methods = planMethods(surface.methods, surface, { client: "this", schema: "./schema.js" });
  const statements: Statement[] = [
    ...runtimeImports("./runtime", runtimeNames(client, methods.runtimeTypes)),
    ...[...methods.imports].map(([module, names]) => importOf(`./runtime/${module}.js`, [...names])),
    ...(signing.length > 0 ? [importOf("./runtime/security.js", signing)] : []),
    ...(client.choosesServer ? [importOf("./runtime/servers.js", ["chooseServer"])] : []),
    importOf("./schema.js", [...new Set(["paths", ...methods.schemaTypes])], true),
    ...resources.map((resource) => importOf(`./resources/${resource.fileName}.js`, [resource.className])),
    optionsInterface(client),
    {
      kind: StructureKind.Class,
      name,
      isExported: true,
      extends: `Client<${name}Options, paths>`,
      docs: [doc([`${api.title} ${api.version}`])],
      properties: resources.map((resource) => ({
        name: propertyKey(resource.name),
        isReadonly: true,
        initializer: `new ${identifier(resource.className)}(this)`,
        docs: resource.description === undefined ? [] : [doc([resource.description])],
      })),
      ctors: [
        {
          parameters: [{ name: "options", type: `${name}Options`, initializer: "{}" }],
          statements: ["super(settings, options);"],
        },
      ],
      methods: methods.methods,
    },
    ...methods.statements,
    settingsConstant(client, plan),
  ];
  return print("client.ts", statements);
}

function runtimeNames(client: ClientSurface, methodTypes: ReadonlySet<ImportedName>): readonly ImportedName[] {
  const types = new Set<ImportedName>([
    "type ApiSettings",
    "type ClientOptions",
    ...(client.credentials.length > 0 ? ["type Credential" as const] : []),
    ...methodTypes,
  ]);
  return ["Client", ...[...types].sort()];
}

function optionsInterface(client: ClientSurface): Statement {
  return {
    kind: StructureKind.Interface,
    name: `${identifier(client.className)}Options`,
    isExported: true,
    extends: ["ClientOptions"],
    docs: [{ description: `What \`new ${client.className}()\` takes.` }],
    properties: client.credentials.flatMap(credentialOptions).map(({ name, description, explanation }) => ({
      name: propertyKey(name),
      type: "Credential | null | undefined",
      hasQuestionToken: true,
      docs: [doc(description === undefined ? [] : [description], [explanation])],
    })),
  };
}

function settingsConstant(client: ClientSurface, plan: PackagePlan): Statement {
  const security = client.credentials.flatMap(securityEntries);
  const fields = [
    `agent: ${stringLiteral(`${plan.name}/${plan.version}`)}`,
    `baseUrlEnv: ${stringLiteral(`${client.envPrefix}_BASE_URL`)}`,
    `servers: ${jsonLiteral(plainServers(client.servers), 2)}`,
    ...(client.choosesServer ? ["chooseServer"] : []),
    `security: ${bracket(security, "{}", 2)}`,
    ...(client.credentials.length > 1 ? ["chooseCredentials"] : []),
    ...(client.requestIdHeader === undefined ? [] : [`requestIdHeader: ${stringLiteral(client.requestIdHeader)}`]),
  ];
  return `\nconst settings: ApiSettings = {\n${fields.map((field) => `  ${field},\n`).join("")}};`;
}
