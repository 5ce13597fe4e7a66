/** Finds calls whose pages follow each other in another way than in the SDK, or no longer come one after the other. */
import { addressText } from "../document/address.js";
import type { Method } from "../naming/surface.js";
import type { Difference } from "./difference.js";
import type { WrittenPages } from "./evidence/pages.js";
import type { Fix } from "./fixes.js";

/**
 * Adds what fixes the loss of `for await`, and the difference in how the next page is asked for, which no type shows.
 *
 * @param wanted how the SDK's pages follow each other, if its code shows it
 */
export function withPages(
  differences: readonly Difference[],
  method: Method,
  wanted: WrittenPages | undefined,
): readonly Difference[] {
  if (wanted === undefined) return differences;
  const fix: Fix = { key: "pages", entry: addressText(method.operation.address), value: wanted };
  const isLost = (one: Difference): boolean => one.kind === "result-gone" && one.path === "for await";
  const told = differences.map((one): Difference => (isLost(one) ? { ...one, mend: fix } : one));
  const other = otherWay(method, wanted);
  return other === undefined ? told : [...told, { ...other, subject: method.call, mend: fix }];
}

/** The keys of pages that tell how the next page is asked for: the input, and where its value comes from. */
const INPUTS = ["page", "offset", "cursor"] as const;
const SOURCES = ["next", "id"] as const;

/** Only pages of the same kind are compared: a link leads to the same page as the cursor that it contains. */
function otherWay({ pages, arguments: all }: Method, wanted: WrittenPages): Omit<Difference, "subject"> | undefined {
  const plan = pages?.plan as Readonly<Record<string, unknown>> | undefined;
  if (plan?.["kind"] !== wanted.kind) return undefined;
  const documented = (name: unknown): unknown => all.find((one) => one.name === name)?.input.name ?? name;
  const [input] = INPUTS.filter((key) => wanted[key] !== undefined && wanted[key] !== documented(plan[key]));
  const [source] = SOURCES.filter((key) => wanted[key] !== undefined && wanted[key] !== textOf(plan[key]));
  if (input === undefined && source === undefined) return undefined;
  return { kind: "result-pages", before: wayText(wanted), after: wayText({ ...plan, ...inputsOf(plan, documented) }) };
}

function inputsOf(
  plan: Readonly<Record<string, unknown>>,
  documented: (name: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(INPUTS.map((key) => [key, documented(plan[key])]));
}

/** `starting_after` from `token` of the last item. */
function wayText(way: Readonly<Record<string, unknown>>): string {
  const [input = ""] = INPUTS.flatMap((key) => textOf(way[key]) ?? []);
  const [next, id] = SOURCES.map((key) => textOf(way[key]));
  const source = next !== undefined ? ` from \`${next}\`` : id !== undefined ? ` from \`${id}\` of the last item` : "";
  return `\`${input}\`${source}`;
}

function textOf(path: unknown): string | undefined {
  return Array.isArray(path) ? path.join(".") : typeof path === "string" ? path : undefined;
}
