import type { Zoo, components } from "./src/index.js";

declare const zoo: Zoo;

export async function count(): Promise<number> {
  let limbs = 0;
  for (const animal of await zoo.animals.list()) {
    // @ts-expect-error
    void animal.wings;
    // The values of the mapping narrow, two for one schema too; the names of the schemas are none.
    if (animal.species === "bird") limbs += animal.wings;
    else if (animal.species === "eel") limbs += animal.fins ?? 0;
    else limbs += (animal.species satisfies "fish", animal.fins ?? 0);
    // @ts-expect-error
    void (animal.species === "Bird");
  }
  return limbs;
}

export async function build(): Promise<string> {
  const enclosure = await zoo.enclosures.create({ type: "open-air", area: 10, height: 3 });
  // @ts-expect-error
  await zoo.enclosures.create({ type: "tank", area: 10, height: 3 });
  // What the base requires is required of a variant.
  // @ts-expect-error
  await zoo.enclosures.create({ type: "open-air", height: 3 });
  // @ts-expect-error
  await zoo.enclosures.create({ type: "open-air", area: 10 });
  return enclosure.type;
}

export function volume(place: components["schemas"]["Aviary"] | components["schemas"]["Tank"]): number {
  return place.type === "tank" ? (place.litres ?? 0) : place.area * place.height;
}
