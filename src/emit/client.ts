/** `client.ts`: the class a caller constructs, and what the runtime must know about the API as a whole. */
import type { Api } from "../api/api.js";
import type { ClientSurface, Surface } from "../naming/surface.js";
import type { PackagePlan } from "./package.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { type ImportedName, importOf, runtimeImports } from "./imports.js";
import { doc, planMethods } from "./resources.js";
import { credentialOptions, securityEntries, writersOf } from "./security.js";
import { hasChoice, serversLiteral } from "./servers.js";
import { bracket, identifier, propertyKey, stringLiteral } from "./text.js";

export function emitClient(api: Api, surface: Surface, plan: PackagePlan, print: Printer): string {
  const { client, resources } = surface;
  const name = identifier(client.className);
  const signing = [...writersOf(client.credentials), ...(client.credentials.length > 1 ? ["chooseCredentials"] : [])];
  const methods = planMethods(surface.methods, api, surface, "this");
  const statements: Statement[] = [
    ...runtimeImports("./runtime", runtimeNames(client, methods.runtimeTypes)),
    ...[...methods.imports].map(([module, names]) => importOf(`./runtime/${module}.js`, [...names])),
    ...(signing.length > 0 ? [importOf("./runtime/security.js", signing)] : []),
    ...(hasChoice(api) ? [importOf("./runtime/servers.js", ["chooseServer"])] : []),
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
    settingsConstant(api, client, plan),
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

function settingsConstant(api: Api, client: ClientSurface, plan: PackagePlan): Statement {
  const security = client.credentials.flatMap(securityEntries);
  const requestId = requestIdHeader(api);
  const fields = [
    `agent: ${stringLiteral(`${plan.name}/${plan.version}`)}`,
    `baseUrlEnv: ${stringLiteral(`${client.envPrefix}_BASE_URL`)}`,
    `servers: ${serversLiteral(api.servers, api, 2)}`,
    ...(hasChoice(api) ? ["chooseServer"] : []),
    `security: ${bracket(security, "{}", 2)}`,
    ...(client.credentials.length > 1 ? ["chooseCredentials"] : []),
    ...(requestId === undefined ? [] : [`requestIdHeader: ${stringLiteral(requestId)}`]),
  ];
  return `\nconst settings: ApiSettings = {\n${fields.map((field) => `  ${field},\n`).join("")}};`;
}

/** The answer header that names a request, where the document declares one under another name than the usual. */
function requestIdHeader({ operations }: Api): string | undefined {
  const headers = operations.flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.headers));
  const found = headers.find((header) => /(request|trace|correlation)-?id$/i.test(header));
  return found?.toLowerCase() === "x-request-id" ? undefined : found;
}
