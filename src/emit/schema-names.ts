/** Which names of a module's types come from `schema.ts`. */
import type { Surface } from "../naming/surface.js";

const OWN: readonly string[] = ["components", "paths", "webhooks", "Readable", "Writable"];

/** Those of the mentioned names that `schema.ts` declares, in the order in which it does. */
export function schemaNames(mentioned: ReadonlySet<string>, { models }: Pick<Surface, "models">): readonly string[] {
  return [...OWN, ...models.map(({ name }) => name)].filter((name) => mentioned.has(name));
}
