/** Emits `api.md`: every method of the client, with its types and its HTTP request. */
import type { Api } from "../api/api.js";
import type { Method, Resource, Surface } from "../naming/surface.js";
import { allResources } from "./entry.js";
import { httpLine } from "./operations.js";
import { markdownBlock, markdownCode, markdownLine, markdownTarget } from "./text.js";
import { isOnlyStream } from "../naming/contracts/results.js";
import { takesNothing } from "./types.js";

export function emitListing(api: Api, surface: Surface): string {
  const sections = allResources(surface.resources).filter((resource) => resource.methods.length > 0);
  const parts = [
    `# ${markdownLine(api.title)}: every method`,
    "Each method with its HTTP request, the type of its parameters and the type of its result.",
    ...(surface.methods.length > 0 ? [table(surface.methods, surface, "src/client.ts")] : []),
    ...sections.map((resource) => section(resource, surface)),
    ...webhookSection(surface),
    ...modelSection(surface),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(resource: Resource, surface: Surface): string {
  const parts = [
    `## ${resource.path.join(".")}`,
    ...(resource.description === undefined ? [] : [markdownBlock(resource.description)]),
    table(resource.methods, surface, `src/resources/${resource.fileName}.ts`),
  ];
  return parts.join("\n\n");
}

function webhookSection({ webhooks }: Surface): readonly string[] {
  if (webhooks.length === 0) return [];
  const rows = webhooks.map(({ typeName, webhook: { name, description = "", deprecated } }) => {
    const note = deprecated ? " (deprecated)" : "";
    return `| ${markdownCode(name)}${note} | ${markdownLine(description)} | [${markdownCode(typeName)}](src/webhooks.ts) |`;
  });
  return [
    "## Webhooks",
    "Webhooks that the API sends, and the types of their bodies; `AnyWebhook` is the union of them.",
    ["| Webhook | Description | Body |", "| --- | --- | --- |", ...rows].join("\n"),
  ];
}

/** Lists the components by name; the types of calls are listed with their calls. */
function modelSection({ models }: Surface): readonly string[] {
  const components = models.filter(({ component }) => component !== undefined);
  if (components.length === 0) return [];
  const rows = components.map(({ name, component = "" }) => {
    return `| [${markdownCode(name)}](src/schema.ts) | ${markdownCode(component)} |`;
  });
  return [
    "## Models",
    "The named types of the document. Import them from the package.",
    ["| Type | Component |", "| --- | --- |", ...rows].join("\n"),
  ];
}

function table(methods: readonly Method[], surface: Surface, file: string): string {
  const rows = methods.map((method) => row(method, surface, file));
  return ["| Method | HTTP request | Parameters | Returns |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function row(method: Method, surface: Surface, file: string): string {
  const { operation } = method;
  const call = `[${markdownCode(`${surface.client.variable}.${method.call}`)}](${file})`;
  const request = markdownCode(httpLine(operation));
  const target = operation.docs && markdownTarget(operation.docs.url);
  const docs = target === undefined ? "" : ` [docs](${target})`;
  const notes = operation.deprecated ? " (deprecated)" : "";
  return `| ${call}${notes} | ${request}${docs} | ${takes(method)} | ${gives(method)} |`;
}

function gives({ pages, result: plan, typeName }: Method): string {
  const { kind, streamed } = plan;
  if (kind === undefined) return "nothing";
  if (pages) return `${markdownCode(`${typeName}Item`)}, in pages`;
  const result = markdownCode(`${typeName}Result`);
  if (streamed) return `${result}, or ${markdownCode(`${typeName}Piece`)} as a stream`;
  return isOnlyStream(plan) ? `${result}, as a stream` : result;
}

function takes(method: Method): string {
  if (takesNothing(method)) return "nothing";
  return `${markdownCode(`${method.typeName}Params`)}${method.isOptional ? " (optional)" : ""}`;
}
