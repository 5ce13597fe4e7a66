/** The options that `new Client()` takes in addition to the runtime's: credentials, options of this API, and their defaults. */
import type { GivenOption } from "../config/decisions.js";
import type { ClientSurface, Credential, OwnOption } from "../naming/surface.js";
import { importOf } from "./imports.js";
import { StructureKind, type Statement } from "./print.js";
import { clientCredentialEntries, credentialOptions } from "./security.js";
import { bracket, doc, identifier, jsonLiteral, propertyKey, stringLiteral } from "./text.js";

type InterfaceProperty = NonNullable<Extract<Statement, { kind: StructureKind.Interface }>["properties"]>[number];

/** The interface of the client's options. */
export function optionsInterface(client: ClientSurface): Statement {
  return {
    kind: StructureKind.Interface,
    name: `${identifier(client.className)}Options`,
    isExported: true,
    extends: ["ClientOptions"],
    docs: [{ description: `What \`new ${client.className}()\` takes.` }],
    properties: [
      ...client.credentials.flatMap(credentialOptions).map(({ name, description, explanation }) => ({
        name: propertyKey(name),
        type: "Credential | null | undefined",
        hasQuestionToken: true,
        docs: [doc(description === undefined ? [] : [description], [explanation])],
      })),
      ...flowOptions(client),
      ...client.options.map(ownOptionProperty),
      ...webhookKeyOption(client),
      ...environmentOption(client),
    ],
  };
}

/** Imports of runtime modules that only clients with such options need. */
export function optionImports(client: ClientSurface): readonly Statement[] {
  const { credentials, options, defaults } = client;
  const own = [
    ...(Object.keys(defaults).length > 0 ? ["callDefaults"] : []),
    ...(completersOf(client, 4).length > 1 ? ["completeAll"] : []),
    ...(hasOwnDefaults(client) ? ["ownDefaults"] : []),
    ...(options.length > 0 ? ["ownPlaces"] : []),
  ];
  return [
    ...(credentials.some((one) => one.client) ? [importOf("./runtime/oauth.js", ["clientCredentials"])] : []),
    ...(own.length > 0 ? [importOf("./runtime/own-options.js", own)] : []),
  ];
}

/** Options for the client id and secret of each client credentials flow, and the options that all flows share. */
function flowOptions({ credentials }: ClientSurface): readonly InterfaceProperty[] {
  const flows = credentials.filter(({ client }) => client);
  if (flows.length === 0) return [];
  const text = (name: string, type: string, sentence: string): InterfaceProperty => ({
    name: propertyKey(name),
    type: `${type} | undefined`,
    hasQuestionToken: true,
    docs: [doc([], [sentence])],
  });
  const scopes = [...new Set(flows.flatMap(({ scheme }) => scheme.clientCredentials?.scopes ?? []))];
  const scope = scopes.length > 0 ? scopes.map((one) => stringLiteral(one)).join(" | ") : "string";
  return [
    ...flows.flatMap(({ option, client }) =>
      client
        ? [
            text(
              client.idOption,
              "string",
              `The client's id. With its secret, the client requests and renews \`${option}\` itself. Default: the environment variable \`${client.idEnv}\`.`,
            ),
            text(
              client.secretOption,
              "string",
              `The client's secret, sent only to the token endpoint. Default: the environment variable \`${client.secretEnv}\`.`,
            ),
          ]
        : [],
    ),
    text("tokenUrl", "string", "The token endpoint. Default: the one that the document declares."),
    text("scopes", `readonly (${scope})[]`, "The scopes to request for a token. Default: none."),
  ];
}

