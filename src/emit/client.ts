/** `client.ts`: the class a caller constructs, and what the runtime must know about the API as a whole. */
import type { Api, SecurityScheme } from "../api/api.js";
import type { ClientSurface, Credential, Surface } from "../naming/surface.js";
import type { PackagePlan } from "./package.js";
import { asConst } from "./operations.js";
import { StructureKind, type Printer, type Statement } from "./print.js";
import { doc, importOf, planMethods } from "./resources.js";
import { hasChoice, serversLiteral } from "./servers.js";
import { bracket, identifier, propertyKey, stringLiteral } from "./text.js";

export function emitClient(api: Api, surface: Surface, plan: PackagePlan, print: Printer): string {
  const { client, resources } = surface;
  const name = identifier(client.className);
  const methods = planMethods(surface.methods, api, surface, "this");
  const statements: Statement[] = [
    importOf("./runtime/index.js", runtimeNames(client, methods.runtimeTypes)),
    ...[...methods.imports].map(([module, names]) => importOf(`./runtime/${module}.js`, [...names])),
    ...securityImport(client),
    ...(client.credentials.length > 1 ? [importOf("./runtime/credentials.js", ["chooseCredentials"])] : []),
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

function runtimeNames(client: ClientSurface, methodTypes: ReadonlySet<string>): string[] {
  const types = [
    "ApiSettings",
    "ClientOptions",
    ...(client.credentials.length > 0 ? ["Credential"] : []),
    ...methodTypes,
  ];
  return ["Client", ...[...new Set(types)].sort().map((type) => `type ${type}`)];
}

/** The functions that write credentials, where a scheme needs one. */
function securityImport({ credentials }: ClientSurface): Statement[] {
  const kinds = new Set(credentials.map(({ scheme }) => (scheme.kind === "apiKey" ? scheme.in : scheme.kind)));
  const names = (["basic", "bearer", "cookie"] as const).filter((kind) => kinds.has(kind));
  return names.length > 0 ? [importOf("./runtime/security.js", names)] : [];
}

function optionsInterface(client: ClientSurface): Statement {
  return {
    kind: StructureKind.Interface,
    name: `${identifier(client.className)}Options`,
    isExported: true,
    extends: ["ClientOptions"],
    docs: [{ description: `What \`new ${client.className}()\` takes.` }],
    properties: client.credentials.flatMap(credentialProperties),
  };
}

function credentialProperties(credential: Credential) {
  const { scheme } = credential;
  const described = scheme.description === undefined ? [] : [scheme.description];
  const option = (name: string, env: string, sent: string) => ({
    name: propertyKey(name),
    type: "Credential | null | undefined",
    hasQuestionToken: true,
    docs: [doc(described, [`${sent} Default: the environment variable \`${env}\`; \`null\` sends none.`])],
  });
  if (credential.passwordOption === undefined || credential.passwordEnv === undefined) {
    return [option(credential.option, credential.env, sentAs(scheme))];
  }
  return [
    option(credential.option, credential.env, "The username of HTTP basic authentication."),
    option(credential.passwordOption, credential.passwordEnv, "The password of HTTP basic authentication."),
  ];
}

/** One sentence on where a credential travels. */
export function sentAs(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `Sent as the ${scheme.in === "query" ? "query parameter" : scheme.in} ${quoteName(scheme.key)}.`;
    case "bearer":
      return "Sent as a bearer token in the header `Authorization`.";
    case "basic":
      return "Sent in the header `Authorization` (HTTP basic).";
  }
}

function quoteName(name: string): string {
  return `\`${name.replace(/[^\w.-]/g, "?")}\``;
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

/** The entry of a scheme; the password of basic authentication has one of its own. */
function securityEntries(credential: Credential): readonly string[] {
  const { scheme, option, env, passwordOption, passwordEnv } = credential;
  const entry = securityEntry(scheme.name, { option, env }, scheme, writerOf(credential));
  if (passwordOption === undefined || passwordEnv === undefined) return [entry];
  return [entry, securityEntry(`${scheme.name} password`, { option: passwordOption, env: passwordEnv }, scheme)];
}

function securityEntry(
  key: string,
  { option, env }: Pick<Credential, "option" | "env">,
  scheme: SecurityScheme,
  write?: string,
): string {
  const fields = [
    `option: ${stringLiteral(option)}`,
    `env: ${stringLiteral(env)}`,
    `in: ${stringLiteral(scheme.kind === "apiKey" ? scheme.in : "header")}`,
    `name: ${stringLiteral(wireName(scheme))}`,
    ...(write === undefined ? [] : [`write: ${write}`]),
    ...(scheme.kind === "apiKey" && scheme.in === "cookie" ? ["style: cookie"] : []),
  ];
  return `${propertyKey(key)}: ${bracket(fields, "{}", 4)}${asConst(key)}`;
}

function writerOf({ scheme, passwordOption }: Credential): string | undefined {
  if (scheme.kind === "bearer") return "bearer";
  return scheme.kind === "basic" ? `basic(${stringLiteral(passwordOption ?? "")})` : undefined;
}

/** Header names are one whatever their case (RFC 9110, section 5.1); the runtime knows them in lower case. */
function wireName(scheme: SecurityScheme): string {
  if (scheme.kind !== "apiKey") return "authorization";
  return scheme.in === "header" ? scheme.key.toLowerCase() : scheme.key;
}
