/** README section on arguments whose form on the wire is not plain from their types. */
import type { Method } from "../../naming/surface.js";
import { formsOf } from "../../naming/contracts/body-argument.js";
import { markdownCode } from "../text.js";
import { fence, type Readme, type Section } from "./section.js";
import { callExample } from "../examples.js";

/** Each rule is told where the API has an argument that it is about; undefined where there is none. */
export function argumentsSection(readme: Readme): Section | undefined {
  const rules = [...parameterRules(readme.methods), lineRule(readme.methods)].filter((rule) => rule !== "");
  const forms = formParts(readme);
  if (rules.length === 0 && forms.length === 0) return undefined;
  return { title: "Arguments", parts: [rules.map((rule) => `- ${rule}`).join("\n"), ...forms] };
}

function parameterRules(methods: readonly Method[]): readonly string[] {
  const inputs = methods.flatMap((method) => method.arguments.map(({ input }) => input));
  const takesTime = inputs.some(({ view }) => [view, view?.items].some((one) => one?.format === "date-time"));
  const listsIn = (place: string): boolean => inputs.some(({ location, mayBeList }) => location === place && mayBeList);
  return [
    takesTime ? "A date-time parameter may be a `Date`, which is sent as its ISO text." : "",
    listsIn("query") ? "A `null` in a query list is omitted, and an empty list is not sent." : "",
    listsIn("header") ? "A list in a header is joined with commas." : "",
  ];
}

function lineRule(methods: readonly Method[]): string {
  const method = methods.find(({ body }) => body && formsOf(body).some(({ media }) => media.kind === "lines"));
  return method
    ? `${markdownCode(method.call)} sends JSON lines: pass a list or an async iterable of values, or text that is already in lines.`
    : "";
}

/** How a body that may have several media types gets the one that is wanted. */
function formParts({ methods, surface }: Readme): readonly string[] {
  const method = methods.find(({ body, operation }) => (body?.others?.length ?? 0) > 0 && !operation.deprecated);
  if (!method?.body) return [];
  const [first, ...others] = [...new Set(formsOf(method.body).map(({ media }) => media.type))];
  const last = others.at(-1);
  if (first === undefined || last === undefined) return [];
  const listed = `${[first, ...others.slice(0, -1)].map(markdownCode).join(", ")} or ${markdownCode(last)}`;
  const options = `{ contentType: ${JSON.stringify(first)} }`;
  return [
    `${markdownCode(method.call)} sends ${listed}: the first that fits the arguments. The option \`contentType\` chooses one:`,
    fence("ts", callExample(method, surface, { isBare: true, options })),
  ];
}
