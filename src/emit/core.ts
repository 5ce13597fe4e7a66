/** Emits `core.ts`: the client's options, the facts about the API that the runtime needs, and a client without resources. */
import type { Api } from "../api/api.js";
import { baseUrlVariable } from "../naming/client/environment.js";
import type { ClientSurface } from "../naming/surface.js";
import type { PackagePlan } from "./package.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { optionFields, optionImports, optionsInterface, ownOptionsConstant } from "./client-options.js";
import { importOf, runtimeImports } from "./imports.js";
import { securityEntries, writersOf } from "./security.js";
import { plainServers } from "./servers.js";
import { bracket, doc, identifier, jsonLiteral, stringLiteral } from "./text.js";

/** Emits the text of `core.ts`. */
export function emitCore(api: Api, client: ClientSurface, plan: PackagePlan, print: Printer): string {
  const signing = [...writersOf(client.credentials), ...(client.credentials.length > 1 ? ["chooseCredentials"] : [])];
  const hasCredentials = client.credentials.length > 0;
  const statements: Statement[] = [
    ...runtimeImports("./runtime", [
      "BaseClient",
      "type ApiSettings",
      "type ClientOptions",
      ...(hasCredentials ? ["type Credential" as const] : []),
    ]),
    ...(signing.length > 0 ? [importOf("./runtime/security.js", signing)] : []),
    ...(client.choosesServer ? [importOf("./runtime/servers.js", [serverChooser(client)])] : []),
    ...optionImports(client),
    optionsInterface(client),
    coreClass(api, client),
    ...ownOptionsConstant(client),
    settingsConstant(client, plan),
  ];
  return print("core.ts", statements);
}

function coreClass({ title, version }: Api, { className }: ClientSurface): Statement {
  const name = identifier(className);
  return {
    kind: StructureKind.Class,
    name: `${name}Core`,
    isExported: true,
    extends: `BaseClient<${name}Options>`,
    docs: [
      doc([`${title} ${version}`], ["The client without its resources, for bundles that contain only some of them."]),
    ],
    ctors: [
      {
        parameters: [{ name: "options", type: `${name}Options`, initializer: "{}" }],
        statements: ["super(settings, options);"],
      },
    ],
  };
}

/** If servers have names, callers may also choose one by name, with the option that other SDKs have for it. */
function serverChooser({ environments }: ClientSurface): "chooseServer" | "chooseEnvironment" {
  return environments.length > 1 ? "chooseEnvironment" : "chooseServer";
}

function chooserField(client: ClientSurface): string {
  const chooser = serverChooser(client);
  return chooser === "chooseServer" ? chooser : `chooseServer: ${chooser}`;
}

function settingsConstant(client: ClientSurface, plan: PackagePlan): Statement {
  const security = client.credentials.flatMap(securityEntries);
  const fields = [
    `agent: ${stringLiteral(`${plan.name}/${plan.version}`)}`,
    `baseUrlEnv: ${stringLiteral(baseUrlVariable(client))}`,
    `servers: ${jsonLiteral(plainServers(client.servers), 2)}`,
    ...(client.choosesServer ? [chooserField(client)] : []),
    ...optionFields(client),
    `security: ${bracket(security, "{}", 2)}`,
    ...(client.credentials.length > 1 ? ["chooseCredentials"] : []),
    ...(client.requestIdHeader === undefined ? [] : [`requestIdHeader: ${stringLiteral(client.requestIdHeader)}`]),
  ];
  return `\nexport const settings: ApiSettings = {\n${fields.map((field) => `  ${field},\n`).join("")}};`;
}
