import type { Siblings } from "./src/index.js";

declare const siblings: Siblings;

export async function find(): Promise<string> {
  const pet = await siblings.pets.retrieve({ id: "p-1" });
  // Beside a reference, a requirement and a property of one's own hold too.
  const mail: string | undefined = pet.owner?.mail;
  const since: string | undefined = pet.owner?.since;
  // @ts-expect-error
  pet.chip = "c-2";
  return [pet.name, mail, since, pet.owner?.name, pet.chip].join();
}

export async function change(): Promise<void> {
  await siblings.pets.update({ id: "p-1", name: "Rex", owner: { mail: "a@example.com", since: "2026" } });
  // @ts-expect-error
  await siblings.pets.update({ id: "p-1", name: "Rex", owner: { name: "Ada" } });
  // @ts-expect-error
  await siblings.pets.update({ id: "p-1" });
}
