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
  // What may be any enclosure is one of those that there are.
  // @ts-expect-error
  void enclosure.height;
  if (enclosure.type === "open-air") void enclosure.height;
  else void (enclosure.inside?.area satisfies number | undefined, enclosure.walls satisfies number | undefined);
  return enclosure.type satisfies "open-air" | "tank";
}

export async function rebuild(): Promise<number> {
  await zoo.enclosures.update({ id: "e1", type: "open-air", area: 10, height: 3 });
  // @ts-expect-error
  await zoo.enclosures.update({ id: "e1", type: "open-air", area: 10 });
  // @ts-expect-error
  await zoo.enclosures.update({ id: "e1", type: "shed", area: 10 });
  const rebuilt = await zoo.enclosures.update({ id: "e1", type: "tank", area: 10, litres: 900 });
  return rebuilt.reduce((sum, one) => sum + (one.type === "tank" ? (one.litres ?? 0) : one.height), 0);
}

export function volume(place: components["schemas"]["Aviary"] | components["schemas"]["Tank"]): number {
  return place.type === "tank" ? (place.litres ?? 0) : place.area * place.height;
}
