import type { Kennel } from "./src/index.js";

declare const kennel: Kennel;

export async function guests(): Promise<string> {
  let all = "";
  for (const guest of await kennel.guests.list()) {
    // @ts-expect-error
    void guest.pets;
    all += guest.role === "owner" ? (guest.pets ?? 0).toFixed() : (guest.practice ?? "");
  }
  return all;
}

export async function check(): Promise<boolean> {
  const last = await kennel.guests.create({ petType: "dog", bark: true });
  await kennel.guests.create({ petType: "cat", meow: true });
  // @ts-expect-error
  await kennel.guests.create({ petType: "cat", bark: true });
  // @ts-expect-error
  await kennel.guests.create({ petType: "Dog" });
  // @ts-expect-error
  await kennel.guests.create();
  // @ts-expect-error
  void last.petType;
  return (last?.petType === "cat" ? last.meow : last?.bark) ?? false;
}

export async function book(): Promise<number> {
  const walk = await kennel.stays.create({ kind: "Boarding", nights: 2 });
  await kennel.stays.create({ kind: "Boarding", until: "2026-01-31" });
  // The discriminator alone is none of the choices.
  // @ts-expect-error
  await kennel.stays.create({ kind: "Boarding" });
  // @ts-expect-error
  await kennel.stays.create({ nights: 2 });
  // @ts-expect-error
  void walk.minutes;
  walk.kind satisfies "Walk";
  return "minutes" in walk ? walk.minutes : walk.metres;
}
