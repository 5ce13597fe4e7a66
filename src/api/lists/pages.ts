/**
 * Recognises operations that list in pages, by the words that real APIs use. An operation qualifies only if its list, its
 * page parameter and the end of its pages are all declared: a wrong pager loses data, whereas a missing one only costs
 * comfort.
 */
import type { Document, Json } from "../../document/document.js";
import type { Field } from "./response-fields.js";
import type { Operation, PageHints, Pages } from "../api.js";
import {
  cursorParameters,
  field,
  fieldsAbout,
  findList,
  hint,
  lastWord,
  numberParameter,
  only,
  quoted,
  readParameter,
  turnsPages,
  type Evidence,
  type Parameter,
  wordAt,
} from "./page-evidence.js";
import * as words from "./page-words.js";
import { wordOf } from "./page-words.js";

/** The parts of an operation that matter for pages. */
type Listing = Pick<Operation, "address" | "inputs" | "outcomes">;

type Found = Pages | undefined;

/** Returns how an operation lists in pages; undefined if it does not, or if the document does not say how. */
export function recognisePages(document: Document, listing: Listing, fields: readonly Field[]): Pages | undefined {
  if (listing.address.method !== "get") return undefined;
  const list = findList(fields, listing.address);
  if (!list) return undefined;
  const parameters = listing.inputs.flatMap((input) => readParameter(document, input));
  const headers = listing.outcomes.filter(({ status }) => /^2/.test(status)).flatMap((outcome) => outcome.headers);
  const found: Evidence = { parameters, list, fields: fieldsAbout(fields, list), headers };
  return (
    byLinkHeader(found) ??
    byBodyLink(found) ??
    byNextCursor(found) ??
    byHeader(found) ??
    byItemId(found) ??
    byNumber(found) ??
    byOffset(found) ??
    byDescribedHeader(found)
  );
}

function byLinkHeader(evidence: Evidence): Found {
  const isDeclared = evidence.headers.some((header) => header.toLowerCase() === "link");
  if (!isDeclared || !turnsPages(evidence)) return undefined;
  return { kind: "linkHeader", items: evidence.list.path, text: "its response declares the header `Link`" };
}

/** Handles an undeclared header that a parameter's description refers to. */
function byDescribedHeader({ list, ...evidence }: Evidence): Found {
  const parameters = cursorParameters({ list, ...evidence });
  const isLinked = parameters.find(({ description }) => /\blink\]?(\([^()]*\))? header/i.test(description));
  if (isLinked) {
    const text = `the description of \`${isLinked.name}\` mentions the header \`Link\``;
    return { kind: "linkHeader", items: list.path, text };
  }
  const named = parameters.flatMap(({ name, description }) => {
    const [, before, after] =
      /\b(x-[\w-]+)\W{1,3}(?:response )?header|\bheader\W{1,3}(x-[\w-]+)/i.exec(description) ?? [];
    const header = before ?? after;
    return header === undefined ? [] : [{ name, header }];
  });
  const [taker] = named;
  return taker && headerPages(list, taker.name, taker.header);
}

function headerPages(list: Field, cursor: string, header: string): Found {
  const text = `\`${cursor}\` takes the cursor in the header \`${header}\``;
  return { kind: "cursor", items: list.path, cursor, header, text };
}

/** Finds a field whose name, format or example marks it as the URL of the next page. */
function byBodyLink({ fields, list }: Evidence): Found {
  const isLink = (one: Field): boolean => {
    const word = lastWord(one);
    const parent = wordAt(one, -2);
    const isNext = word === "next" || word === "nextpage" || (word === "href" && parent === "next");
    const isAddress = one.format?.startsWith("uri") === true || isAddressText(one.example);
    return words.NEXT_LINK.has(word) || (isNext && (isAddress || parent === "links" || word === "href"));
  };
  const found = fields.filter((one) => one.type === "string" && isLink(one));
  const next = only(found) ?? only(found.filter(({ path }) => path.length === 1));
  return (
    next && {
      kind: "linked",
      items: list.path,
      next: next.path,
      text: `its response has the link ${quoted(next.path)}`,
    }
  );
}

function isAddressText(example: Json | undefined): boolean {
  return typeof example === "string" && /^(https?:\/)?\//.test(example);
}

/** Whether a field's name and location mark it as the cursor of the next page, not of the current one. */
function isNextCursor(one: Field, takers: readonly Parameter[]): boolean {
  const word = lastWord(one);
  if (one.type !== "string" && one.type !== "integer") return false;
  if (words.NEXT_CURSOR.has(word)) return true;
  if (one.type !== "string") return false;
  const isSaid = word === "cursor" && /\b(next|subsequent|following)\b/i.test(one.description ?? "");
  return (
    isSaid ||
    (one.path.length > 1 && words.NEXT_INSIDE.has(word)) ||
    takers.some((taker) => `next${taker.word}` === word)
  );
}

