/** `README.md` of the generated package: what it is, a first call that runs, and what a caller can rely on. */
import type { Api } from "../api/api.js";
import type { Credential, Method, Surface } from "../naming/surface.js";
import { sentAs } from "./client.js";
import { allResources } from "./entry.js";
import { callExample } from "./examples.js";
import type { PackagePlan } from "./package.js";
import { markdownBlock, markdownCode, markdownLine } from "./text.js";

export function emitReadme(api: Api, surface: Surface, plan: PackagePlan): string {
  const method = firstMethod(surface);
  const parts = [
    `# ${plan.name}`,
    `TypeScript client of the ${markdownLine(api.title)} (version ${markdownLine(api.version)}).`,
    ...(api.description === undefined ? [] : [markdownBlock(api.description)]),
    "## Install",
    fence("sh", `npm install ${plan.name}`),
    ...(method ? ["## First call", fence("ts", firstCall(method, surface, plan)), keyHint(surface)] : []),
    "Every method, with its types and the request behind it, is listed in [api.md](api.md).",
    ...errorSection(method, surface, plan),
    optionSection(surface, api),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The method a newcomer would try: one that reads, named by the document's own sample where there is one. */
function firstMethod(surface: Surface): Method | undefined {
  const methods = [...surface.methods, ...allResources(surface.resources).flatMap((resource) => resource.methods)];
  const reads = methods.filter(({ operation }) => operation.address.method === "get" && !operation.deprecated);
  return reads.find(({ reason }) => reason.authority === "sample") ?? reads[0] ?? methods[0];
}

function firstCall(method: Method, surface: Surface, plan: PackagePlan): string {
  const { className } = surface.client;
  return [
    `import { ${className} } from ${JSON.stringify(plan.name)};`,
    "",
    construction(surface),
    "",
    callExample(method, surface),
  ].join("\n");
}

function construction({ client }: Surface): string {
  const [first] = client.credentials;
  const comment = first ? ` // reads ${first.env}` : "";
  return `const ${client.variable} = new ${client.className}();${comment}`;
}

function keyHint({ client }: Surface): string {
  const [first] = client.credentials;
  if (!first) return "";
  return `The key comes from the environment variable ${markdownCode(first.env)}, or from the option ${markdownCode(first.option)}: \`new ${client.className}({ ${first.option}: "…" })\`.`;
}

function errorSection(method: Method | undefined, surface: Surface, plan: PackagePlan): readonly string[] {
  if (!method) return [];
  const call = callExample(method, surface, 2).replace(/^const \w+ = /, "");
  const code = [
    `import { APIError, NotFoundError } from ${JSON.stringify(plan.name)};`,
    "",
    "try {",
    `  ${call}`,
    "} catch (error) {",
    '  if (error instanceof NotFoundError) console.error("no such thing", error.requestId);',
    "  else if (error instanceof APIError) console.error(error.status, error.headers, error.body);",
    "  else throw error;",
    "}",
  ].join("\n");
  return [
    "## Errors",
    "Every answer outside 2xx is thrown as an `APIError` with `status`, `headers`, `body`, `requestId` and `operation`, also where its body is empty. A path argument that would change the path is refused before anything is sent.",
    fence("ts", code),
  ];
}

function optionSection(surface: Surface, api: Api): string {
  const rows = [
    ...surface.client.credentials.flatMap(credentialRows),
    `| \`baseUrl\`, \`baseURL\` | \`${surface.client.envPrefix}_BASE_URL\` | Where requests go. ${serverNote(api)} |`,
  ];
  const table = ["| Option | Environment | What it does |", "| --- | --- | --- |", ...rows, ...COMMON_OPTIONS].join(
    "\n",
  );
  return [
    "## Options",
    table,
    "Every method takes the same options as its last argument, for that call alone, and `signal` and `idempotencyKey` besides. `client.withOptions()` gives a copy with some of them changed.",
    "A call gives its data. `.withResponse()` gives `{ data, response, requestId }`, `.asResponse()` the `Response` before its body is read.",
  ].join("\n\n");
}

/** What every client has, whatever its document. */
const COMMON_OPTIONS: readonly string[] = [
  "| `timeout` | | Milliseconds one attempt may take, its body included. Default: 60,000. |",
  "| `maxRetries` | | How often a failed attempt is repeated at most. Default: 2. |",
  "| `headers`, `query` | | Sent with every request; a header set to `null` is left out. |",
  "| `fetch`, `fetchOptions`, `middleware` | | Another `fetch`, what it is given, and openapi-fetch's middleware. |",
  "| `logger`, `logLevel` | | Where and how much is logged; credentials never are. Default: `console`, `warn`. |",
];

function credentialRows({ option, env, scheme, passwordOption, passwordEnv }: Credential): readonly string[] {
  const sent = sentAs(scheme).replaceAll("|", "\\|");
  const first = `| \`${option}\` | \`${env}\` | ${sent} |`;
  return passwordOption === undefined
    ? [first]
    : [first, `| \`${passwordOption}\` | \`${passwordEnv ?? ""}\` | ${sent} |`];
}

function serverNote(api: Api): string {
  const [first] = api.servers;
  return first ? `Default: ${markdownCode(first.url)}.` : "The document names no server, so it must be given.";
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
