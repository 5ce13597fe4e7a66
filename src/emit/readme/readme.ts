/**
 * Emits `README.md`: what the package is, a first call that runs, and each feature that its document uses, with code that
 * compiles. Features that the document does not use are not mentioned.
 */
import { schemaOfPart } from "../../naming/contracts/results.js";
import { apiName } from "../../naming/client/title.js";
import type { Api } from "../../api/api.js";
import type { Method, Surface } from "../../naming/surface.js";
import { allResources } from "../entry.js";
import { callExample } from "../examples.js";
import type { PackagePlan } from "../package.js";
import { readmeMarks } from "../../readme-marks.js";
import { markdownBlock, markdownCode, markdownLine } from "../text.js";
import { takesNothing } from "../types.js";
import { argumentsSection } from "./arguments.js";
import { contentSections } from "./contents.js";
import { errorSection } from "./errors.js";
import { optionSections } from "./options.js";
import { firstCall } from "./first-call.js";
import { fence, type Readme, type Section } from "./section.js";
import { pathCallSection, otherSections } from "./others.js";

/** Emits the generated part of `README.md`, between the marks that separate it from the owner's text. */
export function emitReadme(readme: Readme, plan: PackagePlan): string {
  const { api, surface, first } = readme;
  const sections: readonly (Section | undefined)[] = [
    first && {
      title: "First call",
      parts: [fence("ts", firstCall(first, readme)), keyHint(surface), argumentHint(readme)],
    },
    argumentsSection(readme),
    ...contentSections(readme),
    errorSection(readme),
    ...optionSections(readme),
    pathCallSection(readme),
    ...otherSections(readme),
  ];
  const parts = [
    `# ${plan.name}`,
    `TypeScript client of the ${markdownLine(apiName(api))} (version ${markdownLine(api.version)}).`,
    ...(api.description === undefined ? [] : [markdownBlock(api.description)]),
    "## Install",
    fence("sh", `npm install ${plan.name}`),
    ...sections.flatMap((section) => (section ? [`## ${section.title}`, ...section.parts] : [])),
  ];
  const text = parts.filter((part) => part !== "").join("\n\n");
  return `${readmeMarks.begin}\n\n${text}\n\n${readmeMarks.end}\n`;
}

/** Collects the input of the README and of `llms.txt`. */
export function readmeOf(api: Api, surface: Surface, plan: PackagePlan): Readme {
  const every = [...surface.methods, ...allResources(surface.resources).flatMap((resource) => resource.methods)];
  const methods = [...every.filter(({ operation }) => !operation.deprecated), ...every.filter(isDeprecated)];
  const { first } = surface;
  return { api, surface, package: plan.name, methods, ...(first ? { first } : {}) };
}

function isDeprecated({ operation }: Method): boolean {
  return operation.deprecated;
}

function keyHint({ client }: Surface): string {
  const [first] = client.credentials;
  if (!first) return "";
  return `The key comes from the environment variable ${markdownCode(first.env)}, or from the option ${markdownCode(first.option)}: \`new ${client.className}({ ${first.option}: "…" })\`.`;
}

/** Explains what all methods share, and when ids may be passed by position. */
function argumentHint(readme: Readme): string {
  const { methods, surface, first } = readme;
  const listed = "Every method, with its types and its HTTP request, is listed in [api.md](api.md).";
  const types = first === undefined ? [] : typeNames(first);
  const named = types.length > 0 ? `Types are named after calls: ${types.map(markdownCode).join(", ")}.` : "";
  const models = modelHint(readme);
  const positional = methods.find((method) => method.positional);
  const example =
    positional && callExample(positional, surface, { isBare: true, byPosition: positional.positional?.names ?? [] });
  const isShort = example !== undefined && !example.includes("\n");
  const byPosition = isShort
    ? `Ids may also be passed by position: ${markdownCode(example.replace(/^await |;$/g, ""))}.`
    : "";
  return [listed, named, models, byPosition].filter((sentence) => sentence !== "").join(" ");
}

/** Shows how to import a model, preferably the model that the first call returns. */
function modelHint({ surface, package: name, first }: Readme): string {
  const components = surface.models.filter(({ component }) => component?.startsWith("schemas/") === true);
  const given = first?.result.parts.flatMap((part) => schemaOfPart(part)?.schema ?? []);
  const model = components.find(({ schema }) => given?.includes(schema)) ?? components[0];
  if (!model) return "";
  return `The package also exports the document's schemas as types: ${markdownCode(`import type { ${model.name} } from "${name}";`)}`;
}

function typeNames(method: Method): readonly string[] {
  const { typeName, result } = method;
  const params = takesNothing(method) ? [] : [`${typeName}Params`];
  return [...params, ...(result.kind === undefined ? [] : [`${typeName}Result`])];
}