/** Finds a field that holds the next cursor, and the parameter that takes it. */
function byNextCursor(evidence: Evidence): Found {
  const { fields, list, parameters } = evidence;
  // `page: string` and `offset: string` are cursors under another name.
  const textual = parameters.filter(
    ({ word, type }) => (words.PAGE.has(word) || words.OFFSET.has(word)) && type === "string",
  );
  const takers = [...cursorParameters(evidence), ...textual];
  const givers = fields.filter((one) => isNextCursor(one, takers));
  const pairs = givers.flatMap((giver) => takers.map((taker) => ({ giver, taker })));
  const alike = pairs.filter(
    ({ giver, taker }) => lastWord(giver).replace(/^next/, "") === taker.word.replace(/^next/, ""),
  );
  const pair = only(pairs) ?? only(alike);
  if (!pair) return undefined;
  const { giver, taker } = pair;
  return {
    kind: "cursor",
    items: list.path,
    cursor: taker.name,
    next: giver.path,
    ...hint("more", field(fields, words.MORE, "boolean")),
    text: `\`${taker.name}\` takes the cursor at ${quoted(giver.path)}`,
  };
}

/** Finds a declared header with the next cursor or page number, and the parameter that takes it. */
function byHeader(evidence: Evidence): Found {
  const { headers, list, parameters } = evidence;
  const numbers = parameters.filter(({ word }) => words.PAGE.has(word));
  const takers = [...cursorParameters(evidence), ...numbers];
  const pairs = headers.flatMap((header) => {
    const word = wordOf(header.replace(/^x-/i, ""));
    const isNext = words.NEXT_CURSOR.has(word) || words.CURSOR.has(word);
    return takers
      .filter((taker) => (numbers.includes(taker) ? word === `next${taker.word}` : isNext))
      .map((taker) => ({ header, word, taker }));
  });
  const alike = pairs.filter(({ word, taker }) => word.replace(/^next/, "").startsWith(taker.word));
  const pair = only(pairs) ?? only(alike);
  if (!pair) return undefined;
  return headerPages(list, pair.taker.name, pair.header);
}

/** Finds a parameter that takes the id of the last item read. */
function byItemId(evidence: Evidence): Found {
  const { fields, list, parameters } = evidence;
  const more = field(fields, words.MORE, "boolean");
  const { idType } = list;
  const taker = only(cursorParameters(evidence));
  if (!taker || idType === undefined || (taker.type ?? idType) !== idType || !/after|marker/.test(taker.word))
    return undefined;
  const isAboutIds = /\b(id|identifier)\b/i.test(taker.description);
  if (!more && !isAboutIds) return undefined;
  const before = only(parameters.filter(({ word, type }) => words.BEFORE.has(word) && type === taker.type));
  return {
    kind: "cursor",
    items: list.path,
    cursor: taker.name,
    id: ["id"],
    ...(before ? { before: before.name } : {}),
    ...hint("more", more),
    text: `\`${taker.name}\` takes the \`id\` of the last item`,
  };
}

function hintsOf(fields: readonly Field[]): PageHints {
  return {
    ...hint("more", field(fields, words.MORE, "boolean")),
    ...hint("total", field(fields, words.TOTAL, "integer", "number")),
    ...hint("pages", field(fields, words.PAGES, "integer", "number")),
  };
}

function byNumber(evidence: Evidence): Found {
  const { fields, list } = evidence;
  const parameter = numberParameter(evidence, words.PAGE);
  if (!parameter) return undefined;
  const first = firstPageOf(parameter);
  return {
    kind: "numbered",
    items: list.path,
    page: parameter.name,
    ...(first === undefined ? {} : { first }),
    ...(first === undefined ? hint("current", field(fields, words.CURRENT, "integer", "number")) : {}),
    ...hintsOf(fields),
    text: `\`${parameter.name}\` takes the number of a page`,
  };
}

function byOffset(evidence: Evidence): Found {
  const { fields, list, parameters } = evidence;
  const parameter = numberParameter(evidence, words.OFFSET);
  if (!parameter || !parameters.some(({ word }) => words.SIZE.has(word))) return undefined;
  const first = firstPageOf(parameter);
  // `start` may count from 1 or not be an offset at all, so the document must say which.
  if (/^start(index)?$/.test(parameter.word) && first === undefined) return undefined;
  const { pages: _, ...hints } = hintsOf(fields);
  return {
    kind: "offset",
    items: list.path,
    offset: parameter.name,
    ...(first ? { first } : {}),
    ...hints,
    text: `\`${parameter.name}\` takes the number of items to skip`,
  };
}

/** The first number, 0 or 1, according to the parameter's default, minimum or description. */
function firstPageOf({ schema, description }: Parameter): number | undefined {
  const isBeginning = (value: Json | undefined): value is number => value === 0 || value === 1;
  const declared = [schema?.default, schema?.minimum].find(isBeginning);
  if (declared !== undefined) return declared;
  const statement =
    /\b(0|1|zero|one)[- ](?:based|indexed)\b|\b(?:defaults?|starts?|begins?)(?: (?:is|to|at|from|with))? `?([01])\b/i;
  const [, based, begun] = statement.exec(description) ?? [];
  const word = (based ?? begun)?.toLowerCase();
  return word === undefined ? undefined : word === "0" || word === "zero" ? 0 : 1;
}
