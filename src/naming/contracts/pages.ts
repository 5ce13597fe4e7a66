/** Which methods list in pages, and how: as the user says, else as a `stainless.yml` does, else as was recognised. */
import type { Pages } from "../../api/api.js";
import type { Diagnostic, Place } from "../../diagnostic.js";
import type { Json } from "../../document/document.js";
import type { Decisions, StainlessPages } from "../../config/decisions.js";
import { addressText, normalisedAddress } from "../../document/address.js";
import { type GivenKind, type GivenPages, readGivenPages } from "../../config/pages.js";
import { type PagesMisfit, unfitPages, unmatchedPages, unreadablePages } from "../findings/contracts.js";
import type { Argument, BodyArgument, Method, MethodPages } from "../surface.js";

/** A method whose arguments are planned. */
export type PlannedCall = Pick<Method, "call" | "operation" | "arguments" | "body">;

export interface PagesPlan {
  readonly pages?: MethodPages;
  readonly diagnostics: readonly Diagnostic[];
}

/** A description of one operation's pages, and its place. */
interface Said {
  readonly given: GivenPages;
  readonly text: string;
  readonly place?: Place;
}

/** Reads what the configuration says about pages, once; the result tells of each method. */
export function pagesReader(config: Decisions): (method: PlannedCall) => PagesPlan {
  const given = new Map(Object.entries(config.pages ?? {}).map(([key, value]) => [keyOf(key), { key, value }]));
  return (method) => {
    const { operation } = method;
    const entry = given.get(keyOf(method.call)) ?? given.get(addressText(operation.address));
    if (entry) {
      const place = config.placeOf?.("pages", entry.key);
      const text = `\`pages\` in the configuration says so for \`${entry.key}\``;
      return settle(method, { given: entry.value, text, ...(place === undefined ? {} : { place }) });
    }
    if (operation.wantedPages !== undefined) return extension(method, operation.wantedPages);
    return byScheme(method, config.stainlessPages) ?? recognised(method);
  };
}

/** An address in its one form; a call as it is. */
function keyOf(key: string): string {
  return key.includes("/") ? normalisedAddress(key) : key.trim();
}

/** One finding for each entry of the configuration that matches no method. */
export function misdirectedPages(methods: readonly Method[], config: Decisions): readonly Diagnostic[] {
  const known = new Set(methods.flatMap(({ call, operation }) => [call, addressText(operation.address)]));
  return Object.keys(config.pages ?? {})
    .filter((key) => !known.has(keyOf(key)))
    .map((key) => unmatchedPages(key, config.placeOf?.("pages", key)));
}

function extension(method: PlannedCall, value: Json): PagesPlan {
  const pointer = `${method.operation.pointer}/x-callwright-pagination`;
  const read = readGivenPages(value);
  if ("problem" in read) return { diagnostics: [unreadablePages(read.problem, pointer)] };
  return settle(method, { given: read.given, text: "`x-callwright-pagination` says so", place: { pointer } });
}

/** By the first scheme of a `stainless.yml` whose list and inputs the operation has. */
function byScheme(method: PlannedCall, stainless: StainlessPages | undefined): PagesPlan | undefined {
  const { operation } = method;
  if (stainless?.without.includes(addressText(operation.address))) return { diagnostics: [] };
  const plans = (stainless?.schemes ?? []).map(({ name, given }) =>
    settle(method, { given, text: `the scheme \`${name}\` of \`stainless.yml\` fits`, place: operation }),
  );
  return plans.find(({ pages }) => pages !== undefined);
}

function recognised(method: PlannedCall): PagesPlan {
  const { pages } = method.operation;
  if (!pages) return { diagnostics: [] };
  const renamed = withArguments(pages, method);
  if ("missing" in renamed) return { diagnostics: [] };
  const input = method.operation.inputs.find(({ name }) => Object.values(pages).includes(name));
  return { pages: { plan: renamed.pages, pointer: input?.pointer ?? method.operation.pointer }, diagnostics: [] };
}

/** Checks a description of pages against the operation. */
function settle(method: PlannedCall, { given, text, place }: Said): PagesPlan {
  if (given === false) return { diagnostics: [] };
  const unfit = (misfit: PagesMisfit): PagesPlan => ({ diagnostics: [unfitPages(method.call, misfit, place)] });
  const { lists, pages: own } = method.operation;
  if (!lists) return unfit({ kind: "not JSON" });
  const [only, ...others] = lists;
  const items = given.items ?? own?.items ?? (others.length === 0 ? only?.path : undefined);
  if (!items) return unfit({ kind: "list not named" });
  const known = lists.map(({ path }) => path.join("."));
  if (!known.includes(items.join("."))) {
    return unfit({ kind: "no such list", path: items.join("."), declared: known });
  }
  const renamed = withArguments({ ...completed(given, own), items, text } as Pages, method);
  if ("missing" in renamed) return unfit({ kind: "no such input", name: renamed.missing });
  const evidence = place === undefined ? {} : "pointer" in place ? { pointer: place.pointer } : positionOf(place);
  return { pages: { plan: renamed.pages, ...evidence }, diagnostics: [] };
}

/** The document decides the first page's number unless the configuration does. */
function completed(given: GivenKind, own: Pages | undefined): GivenKind {
  const isSame = given.kind === "numbered" && own?.kind === "numbered" && own.page === given.page;
  const isUnsaid = isSame && given.first === undefined && given.current === undefined;
  return isUnsaid && own.first !== undefined ? { ...given, first: own.first } : given;
}

function positionOf(place: Exclude<Place, { pointer: unknown }>): Pick<MethodPages, "position"> {
  return "line" in place ? { position: place } : {};
}

const INPUTS = ["page", "offset", "cursor", "before"] as const;

/** The same pages with the keys that a caller writes in place of the names of inputs. */
function withArguments(pages: Pages, method: PlannedCall): { readonly pages: Pages } | { readonly missing: string } {
  const renamed: Record<string, unknown> = { ...pages };
  for (const key of INPUTS) {
    const name = renamed[key];
    if (typeof name !== "string") continue;
    const argument = queryArgument(name, method.arguments) ?? bodyArgument(name, method.body);
    if (argument === undefined) return { missing: name };
    renamed[key] = argument;
  }
  return { pages: renamed as unknown as Pages };
}

function queryArgument(name: string, known: readonly Argument[]): string | undefined {
  return known.find(({ input }) => input.location === "query" && input.name === name)?.name;
}

/** If one argument holds the whole body, the body's properties are not arguments. */
function bodyArgument(name: string, body: BodyArgument | undefined): string | undefined {
  if (!body || body.key !== undefined) return undefined;
  return body.media.properties?.find((property) => property.name === name)?.name;
}