function ownOptionProperty({
  name,
  description,
  env,
  header,
  query,
  variable,
  ...option
}: OwnOption): InterfaceProperty {
  const place =
    header !== undefined
      ? `Sent as the header \`${header}\`.`
      : query !== undefined
        ? `Sent as the query parameter \`${query}\`.`
        : variable === undefined
          ? ""
          : `The variable \`${variable}\` of the server's address.`;
  const defaults = [
    ...(env === undefined ? [] : [`the environment variable \`${env}\``]),
    ...(option.default === undefined ? [] : [`\`${String(option.default)}\``]),
  ];
  const sentence = defaults.length > 0 ? `Default: ${defaults.join(", else ")}.` : "";
  return {
    name: propertyKey(name),
    type: "string | number | boolean | null | undefined",
    hasQuestionToken: true,
    docs: [doc(description === undefined ? [] : [description], [[place, sentence].filter(Boolean).join(" ")])],
  };
}

/** The option that holds the key of webhooks. */
function webhookKeyOption({ webhookKey }: ClientSurface): readonly InterfaceProperty[] {
  if (!webhookKey) return [];
  const { name, env, description } = webhookKey;
  const usual = env === undefined ? "" : ` Default: the environment variable \`${env}\`.`;
  const sentence = `The secret that \`webhooks.unwrap\` verifies with; several while it is being replaced.${usual}`;
  return [
    {
      name: propertyKey(name),
      type: "string | readonly string[] | null | undefined",
      hasQuestionToken: true,
      docs: [doc(description === undefined ? [] : [description], [sentence])],
    },
  ];
}

/** Functions that complete the options of a new client, in the order of their calls. */
function completersOf(client: ClientSurface, indent: number): readonly string[] {
  const { credentials, defaults } = client;
  const usual = Object.keys(defaults).length > 0 ? [`callDefaults(${jsonLiteral({ ...defaults }, indent)})`] : [];
  const own = hasOwnDefaults(client) ? ["ownDefaults(ownOptions)"] : [];
  return [...clientCredentialEntries(credentials, indent), ...own, ...usual];
}

function hasOwnDefaults({ options, credentials, webhookKey }: ClientSurface): boolean {
  return options.length + usualCredentials(credentials).length > 0 || webhookKey?.env !== undefined;
}

/** Credentials and passwords for which the API's owner gives a default value, so they are not secrets. */
function usualCredentials(credentials: readonly Credential[]): readonly (readonly [string, GivenOption])[] {
  return credentials.flatMap(({ option, env, passwordOption, passwordEnv, default: text, passwordDefault }) => [
    ...(text === undefined ? [] : [[option, { env, default: text }] as const]),
    ...(passwordOption === undefined || passwordEnv === undefined || passwordDefault === undefined
      ? []
      : [[passwordOption, { env: passwordEnv, default: passwordDefault }] as const]),
  ]);
}

/** Fields of the client's settings that complete its options and send them. */
export function optionFields(client: ClientSurface): readonly string[] {
  const [only, ...others] = completersOf(client, 2);
  const complete = others.length > 0 ? `completeAll${bracket(completersOf(client, 4), "()", 2)}` : only;
  return [
    ...(complete === undefined ? [] : [`complete: ${complete}`]),
    ...(client.options.length > 0 ? ["place: ownPlaces(ownOptions)"] : []),
  ];
}

/** The constant with the defaults and destinations of this API's own options; empty if there are none. */
export function ownOptionsConstant(client: ClientSurface): readonly Statement[] {
  if (!hasOwnDefaults(client)) return [];
  const entries = client.options.map(({ name, description: _, ...option }) => [name, { ...option }] as const);
  const { name = "", env } = client.webhookKey ?? {};
  const key: readonly (readonly [string, GivenOption])[] = env === undefined ? [] : [[name, { env }]];
  const all = Object.fromEntries([...entries, ...key, ...usualCredentials(client.credentials)]);
  return [`\nconst ownOptions = ${jsonLiteral(all)};`];
}

function environmentOption({ environments, servers }: ClientSurface): readonly InterfaceProperty[] {
  if (environments.length < 2) return [];
  const addresses = servers.map(({ url }) => url).join(", ");
  return [
    {
      name: "environment",
      type: [...environments.map((name) => stringLiteral(name)), "undefined"].join(" | "),
      hasQuestionToken: true,
      docs: [doc([], [`The server for requests, one of: ${addresses}. Default: the first.`])],
    },
  ];
}
