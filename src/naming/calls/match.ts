/** How well a call fits an address. This distinguishes a sample of the operation from one copied from another operation. */
import type { Route } from "./paths.js";
import { verbOf } from "./verbs.js";
import { comparable } from "./words.js";

/** Whether an HTTP method cannot do what a verb says, as GET cannot `delete`, unless the path has the verb itself. */
export function contradicts(segments: readonly string[], route: Route): boolean {
  const verb = segments.at(-1) ?? "";
  const { method } = route.operation.address;
  return (
    verbOf(verb)?.contradicts?.includes(method) === true &&
    !route.segments.some(({ text }) => comparable(text) === comparable(verb))
  );
}

/** The agreement of call and address, from about -1 to 5; only comparisons of these numbers mean anything. */
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
  const { fits } = verbOf(verb) ?? {};
  if (!fits) return 0;
  return fits.includes(route.operation.address.method) ? 0.75 : -1;
}

/** `list` belongs to a collection, `retrieve` to an item. */
function placeMatch(verb: string, route: Route): number {
  const endsInParameter = route.segments.at(-1)?.kind === "parameter";
  const wanted = verbOf(verb)?.pathEnd;
  return wanted === (endsInParameter ? "item" : "collection") ? 0.5 : 0;
}
