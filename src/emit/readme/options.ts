/**
 * README sections on the options of the client and of single calls: credentials, timeouts, servers, logs, response
 * metadata.
 */
import type { Server } from "../../api/api.js";
import { baseUrlVariable } from "../../naming/client/environment.js";
import type { ClientSurface, Credential, Method, OwnOption } from "../../naming/surface.js";
import { sentAs } from "../security.js";
import { hasChoice } from "../../naming/contracts/servers.js";
import { callExample } from "../examples.js";
import { jsonLiteral, markdownCode, markdownLine, propertyKey, stringLiteral } from "../text.js";
import { fence, importLine, type Readme, type Section, table } from "./section.js";

export function optionSections(readme: Readme): readonly (Section | undefined)[] {
  return [optionSection(readme), timeSection(readme), serverSection(readme), metadataSection(readme)];
}

function optionSection(readme: Readme): Section {
  const { surface, package: name, api } = readme;
  const { className, variable, credentials } = surface.client;
  const [first] = credentials;
  const options = [
    ...(first ? [`  ${propertyKey(first.option)}: async () => "…", // called for each request`] : []),
    "  timeout: 20_000,",
    '  headers: { "x-team": "search" },',
  ];
  const code = [
    importLine(name, className),
    "",
    `const ${variable} = new ${className}({`,
    ...options,
    "});",
    `const patient = ${variable}.withOptions({ timeout: 120_000 });`,
  ].join("\n");
  const rows = [
    ...credentials.flatMap(credentialRows),
    ...surface.client.options.map(ownRow),
    [
      "`baseUrl`, `baseURL`",
      `\`${baseUrlVariable(surface.client)}\``,
      `The server for requests. ${serverNote(api.servers)}`,
    ],
    ...commonOptions(surface.client),
  ];
  return { title: "Options", parts: [fence("ts", code), table(["Option", "Environment", "What it does"], rows)] };
}

/** Options that every client has. */
function commonOptions({ defaults: { timeout = 60_000, maxRetries = 2 } }: ClientSurface): readonly string[][] {
  const milliseconds = String(timeout).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return [
    ["`timeout`", "", `Time limit of one attempt in milliseconds, including its body. Default: ${milliseconds}.`],
    ["`maxRetries`", "", `Maximum number of retries. Default: ${String(maxRetries)}.`],
    ...COMMON_OPTIONS,
  ];
}

const COMMON_OPTIONS: readonly string[][] = [
  ["`maxResponseBytes`", "", "Maximum number of bytes read from a response. Default: 128 MiB."],
  ["`headers`, `query`", "", "Sent with every request; set a header to `null` to omit it."],
  [
    "`fetch`, `fetchOptions`, `middleware`",
    "",
    "A custom `fetch`, options to pass to it, and openapi-fetch middleware.",
  ],
  [
    "`logger`, `logLevel`",
    "",
    "Where to log, and how much: `debug` logs every request, `info` every retry. Credentials are masked; headers and bodies are never logged. Default: `console`, `warn`.",
  ],
];

function ownRow({ name, env, header, query, variable, description }: OwnOption): readonly string[] {
  const place = header ?? query ?? variable;
  const sent = description === undefined ? "" : markdownLine(description).replaceAll("|", "\\|");
  const where = place === undefined ? sent : `${sent === "" ? "" : `${sent} `}Sent as ${markdownCode(place)}.`;
  return [markdownCode(name), env === undefined ? "" : markdownCode(env), where];
}

/** The options with which the client obtains its own tokens. */
function flowRows({ option, client }: Credential): readonly string[][] {
  if (!client) return [];
  const { idOption, idEnv, secretOption, secretEnv } = client;
  const sentence = `The client's id and secret, in place of \`${option}\`: one token for all calls, renewed before it expires. \`tokenUrl\` and \`scopes\` set the endpoint and the scopes.`;
  return [[`\`${idOption}\`, \`${secretOption}\``, `\`${idEnv}\`, \`${secretEnv}\``, sentence]];
}

