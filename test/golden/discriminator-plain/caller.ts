import type { Harbour, components } from "./src/index.js";

declare const harbour: Harbour;

export async function moor(): Promise<number> {
  const vessel = await harbour.berths.updateVessel({ berth: "1", kind: "Ferry", decks: 2 });
  await harbour.berths.updateVessel({ berth: "1", kind: "Tug" });
  // @ts-expect-error
  await harbour.berths.updateVessel({ berth: "1", kind: "Tug", decks: 2 });
  // @ts-expect-error
  await harbour.berths.updateVessel({ berth: "1", kind: "Ferry" });
  // @ts-expect-error
  await harbour.berths.updateVessel({ berth: "1", kind: "Kayak" });
  return vessel.kind === "Ferry" ? vessel.decks : (vessel.pull ?? 0);
}

export async function weigh(): Promise<number> {
  let sum = 0;
  for (const container of await harbour.cargo.list()) {
    container.kind satisfies "Container";
    // An open-ended base keeps its properties, with their types, in what extends it; any other key is one of theirs.
    sum += container.weight + container.number.length;
    container["label"] satisfies string | number | undefined;
  }
  return sum;
}

export function chill(reefer: components["schemas"]["Reefer"]): number {
  reefer.kind satisfies "Reefer";
  return reefer.weight + reefer.number.length + (reefer.temperature ?? 0);
}
