/** How well a call fits an address: what tells a sample in its place from one that was copied to another operation. */
import type { HttpMethod } from "../api/api.js";
import type { Route } from "./paths.js";
import { comparable } from "./words.js";

const verbsOf: readonly (readonly [verbs: RegExp, methods: readonly HttpMethod[]])[] = [
  [/^(?:list|retrieve|get|fetch|find|show|read)(?=[A-Z]|$)/, ["get", "head"]],
  [/^(?:create|add|insert|new|post)(?=[A-Z]|$)/, ["post", "put"]],
  [/^(?:update|modify|edit|patch|set|replace|put)(?=[A-Z]|$)/, ["put", "patch", "post"]],
  [/^(?:del|delete|remove|destroy)(?=[A-Z]|$)/, ["delete"]],
];

/** Methods that no API uses for a verb of that kind; POST may do anything. */
const impossible: readonly (readonly [verbs: RegExp, methods: readonly HttpMethod[]])[] = [
  [/^(?:list|retrieve|get|fetch)(?=[A-Z]|$)/, ["delete", "patch"]],
  [/^create(?=[A-Z]|$)/, ["get", "delete"]],
  [/^update(?=[A-Z]|$)/, ["get", "delete"]],
  [/^(?:del|delete|destroy)(?=[A-Z]|$)/, ["get"]],
];

/** Whether a verb cannot be what an HTTP method does: `delete` on GET. */
export function contradicts(segments: readonly string[], route: Route): boolean {
  const verb = segments.at(-1) ?? "";
  const { method } = route.operation.address;
  return (
    impossible.some(([verbs, methods]) => verbs.test(verb) && methods.includes(method)) &&
    !route.segments.some(({ text }) => comparable(text) === comparable(verb))
  );
}

/** A number that grows with the agreement of call and address, between about -1 and 5. Only comparisons of it mean anything. */
export function matchOf(segments: readonly string[], route: Route): number {
  const namespace = segments.slice(0, -1).map(comparable);
  const verb = segments.at(-1) ?? "";
  const statics = route.segments.filter(({ kind }) => kind === "static").map(({ text }) => comparable(text));
  const inPath = share(namespace, (name) => statics.includes(name));
  const said = share(statics, (name) => namespace.includes(name) || comparable(verb).includes(name));
  return 2 * inPath + said + verbMatch(verb, route) + placeMatch(verb, route);
}

function share(names: readonly string[], holds: (name: string) => boolean): number {
  return names.length === 0 ? 0 : names.filter(holds).length / names.length;
}

function verbMatch(verb: string, route: Route): number {
  if (route.segments.at(-1)?.kind === "static" && comparable(route.segments.at(-1)?.text ?? "") === comparable(verb))
    return 1;
  const kind = verbsOf.find(([verbs]) => verbs.test(verb));
  if (!kind) return 0;
  return kind[1].includes(route.operation.address.method) ? 0.75 : -1;
}

/** `list` belongs to a collection, `retrieve` to an item. */
function placeMatch(verb: string, route: Route): number {
  const endsInParameter = route.segments.at(-1)?.kind === "parameter";
  if (/^list(?=[A-Z]|$)/.test(verb)) return endsInParameter ? 0 : 0.5;
  return /^(?:retrieve|update|del|delete)(?=[A-Z]|$)/.test(verb) && endsInParameter ? 0.5 : 0;
}
