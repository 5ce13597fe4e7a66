/** README sections on other topics: calls by path, webhooks, deprecated methods, bundling, supported platforms. */
import type { Method } from "../../naming/surface.js";
import { allResources } from "../entry.js";
import { callExample, isVariable } from "../examples.js";
import { httpLine } from "../operations.js";
import { jsonLiteral, markdownCode, propertyAccess, stringLiteral } from "../text.js";
import { fence, importLine, type Readme, type Section } from "./section.js";

/** Documents calls by path: typed for a path of the document, untyped for any other. */
export function pathCallSection({ surface, methods }: Readme): Section {
  const { variable } = surface.client;
  const known = methods.find(({ operation, body }) => operation.address.method === "get" && !body);
  const lines = [
    ...(known ? [`const typed = await ${variable}.get(${pathCallArguments(known)});`] : []),
    `const other = await ${variable}.post("/any/other/path", { body: { name: "value" } });`,
    `console.log(${known ? "typed, " : ""}other);`,
  ];
  const types = known ? " Paths of the document are typed; any other path returns `unknown`." : "";
  return {
    title: "Other paths",
    parts: [
      `\`get\`, \`post\`, \`put\`, \`patch\` and \`delete\` of the client call any path, with the same credentials, retries and errors.${types}`,
      fence("ts", lines.join("\n")),
    ],
  };
}

/** A path as an argument, and its required parameters by location. */
function pathCallArguments({ operation }: Method): string {
  const path = stringLiteral(operation.address.path);
  const needed = operation.inputs.filter(({ required, declared }) => required && declared);
  if (needed.length === 0) return path;
  const places = [...new Set(needed.map(({ location }) => location))].map((place) => {
    const values = needed
      .filter(({ location }) => location === place)
      .map(({ name, example }) => [name, example] as const);
    return [place, Object.fromEntries(values)] as const;
  });
  return `${path}, ${jsonLiteral({ params: Object.fromEntries(places) }, 0)}`;
}

export function otherSections(readme: Readme): readonly (Section | undefined)[] {
  return [webhookSection(readme), deprecatedSection(readme), bundleSection(readme), engineSection(readme)];
}

function webhookSection({ surface, package: name }: Readme): Section | undefined {
  const { receiver, webhooks, client } = surface;
  if (!receiver) return undefined;
  const ofClient = receiver.owner !== "nobody";
  const unwrap = ofClient ? `${client.variable}.webhooks.unwrap` : "unwrapWebhook";
  const option = ofClient ? client.webhookKey?.name : undefined;
  const [parameter, options] = option === undefined ? [", key: string", ", { key }"] : ["", ""];
  const secret = option === undefined ? "your secret" : `your secret, the client option ${markdownCode(option)},`;
  const code = [
    ...(ofClient ? [] : [importLine(name, "unwrapWebhook"), ""]),
    `export async function receive(request: Request${parameter}): Promise<Response> {`,
    `  const event = await ${unwrap}(await request.text(), request.headers${options});`,
    "  console.log(event);",
    "  return new Response(null, { status: 204 });",
    "}",
  ].join("\n");
  const types =
    webhooks.length > 0 ? " The event is `AnyWebhook`; the types of each are in [api.md](api.md#webhooks)." : "";
  return {
    title: "Webhooks",
    parts: [
      `\`unwrap\` verifies with ${secret} that the API sent a webhook recently, and parses it. Pass the raw body: re-serialized JSON has a different signature.${types}`,
      fence("ts", code),
      `If verification fails, it throws a \`WebhookVerificationError\` whose \`reason\` is \`header\`, \`time\`, \`signature\` or \`body\`. ${option === undefined ? "`key`" : "The secret"} may be a list while you rotate secrets; \`unwrapWebhook\` does the same without a client.`,
    ],
  };
}

/** The most deprecated methods that are listed. */
const NAMED = 10;

function deprecatedSection({ methods }: Readme): Section | undefined {
  const deprecated = methods.filter(({ operation }) => operation.deprecated);
  if (deprecated.length === 0) return undefined;
  const named = deprecated
    .slice(0, NAMED)
    .map((method) => `- ${markdownCode(method.call)} (${markdownCode(httpLine(method.operation))})`);
  const others = deprecated.length - named.length;
  return {
    title: "Deprecated",
    parts: [
      "These still work, but the API asks you not to use them any more; editors mark them.",
      [...named, ...(others > 0 ? [`- and ${others} more, marked in [api.md](api.md)`] : [])].join("\n"),
    ],
  };
}

/** Explains how to bundle a single resource, for clients with several. */
function bundleSection({ surface, first, package: name }: Readme): Section | undefined {
  const resources = allResources(surface.resources);
  const owner = resources.find(({ methods }) => first !== undefined && methods.includes(first));
  if (!first || !owner || resources.length < 2) return undefined;
  const { className, variable } = surface.client;
  const own = isVariable(owner.name) ? owner.name : "resource";
  const receiver = [variable, ...owner.path.map(propertyAccess)].join("");
  const code = [
    importLine(`${name}/core`, `${className}Core`),
    importLine(`${name}/${owner.fileName}`, owner.className),
    "",
    `const ${own} = new ${owner.className}(new ${className}Core());`,
    callExample(first, surface, { isBare: true }).replace(receiver, own),
  ].join("\n");
  return {
    title: "Small bundles",
    parts: [
      "To let a bundler drop what you do not call, import resources one by one, for a client that has none:",
      fence("ts", code),
    ],
  };
}

function engineSection({ surface }: Readme): Section {
  const { credentials, className } = surface.client;
  const secret =
    credentials.length > 0
      ? ` In a browser, a client with a secret refuses to start, because every visitor could read the secret; \`new ${className}({ dangerouslyAllowBrowser: true })\` allows it.`
      : "";
  return {
    title: "Where it runs",
    parts: [
      `Node.js 20 and newer, Bun, Deno, Cloudflare Workers and browsers; as ESM and CommonJS, with TypeScript 5.4 and newer. It has one dependency, [openapi-fetch](https://openapi-ts.dev/openapi-fetch/).${secret}`,
    ],
  };
}
