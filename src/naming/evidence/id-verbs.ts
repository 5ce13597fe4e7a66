/** The verb that an operationId says, without the resource that the path says already: `getUserById` on `/users/{id}`. */
import type { Address, HttpMethod, Operation } from "../../api/api.js";
import { candidate } from "../calls/candidates.js";
import { camelCase, words } from "../identifiers.js";
import { isActionVerb, isPlainVerb, verbOf } from "../calls/verbs.js";
import { singular } from "../calls/words.js";
import type { Convention, EvidenceReader } from "./evidence.js";

/** Words behind which an id tells how, and no longer what: `getTodoItemsWithPagination`. */
const tail = new Set(["by", "with", "for", "from", "to", "in", "of", "on"]);
/** Words that only say how many. */
const numbers = new Set(["all", "one", "many", "list", "a", "an", "the", "api"]);

/** Other words for the plain verb of an HTTP method: owners whose ids have them mostly name the call plainly. */
const synonyms: Readonly<Partial<Record<HttpMethod, string>>> = {
  get: "search query lookup view check load scan",
  post: "send submit register verify make invite initiate",
  delete: "revoke cancel clear purge unlink disconnect invalidate terminate",
};

interface SaidVerb {
  readonly verb: string;
  /** The words that neither path nor namespace has. */
  readonly more: readonly string[];
  /** Whether it names anything but the verb. */
  readonly namesThing: boolean;
}

function read(id: string, convention: Convention): SaidVerb {
  const [verb = "", ...rest] = words(id);
  const end = rest.findIndex((word) => tail.has(word));
  const named = new Set(convention.namespace.flatMap(words).map(singular));
  const what = end < 0 ? rest : rest.slice(0, end);
  const more = what.filter((word) => !named.has(singular(word)) && !numbers.has(word));
  return { verb, more, namesThing: what.length > 0 };
}

/**
 * The verb of a controller's method, in the words of convention where it says no more than those.
 *
 * @param isLoose whether single words such as `remove` are the framework's and not the owner's
 */
export function controllerVerb(id: string, convention: Convention, { method }: Address, isLoose: boolean): string {
  const isOneWord = words(id).length === 1;
  if (isOneWord && !isLoose) return camelCase(id);
  const { verb, more } = read(id, convention);
  const isIndex = isLoose && verb === "index" && method === "get";
  const isUsual = verb === method || isIndex || verbOf(verb)?.fits?.includes(method) === true;
  if (convention.isAction) {
    const isSame = verb === words(convention.verb)[0];
    return isSame || (isUsual && !isOneWord) ? convention.verb : camelCase(id);
  }
  if (more.length > 0) return camelCase(id);
  return isUsual ? convention.verb : verb;
}

/** Reads the verb of an id without a grammar, `upsertGuide`, where convention has only a plain word for it. */
export const plainIdVerb: EvidenceReader = ({ route: { operation }, convention, neighbour }) => {
  const { operationId = "" } = operation;
  if (operationId === "" || convention.isAction || !isPlainVerb(convention.verb)) return [];
  const said = saidVerb(handlerName(operation), convention);
  if (said === undefined || synonyms[operation.address.method]?.split(" ").includes(said)) return [];
  const namespace = neighbour?.namespace ?? convention.namespace;
  const cause = {
    kind: "operationIdVerb",
    id: operationId,
    ...(neighbour ? { neighbours: neighbour.of } : {}),
  } as const;
  return [candidate(cause, [...namespace, said], { pointer: `${operation.pointer}/operationId` })];
};

function saidVerb(id: string, convention: Convention): string | undefined {
  const choice = /^([a-z]+)[_-]?[oO]r[_-]?([A-Za-z][a-z]+)/.exec(id);
  const [first = "", second = ""] = choice?.slice(1) ?? [];
  const rest = choice ? `${first}${id.slice(choice[0].length)}` : id;
  const { verb, more, namesThing } = read(rest, convention);
  if (!namesThing || more.length > 0) return undefined;
  if (choice) return verbOf(first) && verbOf(second.toLowerCase()) ? camelCase(`${first}-or-${second}`) : undefined;
  return isActionVerb(verb) ? verb : undefined;
}

/** FastAPI appends path and method to the name of the handler: `read_item_items__item_id__get`. */
export function handlerName({ operationId = "", address: { method, path } }: Operation): string {
  const appended = `${path.replace(/\W/g, "_")}_${method}`;
  return operationId.endsWith(appended) ? operationId.slice(0, -appended.length) : operationId;
}