function credentialRows(credential: Credential): readonly string[][] {
  return [...secretRows(credential), ...flowRows(credential)];
}

function secretRows({ option, env, scheme, passwordOption, passwordEnv }: Credential): readonly string[][] {
  const sent = sentAs(scheme).replaceAll("|", "\\|");
  const first = [`\`${option}\``, `\`${env}\``, sent];
  return passwordOption === undefined ? [first] : [first, [`\`${passwordOption}\``, `\`${passwordEnv ?? ""}\``, sent]];
}

function serverNote([first]: readonly Server[]): string {
  return first ? `Default: ${markdownCode(first.url)}.` : "The document names no server, so this option is required.";
}

function timeSection({ first, surface, methods }: Readme): Section | undefined {
  if (!first) return undefined;
  const options = "{\n  timeout: 5_000,\n  maxRetries: 0,\n  signal: AbortSignal.timeout(10_000),\n}";
  const hasKeys = methods.some(({ operation }) => operation.idempotencyHeader !== undefined);
  const keys = hasKeys
    ? " If the API takes an idempotency key, all attempts of a call send the same one: a generated key, or your `idempotencyKey`."
    : "";
  return {
    title: "Retries, timeouts, abort",
    parts: [
      `Lost connections and the statuses 408, 409, 429 and 5xx are retried, after the delay that the server requests or else with increasing delays. A request that is not safe to repeat is retried only if it certainly was not processed.${keys} The last argument of every method takes the client's options, and \`signal\`, for that call only:`,
      fence("ts", callExample(first, surface, { isBare: true, options })),
    ],
  };
}

function serverSection({ api, surface, package: name }: Readme): Section | undefined {
  const { servers } = api;
  if (!hasChoice([servers])) return undefined;
  const { className, variable } = surface.client;
  const varied = servers.find(({ variables }) => variables.length > 0);
  const chosen = varied ?? servers.at(-1);
  if (!chosen) return undefined;
  const choice = chosen.description === undefined ? String(servers.indexOf(chosen)) : stringLiteral(chosen.description);
  const values = Object.fromEntries(chosen.variables.map((one) => [one.name, one.values?.at(-1) ?? one.default]));
  const given = varied ? `, serverVariables: ${jsonLiteral(values)}` : "";
  const rows = servers.map(({ url, description, variables }, index) => [
    String(index),
    markdownCode(url),
    markdownLine(description ?? ""),
    variables.map((one) => `${markdownCode(one.name)} (${markdownCode(one.default)})`).join(", "),
  ]);
  return {
    title: "Servers",
    parts: [
      "Choose a server by its description, its URL or its number:",
      fence(
        "ts",
        `${importLine(name, className)}\n\nconst ${variable} = new ${className}({ server: ${choice}${given} });`,
      ),
      table(["", "Address", "Description", "Variables (defaults)"], rows),
    ],
  };
}

function metadataSection({ first, methods, surface }: Readme): Section | undefined {
  const method = first && [first, ...methods].find(({ result }) => result.kind === "json");
  if (!method) return undefined;
  const call = promiseOf(method, { surface });
  const code = [
    `const { data, response, requestId } = await ${call}.withResponse();`,
    "console.log(data, response.headers, requestId);",
    "",
    `const raw = await ${call}.asResponse();`,
    "console.log(raw.status, await raw.text());",
  ].join("\n");
  return {
    title: "Response metadata",
    parts: [
      "A call returns its data. You can also get the rest of the response, or the `Response` before its body is read:",
      fence("ts", code),
    ],
  };
}

/** The call without its `await`. */
function promiseOf(method: Method, { surface }: Pick<Readme, "surface">): string {
  return callExample(method, surface, { isBare: true }).replace(/^await |;$/g, "");
}
